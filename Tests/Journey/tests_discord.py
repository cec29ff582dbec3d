"""Discord as it behaves over time: gaps, restarts, storms, rotated commands."""
import json
import time

from harness import ADMIN, Fake, Gate, Hook, call, wait_for


def connected(gate, seconds=10.0):
    wait_for(
        "the listener", lambda: "connected" in gate.get("/readyz", None).raw.decode(), seconds)


def tally(fake):
    return call(fake.port, "GET", "/_control/tally").json


def started(binary, step=40, **settings):
    fake = Fake(binary, step=step)
    gate = Gate(binary, fake, **settings)
    tenant = gate.tenant("shop", Hook())
    connected(gate)
    return fake, gate, tenant


def test_results_that_arrive_while_the_gateway_is_down_are_found(binary):
    fake, gate, tenant = started(binary, step=100)
    try:
        names = [tenant.imagine(f"a fox number {n}") for n in range(3)]
        wait_for("the start", lambda: all(
            tenant.task(name).json["status"] == "running" for name in names))
        fake.control({"set": {"gateway_down": True}})
        fake.control({"do": "end_sessions"})
        fake.control({"do": "drop_socket"})
        time.sleep(3)
        fake.control({"set": {"gateway_down": False}})
        for name in names:
            tenant.finished(name, 90)
    finally:
        gate.stop()
        fake.stop()


def test_results_that_arrive_while_the_process_is_dead_are_found_and_not_ordered_again(binary):
    fake, gate, tenant = started(binary, step=60)
    try:
        names = [tenant.imagine(f"a fox number {n}") for n in range(3)]
        wait_for("the interactions", lambda: tally(fake)["taken"] == 3)
        gate.stop(9)
        time.sleep(2)
        gate = Gate(binary, fake, gate.folder, **gate.extra)
        tenant.gate = gate
        for name in names:
            tenant.finished(name, 60)
        assert tally(fake)["received"] == 3, tally(fake)
    finally:
        gate.stop()
        fake.stop()


def test_a_restart_resumes_the_session(binary):
    fake, gate, tenant = started(binary)
    try:
        tenant.finished(tenant.imagine("a fox"))
        time.sleep(4)  # a bookmark is kept every three seconds
        gate = gate.killed_and_restarted()
        tenant.gate = gate
        connected(gate)
        tenant.finished(tenant.imagine("a hare"), 60)
        assert call(fake.port, "GET", "/_control").json["gateway"]["sessions"] == 1
    finally:
        gate.stop()
        fake.stop()


def test_an_answer_that_never_came_is_not_ordered_twice(binary):
    fake, gate, tenant = started(binary)
    try:
        for fault in ({"next": "drop", "taken": True},
                      {"next": "status", "status": 502, "taken": True}):
            fake.control(fault)
            tenant.finished(tenant.imagine(f"a fox and {fault['next']}"), 60)
        assert tally(fake)["received"] == 2, tally(fake)
        fake.control({"next": "drop"})
        tenant.finished(tenant.imagine("a hare"), 60)
        assert tally(fake)["taken_twice"] == {}, tally(fake)
    finally:
        gate.stop()
        fake.stop()


def test_two_identical_prompts_keep_their_own_results(binary):
    fake, gate, tenant = started(binary)
    try:
        names = [tenant.imagine("a fox") for _ in range(3)]
        results = [tenant.finished(name)["result"] for name in names]
        assert len({result["id"] for result in results}) == 3, results
    finally:
        gate.stop()
        fake.stop()


def test_a_rotated_command_mends_itself(binary):
    fake, gate, tenant = started(binary)
    try:
        tenant.finished(tenant.imagine("a fox"))
        fake.control({"set": {"command_version": "1400000000000000001"}})
        tenant.finished(tenant.imagine("a hare"))
        versions = [one["data"]["version"] for one in fake.interactions()]
        assert versions[-1] == "1400000000000000001" and len(versions) == 3, versions
        nonces = [one["nonce"] for one in fake.interactions()]
        assert nonces[1] == nonces[2], nonces
    finally:
        gate.stop()
        fake.stop()


def test_a_storm_of_429_is_waited_out(binary):
    fake, gate, tenant = started(binary, CONCUR_SIZE="5", WAIT_SIZE="50")
    try:
        fake.control({"next": "status", "status": 429, "retry_after": 0.1, "count": 30})
        names = [tenant.imagine(f"a fox number {n}") for n in range(10)]
        for name in names:
            tenant.finished(name, 120)
        assert tally(fake)["received"] <= 45, tally(fake)
    finally:
        gate.stop()
        fake.stop()


def test_cloudflare_is_waited_out_and_not_asked_again(binary):
    fake, gate, tenant = started(binary)
    try:
        fake.control({"next": "cloudflare"})
        name = tenant.imagine("a fox")
        wait_for("the attempt", lambda: tally(fake)["received"] == 1)
        time.sleep(2)
        assert tally(fake)["received"] == 1, "asked again at once"
        assert tenant.task(name).json["status"] == "dispatching"
    finally:
        gate.stop()
        fake.stop()


def test_nothing_is_sent_after_a_401(binary):
    fake, gate, tenant = started(binary)
    try:
        fake.control({"next": "status", "status": 401})
        tenant.ended(tenant.imagine("a fox"))
        before = tally(fake)["received"]
        assert tenant.trigger("imagine", {"prompt": "a hare"}).json["code"] == 23
        assert tally(fake)["received"] == before
    finally:
        gate.stop()
        fake.stop()


def test_a_stormy_gateway_loses_nothing_and_tells_nothing_twice(binary):
    """Over real sockets: compressed, split, doubled, late, and cut in every way."""
    fake, gate, tenant = started(binary, step=80, CONCUR_SIZE="6", WAIT_SIZE="60")
    try:
        fake.control({"set": {"split_bytes": 3, "duplicate_events": True, "delay_every": 7}})
        names = [tenant.imagine(f"a fox number {n}") for n in range(24)]
        storm = [
            {"do": "drop_socket"}, {"do": "op7"}, {"do": "op9", "resumable": True}, {"do": "op1"},
            {"do": "close", "code": 4000}, {"do": "close", "code": 4008}]
        for blow in storm * 2:
            fake.control(blow)
            time.sleep(0.7)
        for name in names:
            tenant.finished(name, 120)

        def told():
            with tenant.hook.lock:
                seen = [(json.loads(body)["task_id"], json.loads(body)["type"],
                         {k.lower(): v for k, v in headers.items()}["webhook-id"])
                        for headers, body, _ in tenant.hook.seen]
            ends = {(task, hook) for task, kind, hook in seen if kind == "end"}
            return ends if len(ends) >= len(names) else None

        ends = wait_for("the last webhooks", told, 30)
        assert len(ends) == len(names), ends
        assert tally(fake)["received"] == len(names), tally(fake)
    finally:
        gate.stop()
        fake.stop()


def test_a_gateway_that_closes_at_once_is_not_stormed(binary):
    fake = Fake(binary)
    fake.control({"set": {"close_on_hello": 4000}})
    gate = Gate(binary, fake)
    try:
        time.sleep(6)
        with open(f"{gate.folder}/stderr.log") as log:
            tries = log.read().count("Gateway connection ended")
        assert tries <= 12, tries
        fake.control({"set": {"close_on_hello": None}})
        connected(gate, 90)
    finally:
        gate.stop()
        fake.stop()


def embed(binary, title, description, color=0xFF0000, **settings):
    fake, gate, tenant = started(binary, **settings)
    try:
        fake.control(
            {"next": "embed", "title": title, "description": description, "color": color})
        task = tenant.ended(tenant.imagine("a fox"), 30)
        accounts = gate.get("/v1/admin/accounts", ADMIN).raw.decode()
        return task, accounts
    finally:
        gate.stop()
        fake.stop()


def test_words_about_the_account_park_it_and_reach_the_tenant(binary):
    for title in ("Pending mod message", "Subscription required", "Credits exhausted", "Blocked"):
        task, accounts = embed(binary, title, "Please read this.")
        assert task["status"] == "failed" and title in task["reason"], task
        assert "Please read this." in task["reason"], task
        assert "parked" in accounts and title in accounts, accounts


def test_unknown_words_fail_the_task_and_are_shown(binary):
    task, _ = embed(binary, "Brand new trouble", "Nobody has seen this before.")
    assert task["status"] == "failed" and "Brand new trouble" in task["reason"], task
    task, _ = embed(
        binary, "Strange tidings", "In a colour of calm.", 0x00FF00, PROMPTGATE_TASK_TIMEOUT="3")
    assert task["status"] == "timed_out" and "Strange tidings" in task["reason"], task


def test_an_interaction_that_discord_could_not_hand_over_fails(binary):
    fake, gate, tenant = started(binary)
    try:
        fake.control({"next": "interaction_failure"})
        task = tenant.ended(tenant.imagine("a fox"))
        assert task["status"] == "failed" and "hand the interaction" in task["reason"], task
    finally:
        gate.stop()
        fake.stop()
