"""The gateway killed again and again while Discord misbehaves: nothing is lost, nothing is
sent twice, every task ends once. `make test-crash`; CRASH_TASKS and CRASH_KILLS set the size.
"""
import http.client
import json
import os
import random
import threading
import time

from harness import Fake, Gate, Hook, call, wait_for

# Too slow to run with the others unless it is asked for.
ALONE = True

TERMINAL = ("finished", "failed", "banned", "timed_out", "cancelled")
LAST_WORDS = ("end", "error", "banned", "verify", "text")

# What Discord does wrong now and then, as orders for the fake.
FAULTS = [
    {"next": "hang", "taken": True}, {"next": "hang"},
    {"next": "drop", "taken": True}, {"next": "drop"},
    {"next": "status", "status": 502, "taken": True}, {"next": "status", "status": 500},
    {"next": "status", "status": 429, "retry_after": 0.3},
    {"next": "status", "status": 429, "retry_after": 0.2, "global": True},
    {"next": "status", "status": 429, "retry_after": 0.2, "shared": True},
    {"next": "banned"}, {"next": "job_queued"}, {"next": "delete_first"},
    {"next": "no_progress"}, {"next": "stop"}, {"next": "image_filter"},
    {"do": "drop_socket"}, {"do": "op7"}, {"do": "op9", "resumable": True},
    {"do": "op9", "resumable": False}, {"do": "close", "code": 4000},
    {"do": "close", "code": 4009}, {"do": "op1"},
]


class Shop:
    """One tenant that keeps ordering, whatever becomes of the gateway."""

    def __init__(self, binary, tasks):
        self.binary, self.wanted = binary, tasks
        self.random = random.Random(os.environ.get("CRASH_SEED", "7"))
        self.fake = Fake(binary, step=20)
        self.hook = Hook()
        self.gate = Gate(
            binary, self.fake, CONCUR_SIZE="12", WAIT_SIZE="5000", PROMPTGATE_TASK_TIMEOUT="60",
            LOG_LEVEL="notice")
        self.key = self.gate.tenant("shop", self.hook).key
        self.names = []

    def order(self):
        """Every prompt is another one; an answer that a kill swallowed is no acceptance."""
        number = 0
        while len(self.names) < self.wanted:
            number += 1
            try:
                answer = call(
                    self.gate.port, "POST", "/v1/api/trigger/imagine",
                    {"prompt": f"a fox that counts to {number}"}, self.key)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            assert answer.status == 200, answer
            self.names.append(answer.json["task_id"])
            time.sleep(0.005)

    def suffer(self):
        """A few faults, then a kill at any moment."""
        for _ in range(self.random.randint(0, 3)):
            self.fake.control(self.random.choice(FAULTS))
            time.sleep(self.random.uniform(0, 0.4))
        time.sleep(self.random.uniform(0, 1.2))
        self.gate = self.gate.killed_and_restarted()

    def status_of(self, name):
        return self.gate.get(f"/v1/tasks/{name}", self.key).json

    def stop(self):
        self.gate.stop()
        self.fake.stop()


def check_webhooks(shop, names):
    """Each webhook at least once, in order per task, one end each."""
    by_task = {}
    with shop.hook.lock:
        seen = list(shop.hook.seen)
    for headers, body, _ in seen:
        names_of = {name.lower(): value for name, value in headers.items()}
        body = json.loads(body)
        told = by_task.setdefault(body["task_id"], {})
        told.setdefault(names_of["webhook-id"], body)
    for name in names:
        bodies = list(by_task.get(name, {}).values())
        ends = [body for body in bodies if body["status"] in TERMINAL]
        assert len(ends) == 1, (name, [(b["type"], b["status"]) for b in bodies])
        assert bodies[-1] is ends[0], (name, "told on after the end")
        progress = [body["progress"] for body in bodies]
        assert progress == sorted(progress), (name, progress)


def test_kills_lose_nothing_and_send_nothing_twice(binary):
    tasks = int(os.environ.get("CRASH_TASKS", "200"))
    kills = int(os.environ.get("CRASH_KILLS", "10"))
    shop = Shop(binary, tasks)
    try:
        ordering = threading.Thread(target=shop.order, daemon=True)
        ordering.start()
        for _ in range(kills):
            shop.suffer()
        ordering.join(600)
        assert not ordering.is_alive(), "not all orders were taken"
        names = list(shop.names)
        left = set(names)

        def all_ended():
            for name in list(left):
                if shop.status_of(name)["status"] in TERMINAL:
                    left.discard(name)
                else:
                    return False
            return not left

        wait_for("the end of every task", all_ended, 300 + tasks * 0.5)
        tally = call(shop.fake.port, "GET", "/_control/tally").json
        assert tally["taken_twice"] == {}, tally
        counts = {}
        for name in names:
            status = shop.status_of(name)["status"]
            counts[status] = counts.get(status, 0) + 1
        print(f"       {counts}, {tally['received']} interactions for {tally['nonces']} tasks")
        assert counts.get("finished", 0) >= 0.8 * tasks, counts
        assert counts.get("timed_out", 0) <= 0.02 * tasks, counts

        def told():
            try:
                check_webhooks(shop, names)
                return True
            except AssertionError:
                return False

        try:
            wait_for("the last webhooks", told, 60)
        except AssertionError:
            check_webhooks(shop, names)
            raise
    finally:
        shop.stop()
