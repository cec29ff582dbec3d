"""Queue, slots, tenants apart, kill -9."""
from harness import ADMIN, Fake, Gate, Hook, call, wait_for


def test_a_full_queue_is_refused_and_slots_come_free(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake, CONCUR_SIZE="1", WAIT_SIZE="2")
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        first = tenant.imagine("one")
        wait_for("the first to be sent", lambda: tenant.task(first).json["status"] == "submitted")
        others = [tenant.imagine("two"), tenant.imagine("three")]
        assert [tenant.task(name).json["position"] for name in others] == [1, 2]
        full = tenant.trigger("imagine", {"prompt": "four"})
        assert (full.status, full.json["code"]) == (503, 15) and full.headers["Retry-After"], full
        for _ in range(2):
            released = tenant.trigger("queue/release", {"trigger_id": first})
            assert released.status == 200, released
        for name in others:
            tenant.finished(name)
        unknown = tenant.trigger("queue/release", {"trigger_id": "nobody"})
        assert (unknown.status, unknown.json["code"]) == (404, 21), unknown
    finally:
        gate.stop()
        fake.stop()


def test_a_task_is_cancelled_once(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake, CONCUR_SIZE="1")
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        first = tenant.imagine("one")
        second = tenant.imagine("two")
        gone = call(gate.port, "DELETE", f"/v1/tasks/{second}", key=tenant.key)
        assert gone.status == 200 and gone.json["status"] == "cancelled", gone
        again = call(gate.port, "DELETE", f"/v1/tasks/{second}", key=tenant.key)
        assert (again.status, again.json["code"]) == (409, 22), again
        assert tenant.task(first).json["status"] in ("dispatching", "submitted", "running")
    finally:
        gate.stop()
        fake.stop()


def test_tenants_see_only_their_own(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        one, two = gate.tenant("one"), gate.tenant("two")
        task = one.finished(one.imagine("a fox"))
        name = task["task_id"]
        assert two.task(name).json["code"] == 21
        assert gate.get("/v1/tasks", two.key).json["data"] == []
        assert [t["task_id"] for t in gate.get("/v1/tasks", one.key).json["data"]] == [name]
        assert call(gate.port, "DELETE", f"/v1/tasks/{name}", key=two.key).status == 404
        assert two.trigger("queue/release", {"trigger_id": name}).status == 404
        action = task["result"]["actions"][0]
        stolen = gate.post(action["path"], action["body"], two.key)
        assert (stolen.status, stolen.json["code"]) == (404, 21), stolen
        stolen = gate.post(action["path"], {**action["body"], "trigger_id": "mine"}, two.key)
        assert (stolen.status, stolen.json["code"]) == (404, 21), stolen
        assert gate.get("/v1/admin/audit", two.key).json["code"] == 19
    finally:
        gate.stop()
        fake.stop()


def test_quota_counts_accepted_triggers_and_no_judging(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("small", quota={"limit": 2, "window": "day"})
        tenant.trigger("imagine", {"prompt": "blood"})
        gate.post("/v1/moderate", {"text": "a"}, tenant.key)
        tenant.imagine("one"), tenant.imagine("two")
        spent = tenant.trigger("imagine", {"prompt": "three"})
        assert (spent.status, spent.json["code"]) == (429, 17), spent
        assert int(spent.headers["Retry-After"]) <= 86400
    finally:
        gate.stop()
        fake.stop()


def test_nothing_is_lost_when_the_gateway_is_killed(binary):
    fake = Fake(binary, step=150)
    gate = Gate(binary, fake, CONCUR_SIZE="2", WAIT_SIZE="20")
    hook = Hook()
    try:
        tenant = gate.tenant("shop", hook)
        names = [tenant.imagine(f"a picture of number {n}") for n in range(8)]
        for _ in range(3):
            wait_for("something at work", lambda: any(
                tenant.task(name).json["status"] == "running" for name in names))
            gate = gate.killed_and_restarted()
            tenant.gate = gate
        for name in names:
            tenant.finished(name, 40)
        sent = [body["data"]["options"][0]["value"] for body in fake.interactions()]
        assert sorted(sent) == sorted(f"a picture of number {n}" for n in range(8)), sent
        wait_for("all last webhooks", lambda: all(
            any(b["type"] == "end" for b in hook.bodies(name)) for name in names))
        records = gate.get("/v1/admin/audit?tenant=shop", ADMIN).json["data"]
        assert len(records) == 8, len(records)
    finally:
        gate.stop()
        fake.stop()


def test_webhooks_outlive_a_receiver_that_is_away(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    hook = Hook()
    hook.status = 500
    try:
        tenant = gate.tenant("shop", hook)
        name = tenant.imagine("a fox")
        tenant.finished(name)
        wait_for("a refused webhook", lambda: len(hook.seen) >= 1)
        gate = gate.killed_and_restarted()
        hook.status = 204
        wait_for("the last webhook", lambda: any(
            b["type"] == "end" for b in hook.bodies(name)), 30)
        ids = {}
        for headers, body, _ in hook.seen:
            ids.setdefault(headers["webhook-id"], set()).add(body)
        assert all(len(bodies) == 1 for bodies in ids.values())
        progress = [body["progress"] for body in hook.bodies(name)]
        assert progress == sorted(progress), progress
    finally:
        gate.stop()
        fake.stop()
