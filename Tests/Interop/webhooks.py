"""Black box: the gateway against the fake Discord, its webhooks checked by the reference
library `standardwebhooks`. Usage: webhooks.py PATH-TO-PROMPTGATE
"""

import contextlib
import http.server
import json
import os
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

from standardwebhooks import Webhook, WebhookVerificationError

PATIENCE = 60  # seconds for any one wait
ADMIN_KEY = "interop-admin-key-0123456789"


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps every webhook; answers 500 to the first, so that one retry is seen."""

    def __init__(self):
        self.seen = queue.Queue()
        self.refusals = 1
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/hooks?key=1"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        status = 204
        if self.server.refusals > 0:
            self.server.refusals -= 1
            status = 500
        self.server.seen.put((status, dict(self.headers), body))
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(arguments, log, **settings):
    """Runs a command until the block ends."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **settings}
    running = subprocess.Popen(
        arguments, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        cwd=os.path.dirname(log.name))
    try:
        yield running
    finally:
        running.terminate()
        try:
            running.wait(15)
        except subprocess.TimeoutExpired:
            running.kill()
            raise SystemExit(f"{arguments[1]} did not stop when it was asked to")


def call(method, url, key=None, body=None):
    """The JSON that a call answers; an answer over 299 raises, with its text."""
    headers = {"content-type": "application/json"}
    if key:
        headers["authorization"] = f"Bearer {key}"
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {url}: {error.code} {error.read()[:500]!r}") from None


def wait_for_port(port, running):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if running.poll() is not None:
            raise SystemExit(f"it exited with {running.returncode} before it listened")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port}")


def collect(receiver, trigger_id):
    """All webhooks of the task up to its end, refused ones included."""
    seen = []
    while True:
        status, headers, body = receiver.seen.get(timeout=PATIENCE)
        seen.append((status, headers, body))
        message = json.loads(body)
        assert message["trigger_id"] == trigger_id, message
        if status < 300 and message["type"] in ("end", "error", "banned"):
            return seen


def check(seen, secret):
    """Signatures, order, ids and fields of one task's webhooks."""
    webhook = Webhook(secret)
    for _, headers, body in seen:
        webhook.verify(body, headers)
        with contextlib.suppress(WebhookVerificationError):
            webhook.verify(body + b" ", headers)
            raise AssertionError("a changed body was verified")
        with contextlib.suppress(WebhookVerificationError):
            Webhook("whsec_" + "A" * 32).verify(body, headers)
            raise AssertionError("another secret verified a body")

    ids = [{k.lower(): v for k, v in headers.items()}["webhook-id"] for _, headers, _ in seen]
    assert seen[0][0] == 500 and ids[0] == ids[1], "the refused webhook was not the next one"
    assert seen[0][2] == seen[1][2], "a retry had another body"
    assert len(set(ids[1:])) == len(ids) - 1, "two webhooks shared an id"

    messages = [json.loads(body) for _, _, body in seen[1:]]
    types = [message["type"] for message in messages]
    assert types[-1] == "end", messages[-1]
    assert set(types[:-1]) <= {"start", "generating"}, types
    progress = [message["progress"] for message in messages]
    assert progress == sorted(progress) and progress[-1] == 100, progress

    end = messages[-1]
    assert isinstance(end["id"], int) and str(end["id"]) == end["message_id"], end
    assert end["status"] == "finished" and end["attachments"] and end["embeds"] == [], end
    assert isinstance(end["attachments"][0]["id"], int), end
    labels = [action["label"] for action in end["actions"]]
    assert {"U1", "U4", "V1", "V4"} <= set(labels), labels
    return types, end


def journey(gateway, receiver):
    tenant = call(
        "POST", f"{gateway}/v1/admin/tenants", ADMIN_KEY,
        {"id": "interop", "name": "Interop", "callback_url": receiver.url})
    key, secret = tenant["key"]["secret"], tenant["webhook_secret"]

    accepted = call(
        "POST", f"{gateway}/v1/api/trigger/imagine", key, {"prompt": "a lighthouse at dawn"})
    types, end = check(collect(receiver, accepted["trigger_id"]), secret)
    print(f"imagine: {len(types)} webhooks verified: {' '.join(types)}")

    receiver.refusals = 1
    action = next(action for action in end["actions"] if action["trigger"] == "upscale")
    posted = call(action["method"], gateway + action["path"], key, action["body"])
    seen = collect(receiver, posted["trigger_id"])
    for _, headers, body in seen:
        Webhook(secret).verify(body, headers)
    last = json.loads(seen[-1][2])
    assert last["type"] == "end" and last["trigger_type"] == "upscale", last
    print(f"{action['label']}, posted from the webhook's actions: {len(seen)} verified")


def main(promptgate):
    promptgate = os.path.abspath(promptgate)
    discord, port = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        log = stack.enter_context(open(os.path.join(folder, "log"), "w+", encoding="utf-8"))
        try:
            fake = stack.enter_context(
                process([promptgate, "fake-discord", "--port", str(discord)], log))
            wait_for_port(discord, fake)
            gateway = stack.enter_context(
                process(
                    [promptgate, "serve", "--port", str(port)], log,
                    DISCORD_API_BASE=f"http://127.0.0.1:{discord}/api/v9",
                    DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{discord}/gateway",
                    USER_TOKEN="interop-token", GUILD_ID="1000000000000000001",
                    CHANNEL_ID="1000000000000000002", PROMPTGATE_ADMIN_KEY=ADMIN_KEY,
                    PROMPTGATE_DATA_DIR=os.path.join(folder, "data"),
                    PROMPTGATE_RULES_DIR=os.path.abspath("rules"),
                    PROMPTGATE_BANNED_WORDS=os.path.abspath("banned_words.txt"),
                    PROMPTGATE_ALLOW_PRIVATE_CALLBACKS="1"))
            wait_for_port(port, gateway)
            journey(f"http://127.0.0.1:{port}", Receiver())
        except BaseException:
            log.seek(0)
            sys.stderr.write("--- the log's end\n" + log.read()[-5000:] + "---\n")
            raise
    print("webhooks: all verified by standardwebhooks")


if __name__ == "__main__":
    main(*sys.argv[1:])
