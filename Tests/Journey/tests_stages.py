"""Stages of rules/pipeline.yaml: parameters, images, archive, rewrite."""
import glob
import hashlib
import os
import tempfile

from harness import ADMIN, Fake, Gate, Hook, call, wait_for

PIPELINE = """
rewrite:
  - kind: parameters
    force: {{ar: "1:1"}}
    dashes: true
    tenants:
      two: {{force: {{}}}}
request:
  - {{kind: rate_limit}}
  - {{kind: length, max: 200, min: 2}}
  - kind: parameters
    allow: [ar, stylize, seed, "no"]
    ranges: {{stylize: 0-500}}
  - {{kind: images, hosts: [cdn.example.com]}}
  - {{kind: banned_words}}
  - {{kind: quota}}
result:
  - {{kind: banned_words}}
  - {{kind: archive, hosts: ["127.0.0.1:{port}"], allow_http: true, keep: {keep}}}
  - {{kind: rewrite, links: archived_only, content: clean}}
"""


def started(binary, fake, keep="24h", pipeline=PIPELINE, **extra):
    folder = tempfile.mkdtemp(prefix="promptgate-stages-")
    rules = os.path.join(folder, "rules")
    os.mkdir(rules)
    with open(os.path.join(rules, "pipeline.yaml"), "w") as file:
        file.write(pipeline.format(port=fake.port, keep=keep))
    return Gate(binary, fake, folder, PROMPTGATE_RULES_DIR=rules, **extra)


def kept_files(gate):
    return [path for path in glob.glob(os.path.join(gate.folder, "data/images/**"), recursive=True)
            if os.path.isfile(path)]


def test_parameters_are_forced_and_refused(binary):
    fake = Fake(binary)
    gate = started(binary, fake)
    try:
        one, two = gate.tenant("one"), gate.tenant("two")
        taken = one.trigger("imagine", {"prompt": "a fox \u2014ar 16:9 --s 100"})
        assert taken.status == 200, taken
        assert taken.json["rewritten"] is True, taken
        assert taken.json["prompt"] == "a fox --s 100 --ar 1:1", taken
        task = one.finished(taken.json["task_id"])
        assert task["rewritten"] is True and task["prompt"] == "a fox --s 100 --ar 1:1", task
        sent = [body["data"]["options"][0]["value"] for body in fake.interactions()]
        assert sent == ["a fox --s 100 --ar 1:1"], sent
        free = two.trigger("imagine", {"prompt": "a fox --ar 16:9"})
        assert free.status == 200 and "rewritten" not in free.json, free
        for prompt, span, words in (
                ("a fox --video", [6, 13], "--video is not allowed; these are: --ar, --no, --seed, --stylize."),
                ("a fox --s 501", [6, 13], "--s 501 is out of range; 0 to 500 is allowed."),
                ("a fox --stylizes 5", [6, 16], "--stylizes is no parameter of Midjourney.")):
            refused = two.trigger("imagine", {"prompt": prompt})
            assert (refused.status, refused.json["code"]) == (400, 13), refused
            assert refused.json["detail"].startswith(words), refused
            assert refused.json["errors"][0]["field"] == "prompt", refused
            assert refused.json["errors"][0]["span"] == span, refused
        long = one.trigger("imagine", {"prompt": "x" * 201})
        assert (long.status, long.json["code"]) == (413, 25), long
        assert long.json["rewritten"] is True and long.json["prompt"].endswith("--ar 1:1"), long
        records = gate.get("/v1/admin/audit?tenant=one", ADMIN).json["data"]
        words = {stage["stage"]: stage["verdict"] for stage in records[-1]["stages"]}
        assert words["parameters"] in ("pass", "rewrite"), words
    finally:
        gate.stop()
        fake.stop()


def test_images_of_prompts_stand_on_listed_hosts(binary):
    fake = Fake(binary)
    gate = started(binary, fake)
    try:
        tenant = gate.tenant("two")
        for body in ({"prompt": "https://cdn.example.com/a.png a fox"},
                     {"prompt": "a fox", "picurl": "https://cdn.example.com/b.png"}):
            assert tenant.trigger("imagine", body).status == 200
        for body, code in (
                ({"prompt": "https://evil.example.com/a.png a fox"}, 19),
                ({"prompt": "a fox", "picurl": "https://169.254.169.254/latest"}, 19),
                ({"prompt": "a fox", "picurl": "http://cdn.example.com/b.png"}, 13),
                ({"prompt": "a fox https://0x7f000001/a"}, 19)):
            refused = tenant.trigger("imagine", body)
            assert refused.json["code"] == code, (body, refused)
    finally:
        gate.stop()
        fake.stop()


def test_images_are_archived_for_their_tenant_alone(binary):
    fake = Fake(binary)
    gate = started(binary, fake, PROMPTGATE_PUBLIC_URL="https://gate.example.com/")
    hook = Hook()
    try:
        one, two = gate.tenant("one", hook), gate.tenant("two")
        task = one.finished(one.imagine("a fox"))
        attachment = task["result"]["attachments"][0]
        address = attachment["archived_url"]
        assert address.startswith("https://gate.example.com/v1/images/"), attachment
        assert attachment["url"] == address and attachment["proxy_url"] is None, attachment
        assert "<@" not in task["result"]["content"], task
        path = address.removeprefix("https://gate.example.com")
        image = gate.get(path, one.key)
        assert image.status == 200 and image.raw.startswith(b"\x89PNG"), image
        assert image.headers["Content-Type"] == "image/png"
        assert image.headers["X-Content-Type-Options"] == "nosniff"
        assert image.headers["ETag"] == f'"{hashlib.sha256(image.raw).hexdigest()}"'
        assert gate.get(path, one.key, {"If-None-Match": image.headers["ETag"]}).status == 304
        part = gate.get(path, one.key, {"Range": "bytes=1-3"})
        assert (part.status, part.raw) == (206, b"PNG"), part
        for key in (two.key, ADMIN):
            other = gate.get(path, key)
            assert (other.status, other.json["code"]) == (404, 21), other
        assert gate.get(path, None).status == 401
        for wrong in ("/v1/images/none", "/v1/images/..%2Fpromptgate.db", "/v1/images/%2e%2e"):
            assert gate.get(wrong, one.key).status == 404
        # Discord's buttons still work, and the webhook says the same as the task.
        action = task["result"]["actions"][0]
        assert gate.post(action["path"], action["body"], one.key).status == 200
        wait_for("the webhook", lambda: any(
            b["type"] == "end" and b["attachments"][0]["url"] == address
            for b in hook.bodies(task["task_id"])))
        before = kept_files(gate)
        orphan = os.path.join(gate.folder, "data/images/zz/zzorphan")
        os.makedirs(os.path.dirname(orphan))
        with open(orphan, "wb") as file:
            file.write(b"x")
        gate = gate.killed_and_restarted()
        wait_for("the orphan to go", lambda: not os.path.exists(orphan))
        assert set(before) <= set(kept_files(gate))
        assert gate.get(path, one.key).raw == image.raw
    finally:
        gate.stop()
        fake.stop()


def test_archived_images_expire(binary):
    fake = Fake(binary)
    gate = started(binary, fake, keep="1s")
    try:
        tenant = gate.tenant("one")
        task = tenant.finished(tenant.imagine("a fox"))
        path = task["result"]["attachments"][0]["archived_url"]
        assert path.startswith("/v1/images/"), path
        wait_for("the image to expire", lambda: gate.get(path, tenant.key).status == 404)
        gate = gate.killed_and_restarted()
        wait_for("its file to go", lambda: not kept_files(gate))
    finally:
        gate.stop()
        fake.stop()


def test_a_host_that_is_not_listed_is_not_fetched(binary):
    fake = Fake(binary)
    pipeline = "result:\n  - {{kind: archive}}\n"
    gate = started(binary, fake, pipeline=pipeline)
    try:
        tenant = gate.tenant("one")
        task = tenant.finished(tenant.imagine("a fox"))
        attachment = task["result"]["attachments"][0]
        assert "archived_url" not in attachment and attachment["url"], attachment
        assert not kept_files(gate)
    finally:
        gate.stop()
        fake.stop()
