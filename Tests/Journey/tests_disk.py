"""A full disk: the data directory on a small file system of its own."""
import errno
import os
import stat
import subprocess
import tempfile
import time

from harness import ADMIN, Fake, Gate, Hook, wait_for


def on_small_disk(binary):
    """A program that runs the gateway with 8 MiB for its data; nil where that is not allowed."""
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode != 0:
        return None
    path = os.path.join(tempfile.mkdtemp(prefix="promptgate-disk-"), "promptgate")
    with open(path, "w") as file:
        file.write(
            "#!/bin/sh\nmkdir -p \"$PROMPTGATE_DATA_DIR\"\n"
            "exec unshare -m sh -c 'mount -t tmpfs -o size=8m,mode=700 none"
            f" \"$PROMPTGATE_DATA_DIR\" && exec \"$@\"' _ {binary} \"$@\"\n")
    os.chmod(path, stat.S_IRWXU)
    return path


class Ballast:
    """What takes all the room, seen through the gateway's own mounts."""

    def __init__(self, gate):
        self.path = f"/proc/{gate.process.pid}/root{gate.folder}/data/ballast"

    def fill(self):
        with open(self.path, "ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError as error:
                    assert error.errno == errno.ENOSPC, error

    def leave(self, free):
        """Takes all but so many bytes."""
        self.fill()
        os.truncate(self.path, max(0, os.path.getsize(self.path) - free))

    def drop(self):
        os.unlink(self.path)


def audited(gate):
    return gate.get("/v1/admin/audit?tenant=shop&limit=1000", ADMIN).json["data"]


def refused(answer):
    assert (answer.status, answer.json["code"]) == (503, 24), answer
    assert int(answer.headers["Retry-After"]) >= 1, answer.headers


def unready(gate):
    answer = gate.get("/readyz", None)
    return answer.status == 503 and answer.json["store"]["state"] != "ok" and answer


def test_a_full_disk_stops_new_prompts_and_mends_by_itself(binary):
    small = on_small_disk(binary)
    if small is None:
        print("       (not allowed to mount a small disk here)")
        return
    fake = Fake(binary, step=40)
    gate = Gate(small, fake)
    try:
        tenant = gate.tenant("shop", Hook())
        wait_for("the listener", lambda: gate.get("/readyz", None).status == 200)
        first = tenant.imagine("a fox")
        tenant.finished(first)
        sent, kept = len(fake.interactions()), len(audited(gate))
        ballast = Ballast(gate)
        ballast.fill()
        for _ in range(5):
            refused(tenant.trigger("imagine", {"prompt": "a hare"}))
            refused(gate.post("/v1/moderate", {"text": "a hare"}, tenant.key))
            refused(gate.post("/v1/moderate", {"text": "blood"}, tenant.key))
        shown = wait_for("/readyz to tell", lambda: unready(gate))
        assert shown.json["status"] == "unready" and shown.headers["Retry-After"], shown
        assert gate.get("/healthz", None).status == 200
        assert tenant.task(first).json["status"] == "finished"
        time.sleep(0.5)
        assert len(fake.interactions()) == sent, "something was sent that no record tells of"
        assert len(audited(gate)) == kept
        ballast.drop()
        wait_for("/readyz", lambda: gate.get("/readyz", None).status == 200)
        tenant.finished(tenant.imagine("a hare"))
        assert gate.post("/v1/moderate", {"text": "blood"}, tenant.key).status == 200
        assert len(fake.interactions()) == sent + 1
        assert len(audited(gate)) == kept + 2
    finally:
        gate.stop()
        fake.stop()


def test_a_disk_that_fills_under_way_loses_no_task(binary):
    small = on_small_disk(binary)
    if small is None:
        print("       (not allowed to mount a small disk here)")
        return
    fake = Fake(binary, step=150)
    gate = Gate(small, fake, CONCUR_SIZE="1")
    try:
        hook = Hook()
        tenant = gate.tenant("shop", hook)
        wait_for("the listener", lambda: gate.get("/readyz", None).status == 200)
        names = [tenant.imagine(f"fox {number}") for number in range(3)]
        wait_for("the start", lambda: tenant.task(names[0]).json["status"] == "running")
        ballast = Ballast(gate)
        ballast.fill()
        refused(tenant.trigger("imagine", {"prompt": "a hare"}))
        time.sleep(1.5)
        assert len(fake.interactions()) == 1, "the next one is not durable as dispatching"
        ballast.drop()
        for name in names:
            tenant.finished(name, 30)
            wait_for("its webhooks", lambda: hook.bodies(name))
        assert len(fake.interactions()) == 3
    finally:
        gate.stop()
        fake.stop()


def test_what_is_kept_free_is_for_tasks_under_way(binary):
    small = on_small_disk(binary)
    if small is None:
        print("       (not allowed to mount a small disk here)")
        return
    fake = Fake(binary, step=100)
    gate = Gate(small, fake)
    try:
        tenant = gate.tenant("shop", Hook())
        wait_for("the listener", lambda: gate.get("/readyz", None).status == 200)
        name = tenant.imagine("a fox")
        ballast = Ballast(gate)
        ballast.leave(400 << 10)
        refused(tenant.trigger("imagine", {"prompt": "a hare"}))
        assert unready(gate).json["store"]["state"] == "full"
        tenant.finished(name)
        wait_for("its webhook", lambda: tenant.hook.bodies(name))
        ballast.drop()
        tenant.finished(tenant.imagine("a hare"))
    finally:
        gate.stop()
        fake.stop()
