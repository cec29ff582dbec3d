"""Clients that are slow on purpose, or many: what they cost, and when they are cut off."""
import json
import os
import resource
import socket
import threading
import time

from harness import ADMIN, Gate, call

TEXT = "a lighthouse at dusk"


def connected(gate):
    link = socket.create_connection(("127.0.0.1", gate.port), timeout=150)
    return link


def head(tenant, path="/v1/moderate", **more):
    lines = [f"POST {path} HTTP/1.1", "Host: gate", f"Authorization: Bearer {tenant.key}",
             "Content-Type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def request(tenant, text=TEXT):
    body = json.dumps({"text": text}).encode()
    return head(tenant, Content_Length=len(body)) + body


def answers(link, count):
    """That many answers, read to their ends."""
    buffer, found = b"", []
    while len(found) < count:
        while b"\r\n\r\n" not in buffer:
            buffer += link.recv(65536) or exit_of_connection()
        top, _, buffer = buffer.partition(b"\r\n\r\n")
        fields = dict(
            line.lower().split(b": ", 1) for line in top.split(b"\r\n")[1:])
        length = int(fields[b"content-length"])
        while len(buffer) < length:
            buffer += link.recv(65536) or exit_of_connection()
        found.append((int(top.split()[1]), buffer[:length]))
        buffer = buffer[length:]
    return found


def exit_of_connection():
    raise AssertionError("the connection ended before the answer did")


def seconds_until_cut(link, drip, pause):
    """How long the server puts up with a client that sends a byte now and then."""
    begin = time.monotonic()
    link.settimeout(pause)
    while True:
        try:
            if drip:
                link.sendall(drip)
            if link.recv(65536) == b"":
                break
        except socket.timeout:
            pass
        except (ConnectionError, BrokenPipeError):
            break
        if time.monotonic() - begin > 120:
            raise AssertionError("never cut off")
    link.close()
    return time.monotonic() - begin


def test_slow_clients_are_cut_off_and_hold_up_nobody(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("slow")
        took, failures = {}, []

        def play(name, action):
            try:
                took[name] = action()
            except Exception as error:
                failures.append((name, error))

        def slow_header():
            link = connected(gate)
            link.sendall(b"POST /v1/moderate HTTP/1.1\r\nHost: gate\r\nX-Drip: ")
            return seconds_until_cut(link, b"x", 0.5)

        def slow_body():
            link = connected(gate)
            link.sendall(head(tenant, Content_Length=60_000) + b'{"text":"')
            return seconds_until_cut(link, b"x", 0.5)

        def silent():
            return seconds_until_cut(connected(gate), b"", 1)

        def slow_reader():
            # Asks for more and more, and hardly reads: the answers must not pile up. Without a
            # pause, because the system's own buffer (4 MB) has to fill before anyone notices.
            link = connected(gate)
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            link.settimeout(1)
            one, begin = request(tenant, TEXT * 400), time.monotonic()
            while time.monotonic() - begin < 120:
                try:
                    link.sendall(one)
                except socket.timeout:
                    pass
                except (ConnectionError, BrokenPipeError):
                    return time.monotonic() - begin
                try:
                    if link.recv(1) == b"":
                        return time.monotonic() - begin
                except socket.timeout:
                    pass
                except ConnectionError:
                    return time.monotonic() - begin
            raise AssertionError("never cut off")

        before = memory(gate)
        threads = [
            threading.Thread(target=play, args=(action.__name__, action))
            for action in (slow_header, slow_body, silent, slow_reader)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            begin = time.monotonic()
            assert gate.post("/v1/moderate", {"text": TEXT}, tenant.key).status == 200
            assert time.monotonic() - begin < 20
            time.sleep(0.5)
        assert not failures, failures
        assert took["slow_header"] < 80, took
        assert 15 < took["slow_body"] < 40, took
        assert took["silent"] < 80, took
        assert took["slow_reader"] < 100, took
        assert memory(gate) - before < 64 << 20, (before, memory(gate))
    finally:
        gate.stop()


def memory(gate):
    with open(f"/proc/{gate.process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_two_thousand_idle_connections_cost_little(binary):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    gate, links = None, []
    try:
        gate = Gate(binary)
        tenant = gate.tenant("many")
        for _ in range(50):
            assert gate.post("/v1/moderate", {"text": TEXT}, tenant.key).status == 200
        before = memory(gate)
        for _ in range(2000):
            link = connected(gate)
            link.sendall(request(tenant))
            assert answers(link, 1)[0][0] == 200
            links.append(link)
        grown = memory(gate) - before
        # A debug build's frames are larger; what users run is held to the target.
        most = (100 if "/release/" in binary else 160) << 20
        assert grown < most, f"{grown >> 20} MiB"
        # They are kept alive, and one more is served beside them.
        for link in (links[0], links[999], links[-1]):
            link.sendall(request(tenant))
            assert answers(link, 1)[0][0] == 200
        assert gate.post("/v1/moderate", {"text": TEXT}, tenant.key).status == 200
        print(f"       2,000 idle connections: {grown / (1 << 20):.1f} MiB")
    finally:
        for link in links:
            link.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if gate:
            gate.stop()


def test_pipelined_requests_are_answered_in_order(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("pipelined")
        link = connected(gate)
        texts = ["blood" if number % 3 == 0 else f"fox {number}" for number in range(60)]
        link.sendall(b"".join(request(tenant, text) for text in texts))
        told = answers(link, len(texts))
        assert [json.loads(body)["text"] for _, body in told] == texts
        assert all(status == 200 for status, _ in told)
        link.close()
    finally:
        gate.stop()


def test_heads_and_bodies_are_bounded(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("bounded")

        def status(raw):
            link = connected(gate)
            try:
                link.sendall(raw)
            except ConnectionError:
                pass
            try:
                line = link.recv(65536).split(b"\r\n")[0]
            except ConnectionError:
                return 0
            link.close()
            return int(line.split()[1]) if line else 0

        # 0: the connection was ended without an answer.
        assert status(head(tenant, X_Long="x" * 20_000, Content_Length=0)) in (0, 400, 431)
        many = {f"X_{number}": number for number in range(200)}
        assert status(head(tenant, Content_Length=0, **many)) in (0, 400, 431)
        assert status(head(tenant, path="/" + "p" * 70_000, Content_Length=0)) in (0, 400, 414, 431)
        assert status(head(tenant, Content_Length=10 << 20)) == 413
        assert status(head(tenant, Transfer_Encoding="chunked")
                      + b"10000\r\n" + b" " * 0x10000 + b"\r\n10000\r\n" + b" " * 0x10000) == 413
        assert call(gate.port, "POST", "/v1/moderate", {"text": TEXT}, tenant.key).status == 200
        assert call(gate.port, "GET", "/metrics", key=ADMIN).status == 200
    finally:
        gate.stop()
