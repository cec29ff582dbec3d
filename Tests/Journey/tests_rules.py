"""Rule files and the commands about them."""
import json
import os
import tempfile

from tests_commands import run

PACK = """pack: house
defaults: { severity: low }
rules:
  - id: gore.guts
    category: gore
    words: ["guts"]
    unless: ["no guts no glory"]
    action: review
    tests: { match: ["spilled guts"], pass: ["no guts no glory"] }
  - id: quiet
    category: trial
    words: ["lamp"]
    mode: shadow
"""


def rules_folder(pack=PACK, tenants=None, words="blood\n"):
    folder = tempfile.mkdtemp(prefix="promptgate-rules-")
    os.makedirs(os.path.join(folder, "rules", "tenants"))
    files = {"rules/house.yaml": pack, "banned_words.txt": words}
    for name, text in (tenants or {}).items():
        files[f"rules/tenants/{name}.yaml"] = text
    for name, text in files.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    return folder


def verdict(binary, folder, text, *options):
    done = run(binary, "check", "--json", *options, text, folder=folder)
    return json.loads(done.stdout)


def test_a_pack_judges_and_tells_its_layer(binary):
    found = verdict(binary, rules_folder(), "spilled g u t s")
    assert found["action"] == "review", found
    match = found["matches"][0]
    assert (match["rule"], match["folding"], match["span"]) == ("gore.guts", "spaced", [8, 15])
    assert match["layers"] == ["house"] and match["severity"] == "low", match


def test_exceptions_and_shadow_rules_do_not_refuse(binary):
    folder = rules_folder()
    assert verdict(binary, folder, "no guts no glory")["action"] == "allow"
    shadow = verdict(binary, folder, "a lamp")
    assert shadow["action"] == "allow" and shadow["matches"] == [], shadow
    assert shadow["shadow"][0]["rule"] == "quiet", shadow


def test_an_overlay_changes_one_tenant_and_nobody_else(binary):
    folder = rules_folder(tenants={
        "acme": "allow: [\"blood orange\"]\noverride: { gore.guts: { action: flag } }\n"})
    assert verdict(binary, folder, "a blood orange")["action"] == "block"
    assert verdict(binary, folder, "a blood orange", "--tenant", "acme")["action"] == "allow"
    found = verdict(binary, folder, "guts", "--tenant", "acme")
    assert found["action"] == "flag", found
    assert found["matches"][0]["layers"] == ["house", "tenants/acme"], found


def test_a_bad_pack_is_refused_with_line_column_and_remedy(binary):
    folder = rules_folder(PACK.replace("unless:", "unles:"))
    done = run(binary, "rules", "lint", folder=folder)
    assert done.returncode == 1 and b"house.yaml:7:5: error:" in done.stdout, done
    assert b"unless" in done.stdout, done


def test_rules_are_tested_shown_compared_and_evaluated(binary):
    folder = rules_folder()
    done = run(binary, "rules", "test", folder=folder)
    assert done.returncode == 0 and b"3 rules, 2 tests, 0 failed" in done.stdout, done
    done = run(binary, "rules", "show", "gore.guts", "--json", folder=folder)
    assert json.loads(done.stdout)["terms"] == ["guts"], done
    other = rules_folder(PACK.replace("action: review", "action: block"))
    done = run(binary, "rules", "diff", "rules", os.path.join(other, "rules"), folder=folder)
    assert b"~ gore.guts: action" in done.stdout, done
    with open(os.path.join(other, "rules", "pipeline.yaml"), "w") as file:
        file.write("request:\n  - {kind: banned_words}\n")
    done = run(binary, "rules", "diff", "rules", os.path.join(other, "rules"), folder=folder)
    assert b"+ stage request/banned_words" in done.stdout, done
    with open(os.path.join(folder, "labelled.tsv"), "w") as file:
        file.write("# label, text\n1\tblood\n1\tclean but bad\n0\ta cat\n0\tguts of steel\n")
    done = run(binary, "rules", "eval", "labelled.tsv", "--json", folder=folder)
    found = json.loads(done.stdout)
    assert (found["recall"], found["false_hit_rate"]) == (0.5, 0.5), found
    assert found["rules"]["gore.guts"] == {"right": 0, "wrong": 1}, found


def test_a_failing_test_of_a_rule_is_told_at_its_line(binary):
    folder = rules_folder(PACK.replace('match: ["spilled guts"]', 'match: ["spilled beans"]'))
    done = run(binary, "rules", "test", folder=folder)
    assert done.returncode == 1 and b"house.yaml:9" in done.stdout, done


def test_innocent_words_that_rules_hit_are_counted(binary):
    folder = rules_folder(words="ass*\n")
    with open(os.path.join(folder, "dictionary.txt"), "w") as file:
        file.write("assess\nassume\nglass\n")
    done = run(binary, "rules", "lint", "--words", "dictionary.txt", folder=folder)
    assert b"hits 2 words" in done.stdout and b"assess, assume" in done.stdout, done


def test_a_line_without_end_is_refused_and_the_next_one_judged(binary):
    text = b"x" * 300_000 + b"\nblood\na cat\n"
    done = run(binary, "check", "--json", stdin=text, folder=rules_folder())
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["action"] for item in found] == ["block", "block", "allow"], found
    assert found[0]["error"]["code"] == 25 and done.returncode == 3, found


def test_many_lines_keep_their_order(binary):
    lines = [f"{number} {'blood' if number % 7 == 0 else 'water'}" for number in range(50_000)]
    done = run(binary, "check", "--json", stdin="\n".join(lines).encode(), folder=rules_folder())
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["text"] for item in found] == lines
    assert all(item["flagged"] == (number % 7 == 0) for number, item in enumerate(found))
