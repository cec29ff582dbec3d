"""Metrics, logs and readiness from outside."""
import json
import os
import re
import shutil
import subprocess

from harness import ADMIN, Fake, Gate, Hook, call, wait_for
from tests_external import Service, started

SAMPLE = re.compile(
    r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)')
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"')
PROMPT = "xylophone quokka wearing marmalade"


def parsed(text):
    """Samples by name and labels. Asserts what the format asks: one HELP and TYPE before a
    metric's samples, no series twice, ascending buckets that end with all."""
    samples, types, current = {}, {}, None
    assert text.endswith("\n"), text[-80:]
    for line in text.splitlines():
        if line.startswith("# HELP "):
            continue
        if line.startswith("# TYPE "):
            _, _, current, kind = line.split(" ")
            assert current not in types, f"{current} twice"
            types[current] = kind
            continue
        match = SAMPLE.fullmatch(line)
        assert match, f"no sample: {line!r}"
        name, labels, value = match[1], tuple(sorted(LABEL.findall(match[2] or ""))), match[3]
        base = re.sub("_(bucket|sum|count)$", "", name) if types[current] == "histogram" else name
        assert base == current, f"{name} among {current}"
        assert (name, labels) not in samples, f"{line!r} twice"
        samples[name, labels] = float(value)
    for (name, labels), value in samples.items():
        if name.endswith("_count") and types.get(name[:-6]) == "histogram":
            buckets = [
                (float(dict(found)["le"]), count) for (one, found), count in samples.items()
                if one == name[:-6] + "_bucket" and set(labels) <= set(found)
                and len(found) == len(labels) + 1]
            assert [count for _, count in sorted(buckets)] == sorted(c for _, c in buckets)
            assert max(buckets) == (float("inf"), value), (name, labels, buckets)
    return samples


def scrape(gate):
    answer = call(gate.port, "GET", "/metrics", key=ADMIN)
    assert answer.status == 200, answer
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"), answer.headers
    if shutil.which("promtool"):
        # Its lint asks more than the format; what it cannot parse is a failure of its own.
        check = subprocess.run(
            ["promtool", "check", "metrics"], input=answer.raw, capture_output=True)
        assert check.returncode == 0, check
    return parsed(answer.raw.decode())


def value(samples, name, **labels):
    """The sum over all series that have these labels."""
    return sum(
        number for (one, found), number in samples.items()
        if one == name and set(labels.items()) <= set(found))


def test_metrics_tell_of_a_whole_journey(binary):
    fake, hook = Fake(binary), Hook()
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("measured", hook)
        wait_for("a ready gateway", lambda: gate.get("/readyz", None).status == 200)
        tenant.finished(tenant.imagine(PROMPT))
        assert tenant.trigger("imagine", {"prompt": "a nude"}).status == 422
        assert gate.post("/v1/moderate", {"texts": ["a cat", "blood"]}, tenant.key).status == 200
        assert gate.get("/v1/tasks/4711", tenant.key).status == 404
        wait_for("webhooks", lambda: value(
            scrape(gate), "promptgate_webhook_deliveries_total", outcome="delivered") >= 2)
        told = scrape(gate)
        for wanted, name, labels in [
            (1, "promptgate_exchanges_total", {"surface": "trigger", "outcome": "accepted"}),
            (1, "promptgate_exchanges_total", {"surface": "trigger", "outcome": "blocked"}),
            (2, "promptgate_exchanges_total", {"surface": "moderate"}),
            (4, "promptgate_stage_duration_seconds_count", {"list": "request", "stage": "banned_words"}),
            (2, "promptgate_stage_verdicts_total", {"stage": "banned_words", "verdict": "deny"}),
            (2, "promptgate_matcher_texts_total", {"action": "block"}),
            (1, "promptgate_dispatch_attempts_total", {"status": "taken", "kind": "imagine"}),
            (1, "promptgate_http_requests_total", {"route": "/v1/moderate", "status": "200"}),
            (1, "promptgate_http_requests_total", {"method": "GET", "status": "404"}),
            (1, "promptgate_gateway_state", {"state": "connected"}),
            (1, "promptgate_gateway_state", {}), (1, "promptgate_rules_info", {}),
            (1, "promptgate_rules_reloads_total", {"result": "applied"}),
            (3, "promptgate_slots", {}), (0, "promptgate_slots_in_use", {}),
            (10, "promptgate_queue_capacity", {}), (0, "promptgate_queue_depth", {}),
            (1, "promptgate_store_up", {}),
        ]:
            assert value(told, name, **labels) == wanted, (name, labels, value(told, name, **labels))
        for name in (
            "promptgate_matcher_candidates_total", "promptgate_store_commits_total",
            "promptgate_store_commit_duration_seconds_sum", "promptgate_disk_free_bytes",
            "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds",
        ):
            assert value(told, name) > 0, name
        assert 0 <= value(told, "promptgate_rules_revision_age_seconds") < 60
        # Neither what callers wrote nor who they are becomes a label.
        whole = repr(told)
        for word in ("4711", "measured", "xylophone", "nude"):
            assert word not in whole, word
    finally:
        gate.stop()
        fake.stop()


def test_rule_reloads_are_told(binary):
    gate = Gate(binary)
    try:
        before = {labels for name, labels in scrape(gate) if name == "promptgate_rules_info"}
        with open(gate.words, "a") as file:
            file.write("quokka\n")
        wait_for("the reload", lambda: value(
            scrape(gate), "promptgate_rules_reloads_total", result="applied") == 2)
        after = {labels for name, labels in scrape(gate) if name == "promptgate_rules_info"}
        assert len(before) == len(after) == 1 and before != after, (before, after)
        with open(gate.words, "a") as file:
            file.write("/(unclosed/\n")
        wait_for("the refusal", lambda: value(
            scrape(gate), "promptgate_rules_reloads_total", result="refused") == 1)
        told = scrape(gate)
        assert value(told, "promptgate_rules_synced") == 0
        assert value(told, "promptgate_rules_rejected") == 1
        assert gate.get("/readyz", None).json["status"] == "degraded"
    finally:
        gate.stop()


def test_metrics_need_a_key_unless_they_are_public(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("nosy")
        assert gate.get("/metrics", None).status == 401
        assert gate.get("/metrics", tenant.key).status == 403
        asked = gate.get("/metrics", ADMIN, {"Accept": "application/openmetrics-text"})
        assert asked.headers["Content-Type"].startswith("application/openmetrics-text"), asked
        assert asked.raw.endswith(b"# EOF\n"), asked
    finally:
        gate.stop()
    gate = Gate(binary, PROMPTGATE_METRICS_PUBLIC="1")
    try:
        assert gate.get("/metrics", None).status == 200
    finally:
        gate.stop()


def test_the_breaker_of_an_external_stage_is_told(binary):
    service = Service(lambda body, handler: handler.send_error(500))
    pipeline = f"""
request:
  - kind: length
  - kind: external
    name: guard
    url: {service.url}/judge
    attempts: 1
    breaker: {{failures: 2, within: 30s, open_for: 60s}}
    on_error: pass
"""
    gate = started(binary, pipeline)
    try:
        tenant = gate.tenant("guarded")
        state = "promptgate_external_breaker_state"
        assert value(scrape(gate), state, stage="guard", state="closed") == 1
        for _ in range(4):
            gate.post("/v1/moderate", {"text": "a cat"}, tenant.key)
        told = scrape(gate)
        assert value(told, state, stage="guard", state="open") == 1, told
        assert value(told, state, stage="guard", state="closed") == 0
        assert value(told, "promptgate_external_breaker_opened_total", stage="guard") == 1
        assert value(told, "promptgate_stage_verdicts_total", stage="guard", verdict="error") >= 2
    finally:
        gate.stop()
        service.stop()


def lines(gate):
    with open(os.path.join(gate.folder, "stderr.log")) as file:
        return file.read().splitlines()


def test_logs_are_json_and_hold_no_prompt(binary):
    fake, hook = Fake(binary), Hook()
    gate = Gate(binary, fake, LOG_FORMAT="json", LOG_LEVEL="trace")
    try:
        tenant = gate.tenant("logged", hook)
        wait_for("a ready gateway", lambda: gate.get("/readyz", None).status == 200)
        tenant.finished(tenant.imagine(PROMPT))
        refused = tenant.trigger("imagine", {"prompt": f"nude {PROMPT}"})
        assert refused.status == 422, refused
        gate.post("/v1/moderate", {"text": f"bloody {PROMPT}"}, tenant.key)
        gate.post("/v1/moderate", {"text": PROMPT, "unknown": PROMPT}, tenant.key)
        gate.get(f"/v1/tasks/{PROMPT.split()[0]}", tenant.key)
        hook.status = 500
        tenant.finished(tenant.imagine(f"{PROMPT} again"))
    finally:
        gate.stop()
        fake.stop()
    said = lines(gate)
    assert len(said) > 20, said
    for line in said:
        told = json.loads(line)
        assert {"ts", "level", "message"} <= set(told), line
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told["ts"]), line
    whole = "\n".join(said)
    for secret in PROMPT.split() + [tenant.key, tenant.secret, ADMIN, "user-token-canary"]:
        assert secret not in whole, f"{secret} in the log"


def test_text_logs_hold_no_prompt_either(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake, LOG_LEVEL="trace")
    try:
        tenant = gate.tenant("logged")
        wait_for("a ready gateway", lambda: gate.get("/readyz", None).status == 200)
        tenant.finished(tenant.imagine(PROMPT))
        gate.post("/v1/moderate", {"text": f"bloody {PROMPT}"}, tenant.key)
    finally:
        gate.stop()
        fake.stop()
    whole = "\n".join(lines(gate))
    for secret in PROMPT.split() + [tenant.key, "user-token-canary"]:
        assert secret not in whole, f"{secret} in the log"


def test_readiness_names_every_part(binary):
    fake = Fake(binary)
    gate = Gate(binary, fake)
    try:
        wait_for("a ready gateway", lambda: gate.get("/readyz", None).status == 200)
        told = gate.get("/readyz", None).json
        assert told["status"] == "ready", told
        parts = {name: told[name]["state"] for name in (
            "rules", "store", "discord", "gateway", "webhooks", "audit", "disk")}
        assert parts == {
            "rules": "synced", "store": "ok", "discord": "connected", "gateway": "connected",
            "webhooks": "ok", "audit": "ok", "disk": "ok"}, told
    finally:
        gate.stop()
        fake.stop()


def test_traces_go_in_and_out(binary):
    collector = Service(lambda body, handler: {"partialSuccess": {}})
    guard = Service(lambda body, handler: {"action": "allow"})
    fake, hook = Fake(binary), Hook()
    gate = started(binary, f"""
request:
  - kind: length
  - kind: external
    name: guard
    url: {guard.url}/judge
    format: promptgate
    on_error: pass
""", fake, OTEL_EXPORTER_OTLP_ENDPOINT=collector.url, LOG_FORMAT="json", LOG_LEVEL="debug")
    trace = "0af7651916cd43dd8448eb211c80319c"
    try:
        tenant = gate.tenant("traced", hook)
        wait_for("a ready gateway", lambda: gate.get("/readyz", None).status == 200)
        answer = call(
            gate.port, "POST", "/v1/api/trigger/imagine", {"prompt": PROMPT}, tenant.key,
            {"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
        assert answer.status == 200, answer
        tenant.finished(answer.json["task_id"])
        wait_for("webhooks", lambda: len(hook.seen) >= 2)

        def spans():
            with collector.lock:
                bodies = [body for _, _, body in collector.seen]
            return [
                span for body in bodies for resource in body["resourceSpans"]
                for scope in resource["scopeSpans"] for span in scope["spans"]]

        def of_the_trace():
            return {span["name"]: span for span in spans() if span["traceId"] == trace}

        wait_for("the spans", lambda: {
            "POST /v1/api/trigger/imagine", "stage length", "stage guard", "dispatch imagine",
            "HTTP POST"} <= set(of_the_trace()))
        request = of_the_trace()["POST /v1/api/trigger/imagine"]
        assert request["parentSpanId"] == "b7ad6b7169203331" and request["kind"] == 2, request
        assert of_the_trace()["stage length"]["parentSpanId"] == request["spanId"]
        # Out to those who are called, and never to Discord.
        with guard.lock:
            sent = [{name.lower(): text for name, text in headers.items()}
                    for _, headers, _ in guard.seen]
        assert sent and sent[0]["traceparent"].split("-")[1] == trace, sent
        with hook.lock:
            hooks = [{name.lower(): text for name, text in headers.items()}
                     for headers, _, _ in hook.seen]
        assert {one["traceparent"].split("-")[1] for one in hooks} == {trace}, hooks
        assert not any(word in json.dumps(spans()) for word in PROMPT.split())
    finally:
        gate.stop()
        for one in (collector, guard, fake):
            one.stop()
    told = [json.loads(line) for line in lines(gate)]
    answered = [line for line in told if line.get("trace_id") == trace]
    assert answered, told[:5]
    assert any(line.get("decision_id") for line in told), told[-5:]
