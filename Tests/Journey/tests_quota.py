"""Exact quotas: many callers at once, kill -9, clocks that jump, and what is given back."""
import http.client
import os
import shutil
import struct
import subprocess
import tempfile
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


CLOCK = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static volatile long long *ahead;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("CLOCK_AHEAD");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *page = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
    if (page != MAP_FAILED) ahead = page;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int failed = (int)syscall(SYS_clock_gettime, clock, time);
    if (!failed && ahead && clock == CLOCK_REALTIME) time->tv_sec += *ahead;
    return failed;
}
"""


class Clock:
    """A wall clock that a test sets while the program runs; the monotonic one goes on."""

    def __init__(self):
        folder = tempfile.mkdtemp(prefix="promptgate-clock-")
        self.path = os.path.join(folder, "ahead")
        self.set(0)
        source, self.library = (os.path.join(folder, name) for name in ("clock.c", "clock.so"))
        with open(source, "w") as file:
            file.write(CLOCK)
        compiler = shutil.which("cc") or shutil.which("clang") or shutil.which("gcc")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", self.library, source], check=True)

    def set(self, hours):
        with open(self.path, "r+b" if os.path.exists(self.path) else "wb") as file:
            file.write(struct.pack("q", hours * 3600))

    @property
    def environment(self):
        return {"LD_PRELOAD": self.library, "CLOCK_AHEAD": self.path}


def zone_at(hour):
    """A zone where it is that hour now; its name counts the other way round."""
    east = (hour - time.gmtime().tm_hour + 12) % 24 - 12
    return f"Etc/GMT{-east:+d}" if east else "UTC"


def test_a_clock_moved_by_two_hours_grants_no_window_twice(binary):
    clock, fake = Clock(), Fake(binary)
    gate = Gate(binary, fake, **clock.environment)
    try:
        tenants = {
            # Two hours on it is still the same day, or the next one.
            "noon": gate.tenant("noon", quota={"limit": 2, "window": "day"}, time_zone=zone_at(12)),
            "night": gate.tenant("night", quota={"limit": 2, "window": "day"}, time_zone=zone_at(22)),
            "rolling": gate.tenant("rolling", quota={"limit": 2, "window": "rolling", "hours": 3}),
            "short": gate.tenant("short", quota={"limit": 2, "window": "rolling", "hours": 1}),
        }

        def drawn():
            """How many more each of them gets now."""
            more = {}
            for name, tenant in tenants.items():
                more[name] = 0
                while tenant.trigger("imagine", {"prompt": "a fox"}).status == 200:
                    more[name] += 1
            for tenant in tenants.values():
                wait_for("all to end", lambda: usage(tenant)["reserved"] == 0, 20)
            return more

        none = dict.fromkeys(tenants, 0)
        assert drawn() == dict.fromkeys(tenants, 2)
        clock.set(-2)
        assert drawn() == none
        clock.set(0)
        assert drawn() == none
        clock.set(2)
        assert drawn() == {**none, "night": 2, "short": 2}
        for hours in (0, 2, -2, 0):
            clock.set(hours)
            assert drawn() == none, hours
        gate = gate.killed_and_restarted()
        for tenant in tenants.values():
            tenant.gate = gate
        assert drawn() == none
    finally:
        gate.stop()
        fake.stop()
