"""Starts the real programs and talks to them, with Python's standard library alone."""
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import os
import signal
import subprocess
import tempfile
import threading
import time

ADMIN = "pg_admin_key_of_the_black_box_suite"
GUILD, CHANNEL = "1190000000000000001", "1190000000000000002"


def wait_for(what, condition, seconds=40.0):
    """The first true value of condition(), or a failure that says what was waited for.

    A shared machine can stand still for seconds, so the default only ends a wait for what
    never comes, and the last look is taken after the deadline, not before it."""
    end = time.monotonic() + seconds
    while True:
        late = time.monotonic() > end
        value = condition()
        if value:
            return value
        if late:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.02)


class Process:
    """A program whose standard output names its port once it listens."""

    logs = []  # of every program that the test at work has started, for the suite to quote

    def __init__(self, arguments, environment, folder):
        log = os.path.join(folder, "stderr.log")
        if log not in Process.logs:
            Process.logs.append(log)
        self.errors = open(log, "ab")
        self.process = subprocess.Popen(
            arguments, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=self.errors,
            stdin=subprocess.DEVNULL)
        self.port = None
        for line in self.process.stdout:
            if b"listening on http://" in line:
                self.port = int(line.rsplit(b":", 1)[1])
                break
        if self.port is None:
            raise AssertionError(f"{arguments} did not start: {self.process.wait()}")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def stop(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(60)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.errors.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.raw = status, headers, body

    @property
    def json(self):
        return json.loads(self.raw)

    def __repr__(self):
        return f"{self.status} {self.raw[:600]!r}"


def call(port, method, path, body=None, key=None, headers=None, raw=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    sent = dict(headers or {})
    if key:
        sent["Authorization"] = f"Bearer {key}"
    if body is not None:
        raw = json.dumps(body).encode()
        sent.setdefault("Content-Type", "application/json")
    try:
        connection.request(method, path, raw, sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


class Hook:
    """A tenant's webhook receiver. Set `status` to refuse."""

    def __init__(self):
        self.seen, self.status, self.lock = [], 204, threading.Lock()
        self.arrivals = []  # (when the request's head was read, body), one for each of `seen`
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                stamp = time.time()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with hook.lock:
                    hook.seen.append((dict(self.headers), body, hook.status))
                    hook.arrivals.append((stamp, body))
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"

    def bodies(self, task=None):
        with self.lock:
            bodies = [json.loads(body) for _, body, status in self.seen if status < 300]
        return [body for body in bodies if task in (None, body["task_id"])]


def verify_signature(headers, body, secret):
    headers = {name.lower(): value for name, value in headers.items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{wanted}" in headers["webhook-signature"].split(" ")


class Fake(Process):
    def __init__(self, binary, step=40, port=0):
        self.folder = tempfile.mkdtemp(prefix="promptgate-fake-")
        super().__init__(
            [binary, "fake-discord", "--port", str(port), "--step", str(step)],
            dict(os.environ), self.folder)

    def control(self, body):
        answer = call(self.port, "POST", "/_control", body)
        assert answer.status == 200, answer

    def interactions(self):
        received = call(self.port, "GET", "/_control/interactions").json["interactions"]
        return [one["body"] for one in received]


class Gate(Process):
    """The gateway, in a folder of its own that outlives a kill."""

    def __init__(self, binary, fake=None, folder=None, **extra):
        self.binary, self.fake, self.extra = binary, fake, extra
        self.folder = folder or tempfile.mkdtemp(prefix="promptgate-")
        self.words = os.path.join(self.folder, "banned_words.txt")
        if not os.path.exists(self.words):
            with open(self.words, "w") as file:
                file.write("# for the suite\nblood\nbloody\nbelly button\nnude\n")
        environment = {
            "PATH": os.environ["PATH"], "PROMPTGATE_ADMIN_KEY": ADMIN,
            "PROMPTGATE_DATA_DIR": os.path.join(self.folder, "data"),
            "PROMPTGATE_ALLOW_PRIVATE_CALLBACKS": "1", "CONCUR_SIZE": "3", "WAIT_SIZE": "10"}
        if fake:
            environment |= {
                "DISCORD_API_BASE": f"http://127.0.0.1:{fake.port}/api/v9",
                "DISCORD_GATEWAY_URL": f"ws://127.0.0.1:{fake.port}/gateway",
                "USER_TOKEN": "user-token-canary", "GUILD_ID": GUILD, "CHANNEL_ID": CHANNEL}
        environment |= extra
        super().__init__(
            [binary, "serve", "--port", "0", "--banned-words", self.words], environment,
            self.folder)

    def killed_and_restarted(self):
        self.stop(signal.SIGKILL)
        return Gate(self.binary, self.fake, self.folder, **self.extra)

    def post(self, path, body, key):
        return call(self.port, "POST", path, body, key)

    def get(self, path, key, headers=None):
        return call(self.port, "GET", path, key=key, headers=headers)

    def tenant(self, name, hook=None, **settings):
        body = {"id": name, **settings}
        if hook:
            body["callback_url"] = hook.url
        answer = self.post("/v1/admin/tenants", body, ADMIN)
        assert answer.status in (200, 201), answer
        return Tenant(self, answer.json, hook)


class Tenant:
    def __init__(self, gate, created, hook):
        self.gate, self.hook = gate, hook
        self.key, self.secret = created["key"]["secret"], created["webhook_secret"]

    def trigger(self, route, body):
        return self.gate.post(f"/v1/api/trigger/{route}", body, self.key)

    def imagine(self, prompt, **more):
        answer = self.trigger("imagine", {"prompt": prompt, **more})
        assert answer.status == 200, answer
        return answer.json["task_id"]

    def task(self, name):
        return self.gate.get(f"/v1/tasks/{name}", self.key)

    def ended(self, name, seconds=40.0):
        def ended():
            task = self.task(name).json
            return task if task["status"] in (
                "finished", "failed", "banned", "timed_out", "cancelled") else None
        return wait_for(f"the end of task {name}", ended, seconds)

    def finished(self, name, seconds=40.0):
        task = self.ended(name, seconds)
        assert task["status"] == "finished", task
        return task
