"""midjourney-api's own calls, and the bodies that reach Discord."""
from harness import CHANNEL, GUILD, Fake, Gate, Hook, call, verify_signature, wait_for

HASH = "3a1f8b2c-4d5e-4f60-9a7b-8c9d0e1f2a3b"
COMMON = {"application_id": "936929561302675456", "guild_id": GUILD, "channel_id": CHANNEL}


def first_image(binary):
    """A gateway with one finished picture: (fake, gate, tenant, task)."""
    fake = Fake(binary)
    gate = Gate(binary, fake)
    tenant = gate.tenant("shop", Hook())
    return fake, gate, tenant, tenant.finished(tenant.imagine("a lighthouse"))


def test_imagine_reaches_discord_as_the_old_service_sent_it(binary):
    fake, gate, tenant, _ = first_image(binary)
    try:
        answer = tenant.trigger(
            "imagine", {"prompt": "a fox", "picurl": "https://cdn.example/a.png"})
        assert answer.json["message"] == "success" and answer.json["trigger_type"] == "generate"
        tenant.trigger("imagine", {"prompt": "https://cdn.example/b.png a hare"})
        bodies = wait_for(
            "three interactions",
            lambda: fake.interactions() if len(fake.interactions()) == 3 else None)
        values = [body["data"]["options"][0]["value"] for body in bodies]
        assert values == [
            "a lighthouse", "https://cdn.example/a.png a fox",
            "https://cdn.example/b.png a hare"], values
        body = bodies[0]
        for name, value in COMMON.items():
            assert body[name] == value, body
        assert body["type"] == 2 and body["session_id"] and 1 <= len(body["nonce"]) <= 25, body
        data = body["data"]
        assert data["id"] == "938956540159881230" and data["name"] == "imagine", data
        assert data["type"] == 1 and data["attachments"] == [] and data["version"], data
        assert data["options"][0] == {"type": 3, "name": "prompt", "value": "a lighthouse"}
        assert len({body["nonce"] for body in bodies}) == 3
    finally:
        gate.stop()
        fake.stop()


def test_follow_ups_press_the_buttons_of_the_result(binary):
    fake, gate, tenant, task = first_image(binary)
    try:
        message = str(task["result"]["message_id"])
        job = task["result"]["actions"][0]["body"]["msg_hash"]
        common = {"msg_id": message, "msg_hash": job, "trigger_id": task["trigger_id"]}
        wanted = []
        for route, more, custom in (
            ("upscale", {"index": 2}, f"MJ::JOB::upsample::2::{job}"),
            ("variation", {"index": 3}, f"MJ::JOB::variation::3::{job}"),
            ("reset", {}, f"MJ::JOB::reroll::0::{job}::SOLO"),
        ):
            answer = tenant.trigger(route, {**common, **more})
            assert answer.status == 200, answer
            assert answer.json["trigger_id"] == task["trigger_id"], answer
            assert answer.json["trigger_type"] == route, answer
            wanted.append((custom, answer.json["task_id"]))
        for _, name in wanted:
            tenant.finished(name)
        sent = {body["data"].get("custom_id"): body for body in fake.interactions()}
        for custom, _ in wanted:
            body = sent[custom]
            assert body["type"] == 3 and body["message_id"] == message, body
            assert body["message_flags"] == 0 and body["data"]["component_type"] == 2, body
        upscaled = tenant.task(wanted[0][1]).json["result"]
        solo(fake, tenant, upscaled, task["trigger_id"])
    finally:
        gate.stop()
        fake.stop()


def solo(fake, tenant, upscaled, trigger):
    """The buttons of a single picture."""
    job = next(action["body"]["msg_hash"] for action in upscaled["actions"])
    common = {"msg_id": str(upscaled["message_id"]), "msg_hash": job, "trigger_id": trigger}
    for route, more, custom in (
        ("solo_variation", {"index": 1}, f"MJ::JOB::variation::1::{job}::SOLO"),
        ("solo_low_variation", {"index": 1}, f"MJ::JOB::low_variation::1::{job}::SOLO"),
        ("solo_high_variation", {"index": 1}, f"MJ::JOB::high_variation::1::{job}::SOLO"),
        ("expand", {"direction": "left"}, f"MJ::JOB::pan_left::1::{job}::SOLO"),
        ("zoomout", {"zoomout": 50}, f"MJ::Outpaint::50::1::{job}::SOLO"),
    ):
        answer = tenant.trigger(route, {**common, **more})
        assert answer.status == 200, (route, answer)
        tenant.finished(answer.json["task_id"])
        assert custom in [body["data"].get("custom_id") for body in fake.interactions()], custom


def test_an_uploaded_image_is_posted_and_described(binary):
    fake, gate, tenant, task = first_image(binary)
    try:
        url = task["result"]["attachments"][0]["url"]
        image = call(fake.port, "GET", url.split(f":{fake.port}", 1)[1]).raw
        assert image.startswith(b"\x89PNG"), image[:20]
        raw = (b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.jpg\"\r\n"
               b"Content-Type: image/png\r\n\r\n" + image + b"\r\n--b--\r\n")
        form = {"Content-Type": "multipart/form-data; boundary=b"}
        uploaded = call(
            gate.port, "POST", "/v1/api/trigger/upload", raw=raw, key=tenant.key, headers=form)
        assert uploaded.status == 200, uploaded
        name = uploaded.json["upload_filename"]
        assert name.endswith(".png") and uploaded.json["upload_url"], uploaded
        posted = tenant.trigger("message", {"upload_filename": name})
        assert posted.status == 200 and posted.json["picurl"].startswith("http"), posted
        described = tenant.trigger(
            "describe", {"upload_filename": name, "trigger_id": uploaded.json["trigger_id"]})
        assert described.json["trigger_id"] == uploaded.json["trigger_id"], described
        ended = tenant.finished(described.json["task_id"])
        assert ended["result"]["embeds"][0]["description"], ended
        body = fake.interactions()[-1]
        assert body["data"]["id"] == "1092492867185950852", body
        assert body["data"]["options"] == [{"type": 11, "name": "image", "value": 0}], body
        assert body["data"]["attachments"] == [{
            "id": "0", "filename": name.split("/")[-1], "uploaded_filename": name}], body
        text = raw.replace(image, b"#!/bin/sh")
        refused = call(
            gate.port, "POST", "/v1/api/trigger/upload", raw=text, key=tenant.key, headers=form)
        assert refused.json["code"] == 13, refused
    finally:
        gate.stop()
        fake.stop()


def test_webhooks_are_signed_ordered_and_shaped_as_before(binary):
    fake, gate, tenant, task = first_image(binary)
    try:
        hook = tenant.hook
        wait_for("the last webhook", lambda: any(b["type"] == "end" for b in hook.bodies()))
        kinds = [body["type"] for body in hook.bodies(task["task_id"])]
        assert kinds[0] == "start" and kinds[-1] == "end", kinds
        assert set(kinds[1:-1]) <= {"generating"}, kinds
        progress = [body["progress"] for body in hook.bodies(task["task_id"])]
        assert progress == sorted(progress) and progress[-1] == 100, progress
        for headers, body, _ in hook.seen:
            assert verify_signature(headers, body, tenant.secret)
            assert not verify_signature(headers, body + b" ", tenant.secret)
        last = hook.bodies(task["task_id"])[-1]
        assert isinstance(last["id"], int) and last["trigger_id"] == task["trigger_id"], last
        for name in ("content", "attachments", "embeds", "status", "tenant", "actions"):
            assert name in last, last
        upscale = next(a for a in last["actions"] if a["trigger"] == "upscale")
        answer = gate.post(upscale["path"], upscale["body"], tenant.key)
        assert answer.status == 200, answer
    finally:
        gate.stop()
        fake.stop()


def test_seed_status_answers_200_where_the_old_service_did(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake, SEED_STATUS="1", PROMPT_TAG="1")
    try:
        tenant = gate.tenant("shop")
        answer = tenant.trigger("imagine", {"prompt": "blood"})
        assert (answer.status, answer.json["code"]) == (200, 14), answer
        task = tenant.imagine("a fox")
        tenant.finished(task)
        value = fake.interactions()[0]["data"]["options"][0]["value"]
        assert value == f"<#{task}#>a fox", value
    finally:
        gate.stop()
        fake.stop()
