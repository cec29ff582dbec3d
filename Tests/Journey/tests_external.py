"""The stages `external`: services that answer, refuse, hang, close and talk too much."""
import http.server
import json
import os
import resource
import tempfile
import threading

from harness import ADMIN, Fake, Gate, wait_for

KEY = "canary-of-the-external-service"


class Service:
    """A moderation service. `play` is given the request's body and its handler."""

    def __init__(self, play):
        self.seen, self.play, self.lock, self.over = [], play, threading.Lock(), threading.Event()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with service.lock:
                    service.seen.append((self.path, dict(self.headers), body))
                answer = service.play(body, self)
                if answer is not None:
                    raw = json.dumps(answer).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


def started(binary, pipeline, fake=None, **extra):
    folder = tempfile.mkdtemp(prefix="promptgate-external-")
    rules = os.path.join(folder, "rules")
    os.mkdir(rules)
    with open(os.path.join(rules, "pipeline.yaml"), "w") as file:
        file.write(pipeline)
    return Gate(binary, fake, folder, PROMPTGATE_RULES_DIR=rules, **extra)


def judge(gate, text, key=ADMIN):
    return gate.post("/v1/moderate", {"text": text}, key)


def standing(gate, side="request"):
    return gate.get("/v1/admin/pipeline", ADMIN).json[side][0]["standing"]


def last(gate):
    return gate.get("/v1/admin/audit?limit=1", ADMIN).json["data"][0]


def answers(hit, clear):
    return lambda body, _: hit if "blood" in json.dumps(body) else clear


def test_every_format_is_asked_and_understood(binary):
    cases = {
        "promptgate": ("/v1/moderate", {"action": "block"}, {"action": "allow"}),
        "openai": (
            "/v1/moderations",
            {"results": [{"flagged": True, "categories": {"violence": True}, "category_scores": {}}]},
            {"results": [{"flagged": False, "categories": {}, "category_scores": {}}]}),
        "litellm": (
            "/beta/litellm_basic_guardrail_api",
            {"action": "BLOCKED", "blocked_reason": "no"}, {"action": "NONE"}),
        "llm-guard": (
            "/analyze/prompt",
            {"is_valid": False, "scanners": {"Toxicity": 0.9}}, {"is_valid": True, "scanners": {}}),
    }
    for format, (path, hit, clear) in cases.items():
        service = Service(answers(hit, clear))
        gate = started(
            binary, f"""
request:
  - kind: external
    url: {service.url}
    format: {format}
    headers: {{x-key: "${{SERVICE_KEY}}"}}
""", SERVICE_KEY=KEY)
        try:
            assert judge(gate, "a fox").json["action"] == "allow", format
            refused = judge(gate, "blood").json
            assert refused["action"] == "block" and refused["matches"], (format, refused)
            assert last(gate)["outcome"] == "blocked", format
            seen_path, headers, body = service.seen[0]
            assert seen_path == path and headers["x-key"] == KEY, (seen_path, headers)
            assert "a fox" in json.dumps(body) and ADMIN not in json.dumps([headers, body])
            assert standing(gate)["counts"]["hit"] == 1
            shown = gate.get("/v1/admin/pipeline", ADMIN).raw
            assert KEY.encode() not in shown
            with open(os.path.join(gate.folder, "stderr.log"), "rb") as log:
                assert KEY.encode() not in log.read()
        finally:
            gate.stop()
            service.stop()


def test_failures_are_told_apart_and_are_not_blocks(binary):
    def play(body, handler):
        text = body["text"]
        if text == "hang":
            service.over.wait(30)
        elif text == "garbage":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\x00\xff{[")
        elif text == "nonsense":
            handler.wfile.write(b"\x00\x01 no protocol at all\r\n\r\n")
        elif text == "giant":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
            for _ in range(1 << 10):
                handler.wfile.write(b" " * (1 << 20))
        elif text == "status":
            handler.send_error(500)
        elif text == "redirect":
            handler.wfile.write(
                b"HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")
        elif text != "close":
            return {"action": "allow"}
        handler.close_connection = True
        return None

    service = Service(play)
    gate = started(
        binary, f"""
request:
  - kind: external
    url: {service.url}/check
    timeout: 400ms
    attempts: 1
    breaker: {{failures: 1000}}
""")
    try:
        assert judge(gate, "fine").status == 200
        before = memory(gate)
        for text, verdict in (
                ("hang", "timeout"), ("garbage", "error"), ("nonsense", "error"), ("giant", "error"),
                ("status", "error"), ("redirect", "error"), ("close", "unreachable")):
            refused = judge(gate, text)
            assert (refused.status, refused.json["code"]) == (503, 24), (text, refused)
            record = last(gate)
            assert record["outcome"] == "blocked_unavailable", (text, record)
            assert record["stages"][0]["verdict"] == verdict, (text, record)
        assert memory(gate) - before < 64 << 20, "the giant answer was kept"
        assert all(path == "/check" for path, _, _ in service.seen)
        counts = standing(gate)["counts"]
        assert (counts["timeout"], counts["error"], counts["unreachable"]) == (1, 5, 1), counts
    finally:
        gate.stop()
        service.stop()


def memory(gate):
    with open(f"/proc/{gate.process.pid}/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def test_the_circuit_opens_and_closes_again(binary):
    sick = threading.Event()
    sick.set()

    def play(body, handler):
        if sick.is_set():
            handler.send_error(503)
            return None
        return {"action": "allow"}

    service = Service(play)
    gate = started(
        binary, f"""
request:
  - kind: external
    url: {service.url}
    attempts: 3
    retry_budget: 0
    on_error: pass
    breaker: {{failures: 3, within: 30s, open_for: 300ms}}
""")
    try:
        for number in range(10):
            assert judge(gate, f"text {number}").json["action"] == "allow"
        assert len(service.seen) == 3, len(service.seen)
        assert standing(gate)["breaker"]["state"] == "open"
        assert last(gate)["stages"][0]["note"] == "circuit open: status 503"
        sick.clear()
        wait_for("a half open circuit", lambda: standing(gate)["breaker"]["state"] == "half_open")
        judge(gate, "well again")
        assert standing(gate)["breaker"]["state"] == "closed"
        assert last(gate)["stages"][0]["verdict"] == "pass"
    finally:
        gate.stop()
        service.stop()


def test_verdicts_are_remembered_for_their_tenant(binary):
    service = Service(lambda body, _: {"action": "flag"})
    gate = started(
        binary, f"""
request:
  - {{kind: external, url: "{service.url}", cache: {{ttl: 1h}}, send: []}}
""")
    try:
        one, two = gate.tenant("one"), gate.tenant("two")
        for tenant in (one, one, two, one, two):
            assert judge(gate, "a fox", tenant.key).json["action"] == "flag"
        assert [body for _, _, body in service.seen] == [{"text": "a fox"}] * 2
        assert standing(gate)["cache"] == {"entries": 2, "hits": 3, "misses": 2}
    finally:
        gate.stop()
        service.stop()


def test_texts_of_results_are_covered(binary):
    sick = threading.Event()

    def play(body, handler):
        if sick.is_set():
            handler.send_error(500)
            return None
        at = body["text"].find("fox")
        if at < 0:
            return {"action": "allow"}
        return {"action": "block", "matches": [
            {"category": "animal", "action": "block", "span": [at, at + 3]}]}

    fake, service = Fake(binary), Service(play)
    gate = started(
        binary, f"""
request:
  - {{kind: banned_words}}
result:
  - {{kind: external, url: "{service.url}"}}
""", fake)
    try:
        tenant = gate.tenant("one")
        task = tenant.finished(tenant.imagine("a red fox"))
        assert "a red \u2588\u2588\u2588" in task["result"]["content"], task["result"]
        assert task["result"]["attachments"], task["result"]
        assert service.seen[0][2]["kind"] == "imagine" and service.seen[0][2]["tenant"] == "one"
        sick.set()
        again = tenant.finished(tenant.imagine("a blue fox"))
        assert "a blue fox" in again["result"]["content"], again["result"]
    finally:
        gate.stop()
        fake.stop()
        service.stop()


def test_another_promptgate_can_be_the_service(binary):
    other = started(binary, "request:\n  - {kind: banned_words}\n")
    try:
        gate = started(
            binary, f"""
request:
  - kind: external
    url: http://127.0.0.1:{other.port}
    send: [end_user]
    headers: {{authorization: "Bearer ${{OTHER_KEY}}"}}
""", OTHER_KEY=ADMIN)
        try:
            verdict = judge(gate, "a bloody fox").json
            assert verdict["action"] == "block", verdict
            assert verdict["matches"][0]["span"] == [2, 8], verdict
            assert verdict["matches"][0]["text"] == "bloody", verdict
            assert verdict["matches"][0]["rule"].startswith("external:"), verdict
            assert judge(gate, "a fox").json["action"] == "allow"
        finally:
            gate.stop()
    finally:
        other.stop()


def test_a_wrong_address_is_refused_with_its_place(binary):
    gate = started(binary, "request:\n  - {kind: banned_words}\n")
    try:
        path = os.path.join(gate.folder, "rules", "pipeline.yaml")
        with open(path, "w") as file:
            file.write("request:\n  - kind: external\n    url: guard.example.com\n")
        rules = wait_for("the refusal", lambda: next(
            (one for one in [gate.get("/v1/admin/rules", ADMIN).json]
             if one["state"] == "degraded"), None))
        fault = rules["rejected"][0]
        assert (fault["line"], fault["column"]) == (3, 10), fault
        assert "https://" in fault["remedy"], fault
    finally:
        gate.stop()
