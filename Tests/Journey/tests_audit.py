"""What was judged and what admins did: search, exports, reports and their commands."""
import csv
import io
import json
import os
import subprocess
import tempfile
import urllib.parse

from harness import ADMIN, Gate, call

TEXTS = ("blood on the moon", "a cat", "a nude, a nude", "=cmd|' /C calc'!A0", "一只小猫 blood",
         "line one\r\nline, \"two\"")


def fill(tenant, texts):
    for start in range(0, len(texts), 1000):
        answer = tenant.gate.post(
            "/v1/moderate", {"texts": texts[start:start + 1000]}, tenant.key)
        assert answer.status == 200, answer


def search(gate, key=ADMIN, **query):
    return gate.get("/v1/admin/audit?" + urllib.parse.urlencode(query), key)


def prompts(answer):
    assert answer.status == 200, answer
    return [record["prompt"] for record in answer.json["data"]]


def run(binary, gate, *arguments):
    return subprocess.run(
        [binary, *arguments], capture_output=True, cwd=gate.folder, timeout=60,
        env={"PATH": os.environ["PATH"],
             "PROMPTGATE_DATA_DIR": os.path.join(gate.folder, "data")})


def test_records_are_found_by_every_member(binary):
    gate = Gate(binary)
    try:
        shop, other = gate.tenant("shop"), gate.tenant("other")
        fill(shop, TEXTS)
        fill(other, ["a dog", "bloody dog"])
        for query, expected in (
                ({"q": "BLOOD ON"}, [TEXTS[0]]), ({"q": "小猫"}, [TEXTS[4]]),
                ({"q": "=cmd|' /c"}, [TEXTS[3]]), ({"q": "%"}, []), ({"q": "b_ood"}, []),
                ({"q": "dog"}, ["bloody dog", "a dog"]), ({"q": "dog", "tenant": "shop"}, []),
                ({"q": "dog", "outcome": "blocked"}, ["bloody dog"]),
                ({"tenant": "shop", "action": "block"}, [TEXTS[4], TEXTS[2], TEXTS[0]]),
                ({"tenant": "shop", "kind": "moderate", "outcome": "accepted", "q": "cat"},
                 ["a cat"]),
                ({"tenant": "shop", "kind": "imagine"}, []),
                ({"tenant": "other", "since": "2030-01-01"}, []),
                ({"tenant": "other", "until": "2030-01-01"}, ["bloody dog", "a dog"])):
            assert prompts(search(gate, **query)) == expected, query
        rule = search(gate, tenant="other", action="block").json["data"][0]["matches"][0]["rule"]
        assert prompts(search(gate, rule=rule, tenant="other")) == ["bloody dog"]
        for query, field in (
                ({"cursor": "nonsense"}, "cursor"), ({"since": "monday"}, "since"),
                ({"outcome": "banned"}, "outcome"), ({"limit": "0"}, "limit"), ({"x": "1"}, "x")):
            wrong = search(gate, **query)
            assert wrong.status == 400 and wrong.json["code"] == 13, wrong
            assert [error["field"] for error in wrong.json["errors"]] == [field], wrong
        page = search(gate, limit=1, tenant="shop")
        foreign = search(gate, limit=1, tenant="other", cursor=page.json["next_cursor"])
        assert foreign.status == 400, foreign
    finally:
        gate.stop()


def test_pages_neither_repeat_nor_miss_while_records_arrive(binary):
    gate = Gate(binary)
    try:
        shop = gate.tenant("shop")
        fill(shop, [f"word {number} moon" for number in range(40)])
        expected = [f"word {number} moon" for number in reversed(range(40))]
        for query in ({}, {"q": "moon"}, {"q": "mo"}, {"since": "2020-01-01"}):
            page = search(gate, limit=7, tenant="shop", **query)
            seen = prompts(page)
            while page.json["next_cursor"]:
                fill(shop, ["late moon"])
                page = search(gate, limit=7, tenant="shop", cursor=page.json["next_cursor"],
                              **query)
                seen += prompts(page)
            assert [text for text in seen if text != "late moon"] == expected, (query, seen)
    finally:
        gate.stop()


def test_exports_are_whole_and_safe_to_open(binary):
    gate = Gate(binary)
    try:
        shop = gate.tenant("shop")
        many = [f"prompt {number} of the moon" for number in range(3000)]
        fill(shop, list(TEXTS) + many)
        whole = list(reversed(list(TEXTS) + many))
        path = "/v1/admin/audit?tenant=shop"
        lines = gate.get(path, ADMIN, {"Accept": "application/x-ndjson"})
        records = [json.loads(line) for line in lines.raw.splitlines()]
        assert [record["prompt"] for record in records] == whole, len(records)
        assert len({record["id"] for record in records}) == len(whole)
        first = records[-1]
        for name in ("id", "at", "tenant", "key", "end_user", "kind", "revision", "stages",
                     "matches", "outcome", "task"):
            assert name in first, name
        assert all("microseconds" in stage for stage in first["stages"]), first
        table = gate.get(path, ADMIN, {"Accept": "text/csv"})
        assert table.headers["Content-Type"] == "text/csv; charset=utf-8", table.headers
        rows = list(csv.DictReader(io.StringIO(table.raw.decode(), newline="")))
        safe = ["'" + text if text.startswith("=") else text for text in whole]
        assert [row["prompt"] for row in rows] == safe
        assert json.loads(rows[-1]["stages"]) == first["stages"], rows[-1]
        # The command reads beside the running gateway, and says the same.
        done = run(binary, gate, "audit", "export", "--tenant", "shop")
        assert done.returncode == 0 and done.stdout == lines.raw, done.stderr
        file = os.path.join(tempfile.mkdtemp(prefix="promptgate-export-"), "all.csv")
        done = run(binary, gate, "audit", "export", "--tenant", "shop", "--format", "csv",
                   "--since", "1h", "--out", file)
        assert done.returncode == 0 and not done.stdout and not done.stderr, done
        assert open(file, "rb").read() == table.raw
        assert os.stat(file).st_mode & 0o777 == 0o600 and len(os.listdir(os.path.dirname(file))) == 1
        none = run(binary, gate, "audit", "export", "--since", "2030-01-01")
        assert none.returncode == 0 and none.stdout == b"", none
    finally:
        gate.stop()


def test_reports_count_compare_and_show_samples(binary):
    gate = Gate(binary)
    try:
        shop, other = gate.tenant("shop"), gate.tenant("other")
        fill(shop, ["blood one", "blood two", "a cat"])
        fill(other, ["=blood four", "a nude cat"])
        middle = search(gate, tenant="other", q="=blood").json["data"][0]["at"]
        path = "/v1/admin/reports/banned-prompts?"
        report = gate.get(path + "group_by=term", ADMIN).json
        assert [(row["term"], row["count"], row["tenants"]) for row in report["data"]] == [
            ("blood", 3, 2), ("nude", 1, 1)], report
        row = report["data"][0]
        assert row["group"] == "blood" and row["trend"] is None and row["previous"] is None, row
        assert [sample["prompt"] for sample in row["samples"]] == [
            "=blood four", "blood two", "blood one"], row
        assert row["samples"][0]["span"] == [1, 6] and row["samples"][0]["tenant"] == "other", row
        # As much time before that moment as since: what came before is the period before.
        later = gate.get(path + urllib.parse.urlencode(
            {"group_by": "term", "since": middle, "until": "2031-01-01"}), ADMIN).json
        before = {row["term"]: (row["count"], row["previous"], row["trend"])
                  for row in later["data"]}
        assert before == {"blood": (1, 2, -0.5), "nude": (1, 0, None)}, later
        for grouping in ("rule", "tenant", "category", "day", "hour", "end_user"):
            one = gate.get(path + f"group_by={grouping}&tenant=shop&limit=1", ADMIN)
            assert one.status == 200, one
            counts = [row["count"] for row in one.json["data"]]
            assert counts == ([] if grouping == "end_user" else [2]), (grouping, one)
        table = gate.get(path + "group_by=tenant", ADMIN, {"Accept": "text/csv"})
        rows = list(csv.DictReader(io.StringIO(table.raw.decode(), newline="")))
        assert [(row["tenant"], row["count"]) for row in rows] == [
            ("other", "2"), ("shop", "2")], rows
    finally:
        gate.stop()


def test_stats_prints_the_same_as_a_plain_table(binary):
    gate = Gate(binary)
    try:
        shop = gate.tenant("shop")
        fill(shop, ["blood", "blood and nude", "a cat"])
        done = run(binary, gate, "audit", "stats", "--by", "term", "--since", "1d")
        assert done.returncode == 0 and b"\x1b" not in done.stdout, done
        lines = [line.split() for line in done.stdout.decode().splitlines()[2:]]
        assert [line[:2] for line in lines] == [["blood", "2"], ["nude", "1"]], done
        done = run(binary, gate, "audit", "stats", "--by", "term", "--json")
        assert [row["count"] for row in json.loads(done.stdout)["data"]] == [2, 1], done
        assert run(binary, gate, "audit", "stats", "--by", "colour").returncode == 2
        assert run(binary, gate, "audit", "stats", "--since", "soon").returncode == 2
        nowhere = run(binary, gate, "audit", "stats", "--data-dir", "nowhere")
        assert nowhere.returncode == 1 and b"--data-dir" in nowhere.stderr, nowhere
        assert not os.path.exists(os.path.join(gate.folder, "nowhere"))
    finally:
        gate.stop()


def test_what_admins_do_is_on_record_without_secrets(binary):
    gate = Gate(binary)
    try:
        shop = gate.tenant("shop", callback_url="http://127.0.0.1:9999/canary?canary")
        gate.post("/v1/admin/tenants", {"id": "shop"}, ADMIN)
        key = gate.post("/v1/admin/tenants/shop/keys", {"name": "ci"}, ADMIN).json
        call_patch(gate, {"paused": True})
        call_patch(gate, {"paused": False, "name": "The shop"})
        assert call_delete(gate, key["id"]) == 204
        gate.post("/v1/admin/rules/reload", {}, ADMIN)
        run(binary, gate, "tenant", "add", "local-one")
        answer = search(gate, kind="admin")
        seen = [(record["admin"]["action"], record["admin"]["target"])
                for record in reversed(answer.json["data"])]
        assert seen == [
            ("tenant.create", "shop"), ("tenant.create", "shop"),
            ("tenant.create.failed", "shop"), ("key.create", "shop"), ("tenant.pause", "shop"),
            ("tenant.resume", "shop"), ("key.delete", "shop"), ("rules.reload", "rules"),
            ("tenant.create", "local-one")], seen
        actors = [record["admin"]["actor"] for record in reversed(answer.json["data"])]
        assert actors == ["admin"] * 8 + ["local"], actors
        for secret in (b"canary", shop.key.encode(), shop.secret.encode(), ADMIN.encode(),
                       key["secret"].encode()):
            assert secret not in answer.raw, secret
        one = search(gate, action="tenant.resume").json["data"]
        assert one[0]["admin"]["detail"] == {
            "paused": [True, False], "name": ["shop", "The shop"]}, one
        table = gate.get("/v1/admin/audit?kind=admin", ADMIN, {"Accept": "text/csv"}).raw
        assert b"tenant.resume" in table, table
    finally:
        gate.stop()


def call_patch(gate, body):
    answer = call(gate.port, "PATCH", "/v1/admin/tenants/shop", body, ADMIN)
    assert answer.status == 200, answer


def call_delete(gate, key):
    return call(gate.port, "DELETE", f"/v1/admin/tenants/shop/keys/{key}", key=ADMIN).status


def test_a_tenant_reaches_none_of_it(binary):
    gate = Gate(binary)
    try:
        shop, other = gate.tenant("shop"), gate.tenant("other")
        fill(shop, ["blood canary"])
        for path in ("/v1/admin/audit", "/v1/admin/audit?tenant=other", "/v1/admin/audit?q=canary",
                     "/v1/admin/reports/banned-prompts", "/v1/admin/audit?kind=admin"):
            for accept in ("application/json", "text/csv", "application/x-ndjson"):
                answer = gate.get(path, other.key, {"Accept": accept})
                assert answer.status == 403 and answer.json["code"] == 19, answer
                assert b"canary" not in answer.raw, answer
            assert gate.get(path, None).status == 401
    finally:
        gate.stop()
