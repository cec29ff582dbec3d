"""Several Discord accounts: who draws, who is spared, and what is kept of them."""
import os
import subprocess
import tempfile
import threading

from harness import ADMIN, CHANNEL, Fake, GUILD, Gate, call, wait_for

SECOND = "1190000000000000012"
THIRD = "1190000000000000013"
SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
CONFIGURED = f"""accounts:
  second:
    user_token_env: SECOND_TOKEN
    guild_id: "{GUILD}"
    channel_id: "{SECOND}"
    concurrency: 3
"""
ADDED = {"id": "third", "user_token": "third-token-canary", "guild_id": GUILD, "channel_id": THIRD}


def configured(text):
    folder = tempfile.mkdtemp(prefix="promptgate-accounts-")
    with open(os.path.join(folder, "promptgate.yaml"), "w") as file:
        file.write(text)
    return folder


def started(binary, step=40, **extra):
    fake = Fake(binary, step=step)
    gate = Gate(
        binary, fake, configured(CONFIGURED), SECOND_TOKEN="second-token-canary", **extra)
    wait_for("the listeners", lambda: all(
        one["state"] == "connected" for one in listed(gate).values()))
    return fake, gate


def listed(gate):
    return {one["id"]: one for one in gate.get("/v1/admin/accounts", ADMIN).json["data"]}


def admin(gate, method, path, body=None):
    return call(gate.port, method, f"/v1/admin/accounts{path}", body, ADMIN)


def channels(fake):
    return [one["channel_id"] for one in fake.interactions()]


def test_work_goes_to_the_least_busy_account_and_follow_ups_to_their_parents(binary):
    fake, gate = started(binary, step=60)
    try:
        tenant = gate.tenant("shop")
        names = [tenant.imagine(f"a fox number {n}") for n in range(6)]
        wait_for("six interactions", lambda: len(channels(fake)) == 6)
        assert sorted(channels(fake)) == [CHANNEL] * 3 + [SECOND] * 3, channels(fake)
        for name in names:
            parent = tenant.finished(name, 40)
            before = len(channels(fake))
            owner = next(one["channel_id"] for one in fake.interactions() if any(
                option["value"] == parent["prompt"]
                for option in one["data"].get("options", [])))
            action = next(one for one in parent["result"]["actions"] if one["trigger"] == "upscale")
            answer = tenant.trigger("upscale", action["body"])
            assert answer.status == 200, answer
            wait_for("the press", lambda: len(channels(fake)) > before)
            assert channels(fake)[-1] == owner
            tenant.finished(answer.json["task_id"], 40)
    finally:
        gate.stop()
        fake.stop()


def test_a_parked_account_is_spared_and_says_why(binary):
    fake, gate = started(binary)
    try:
        tenant = gate.tenant("shop")
        answer = admin(gate, "POST", "/second/park", {"reason": "moving house"})
        assert answer.status == 200 and answer.json["state"] == "parked", answer
        assert listed(gate)["second"]["reason"] == "moving house"
        assert listed(gate)["second"]["cause"] == "by_admin"
        ready = gate.get("/readyz", None)
        assert ready.status == 200 and ready.json["accounts"]["second"]["state"] == "parked"
        for n in range(4):
            tenant.finished(tenant.imagine(f"a fox number {n}"))
        assert set(channels(fake)) == {CHANNEL}
        assert admin(gate, "POST", "/second/unpark").json["state"] == "connected"
        assert admin(gate, "POST", "/nobody/park").status == 404
        assert admin(gate, "DELETE", "/second").status == 409
    finally:
        gate.stop()
        fake.stop()


def test_what_a_refused_account_did_not_send_another_sends(binary):
    fake, gate = started(binary)
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "status", "status": 401})
        tenant.finished(tenant.imagine("a fox in the snow"))
        parked = [one for one in listed(gate).values() if one["state"] == "parked"]
        assert len(parked) == 1 and "401" in parked[0]["reason"], parked
        assert len(fake.interactions()) == 1 or len(set(channels(fake))) == 2
        assert channels(fake)[-1] != parked[0]["channel_id"]
    finally:
        gate.stop()
        fake.stop()


def test_a_tenant_is_pinned_to_its_accounts_with_its_files(binary):
    fake, gate = started(binary)
    try:
        refused = call(gate.port, "POST", "/v1/admin/tenants", {
            "id": "lost", "accounts": ["nobody"]}, ADMIN)
        assert refused.status == 400 and "nobody" in refused.raw.decode(), refused
        tenant = gate.tenant("shop", accounts=["second"])
        for n in range(3):
            tenant.finished(tenant.imagine(f"a fox number {n}"))
        png = bytes.fromhex("89504e470d0a1a0a") + bytes(64)
        body = (b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
                b"Content-Type: image/png\r\n\r\n" + png + b"\r\n--x--\r\n")
        file = call(gate.port, "POST", "/v1/api/trigger/upload", key=tenant.key, raw=body, headers={
            "Content-Type": "multipart/form-data; boundary=x"})
        assert file.status == 200, file
        name = file.json["upload_filename"]
        assert name.startswith("second@"), name
        described = tenant.trigger("describe", {"upload_filename": name, "trigger_id": "d1"})
        assert described.status == 200, described
        tenant.finished(described.json["task_id"])
        assert set(channels(fake)) == {SECOND}
        # A name that the tenant makes up leads to no account that it is kept from.
        stolen = tenant.trigger("describe", {"upload_filename": "5f/a.png", "trigger_id": "d2"})
        assert stolen.status == 404, stolen
        pressed = tenant.trigger("upscale", {
            "msg_id": "1190000000000009999", "index": 1, "trigger_id": "nobodys",
            "msg_hash": "0a1b2c3d-1111-2222-3333-444455556666"})
        assert pressed.status == 200, pressed
        wait_for("the press", lambda: len(channels(fake)) == 5)
        assert set(channels(fake)) == {SECOND}
        admin(gate, "POST", "/second/park")
        assert tenant.trigger("imagine", {"prompt": "a fox"}).status == 502
    finally:
        gate.stop()
        fake.stop()


def test_an_added_account_works_at_once_and_keeps_its_token_to_itself(binary):
    fake, gate = started(binary, PROMPTGATE_SECRET_KEY=SECRET)
    try:
        added = admin(gate, "POST", "", ADDED)
        assert added.status == 201 and "canary" not in added.raw.decode(), added
        assert admin(gate, "POST", "", ADDED).status == 409
        same = admin(gate, "POST", "", ADDED | {"id": "fourth", "channel_id": SECOND})
        assert same.status == 409 and "second" in same.raw.decode(), same
        wait_for("the listener", lambda: listed(gate)["third"]["state"] == "connected")
        tenant = gate.tenant("shop", accounts=["third"])
        tenant.finished(tenant.imagine("a fox"))
        assert channels(fake) == [THIRD]
        changed = admin(gate, "PATCH", "/third", {"weight": 5, "concurrency": 7})
        assert changed.json["weight"] == 5 and changed.json["concurrency"] == 7, changed
        gate = gate.killed_and_restarted()
        wait_for("the listener", lambda: listed(gate)["third"]["state"] == "connected")
        assert listed(gate)["third"]["weight"] == 5
        kept = b""
        for top, _, files in os.walk(gate.folder):
            for name in files:
                with open(os.path.join(top, name), "rb") as file:
                    kept += file.read()
        assert b"third-token-canary" not in kept
        gate.stop()
        gate = Gate(binary, fake, gate.folder, SECOND_TOKEN="second-token-canary",
                    PROMPTGATE_SECRET_KEY=SECRET[::-1])
        shut = wait_for("the third account", lambda: listed(gate).get("third"))
        assert shut["state"] == "parked" and "PROMPTGATE_SECRET_KEY" in shut["reason"], shut
        freed = call(gate.port, "PATCH", "/v1/admin/tenants/shop", {"accounts": None}, ADMIN)
        assert freed.status == 200, freed
        assert admin(gate, "DELETE", "/third").status == 204
        assert "third" not in listed(gate)
    finally:
        gate.stop()
        fake.stop()


def test_without_a_key_to_seal_by_no_account_is_added(binary):
    fake, gate = started(binary)
    try:
        answer = admin(gate, "POST", "", ADDED)
        assert answer.status == 409 and "PROMPTGATE_SECRET_KEY" in answer.raw.decode(), answer
    finally:
        gate.stop()
        fake.stop()


def at_once(count, act):
    """What so many calls at once are answered, in order of their statuses."""
    answers = []
    callers = [threading.Thread(target=lambda n=n: answers.append(act(n))) for n in range(count)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return sorted(answer.status for answer in answers)


def test_changes_at_once_go_one_after_another(binary):
    fake, gate = started(binary, PROMPTGATE_SECRET_KEY=SECRET)
    try:
        same = at_once(8, lambda _: admin(gate, "POST", "", ADDED))
        assert same == [201] + [409] * 7, same
        shared = ADDED | {"channel_id": "1190000000000000077"}
        channel = at_once(8, lambda n: admin(gate, "POST", "", shared | {"id": f"x{n}"}))
        assert channel == [201] + [409] * 7, channel
        assert len(listed(gate)) == 4
    finally:
        gate.stop()
        fake.stop()


def test_a_change_of_weight_leaves_what_parked_the_account(binary):
    fake, gate = started(binary, PROMPTGATE_SECRET_KEY=SECRET)
    try:
        assert admin(gate, "POST", "", ADDED).status == 201
        wait_for("the listener", lambda: listed(gate)["third"]["state"] == "connected")
        changed = admin(gate, "PATCH", "/third", {"weight": 3})
        assert (changed.json["state"], changed.json["weight"]) == ("connected", 3), changed
        admin(gate, "POST", "/third/park", {"reason": "moving house"})
        for change in ({"weight": 4}, {"user_token": "third-token-anew"}):
            changed = admin(gate, "PATCH", "/third", change)
            assert (changed.json["state"], changed.json["reason"]) == (
                "parked", "moving house"), changed
        admin(gate, "POST", "/third/unpark")
        wait_for("the listener", lambda: listed(gate)["third"]["state"] == "connected")
    finally:
        gate.stop()
        fake.stop()


def test_an_account_whose_session_ended_for_good_is_begun_anew_however_it_was_parked(binary):
    fake, gate = started(binary)
    try:
        admin(gate, "POST", "/second/park", {"reason": "moving house"})
        fake.control({"do": "close", "code": 4004})
        wait_for("the end of the session", lambda: listed(gate)["default"]["state"] == "parked")
        again = admin(gate, "POST", "/default/park", {"reason": "moving too"})
        assert again.json["cause"] == "token_refused", again
        for name in ("default", "second"):
            admin(gate, "POST", f"/{name}/unpark")
        wait_for("both sessions", lambda: all(
            one["state"] == "connected" for one in listed(gate).values()))
    finally:
        gate.stop()
        fake.stop()


def test_what_another_key_sealed_is_never_written_over(binary):
    fake, gate = started(binary, PROMPTGATE_SECRET_KEY=SECRET)
    second = {"SECOND_TOKEN": "second-token-canary"}
    try:
        assert admin(gate, "POST", "", ADDED).status == 201
        gate.stop()
        gate = Gate(binary, fake, gate.folder, PROMPTGATE_SECRET_KEY=SECRET[::-1], **second)
        refused = admin(gate, "PATCH", "/third", {"weight": 2})
        assert refused.status == 409 and "PROMPTGATE_SECRET_KEY" in refused.json["detail"], refused
        gate.stop()
        gate = Gate(binary, fake, gate.folder, PROMPTGATE_SECRET_KEY=SECRET, **second)
        wait_for("the listener", lambda: listed(gate)["third"]["state"] == "connected")
        gate.stop()
        moved = CONFIGURED.replace(SECOND, THIRD)
        with open(os.path.join(gate.folder, "promptgate.yaml"), "w") as file:
            file.write(moved)
        gate = Gate(binary, fake, gate.folder, PROMPTGATE_SECRET_KEY=SECRET, **second)
        third = listed(gate)["third"]
        assert third["state"] == "parked" and "channel" in third["reason"], third
    finally:
        gate.stop()
        fake.stop()


def test_two_accounts_of_the_file_may_not_share_a_channel(binary):
    folder = configured(CONFIGURED + CONFIGURED.split("\n", 1)[1].replace("second:", "twin:"))
    ended = subprocess.run(
        [binary, "serve", "--port", "0"], cwd=folder, capture_output=True, timeout=30,
        env={"PATH": os.environ["PATH"], "SECOND_TOKEN": "second-token-canary",
             "PROMPTGATE_ADMIN_KEY": ADMIN})
    told = (ended.stdout + ended.stderr).decode()
    assert ended.returncode != 0 and "promptgate.yaml:7" in told, told
    assert "accounts.twin.channel_id" in told and "second" in told, told
    assert "canary" not in told


def test_each_account_has_a_queue_of_its_own(binary):
    """A tenant that is pinned to one account fills that one's places, and no other's."""
    fake = Fake(binary, step=400)
    gate = Gate(binary, fake, configured(CONFIGURED), SECOND_TOKEN="t", CONCUR_SIZE="3",
                WAIT_SIZE="10")
    try:
        wait_for("the listeners", lambda: all(
            one["state"] == "connected" for one in listed(gate).values()))
        pinned, free = gate.tenant("pinned", accounts=["second"]), gate.tenant("free")
        answers = [pinned.trigger("imagine", {"prompt": f"a fox number {n}"}) for n in range(30)]
        assert [one.status for one in answers].count(200) == 13, answers
        full = answers[-1]
        assert full.status == 503 and full.json["code"] == 15, full
        assert "3 tasks are at work and 10 wait" in full.raw.decode(), full
        others = [free.trigger("imagine", {"prompt": f"a hare number {n}"}) for n in range(20)]
        assert [one.status for one in others].count(200) == 13, others
        wait_for("both at work", lambda: all(
            one["working"] == 3 for one in listed(gate).values()))
    finally:
        gate.stop()
        fake.stop()


def test_parking_by_an_admin_outlives_a_restart(binary):
    fake, gate = started(binary)
    try:
        assert admin(gate, "POST", "/default/park", {"reason": "moving house"}).status == 200
        before = listed(gate)["default"]
        gate = gate.killed_and_restarted()
        after = listed(gate)["default"]
        assert (after["state"], after["reason"], after["cause"], after["since"]) == (
            "parked", "moving house", "by_admin", before["since"]), after
        wait_for("the other", lambda: listed(gate)["second"]["state"] == "connected")
        assert admin(gate, "POST", "/default/unpark").status == 200
        wait_for("its session", lambda: listed(gate)["default"]["state"] == "connected")
        gate = gate.killed_and_restarted()
        assert listed(gate)["default"]["state"] != "parked"
    finally:
        gate.stop()
        fake.stop()


def test_what_waits_for_a_parked_account_ends_and_says_why(binary):
    fake, gate = started(binary, step=300, PROMPTGATE_PARKED_TIMEOUT="3s")
    try:
        tenant = gate.tenant("shop", accounts=["second"])
        names = [tenant.imagine(f"a fox number {n}") for n in range(5)]
        wait_for("three at work", lambda: listed(gate)["second"]["working"] == 3)
        admin(gate, "POST", "/second/park", {"reason": "moving house"})
        ended = [tenant.ended(name, 20) for name in names]
        assert [one["status"] for one in ended] == ["finished"] * 3 + ["failed"] * 2, ended
        assert "moving house" in ended[-1]["reason"], ended[-1]
    finally:
        gate.stop()
        fake.stop()


def test_an_account_that_tenants_are_pinned_to_is_not_removed(binary):
    fake, gate = started(binary, PROMPTGATE_SECRET_KEY=SECRET, CONCUR_SIZE="4", WAIT_SIZE="7")
    try:
        wrong = admin(gate, "POST", "", ADDED | {"proxy_url": "socks5h://127.0.0.1:1080"})
        assert wrong.status == 400 and "SOCKS" in wrong.raw.decode(), wrong
        added = admin(gate, "POST", "", ADDED)
        assert added.status == 201, added
        assert (added.json["concurrency"], added.json["queue"]) == (4, 7), added
        gate.tenant("shop", accounts=["third"])
        kept = admin(gate, "DELETE", "/third")
        assert kept.status == 409 and "shop" in kept.raw.decode(), kept
        freed = call(gate.port, "PATCH", "/v1/admin/tenants/shop", {"accounts": None}, ADMIN)
        assert freed.status == 200, freed
        assert admin(gate, "DELETE", "/third").status == 204
    finally:
        gate.stop()
        fake.stop()
