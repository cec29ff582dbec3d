"""rules/pipeline.yaml: the stages as their operator orders them."""
import os
import tempfile

from harness import ADMIN, Gate, call, wait_for


def gateway(binary):
    """With a rules folder of its own: without one, the checkout's would be found."""
    folder = tempfile.mkdtemp(prefix="promptgate-")
    rules = os.path.join(folder, "rules")
    os.makedirs(rules)
    return Gate(binary, folder=folder, PROMPTGATE_RULES_DIR=rules)


def write(gate, text):
    folder = os.path.join(gate.folder, "rules")
    path = os.path.join(folder, "pipeline.yaml")
    with open(path + ".new", "w") as file:
        file.write(text)
    os.rename(path + ".new", path)
    return path


def pipeline(gate):
    answer = call(gate.port, "GET", "/v1/admin/pipeline", key=ADMIN)
    assert answer.status == 200, answer
    return answer.json


def names(gate):
    return [stage["name"] for stage in pipeline(gate)["request"]]


def judge(gate, text):
    return call(gate.port, "POST", "/v1/moderate", {"text": text}, ADMIN).json


def test_the_pipeline_reloads_with_the_rules(binary):
    gate = gateway(binary)
    try:
        assert names(gate) == [
            "rate_limit", "strikes", "length", "banned_words", "quota"]
        assert judge(gate, "blood")["action"] == "block"
        write(gate, "request:\n"
                    "  - { kind: length, name: size }\n"
                    "  - { kind: banned_words, mode: shadow }\n")
        wait_for("the new order", lambda: names(gate) == ["size", "banned_words"])
        assert judge(gate, "blood")["action"] == "allow"
        words = pipeline(gate)["request"][1]
        assert words["mode"] == "shadow" and words["shadow_counts"]["deny"] >= 1, words
        record = call(gate.port, "GET", "/v1/admin/audit?limit=1", key=ADMIN).json["data"][0]
        assert {"banned_words", "size"} == {run["stage"] for run in record["stages"]}, record
    finally:
        gate.stop()


def test_a_bad_pipeline_changes_nothing_and_says_where(binary):
    gate = gateway(binary)
    try:
        path = write(gate, "request:\n  - kind: banned_wrods\n    mode: shadow\n")
        rules = wait_for("the refusal", lambda: next(
            (one for one in [call(gate.port, "GET", "/v1/admin/rules", key=ADMIN).json]
             if one["state"] == "degraded"), None))
        fault = rules["rejected"][0]
        assert (fault["line"], fault["column"]) == (2, 11), fault
        assert fault["file"].endswith("pipeline.yaml") and "banned_words" in fault["remedy"], fault
        assert names(gate) == [
            "rate_limit", "strikes", "length", "banned_words", "quota"]
        assert judge(gate, "blood")["action"] == "block"
        os.remove(path)
        wait_for("the recovery", lambda: call(
            gate.port, "GET", "/v1/admin/rules", key=ADMIN).json["state"] == "synced")
    finally:
        gate.stop()
