"""Every trigger beyond the seed's, and what a result lets one do next."""
import base64
import contextlib
import struct
import zlib

from harness import ADMIN, Fake, Gate, Hook, call, wait_for


@contextlib.contextmanager
def shop(binary, step=10, **extra):
    """A gateway with its Discord, and two tenants."""
    fake = Fake(binary, step=step)
    gate = Gate(binary, fake, **extra)
    try:
        yield fake, gate, gate.tenant("shop"), gate.tenant("other")
    finally:
        gate.stop()
        fake.stop()


def png(width=64, height=64):
    """A black picture: a mask like any other."""
    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body
                + struct.pack(">I", zlib.crc32(kind + body)))
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


MASK = base64.b64encode(png()).decode()


def upload(tenant, name="picture"):
    boundary = "----journey"
    body = (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; '
            f'filename="{name}.png"\r\nContent-Type: image/png\r\n\r\n').encode()
    body += png() + f"\r\n--{boundary}--\r\n".encode()
    answer = call(
        tenant.gate.port, "POST", "/v1/api/trigger/upload", key=tenant.key, raw=body,
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert answer.status == 200, answer
    return answer.json["upload_filename"]


def run(tenant, route, body, seconds=20.0):
    """The finished task of a trigger."""
    answer = tenant.trigger(route, body)
    assert answer.status == 200, answer
    return tenant.finished(answer.json["task_id"], seconds)


def grid(tenant, prompt="a red fox"):
    return tenant.finished(tenant.imagine(prompt))


def single(tenant, prompt="a red fox"):
    return post(tenant, offered(grid(tenant, prompt), "U1"))


def offered(task, label):
    """The action of that label."""
    found = [one for one in task["result"]["actions"] if one["label"] == label]
    assert found, [one["label"] for one in task["result"]["actions"]]
    return found[0]


def post(tenant, action, **more):
    assert action["method"] == "POST"
    answer = tenant.gate.post(action["path"], {**action["body"], **more}, tenant.key)
    assert answer.status == 200, answer
    return tenant.finished(answer.json["task_id"])


def sent(fake, kind=None):
    return [body for body in fake.interactions() if kind in (None, body.get("type"))]


def named(task, **fields):
    return {"trigger_id": task["trigger_id"], "msg_id": task["result"]["message_id"], **fields}


def test_blend_shows_two_to_five_uploads_as_one_command(binary):
    with shop(binary) as (fake, gate, tenant, _):
        files = [upload(tenant) for _ in range(3)]
        task = run(tenant, "blend", {"upload_filenames": files, "dimensions": "portrait"})
        body = sent(fake, 2)[-1]["data"]
        assert (body["name"], body["id"]) == ("blend", "1062880104792997970"), body
        assert body["options"] == [
            {"type": 11, "name": f"image{n + 1}", "value": n} for n in range(3)
        ] + [{"type": 3, "name": "dimensions", "value": "--ar 2:3"}], body
        assert [one["uploaded_filename"] for one in body["attachments"]] == files
        assert [one["id"] for one in body["attachments"]] == ["0", "1", "2"]
        assert task["trigger_type"] == "blend" and len(task["result"]["attachments"]) == 1
        assert offered(task, "U4")
        for wrong in (files[:1], files * 2, "x", [1, 2], ["no-slash", "a/b"]):
            answer = tenant.trigger("blend", {"upload_filenames": wrong})
            assert (answer.status, answer.json["code"]) == (400, 13), answer
        answer = tenant.trigger("blend", {"upload_filenames": files, "dimensions": "wide"})
        assert (answer.status, answer.json["code"]) == (400, 13), answer


def test_two_blends_at_once_get_their_own_pictures(binary):
    with shop(binary, step=60) as (fake, gate, tenant, _):
        pairs = [[upload(tenant), upload(tenant)] for _ in range(2)]
        names = [tenant.trigger("blend", {"upload_filenames": pair}).json["task_id"]
                 for pair in pairs]
        done = [tenant.finished(name) for name in names]
        assert len({task["result"]["message_id"] for task in done}) == 2
        for task, pair in zip(done, pairs):
            assert task["status"] == "finished"


def test_shorten_answers_with_texts_and_their_buttons(binary):
    with shop(binary) as (fake, gate, tenant, _):
        hook = Hook()
        hooked = gate.tenant("hooked", hook)
        prompt = "a very long and winding description of one small lighthouse"
        task = run(hooked, "shorten", {"prompt": prompt})
        result = task["result"]
        assert result["type"] == "text" and len(result["texts"]) >= 2, result
        assert all(prompt.startswith(text) for text in result["texts"]), result["texts"]
        actions = [one for one in result["actions"] if one["trigger"] == "action"]
        assert len(actions) == len(result["texts"]), result["actions"]
        told = wait_for("the webhook", lambda: [
            body for body in hook.bodies(task["task_id"]) if body["type"] == "text"])
        assert told[0]["texts"] == result["texts"] and told[0]["actions"] == result["actions"]
        drawn = post(hooked, actions[1])
        assert drawn["prompt"] == result["texts"][1], drawn
        assert drawn["result"]["attachments"], drawn


def test_show_brings_a_job_back(binary):
    with shop(binary) as (fake, gate, tenant, other):
        task = grid(tenant)
        job = offered(task, "U1")["body"]["msg_hash"]
        shown = run(tenant, "show", {"job_id": job})
        assert sent(fake, 2)[-1]["data"]["options"] == [
            {"type": 3, "name": "job_id", "value": job}]
        assert shown["result"]["message_id"] != task["result"]["message_id"]
        assert post(tenant, offered(shown, "U2"))["result"]["attachments"]
        foreign = other.trigger("show", {"job_id": job})
        assert (foreign.status, foreign.json["code"]) == (404, 21), foreign
        lost = tenant.trigger("show", {"job_id": "00000000-0000-4000-8000-000000000000"})
        ended = tenant.ended(lost.json["task_id"])
        assert ended["status"] == "failed" and "Invalid request" in ended["reason"], ended


def test_info_fast_and_relax_end_in_words(binary):
    with shop(binary) as (fake, gate, tenant, _):
        info = run(tenant, "info", {})["result"]
        assert info["type"] == "text" and info["info"]["Job Mode"] == "Fast", info
        assert info["info"]["Fast Time Remaining"].startswith("14.2/15.0"), info
        relaxed = run(tenant, "relax", {})["result"]
        assert "do not consume" in relaxed["content"], relaxed
        assert run(tenant, "info", {})["result"]["info"]["Job Mode"] == "Relaxed"
        run(tenant, "fast", {"trigger_id": "mode-1"})
        assert run(tenant, "info", {})["result"]["info"]["Job Mode"] == "Fast"
        names = [body["data"]["name"] for body in sent(fake, 2)]
        assert names == ["info", "relax", "info", "fast", "info"], names


def test_every_action_of_a_result_can_be_posted_as_it_is(binary):
    with shop(binary, WAIT_SIZE="100", CONCUR_SIZE="3") as (fake, gate, tenant, other):
        for task in (grid(tenant), single(tenant)):
            actions = task["result"]["actions"]
            assert len(actions) >= 9, actions
            for action in actions:
                foreign = gate.post(action["path"], action["body"], other.key)
                assert (foreign.status, foreign.json["code"]) == (404, 21), (action, foreign)
                done = post(tenant, action)
                assert done["result"]["attachments"], (action, done)
        forms = task["result"]["forms"]
        assert [(one["trigger"], one["needs"]) for one in forms] == [("vary_region", ["mask"])]


def test_action_presses_what_the_result_offers_and_nothing_else(binary):
    with shop(binary) as (fake, gate, tenant, other):
        task = grid(tenant)
        job = offered(task, "U1")["body"]["msg_hash"]
        button = f"MJ::JOB::upsample::3::{job}"
        done = run(tenant, "action", named(task, custom_id=button))
        assert "Image #3" in done["result"]["content"], done
        press = sent(fake, 3)[-1]
        assert press["data"] == {"component_type": 2, "custom_id": button}
        assert press["message_flags"] == 0 and press["message_id"] == task["result"]["message_id"]
        # The newest result of that name offers it, so no message has to be named.
        done = run(tenant, "action", {"trigger_id": task["task_id"], "custom_id": button})
        before = len(sent(fake))
        for wrong in (f"MJ::JOB::upsample::7::{job}", f"MJ::JOB::pan_left::1::{job}::SOLO",
                      "MJ::Settings::HighVariabilityMode::1", "x"):
            answer = tenant.trigger("action", named(task, custom_id=wrong))
            assert (answer.status, answer.json["code"]) == (400, 13), answer
            assert button in answer.json["detail"], answer
        for body in (named(task, custom_id=button),
                     {"trigger_id": task["trigger_id"], "custom_id": button},
                     {**named(task, custom_id=button), "trigger_id": "mine"}):
            foreign = other.trigger("action", body)
            assert (foreign.status, foreign.json["code"]) == (404, 21), foreign
        nobody = tenant.trigger("action", {"trigger_id": "nobody", "custom_id": button})
        assert (nobody.status, nobody.json["code"]) == (404, 21), nobody
        fake.control({"next": "silent"})
        waiting = tenant.imagine("not done yet")
        early = tenant.trigger("action", {"trigger_id": waiting, "custom_id": button})
        assert (early.status, early.json["code"]) == (409, 22), early
        assert len(sent(fake, 3)) == 2 and len(sent(fake)) <= before + 1


def test_upscales_are_chosen_among_what_the_result_offers(binary):
    with shop(binary) as (fake, gate, tenant, _):
        task = single(tenant)
        for mode, verb, words in (("subtle", "v6r1_2x_subtle", "(Subtle)"),
                                  ("creative", "v6r1_2x_creative", "(Creative)"),
                                  ("max", "max", "Upscaled by"), (None, "max", "Upscaled by")):
            body = named(task) if mode is None else named(task, mode=mode)
            done = run(tenant, "max_upscale", body)
            assert f"::upsample_{verb}::1::" in sent(fake, 3)[-1]["data"]["custom_id"]
            assert words in done["result"]["content"], done
        run(tenant, "max_upscale", named(task, version="subtle"))
        none = tenant.trigger("max_upscale", named(task, mode="4x"))
        assert (none.status, none.json["code"]) == (400, 13), none
        assert "subtle" in none.json["detail"] and "creative" in none.json["detail"], none
        wrong = tenant.trigger("max_upscale", named(task, mode="huge"))
        assert (wrong.status, wrong.json["code"]) == (400, 13), wrong
        four = tenant.trigger("max_upscale", named(grid(tenant), mode="subtle"))
        assert (four.status, four.json["code"]) == (400, 13), four


def test_custom_zoom_answers_the_modal(binary):
    with shop(binary) as (fake, gate, tenant, _):
        task = single(tenant, "a tram")
        done = run(tenant, "custom_zoom", named(task, prompt="a tram far away --zoom 1.8"))
        assert "a tram far away" in done["result"]["content"], done
        assert "Zoom Out by" in done["result"]["content"]
        modal = sent(fake, 5)[-1]
        field = modal["data"]["components"][0]["components"][0]
        assert field == {"type": 4, "custom_id": "MJ::OutpaintCustomZoomModal::prompt",
                         "value": "a tram far away --zoom 1.8"}, modal
        assert modal["data"]["custom_id"].startswith("MJ::OutpaintCustomZoomModal::")
        press = sent(fake, 3)[-1]
        assert press["nonce"] != modal["nonce"] and press["session_id"] == modal["session_id"]
        done = run(tenant, "custom_zoom", named(task, zoom=1.5))
        assert done["prompt"] == "a tram --v 6.1 --zoom 1.5", done
        missing = tenant.trigger("custom_zoom", named(task))
        assert (missing.status, missing.json["code"]) == (400, 13), missing
        assert len(sent(fake, 5)) == 2


def test_remix_asks_for_a_prompt_and_gets_it(binary):
    with shop(binary) as (fake, gate, tenant, _):
        four, one = grid(tenant, "a boat"), single(tenant, "a boat")
        fake.control({"set": {"remix": True}})
        job = offered(four, "V2")["body"]["msg_hash"]
        done = run(tenant, "modal", named(
            four, custom_id=f"MJ::JOB::variation::2::{job}", prompt="a blue boat"))
        assert "**a blue boat" in done["result"]["content"], done
        assert "Remix by" in done["result"]["content"], done
        job = offered(one, "Pan left")["body"]["msg_hash"]
        done = run(tenant, "modal", named(
            one, custom_id=f"MJ::JOB::pan_left::1::{job}::SOLO", prompt="a boat at a pier"))
        assert "a boat at a pier" in done["result"]["content"], done
        assert "Pan Left by" in done["result"]["content"], done
        # Remix mode that nobody counted on: the picture's own prompt answers.
        done = post(tenant, offered(four, "V3"))
        assert "a boat" in done["result"]["content"] and "Remix" in done["result"]["content"]
        assert sent(fake, 5)[-1]["data"]["components"][0]["components"][0]["value"].startswith(
            "a boat")
        again = post(tenant, offered(four, "Reroll") if any(
            a["label"] == "Reroll" for a in four["result"]["actions"]) else offered(four, "🔄"))
        assert "a boat" in again["result"]["content"], again
        assert len(sent(fake, 5)) == 4


def test_a_described_picture_can_be_drawn(binary):
    with shop(binary) as (fake, gate, tenant, _):
        task = run(tenant, "describe", {
            "upload_filename": upload(tenant), "trigger_id": "described"})
        texts = task["result"]["texts"]
        assert len(texts) == 4, task["result"]
        pick = [a for a in task["result"]["actions"]
                if a["body"].get("custom_id") == "MJ::Job::PicReader::2"][0]
        done = post(tenant, pick)
        assert done["prompt"] == texts[1], done
        modal = sent(fake, 5)[-1]["data"]["components"][0]["components"][0]
        assert modal["value"] == texts[1], modal
        done = post(tenant, pick, prompt="something else")
        assert "something else" in done["result"]["content"], done


def test_vary_region_paints_over_a_mask(binary):
    with shop(binary) as (fake, gate, tenant, other):
        task = single(tenant, "a harbour")
        form = task["result"]["forms"][0]
        done = post(tenant, form, mask=MASK, prompt="a harbour with a crane")
        assert "Variations (Region) by" in done["result"]["content"], done
        assert "a harbour with a crane" in done["result"]["content"], done
        page = [body for body in sent(fake) if "mask" in body]
        assert len(page) == 1 and page[0]["mask"] == MASK, page
        assert page[0]["prompt"] == "a harbour with a crane"
        assert (page[0]["userId"], page[0]["username"]) == ("0", "0")
        assert not page[0]["customId"].startswith("MJ::iframe::"), page
        done = post(tenant, form, mask="data:image/png;base64," + MASK)
        assert "a harbour" in done["result"]["content"], done
        gif = base64.b64encode(b"GIF89a" + bytes(60)).decode()
        for wrong in ("", "not base64!", MASK[:-2], gif, MASK[:20], 7,
                      base64.b64encode(png() + bytes(400 << 10)).decode()):
            answer = tenant.trigger("vary_region", {**form["body"], "mask": wrong})
            assert (answer.status, answer.json["code"]) in ((400, 13), (413, 25)), answer
        missing = tenant.trigger("vary_region", form["body"])
        assert (missing.status, missing.json["code"]) == (400, 13), missing
        foreign = other.trigger("vary_region", {**form["body"], "mask": MASK})
        assert (foreign.status, foreign.json["code"]) == (404, 21), foreign
        assert len([body for body in sent(fake) if "mask" in body]) == 2
        job = form["body"]["msg_hash"]
        press = tenant.trigger("action", named(
            task, custom_id=f"MJ::Inpaint::1::{job}::SOLO"))
        assert press.status == 400 and "vary_region" in press.json["detail"], press


def test_banned_text_in_any_field_is_refused_and_nothing_is_sent(binary):
    with shop(binary) as (fake, gate, tenant, _):
        one = single(tenant)
        four = grid(tenant)
        files = [upload(tenant), "0a1b2c3d/blood.png"]
        zoom = offered(one, "Custom Zoom")["body"]
        form = one["result"]["forms"][0]["body"]
        variation = offered(four, "V1")["body"]["msg_hash"]
        button = f"MJ::JOB::variation::1::{variation}"
        before = len(sent(fake))
        for route, body in (
                ("shorten", {"prompt": "much blood"}),
                ("blend", {"upload_filenames": files}),
                ("blend", {"upload_filenames": [files[1], files[0]]}),
                ("action", named(four, custom_id=button, prompt="bloody")),
                ("modal", named(four, custom_id=button, prompt="a belly button")),
                ("modal", named(four, custom_id=button, prompt="b l o o d")),
                ("custom_zoom", {**zoom, "prompt": "nude --zoom 2"}),
                ("vary_region", {**form, "mask": MASK, "prompt": "blood"})):
            answer = tenant.trigger(route, body)
            assert (answer.status, answer.json["code"]) == (422, 14), (route, body, answer)
            assert answer.json["matches"], answer
        assert len(sent(fake)) == before
        records = gate.get("/v1/admin/audit?tenant=shop&action=block", ADMIN).json["data"]
        kinds = {record["kind"] for record in records}
        assert kinds == {"shorten", "blend", "action", "modal", "custom_zoom", "vary_region"}


def test_a_dialogue_that_does_not_open_ends_in_bounded_time(binary):
    with shop(binary) as (fake, gate, tenant, _):
        task = single(tenant)
        fake.control({"next": "no_modal"})
        done = run(tenant, "custom_zoom", named(task, zoom=2), seconds=40)
        assert "Zoom Out" in done["result"]["content"], done
        assert len(sent(fake, 5)) == 1
        presses = [b for b in sent(fake, 3) if "CustomZoom" in b["data"]["custom_id"]]
        assert len(presses) == 2 and len({body["nonce"] for body in presses}) == 2


def test_a_kill_between_press_and_answer_draws_once(binary):
    fake = Fake(binary, step=150)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        task = single(tenant)
        for ordered in ({"next": "no_modal"}, {"next": "hang", "taken": True}):
            before, presses = len(sent(fake, 5)), len(sent(fake, 3))
            fake.control(ordered)
            name = tenant.trigger("custom_zoom", named(task, zoom=2)).json["task_id"]
            wait_for("the press at Discord", lambda: len(sent(fake, 3)) > presses)
            gate = gate.killed_and_restarted()
            tenant.gate = gate
            done = tenant.finished(name, 40)
            assert "Zoom Out" in done["result"]["content"], done
            assert len(sent(fake, 5)) == before + 1, sent(fake, 5)
        name = tenant.trigger("custom_zoom", named(task, zoom=2)).json["task_id"]
        wait_for("the answer", lambda: len(sent(fake, 5)) == 3)
        gate = gate.killed_and_restarted()
        tenant.gate = gate
        assert "Zoom Out" in tenant.finished(name, 40)["result"]["content"]
        assert len(sent(fake, 5)) == 3
    finally:
        gate.stop()
        fake.stop()
