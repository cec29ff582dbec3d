"""Held prompts and strikes, through the release binary's own doors."""
import os
import tempfile

from harness import ADMIN, Fake, Gate, Hook, call, wait_for

PACK = """pack: house
rules:
  - id: house.paint
    words: ["acme paint*"]
    action: review
    message: "Looked at first."
"""


def reviewing_gate(binary, fake, **extra):
    """A gateway with a rule that asks for review."""
    folder = tempfile.mkdtemp(prefix="promptgate-review-")
    os.mkdir(os.path.join(folder, "rules"))
    with open(os.path.join(folder, "rules", "house.yaml"), "w") as file:
        file.write(PACK)
    return Gate(
        binary, fake, folder, PROMPTGATE_RULES_DIR=os.path.join(folder, "rules"), **extra)


def hold(tenant, prompt="a tin of Acme paints"):
    answer = tenant.trigger("imagine", {"prompt": prompt})
    assert answer.status == 202, answer
    body = answer.json
    assert (body["code"], body["status"]) == (20, "held"), answer
    assert body["message"] == "Looked at first." and body["trigger_type"] == "generate", answer
    assert body["matches"][0]["rule"] == "house.paint" and body["expires_at"], answer
    return body["trigger_id"]


def held(gate, query=""):
    answer = gate.get(f"/v1/admin/held{query}", ADMIN)
    assert answer.status == 200, answer
    return answer.json["data"]


def decide(gate, name, how, body=None, key=ADMIN):
    return gate.post(f"/v1/admin/held/{name}/{how}", body or {}, key)


def told(hook, name):
    return [(body["type"], body["status"], body["code"]) for body in hook.bodies(name)]


def test_a_held_prompt_is_approved_and_drawn(binary):
    fake = Fake(binary)
    gate = reviewing_gate(binary, fake)
    hook = Hook()
    try:
        tenant = gate.tenant("shop", hook)
        name = hold(tenant)
        task = tenant.task(name).json
        assert (task["status"], task["code"]) == ("held", 20), task
        [listed] = held(gate, "?tenant=shop")
        assert listed["trigger_id"] == name and listed["prompt"] == "a tin of Acme paints", listed
        assert listed["held_by"] == "banned_words" and listed["reason"] == "Looked at first."
        assert held(gate, "?tenant=default") == []
        assert decide(gate, name, "approve", key=tenant.key).status == 403
        assert fake.interactions() == []
        approved = decide(gate, name, "approve", {"reason": "Ours."})
        assert (approved.status, approved.json["status"]) == (200, "queued"), approved
        tenant.finished(name)
        wait_for("the last webhook", lambda: hook.bodies(name)[-1]["type"] == "end")
        assert told(hook, name)[:2] == [("verify", "held", 20), ("start", "queued", None)]
        twice = decide(gate, name, "approve")
        assert (twice.status, twice.json["code"]) == (409, 22), twice
        assert decide(gate, "nobody", "deny").json["code"] == 21
        assert held(gate) == []
        records = gate.get("/v1/admin/audit?tenant=shop", ADMIN).json["data"]
        assert [(r["kind"], r["outcome"]) for r in records] == [
            ("held.approve", "accepted"), ("imagine", "held")], records
        acts = gate.get("/v1/admin/audit?kind=admin", ADMIN).json["data"]
        acts = [(act["admin"]["action"], act["admin"]["target"]) for act in acts]
        assert ("held.approve", name) in acts and ("held.deny.failed", "nobody") in acts, acts
    finally:
        gate.stop()
        fake.stop()


def test_a_held_prompt_is_denied_or_taken_back(binary):
    fake = Fake(binary)
    gate = reviewing_gate(binary, fake)
    hook = Hook()
    try:
        tenant = gate.tenant("shop", hook)
        name = hold(tenant)
        denied = decide(gate, name, "deny", {"reason": "Not theirs."})
        assert (denied.status, denied.json["status"]) == (200, "banned"), denied
        task = tenant.task(name).json
        assert (task["status"], task["code"], task["reason"]) == ("banned", 14, "Not theirs.")
        wait_for("both webhooks", lambda: len(told(hook, name)) == 2)
        assert told(hook, name) == [("verify", "held", 20), ("banned", "banned", 14)]
        assert hook.bodies(name)[-1]["reason"] == "Not theirs."
        other = hold(tenant)
        gone = call(gate.port, "DELETE", f"/v1/tasks/{other}", key=tenant.key)
        assert gone.json["status"] == "cancelled", gone
        assert decide(gate, other, "approve").status == 409
        judged = gate.post("/v1/moderate", {"text": "Acme paints"}, tenant.key)
        assert (judged.status, judged.json["action"]) == (200, "review"), judged
        assert fake.interactions() == []
    finally:
        gate.stop()
        fake.stop()


def test_a_held_prompt_expires(binary):
    fake = Fake(binary)
    gate = reviewing_gate(
        binary, fake, PROMPTGATE_HELD_EXPIRES="1s", PROMPTGATE_HELD_PER_TENANT="1")
    hook = Hook()
    try:
        tenant = gate.tenant("shop", hook)
        name = hold(tenant)
        full = tenant.trigger("imagine", {"prompt": "Acme paint"})
        assert (full.status, full.json["code"]) == (503, 15) and full.headers["Retry-After"], full
        task = tenant.ended(name)
        assert (task["status"], task["code"]) == ("timed_out", 24), task
        wait_for("both webhooks", lambda: len(told(hook, name)) == 2)
        assert told(hook, name) == [("verify", "held", 20), ("error", "timed_out", 24)]
        late = decide(gate, name, "approve")
        assert (late.status, late.json["code"]) == (409, 22), late
    finally:
        gate.stop()
        fake.stop()


def test_a_held_prompt_outlives_a_kill(binary):
    fake = Fake(binary)
    gate = reviewing_gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        name, other = hold(tenant), hold(tenant, "another Acme paint")
        gate = gate.killed_and_restarted()
        tenant.gate = gate
        assert [one["trigger_id"] for one in held(gate)] == [name, other]
        assert decide(gate, name, "approve").status == 200
        tenant.finished(name)
        assert tenant.task(other).json["status"] == "held"
    finally:
        gate.stop()
        fake.stop()


def test_what_later_stages_say_counts_after_an_approval(binary):
    fake = Fake(binary)
    gate = reviewing_gate(binary, fake)
    hook = Hook()
    try:
        tenant = gate.tenant("small", hook, quota={"limit": 1, "window": "day"})
        name = hold(tenant)
        tenant.finished(tenant.imagine("a fox"))
        refused = decide(gate, name, "approve")
        assert (refused.status, refused.json["code"]) == (409, 22), refused
        assert "quota" in refused.json["detail"], refused
        task = tenant.task(name).json
        assert (task["status"], task["code"]) == ("failed", 17), task
        wait_for("both webhooks", lambda: len(told(hook, name)) == 2)
        assert told(hook, name)[-1] == ("error", "failed", 17)
    finally:
        gate.stop()
        fake.stop()


def test_strikes_pause_an_end_user_until_forgiven(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop", strikes={"flag_at": 1, "pause_at": 3, "pause_minutes": 5})

        def imagine(prompt, user):
            return call(
                gate.port, "POST", "/v1/api/trigger/imagine", {"prompt": prompt}, tenant.key,
                {"X-End-User": user})

        for _ in range(3):
            assert imagine("blood", "ann").json["code"] == 14
        paused = imagine("a fox", "ann")
        assert (paused.status, paused.json["code"]) == (403, 19), paused
        assert 0 < int(paused.headers["Retry-After"]) <= 300, paused
        assert "paused until" in paused.json["detail"], paused
        assert imagine("a fox", "bob").status == 200
        [shown] = gate.get("/v1/admin/strikes?tenant=shop", ADMIN).json["data"]
        assert (shown["end_user"], shown["strikes"], shown["measure"]) == ("ann", 3, "paused")
        gate = gate.killed_and_restarted()
        tenant.gate = gate
        assert imagine("a fox", "ann").json["code"] == 19
        body = {"tenant": "shop", "end_user": "ann", "reason": "Talked to."}
        assert gate.post("/v1/admin/strikes/forgive", body, tenant.key).status == 403
        forgiven = gate.post("/v1/admin/strikes/forgive", body, ADMIN)
        assert (forgiven.status, forgiven.json["forgiven"]) == (200, 3), forgiven
        assert imagine("a fox", "ann").status == 200
        assert gate.get("/v1/admin/strikes", ADMIN).json["data"] == []
        flagged = imagine("blood", "ann")
        assert flagged.json["code"] == 14, flagged
        records = gate.get("/v1/admin/audit?tenant=shop&action=accepted", ADMIN).json["data"]
        assert "strikes.forgive" in [record["kind"] for record in records], records
        acts = gate.get("/v1/admin/audit?kind=admin", ADMIN).json["data"]
        assert "strikes.forgive" in [act["admin"]["action"] for act in acts], acts
    finally:
        gate.stop()
        fake.stop()


def test_only_approved_prompts_use_up_quota(binary):
    fake = Fake(binary)
    gate = reviewing_gate(binary, fake)
    try:
        tenant = gate.tenant("small", quota={"limit": 2, "window": "day"})
        for how in ("deny", "deny", "approve"):
            name = hold(tenant)
            assert decide(gate, name, how).status == 200
        tenant.finished(name)
        tenant.finished(tenant.imagine("a fox"))
        spent = tenant.trigger("imagine", {"prompt": "a hare"})
        assert (spent.status, spent.json["code"]) == (429, 17), spent
    finally:
        gate.stop()
        fake.stop()
