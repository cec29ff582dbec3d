"""How the gateway ends: in order at a first signal, at once at a second; nothing is lost."""
import signal
import socket
import threading
import time

from harness import ADMIN, Fake, Gate, Hook, wait_for
from tests_events import Stream


def test_a_signal_ends_streams_and_waiting_calls_at_once(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        name = tenant.imagine("one")
        wait_for("it to be sent", lambda: tenant.task(name).json["status"] == "submitted")
        stream = Stream(gate.port, f"/v1/tasks/{name}/events", tenant.key)
        wait_for("events", lambda: "submitted" in stream.statuses())
        polled = []
        poll = threading.Thread(target=lambda: polled.append(
            gate.get(f"/v1/tasks/{name}?wait=60", tenant.key)))
        poll.start()
        time.sleep(0.3)
        begin = time.monotonic()
        assert gate.stop() == 0
        assert time.monotonic() - begin < 30, "open calls delayed the end"
        assert stream.ended.wait(5) and stream.clean is True, stream.clean
        poll.join(5)
        assert polled and polled[0].status == 200 and polled[0].json["status"] == "submitted"
    finally:
        gate.stop(signal.SIGKILL)
        fake.stop()


def test_nothing_accepted_is_lost_or_sent_twice_by_a_signal(binary):
    fake = Fake(binary, step=100)
    hook = Hook()
    gate = Gate(binary, fake, WAIT_SIZE="40")
    try:
        tenant = gate.tenant("shop", hook)
        names, prompts, stop = [], [], threading.Event()

        def feed():
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    answer = tenant.trigger("imagine", {"prompt": f"picture {number}"})
                except OSError:
                    return
                if answer.status == 200:
                    names.append(answer.json["task_id"])
                    prompts.append(f"picture {number}")
                time.sleep(0.05)

        feeder = threading.Thread(target=feed)
        feeder.start()
        wait_for("some at work", lambda: len(names) > 8)
        assert gate.stop() == 0
        stop.set()
        feeder.join()
        gate = Gate(binary, fake, gate.folder, WAIT_SIZE="40")
        tenant.gate = gate
        for name in names:
            tenant.finished(name, 60)
        sent = [body["data"]["options"][0]["value"] for body in fake.interactions()]
        # A call that the signal cut off before its answer may have been accepted as well.
        assert len(sent) == len(set(sent)) and set(prompts) <= set(sent), (sent, prompts)
        wait_for("the last webhooks", lambda: all(
            any(b["type"] == "end" for b in hook.bodies(name)) for name in names))
    finally:
        gate.stop()
        fake.stop()


def test_a_request_to_discord_is_heard_out(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        fake.control({"set": {"slow_ms": 1500}})
        name = tenant.imagine("one")
        wait_for("its request", lambda: tenant.task(name).json["status"] == "dispatching")
        time.sleep(0.2)
        assert gate.stop() == 0
        fake.control({"set": {"slow_ms": 0}})
        assert len(fake.interactions()) == 1
        gate = Gate(binary, fake, gate.folder)
        tenant.gate = gate
        assert tenant.task(name).json["status"] == "submitted", tenant.task(name)
        assert len(fake.interactions()) == 1
    finally:
        gate.stop()
        fake.stop()


def test_a_second_signal_ends_it_at_once(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        fake.control({"next": "silent"})
        name = tenant.imagine("one")
        wait_for("it to be sent", lambda: tenant.task(name).json["status"] == "submitted")
        # A body that does not end keeps the edge from ending.
        slow = socket.create_connection(("127.0.0.1", gate.port))
        slow.sendall(
            b"POST /v1/moderate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Authorization: Bearer " + tenant.key.encode() +
            b"\r\nContent-Length: 1000\r\n\r\n{")
        time.sleep(0.3)
        gate.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert gate.process.poll() is None, "the first signal waits for what is underway"
        begin = time.monotonic()
        assert gate.stop(signal.SIGTERM) == 143
        assert time.monotonic() - begin < 12
        slow.close()
        gate = Gate(binary, fake, gate.folder)
        tenant.gate = gate
        assert tenant.task(name).json["status"] in ("submitted", "running", "finished")
        assert len(fake.interactions()) == 1
    finally:
        gate.stop()
        fake.stop()


def test_the_drain_is_bounded(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake, PROMPTGATE_SHUTDOWN_TIMEOUT="2s")
    try:
        slow = socket.create_connection(("127.0.0.1", gate.port))
        slow.sendall(
            b"POST /v1/moderate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Authorization: Bearer " + ADMIN.encode() + b"\r\nContent-Length: 1000\r\n\r\n{")
        time.sleep(0.3)
        begin = time.monotonic()
        gate.stop(signal.SIGTERM)
        took = time.monotonic() - begin
        assert 1.5 < took < 14, f"{took} s for a body that never ends"
        slow.close()
    finally:
        gate.stop(signal.SIGKILL)
        fake.stop()
