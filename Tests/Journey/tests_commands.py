"""The command line: help, exit codes, settings, start and stop."""
import json
import os
import signal
import subprocess
import tempfile

from harness import ADMIN, Gate, call, wait_for


def run(binary, *arguments, stdin=None, folder=None, **environment):
    folder = folder or tempfile.mkdtemp(prefix="promptgate-cli-")
    words = os.path.join(folder, "banned_words.txt")
    if not os.path.exists(words):
        with open(words, "w") as file:
            file.write("blood\n")
    return subprocess.run(
        [binary, *arguments], input=stdin, capture_output=True, cwd=folder, timeout=30,
        env={"PATH": os.environ["PATH"], **environment})


def test_every_command_has_help_with_an_example(binary):
    for command in ([], ["serve"], ["demo"], ["check"], ["tenant"], ["tenant", "add"],
                    ["tenant", "list"], ["tenant", "key"], ["fake-discord"], ["rules"],
                    ["rules", "lint"], ["rules", "test"], ["rules", "show"],
                    ["rules", "diff"], ["rules", "eval"], ["audit"], ["audit", "export"],
                    ["audit", "stats"]):
        done = run(binary, *command, "--help")
        assert done.returncode == 0 and b"EXAMPLE" in done.stdout, (command, done)


def test_exit_codes_tell_pass_blocked_usage_and_failure(binary):
    assert run(binary, "check", "a cat").returncode == 0
    assert run(binary, "check", "a BLOOD moon").returncode == 3
    assert run(binary, "check", "--colour").returncode == 2
    missing = run(binary, "check", "a", "--banned-words", "nowhere.txt")
    assert missing.returncode == 1 and b"nowhere.txt" in missing.stderr, missing


def test_lines_are_judged_in_order_one_json_object_each(binary):
    done = run(binary, "check", "--json", stdin="a cat\nblood é\n\nBLOOD".encode())
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [verdict["action"] for verdict in verdicts] == ["allow", "block", "allow", "block"]
    assert verdicts[1]["matches"][0]["span"] == [0, 5] and done.returncode == 3, done


def test_a_wrong_setting_is_named_with_its_remedy(binary):
    for name, value, words in (
        ("CONCUR_SIZE", "many", b"whole number"), ("LOG_LEVEL", "loud", b"info"),
        ("SEED_STATUS", "perhaps", b"1 or 0"), ("PROMPTGATE_PORT", "99999", b"65535"),
    ):
        done = run(binary, "serve", **{name: value})
        assert done.returncode == 1, (name, done)
        assert name.encode() in done.stderr and words in done.stderr, done


def test_an_env_file_with_the_old_names_is_read(binary):
    folder = tempfile.mkdtemp(prefix="promptgate-env-")
    with open(os.path.join(folder, ".env"), "w") as file:
        file.write("# old\nUSER_TOKEN=t\nGUILD_ID=1\nPROXY_URL=\nLOG_LEVEL=DEBUG\nCONCUR_SIZE=3\n")
    gate = Gate(binary, folder=folder)
    try:
        answer = gate.post("/v1/api/trigger/imagine", {"prompt": "a cat"}, ADMIN)
        assert answer.json["code"] == 11 and "CHANNEL_ID" in answer.json["detail"], answer
        assert "USER_TOKEN" not in answer.json["detail"], answer
    finally:
        gate.stop()


def test_a_second_gateway_on_the_same_data_is_refused(binary):
    gate = Gate(binary)
    try:
        done = run(
            binary, "serve", "--port", "0",
            PROMPTGATE_DATA_DIR=os.path.join(gate.folder, "data"))
        assert done.returncode == 1 and b"PROMPTGATE_DATA_DIR" in done.stderr, done
        added = run(
            binary, "tenant", "add", "cli", PROMPTGATE_DATA_DIR=os.path.join(gate.folder, "data"))
        assert added.returncode == 0 and b"key pg_" in added.stdout, added
        key = added.stdout.split(b"key ")[1].split()[0].decode()
        assert gate.get("/v1/tasks", key).status == 200
    finally:
        gate.stop()


def test_a_polite_kill_ends_it_well_and_a_hang_up_reloads(binary):
    gate = Gate(binary)
    with open(gate.words, "a") as file:
        file.write("lantern\n")
    gate.process.send_signal(signal.SIGHUP)
    wait_for("the reload", lambda: gate.post(
        "/v1/moderate", {"text": "a lantern"}, ADMIN).json["action"] == "block")
    assert gate.stop() == 0
    try:
        call(gate.port, "GET", "/healthz")
    except OSError:
        return
    raise AssertionError("it still answers")
