"""Rate limits from outside: what callers are told, and that it is true."""
import os
import re
import tempfile
import time

from harness import ADMIN, Gate, call

QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"


def structured_list(text):
    """An RFC 9651 list of strings with integer, string and byte parameters."""
    item = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"((?:;[a-z*][a-z0-9_.*-]*=[^;,"]+)*)')
    found, rest = [], text
    while True:
        match = item.match(rest)
        assert match, f"no item at {rest!r} of {text!r}"
        parameters = {}
        for one in match[2].split(";")[1:]:
            name, value = one.split("=", 1)
            if value.startswith(":"):
                assert re.fullmatch(r":[A-Za-z0-9+/]*={0,2}:", value), value
            else:
                assert re.fullmatch(r"-?\d{1,15}", value), value
                value = int(value)
            parameters[name] = value
        found.append((match[1], parameters))
        rest = rest[match.end():]
        if not rest:
            return found
        separator = re.match(r"[ \t]*,[ \t]*", rest)
        assert separator, f"no comma at {rest!r} of {text!r}"
        rest = rest[separator.end():]


def moderate(gate, key, header=None, **more):
    headers = {"X-End-User": header} if header is not None else {}
    return call(
        gate.port, "POST", "/v1/moderate", {"text": "a cat", **more}, key=key, headers=headers)


def test_a_wait_that_is_told_is_tight(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("tight", rate_limit={"requests": 1, "per": "second", "burst": 1})
        for _ in range(3):
            assert moderate(gate, tenant.key).status == 200
            asked = time.monotonic()
            denied = moderate(gate, tenant.key)
            heard = time.monotonic()
            assert denied.status == 429, denied
            wait = denied.json["retry_after_ms"] / 1000
            assert 0 < wait <= 1, denied
            assert denied.headers["Retry-After"] == "1", denied.headers
            assert denied.headers["RateLimit"] == '"tenant";r=0;t=1', denied.headers
            time.sleep(max(0, asked + wait - 0.05 - time.monotonic()))
            early = moderate(gate, tenant.key)
            # Only where the answer came before the instant that was told.
            if time.monotonic() < asked + wait - 0.001:
                assert early.status == 429, early
            time.sleep(max(0, heard + wait - time.monotonic()))
            assert moderate(gate, tenant.key).status == 200
            time.sleep(1)
    finally:
        gate.stop()


def test_limits_are_told_as_structured_fields(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("many", rate_limit=[
            {"requests": 60, "per": "minute", "burst": 10},
            {"name": "each.key", "requests": 30, "per": "minute", "by": "key"},
            {"requests": 2, "per": "hour", "by": "end_user"}])
        first = moderate(gate, tenant.key, "zoë".encode())
        assert first.status == 200, first
        policies = structured_list(first.headers["RateLimit-Policy"])
        assert [name for name, _ in policies] == ["tenant", "each.key", "end_user"], policies
        assert [(one["q"], one["w"]) for _, one in policies] == [
            (60, 60), (30, 60), (2, 3600)], policies
        assert policies[2][1]["pk"] == ":em/Dqw==:", policies
        left = structured_list(first.headers["RateLimit"])
        assert [(name, one["r"]) for name, one in left] == [
            ("tenant", 9), ("each.key", 29), ("end_user", 1)], left
        assert all(0 <= one["t"] <= 1800 for _, one in left), left
        anonymous = moderate(gate, tenant.key)
        names = [name for name, _ in structured_list(anonymous.headers["RateLimit"])]
        assert names == ["tenant", "each.key"], anonymous.headers
        shown = gate.get("/v1/admin/tenants/many", ADMIN).json["rate_limit"]
        assert [one["by"] for one in shown] == ["tenant", "key", "end_user"], shown
    finally:
        gate.stop()


def test_a_denied_call_counts_in_no_policy(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("several", rate_limit=[
            {"requests": 5, "per": "hour"}, {"requests": 2, "per": "hour", "by": "end_user"}])
        assert [moderate(gate, tenant.key, "ann").status for _ in range(2)] == [200, 200]
        for _ in range(10):
            denied = moderate(gate, tenant.key, "ann")
            assert denied.status == 429, denied
            document = denied.json
            assert document["type"] == QUOTA_EXCEEDED and document["code"] == 16, document
            assert document["title"] == "Rate limited" and document["message"], document
            assert document["violated-policies"] == ["end_user"], document
            assert 1700 < int(denied.headers["Retry-After"]) <= 1800, denied.headers
        # The header wins over the body, and the body alone counts too.
        assert moderate(gate, tenant.key, "bob", user="ann").status == 200
        assert moderate(gate, tenant.key, user="ann").status == 429
        assert moderate(gate, tenant.key, user="bob").status == 200
        assert moderate(gate, tenant.key).status == 200
        spent = moderate(gate, tenant.key, "ann")
        assert spent.json["violated-policies"] == ["tenant", "end_user"], spent
        users = {
            record.get("end_user")
            for record in gate.get("/v1/admin/audit?tenant=several", ADMIN).json["data"]}
        assert users == {"ann", "bob", None}, users
    finally:
        gate.stop()


def test_users_are_named_in_printable_text(binary):
    gate = Gate(binary)
    try:
        tenant = gate.tenant("named")
        for user in ("x" * 129, "a\tb", ""):
            answer = moderate(gate, tenant.key, user)
            assert answer.status == 400 and answer.json["code"] == 13, (user, answer)
        for user in ("x" * 129, "a\u200bb", "", 7):
            answer = moderate(gate, tenant.key, user=user)
            assert answer.status == 400, (user, answer)
            assert answer.json["errors"][0]["field"] == "user", answer
    finally:
        gate.stop()


def test_a_flood_of_user_names_touches_no_other_tenant(binary):
    gate = Gate(binary)
    try:
        limits = [{"requests": 1, "per": "hour", "by": "end_user"}]
        flooder = gate.tenant("flooder", rate_limit=limits)
        quiet = gate.tenant("quiet", rate_limit=limits)
        assert moderate(gate, quiet.key, "ann").status == 200
        for number in range(300):
            assert moderate(gate, flooder.key, f"user {number}").status == 200
        assert moderate(gate, quiet.key, "ann").status == 429
        assert moderate(gate, quiet.key, "user 1").status == 200
        assert moderate(gate, flooder.key, "user 1").status == 429
    finally:
        gate.stop()


def test_the_pipeline_file_sets_limits_for_tenants_without(binary):
    folder = tempfile.mkdtemp(prefix="promptgate-limits-")
    pipeline = os.path.join(folder, "rules", "pipeline.yaml")
    os.makedirs(os.path.dirname(pipeline))
    with open(pipeline, "w") as file:
        file.write(
            "request:\n"
            "  - kind: rate_limit\n"
            "    policies:\n"
            "      - { requests: 3, per: hour }\n"
            "      - { requests: 1, per: hour, by: end_user, name: each }\n"
            "  - { kind: banned_words }\n")
    gate = Gate(binary, folder=folder)
    try:
        bare = gate.tenant("bare")
        assert moderate(gate, bare.key, "ann").status == 200
        assert moderate(gate, bare.key, "ann").json["violated-policies"] == ["each"]
        assert [moderate(gate, bare.key).status for _ in range(3)] == [200, 200, 429]
        own = gate.tenant("own", rate_limit={"requests": 100, "per": "hour"})
        assert [moderate(gate, own.key).status for _ in range(5)] == [200] * 5
        assert moderate(gate, own.key, "ann").status == 200
        assert moderate(gate, own.key, "ann").status == 429
        with open(pipeline, "a") as file:
            file.write("  - { kind: length }\n")
        assert gate.post("/v1/admin/rules/reload", {}, ADMIN).status == 200
        assert moderate(gate, bare.key).status == 429, "a reload forgets no pace"
        text = open(pipeline).read().replace("requests: 3", "request: 3")
        with open(pipeline, "w") as file:
            file.write(text)
        refused = gate.post("/v1/admin/rules/reload", {}, ADMIN)
        fault = refused.json["rejected"][1]
        assert fault["line"] == 4 and "requests" in fault["remedy"], refused
        assert moderate(gate, bare.key).status == 429
    finally:
        gate.stop()
