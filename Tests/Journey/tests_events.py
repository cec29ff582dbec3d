"""What a tenant hears of its tasks: event streams, long polls, filters, cancellations."""
import http.client
import json
import threading
import time

from harness import Fake, Gate, call, wait_for

ENDED = ("finished", "failed", "banned", "timed_out", "cancelled")


class Stream:
    """Server-sent events as they come: (id, data) pairs, and how often a comment came."""

    def __init__(self, port, path, key, last=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Authorization": f"Bearer {key}", "Accept": "text/event-stream"}
        if last:
            headers["Last-Event-ID"] = last
        self.connection.request("GET", path, headers=headers)
        self.answer = self.connection.getresponse()
        self.status = self.answer.status
        self.events, self.comments, self.ended = [], [], threading.Event()
        if self.status == 200:
            kind = self.answer.headers["Content-Type"]
            assert kind.startswith("text/event-stream"), kind
            threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        event = {}
        try:
            for raw in self.answer:
                line = raw.decode().rstrip("\r\n")
                if line.startswith(":"):
                    self.comments.append(line)
                elif line:
                    name, value = line.split(": ", 1)
                    event[name] = value
                elif "data" in event:
                    self.events.append((event["id"], json.loads(event["data"])))
                    event = {}
                else:
                    event = {}
            self.clean = True
        except Exception as error:  # a connection that was cut
            self.clean = error
        self.ended.set()

    def statuses(self):
        return [data["status"] for _, data in list(self.events)]

    def close(self):
        self.connection.close()


def test_a_stream_tells_every_change_and_ends_with_the_task(binary):
    fake = Fake(binary, step=60)
    gate = Gate(binary, fake)
    try:
        tenant, other = gate.tenant("shop"), gate.tenant("other")
        name = tenant.imagine("a fox")
        stream = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key)
        assert stream.ended.wait(20), stream.events
        assert stream.clean is True, stream.clean
        ids = [event for event, _ in stream.events]
        assert len(set(ids)) == len(ids), ids
        statuses = stream.statuses()
        order = ["queued", "dispatching", "submitted", "running", "finished"]
        places = [order.index(status) for status in statuses]
        assert places == sorted(places) and statuses[0] == "queued", statuses
        assert statuses[-1] == "finished" and statuses.count("finished") == 1, statuses
        progress = [data["progress"] for _, data in stream.events]
        assert progress == sorted(progress) and progress[-1] == 100, progress
        last = stream.events[-1][1]
        assert last["result"]["attachments"] and last["task_id"] == name, last

        # The same events again, whenever they are asked for, over a kill too.
        gate = gate.killed_and_restarted()
        again = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key)
        assert again.ended.wait(10) and again.events == stream.events, again.events
        middle = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key, last=ids[2])
        assert middle.ended.wait(10) and middle.events == stream.events[3:], middle.events
        done = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key, last=ids[-1])
        assert done.status == 204, done.status
        odd = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key, last="nonsense")
        assert odd.ended.wait(10) and len(odd.events) == len(ids)

        foreign = gate.get(f"/v1/tasks/{name}/events", other.key)
        assert (foreign.status, foreign.json["code"]) == (404, 21), foreign
        nobody = gate.get("/v1/tasks/nobody/events", tenant.key)
        assert (nobody.status, nobody.json["code"]) == (404, 21), nobody
        assert gate.get(f"/v1/tasks/{name}/events", None).status == 401
    finally:
        gate.stop()
        fake.stop()


def test_a_stream_goes_on_where_it_was_cut_by_a_kill(binary):
    fake = Fake(binary, step=150)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        name = tenant.imagine("a fox")
        stream = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key)
        wait_for("progress", lambda: "running" in stream.statuses())
        gate = gate.killed_and_restarted()
        tenant.gate = gate
        assert stream.ended.wait(10)
        seen = list(stream.events)
        rest = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key, last=seen[-1][0])
        assert rest.ended.wait(30), rest.events
        both = seen + rest.events
        whole = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key)
        assert whole.ended.wait(10) and both == whole.events, (both, whole.events)
        assert both[-1][1]["status"] == "finished", both[-1]
    finally:
        gate.stop()
        fake.stop()


def test_streams_of_one_tenant_are_bounded(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        greedy, modest = gate.tenant("greedy"), gate.tenant("modest")
        fake.control({"next": "silent"})
        name = greedy.imagine("one")
        streams = [Stream(gate.port, f"/v1/tasks/{name}/events", greedy.key) for _ in range(32)]
        assert {stream.status for stream in streams} == {200}
        full = gate.get(f"/v1/tasks/{name}/events", greedy.key)
        assert (full.status, full.json["code"]) == (429, 16) and full.headers["Retry-After"], full
        mine = modest.imagine("two")
        other = Stream(gate.port, f"/v1/tasks/{mine}/events", modest.key)
        assert other.status == 200 and other.ended.wait(20)
        for stream in streams:
            stream.close()

        # A closed connection gives its place back once the gateway writes to it.
        call(gate.port, "DELETE", f"/v1/tasks/{name}", key=greedy.key)
        wait_for("a place", lambda: gate.get(
            f"/v1/tasks/{name}/events", greedy.key).status == 200)
    finally:
        gate.stop()
        fake.stop()


def test_a_long_poll_answers_on_a_change_or_at_the_end_of_its_time(binary):
    fake = Fake(binary, step=150)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        silent = tenant.imagine("one")
        wait_for("it to be sent", lambda: tenant.task(silent).json["status"] == "submitted")
        begin = time.monotonic()
        same = gate.get(f"/v1/tasks/{silent}?wait=1", tenant.key)
        assert same.status == 200 and same.json["status"] == "submitted", same
        assert 0.9 < time.monotonic() - begin < 25
        begin = time.monotonic()
        known = gate.get(f"/v1/tasks/{silent}?wait=30&status=queued", tenant.key)
        assert known.json["status"] == "submitted" and time.monotonic() - begin < 20, known

        name = tenant.imagine("a fox")
        ended = gate.get(f"/v1/tasks/{name}?wait=30&until=end", tenant.key)
        assert ended.json["status"] == "finished", ended
        begin = time.monotonic()
        assert gate.get(f"/v1/tasks/{name}?wait=30", tenant.key).json["status"] == "finished"
        assert time.monotonic() - begin < 20, "a task that has ended is not waited for"

        steps, name = [], tenant.imagine("another fox")
        while not steps or steps[-1] not in ENDED:
            steps.append(gate.get(f"/v1/tasks/{name}?wait=30", tenant.key).json["status"])
        assert len(steps) < 8 and steps[-1] == "finished", steps
        for wrong in ("wait=61", "wait=-1", "wait=soon", "until=never", "wait=1&x=2"):
            refused = gate.get(f"/v1/tasks/{name}?{wrong}", tenant.key)
            assert (refused.status, refused.json["code"]) == (400, 13), refused
    finally:
        gate.stop()
        fake.stop()


def test_tasks_are_listed_by_filters_with_a_stable_cursor(binary):
    fake = Fake(binary, step=10)
    gate = Gate(binary, fake, WAIT_SIZE="50")
    try:
        tenant = gate.tenant("shop")
        names = [tenant.imagine(f"picture {n}", user="ann" if n % 2 else "bob") for n in range(7)]
        for name in names:
            tenant.finished(name)
        action = next(action for action in tenant.task(names[0]).json["result"]["actions"]
                      if action["trigger"] == "upscale")
        upscale = gate.post(action["path"], action["body"], tenant.key).json["task_id"]
        tenant.finished(upscale)
        fake.control({"next": "silent"})
        last = tenant.imagine("one more", user="bob")
        wait_for("it to be sent", lambda: tenant.task(last).json["status"] == "submitted")

        def listed(query):
            answer = gate.get(f"/v1/tasks?{query}", tenant.key)
            assert answer.status == 200, answer
            return [task["task_id"] for task in answer.json["data"]]

        newest = [last, upscale] + names[::-1]
        assert listed("") == newest
        assert listed("status=finished") == newest[1:]
        assert listed("status=submitted,running") == [last]
        assert listed("kind=upscale") == [upscale] == listed("trigger_type=upscale")
        assert listed("trigger_type=generate,upscale") == newest
        assert listed("end_user=ann") == [names[5], names[3], names[1]]
        assert listed(f"trigger_id={names[0]}") == [upscale, names[0]]
        middle = tenant.task(names[3]).json["created_at"]
        assert listed(f"until={middle}") == names[2::-1]
        assert set(listed(f"since={middle}")) == set(newest) - set(names[:3])
        for wrong in ("status=done", "kind=x", "trigger_type=x", "since=yesterday", "cursor=x"):
            assert gate.get(f"/v1/tasks?{wrong}", tenant.key).json["code"] == 13, wrong

        pages, cursor = [], ""
        while True:
            page = gate.get(f"/v1/tasks?status=finished&limit=3{cursor}", tenant.key).json
            pages += [task["task_id"] for task in page["data"]]
            if not page["next_cursor"]:
                break
            cursor = f"&cursor={page['next_cursor']}"
            tenant.finished(tenant.imagine("made meanwhile"))
        assert pages == newest[1:], pages
    finally:
        gate.stop()
        fake.stop()


def test_a_cancellation_says_what_becomes_of_the_task(binary):
    fake = Fake(binary, step=200)
    gate = Gate(binary, fake, CONCUR_SIZE="1")
    try:
        tenant = gate.tenant("shop")

        def cancelled(name):
            answer = call(gate.port, "DELETE", f"/v1/tasks/{name}", key=tenant.key)
            assert answer.status == 200 and answer.json["status"] == "cancelled", answer
            return answer.json["cancellation"]["sent"]

        running, queued = tenant.imagine("one"), tenant.imagine("two")
        wait_for("it to run", lambda: tenant.task(running).json["status"] == "running")
        assert cancelled(queued) == "no"
        assert cancelled(running) == "yes"
        later = tenant.imagine("three")
        done = tenant.finished(later)
        sent = [body["data"]["options"][0]["value"] for body in fake.interactions()]
        assert sent == ["one", "three"], sent
        assert tenant.task(running).json["status"] == "cancelled"
        late = call(gate.port, "DELETE", f"/v1/tasks/{done['task_id']}", key=tenant.key)
        assert (late.status, late.json["code"]) == (409, 22) and "finished" in late.json["detail"]
    finally:
        gate.stop()
        fake.stop()
