"""Exact quotas: many callers at once, kill -9, and what is given back."""
import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from harness import ADMIN, Fake, Gate, call, wait_for

ENDED = ("finished", "failed", "banned", "timed_out", "cancelled")


def storm(tenant, count, callers=100):
    """Calls imagine `count` times from many threads: how often each status was answered.
    A call that no answer came to counts as None."""
    def one(number):
        try:
            return tenant.trigger("imagine", {"prompt": f"picture {number}"}).status
        except (OSError, http.client.HTTPException):
            return None

    with ThreadPoolExecutor(callers) as pool:
        answers = list(pool.map(one, range(count)))
    return {status: answers.count(status) for status in set(answers)}


def usage(tenant):
    return tenant.gate.get("/v1/usage", tenant.key).json["quota"][0]


def tasks(tenant):
    """All of the tenant's tasks."""
    found, cursor = [], ""
    while True:
        page = tenant.gate.get(f"/v1/tasks?limit=200{cursor}", tenant.key).json
        found += page["data"]
        if not page["next_cursor"]:
            return found
        cursor = f"&cursor={page['next_cursor']}"


def counted(tenant):
    """How many tasks hold a unit: those under way and those that ended well."""
    return sum(task["status"] not in ENDED or task["status"] == "finished" for task in tasks(tenant))


def test_500_callers_at_once_get_exactly_a_quota_of_100(binary):
    fake = Fake(binary, step=20)
    gate = Gate(binary, fake, CONCUR_SIZE="12", WAIT_SIZE="1000")
    try:
        tenant = gate.tenant("shop", quota={"limit": 100, "window": "day"})
        assert storm(tenant, 500, callers=500) == {200: 100, 429: 400}
        now = usage(tenant)
        assert now["used"] + now["reserved"] == 100 and now["remaining"] == 0, now
        wait_for("all tasks to end", lambda: usage(tenant)["used"] == 100, 60)
        assert usage(tenant)["reserved"] == 0
        spent = tenant.trigger("imagine", {"prompt": "one more"})
        assert (spent.status, spent.json["code"]) == (429, 17), spent
    finally:
        gate.stop()
        fake.stop()


def test_a_quota_outlives_kill_9_in_the_middle_of_a_storm(binary):
    fake = Fake(binary, step=30)
    gate = Gate(binary, fake, CONCUR_SIZE="4", WAIT_SIZE="1000")
    try:
        tenant = gate.tenant("shop", quota=[
            {"limit": 100, "window": "day"}, {"limit": 100, "window": "rolling", "hours": 48}])
        accepted = 0
        for pause in (0.05, 0.2, 0.4):
            result = {}
            thread = threading.Thread(target=lambda: result.update(storm(tenant, 60)))
            thread.start()
            time.sleep(pause)
            gate = gate.killed_and_restarted()
            thread.join()
            tenant.gate = gate
            accepted += result.get(200, 0)
            held = counted(tenant)
            now = usage(tenant)
            assert now["used"] + now["reserved"] == held <= 100, (now, held)
        accepted += storm(tenant, 500).get(200, 0)
        # What was accepted without its answer arriving is counted, too.
        assert accepted <= 100, accepted
        assert len(tasks(tenant)) == counted(tenant) == 100
        wait_for("all tasks to end", lambda: usage(tenant)["used"] == 100, 90)
        for policy in gate.get("/v1/usage", tenant.key).json["quota"]:
            assert (policy["used"], policy["reserved"], policy["remaining"]) == (100, 0, 0), policy
    finally:
        gate.stop()
        fake.stop()


def test_units_are_given_back_for_what_made_no_picture(binary):
    fake = Fake(binary, step=20)
    gate = Gate(binary, fake, CONCUR_SIZE="1", PROMPTGATE_TASK_TIMEOUT="2")
    try:
        tenant = gate.tenant("shop", quota={
            "limit": 10, "window": "day", "costs": {"imagine": 3, "upscale": 0}})
        tenant.trigger("imagine", {"prompt": "blood"})
        assert usage(tenant)["remaining"] == 10
        for fault in ("banned", "stop", "silent"):
            fake.control({"next": fault})
            name = tenant.imagine(f"a fox, {fault}")
            assert usage(tenant)["reserved"] == 3
            assert tenant.ended(name)["status"] in ("banned", "failed", "timed_out")
            assert usage(tenant)["remaining"] == 10, (fault, usage(tenant))
        fake.control({"next": "silent"})
        first, second = tenant.imagine("one"), tenant.imagine("two")
        wait_for("the first to be sent", lambda: tenant.task(first).json["status"] == "submitted")
        call(gate.port, "DELETE", f"/v1/tasks/{second}", key=tenant.key)
        assert usage(tenant)["reserved"] == 3 and usage(tenant)["used"] == 0
        call(gate.port, "DELETE", f"/v1/tasks/{first}", key=tenant.key)
        assert usage(tenant)["reserved"] == 0 and usage(tenant)["used"] == 3, usage(tenant)
        done = tenant.finished(tenant.imagine("a hare"))
        assert usage(tenant)["used"] == 6
        upscale = next(a for a in done["result"]["actions"] if a["path"].endswith("/upscale"))
        answer = gate.post(upscale["path"], upscale["body"], tenant.key)
        assert answer.status == 200 and usage(tenant)["used"] == 6, answer
    finally:
        gate.stop()
        fake.stop()


def test_admins_grant_and_reset_and_tenants_see_their_own(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        one = gate.tenant("one", quota={"limit": 1, "window": "month"}, time_zone="Europe/Berlin")
        two = gate.tenant("two")
        one.finished(one.imagine("a fox"))
        assert one.trigger("imagine", {"prompt": "a hare"}).json["code"] == 17
        path = "/v1/admin/tenants/one/quota"
        granted = gate.post(path, {"grant": 2, "window": "month", "reason": "a gift"}, ADMIN)
        assert granted.json["quota"][0]["remaining"] == 2, granted
        one.finished(one.imagine("a hare"))
        gate = gate.killed_and_restarted()
        one.gate = two.gate = gate
        now = usage(one)
        assert (now["limit"], now["granted"], now["used"], now["remaining"]) == (1, 2, 2, 1), now
        # A month of Berlin begins at 22 or 23 o'clock of UTC.
        assert now["starts_at"][11:16] in ("22:00", "23:00"), now
        assert gate.post(path, {"reset": True}, ADMIN).json["quota"][0]["remaining"] == 3
        assert gate.get("/v1/usage", two.key).json["quota"] == []
        assert gate.post(path, {"reset": True}, one.key).json["code"] == 19
        wrong = gate.post("/v1/admin/tenants", {"id": "three", "time_zone": "Mars/Base"}, ADMIN)
        assert (wrong.status, wrong.json["code"]) == (400, 13), wrong
    finally:
        gate.stop()
        fake.stop()
