"""Suggestions: from a tenant's wish to the rule file, and back."""
import os
import stat
import tempfile
import threading

from harness import ADMIN, Fake, Gate, Hook, verify_signature, wait_for

HOUSE = """pack: house
rules:
  - id: gore.guts          # keep this remark
    words: [guts]
    tests: { match: [guts] }
  - id: midjourney-banned.zebra
    words: [quagga]
"""


def gate_with_rules(binary, fake=None, **files):
    folder = tempfile.mkdtemp(prefix="promptgate-suggestions-")
    for name, text in {"rules/house.yaml": HOUSE, **files}.items():
        write(folder, name, text)
    return Gate(binary, fake, folder, PROMPTGATE_RULES_DIR=os.path.join(folder, "rules"))


def put(gate, name, text):
    write(gate.folder, name, text)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", newline="") as file:
        file.write(text)


def content(gate, name):
    with open(os.path.join(gate.folder, name), newline="") as file:
        return file.read()


def reload(gate):
    status = gate.post("/v1/admin/rules/reload", {}, ADMIN).json
    assert status["state"] == "synced", status


def suggest(tenant, kind, term, **more):
    answer = tenant.gate.post(
        "/v1/suggestions", {"kind": kind, "term": term, **more}, tenant.key)
    assert answer.status == 201, answer
    assert answer.json["status"] == "open", answer
    return answer.json["id"]


def decide(gate, name, end, **body):
    return gate.post(f"/v1/admin/suggestions/{name}/{end}", body, ADMIN)


def action(tenant, text):
    return tenant.gate.post("/v1/moderate", {"text": text}, tenant.key).json["action"]


def test_an_accepted_ban_refuses_the_prompt_at_once_and_touches_nothing_else(binary):
    gate = gate_with_rules(binary)
    try:
        hook = Hook()
        tenant = gate.tenant("shop", hook)
        put(gate, "banned_words.txt", "# for the suite\r\nblood   # why\r\n\r\n!blood orange\r\n")
        os.chmod(gate.words, 0o640)
        reload(gate)
        before = content(gate, "banned_words.txt")
        name = suggest(tenant, "ban", "Tyrone", example="a portrait of tyrone", reason="refused")
        again = gate.post("/v1/suggestions", {"kind": "ban", "term": "tyrone"}, tenant.key)
        assert (again.status, again.json["id"]) == (200, name), again
        assert action(tenant, "a portrait of tyrone") == "allow"
        shown = gate.get(f"/v1/admin/suggestions/{name}", ADMIN).json
        assert shown["now"]["action"] == "allow" and shown["then"]["action"] == "block", shown
        assert shown["changes"][0]["added"].endswith("Tyrone\r\n"), shown
        assert shown["simulation"]["stricter"] >= 1, shown
        assert content(gate, "banned_words.txt") == before
        accepted = decide(gate, name, "accept", note="asked for by shop")
        assert accepted.status == 200 and accepted.json["effective"], accepted
        assert action(tenant, "a portrait of tyrone") == "block"
        after = content(gate, "banned_words.txt")
        assert after.startswith(before), after
        comment, entry = after[len(before):].rstrip("\r\n").split("\r\n")
        assert entry == "Tyrone" and name in comment and "asked for by shop" in comment, after
        assert stat.S_IMODE(os.stat(gate.words).st_mode) == 0o640
        left = [one for one in os.listdir(gate.folder) if one.startswith(".")]
        assert left == [], left
        told = wait_for("the webhook", lambda: hook.bodies())[0]
        assert (told["type"], told["status"]) == ("text", "accepted"), told
        assert told["suggestion"]["id"] == name and "trigger_id" in told, told
        headers, body, _ = hook.seen[0]
        assert verify_signature(headers, body, tenant.secret)
        mine = gate.get(f"/v1/suggestions/{name}", tenant.key).json
        assert mine["status"] == "accepted" and mine["now"]["action"] == "block", mine
        twice = decide(gate, name, "accept")
        assert (twice.status, twice.json["code"]) == (409, 22), twice
    finally:
        gate.stop()


def test_an_accepted_allowance_holds_for_its_tenant_alone(binary):
    overlay = "# ours\nallow: [\"no guts no glory\"]  # old\ndescription: a shop\n"
    gate = gate_with_rules(binary, **{"rules/tenants/shop.yaml": overlay})
    try:
        tenant, other = gate.tenant("shop"), gate.tenant("other")
        name = suggest(tenant, "allow", "blood orange", example="a blood orange")
        assert decide(gate, name, "accept").json["effective"]
        assert action(tenant, "a blood orange") == "allow"
        assert action(tenant, "blood") == "block"
        assert action(other, "a blood orange") == "block"
        assert content(gate, "rules/tenants/shop.yaml") == overlay.replace(
            "glory\"]", "glory\", \"blood orange\"]")
        name = suggest(other, "allow", "belly button", example="belly button and blood")
        accepted = decide(gate, name, "accept").json
        assert not accepted["effective"] and "blood" in accepted["obstacle"], accepted
        assert action(other, "a belly button") == "allow"
        assert name in content(gate, "rules/tenants/other.yaml")
    finally:
        gate.stop()


def test_an_allowance_for_all_excepts_from_every_rule_that_finds_the_term(binary):
    gate = gate_with_rules(binary)
    try:
        tenant, other = gate.tenant("shop"), gate.tenant("other")
        name = suggest(tenant, "allow", "blood and guts")
        accepted = decide(gate, name, "accept", scope="all").json
        assert accepted["effective"] and len(accepted["files"]) == 2, accepted
        assert action(other, "blood and guts") == "allow"
        assert action(other, "guts") == "block" and action(other, "blood") == "block"
        pack = content(gate, "rules/house.yaml")
        assert '    unless: ["blood and guts"]\n    tests:' in pack, pack
        assert "# keep this remark" in pack
        assert content(gate, "banned_words.txt").endswith("\n!blood and guts\n")
    finally:
        gate.stop()


def test_a_ban_with_traits_is_a_rule_of_its_own(binary):
    gate = gate_with_rules(binary)
    try:
        tenant, other = gate.tenant("shop"), gate.tenant("other")
        name = suggest(tenant, "ban", "tyrone")
        accepted = decide(gate, name, "accept", category="names", action="flag", severity="low")
        assert [os.path.basename(one) for one in accepted.json["files"]] == ["suggested.yaml"]
        verdict = gate.post("/v1/moderate", {"text": "tyrone"}, other.key).json
        match = verdict["matches"][0]
        assert (match["category"], match["severity"], match["action"]) == ("names", "low", "flag")
        assert match["rule"] == f"suggested.{name}", match
        name = suggest(tenant, "ban", "goku")
        assert decide(gate, name, "accept", scope="tenant").status == 200
        assert action(tenant, "goku") == "block" and action(other, "goku") == "allow"
        bad = decide(gate, suggest(tenant, "allow", "nude"), "accept", action="flag")
        assert (bad.status, bad.json["code"]) == (400, 13), bad
    finally:
        gate.stop()


def test_a_declined_suggestion_tells_why_and_changes_nothing(binary):
    gate = gate_with_rules(binary)
    try:
        hook = Hook()
        tenant, other = gate.tenant("shop", hook), gate.tenant("other")
        before = content(gate, "banned_words.txt")
        name = suggest(tenant, "ban", "tyrone")
        assert gate.get(f"/v1/suggestions/{name}", other.key).status == 404
        assert gate.get("/v1/suggestions", other.key).json["data"] == []
        assert gate.get("/v1/admin/suggestions", tenant.key).json["code"] == 19
        declined = decide(gate, name, "decline", reason="It is a name.")
        assert declined.json["status"] == "declined", declined
        assert content(gate, "banned_words.txt") == before and action(tenant, "tyrone") == "allow"
        told = wait_for("the webhook", lambda: hook.bodies())[0]
        assert told["status"] == "declined" and told["reason"] == "It is a name.", told
        shown = gate.get("/v1/suggestions?status=declined", tenant.key).json["data"]
        assert [one["decline_reason"] for one in shown] == ["It is a name."], shown
        assert suggest(tenant, "ban", "tyrone") != name
    finally:
        gate.stop()


def test_rules_that_would_be_refused_leave_the_files_and_the_suggestion_as_they_were(binary):
    gate = gate_with_rules(binary)
    try:
        tenant = gate.tenant("shop")
        before = content(gate, "banned_words.txt")
        revision = gate.get("/v1/admin/rules", ADMIN).json["active"]
        name = suggest(tenant, "ban", "zebra")
        shown = gate.get(f"/v1/admin/suggestions/{name}", ADMIN).json
        assert "midjourney-banned.zebra" in shown["cannot_accept"], shown
        refused = decide(gate, name, "accept")
        assert (refused.status, refused.json["code"]) == (409, 22), refused
        assert "midjourney-banned.zebra" in refused.json["errors"][0]["reason"], refused
        assert content(gate, "banned_words.txt") == before
        assert gate.get("/v1/admin/rules", ADMIN).json["active"] == revision
        os.chmod(gate.words, 0o444)
        name = suggest(tenant, "ban", "tyrone")
        refused = decide(gate, name, "accept")
        assert refused.status == 409 and "banned_words.txt" in refused.json["detail"], refused
        assert content(gate, "banned_words.txt") == before
        assert gate.get(f"/v1/suggestions/{name}", tenant.key).json["status"] == "open"
        os.chmod(gate.words, 0o644)
        assert decide(gate, name, "accept").json["effective"]
    finally:
        gate.stop()


def test_suggestions_accepted_at_once_all_land(binary):
    gate = gate_with_rules(binary)
    try:
        tenant = gate.tenant("shop")
        before = content(gate, "banned_words.txt")
        names = [suggest(tenant, "ban", f"word{number}") for number in range(20)]
        threads = [threading.Thread(target=decide, args=(gate, name, "accept")) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number in range(20):
            assert action(tenant, f"a word{number}") == "block", number
        assert content(gate, "banned_words.txt").startswith(before)
        data = gate.get("/v1/admin/suggestions?status=accepted&limit=200", ADMIN).json["data"]
        assert len(data) == 20 and all(one["effective"] for one in data), data
    finally:
        gate.stop()


def test_what_midjourney_refuses_becomes_an_open_suggestion_and_no_rule(binary):
    fake = Fake(binary)
    gate = gate_with_rules(binary, fake)
    try:
        tenant = gate.tenant("shop", Hook())
        hashed = gate.tenant("quiet", Hook(), prompts="hashed")
        wait_for("the listener", lambda: "connected" in gate.get("/readyz", None).raw.decode())
        before = content(gate, "banned_words.txt")
        fake.control({
            "next": "embed", "count": 1, "title": "Banned prompt detected",
            "description": "The word `Tyrone` is banned."})
        task = tenant.ended(tenant.imagine("a portrait of tyrone"))
        assert task["status"] == "banned", task
        made = gate.get("/v1/admin/suggestions?source=midjourney", ADMIN).json["data"]
        assert len(made) == 1 and made[0]["status"] == "open", made
        assert (made[0]["term"], made[0]["words"]) == ("Tyrone", ["Tyrone"]), made
        assert made[0]["example"] == "a portrait of tyrone" and "banned" in made[0]["reason"]
        assert content(gate, "banned_words.txt") == before
        assert action(tenant, "a portrait of tyrone") == "allow"
        fake.control({"next": "banned"})
        hashed.ended(hashed.imagine("a quiet goku"))
        made = gate.get("/v1/admin/suggestions?tenant=quiet", ADMIN).json["data"]
        assert made[0]["term"] is None and made[0]["example"].startswith("sha256:"), made
        # The digest of the audit log: a plain one could be guessed, and would match no record.
        records = gate.get("/v1/admin/audit?tenant=quiet", ADMIN).json["data"]
        assert made[0]["example"] in [record.get("prompt") for record in records], records
        bad = decide(gate, made[0]["id"], "accept")
        assert bad.status == 400 and "term" in bad.json["detail"], bad
        accepted = decide(gate, made[0]["id"], "accept", term="goku")
        assert accepted.json["accepted_term"] == "goku", accepted
        assert action(tenant, "goku") == "block"
    finally:
        gate.stop()
        fake.stop()
