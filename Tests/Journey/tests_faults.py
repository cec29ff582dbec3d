"""Discord as it behaves on bad days."""
from harness import ADMIN, Fake, Gate, Hook, wait_for


def with_fault(binary, control, **settings):
    """Sends one prompt after `control`: (fake, gate, tenant, task name)."""
    fake = Fake(binary)
    gate = Gate(binary, fake, **settings)
    tenant = gate.tenant("shop", Hook())
    wait_for("the listener", lambda: "connected" in gate.get("/readyz", None).raw.decode())
    fake.control(control)
    return fake, gate, tenant, tenant.imagine("a fox")


def ends(binary, control, status, words="", **settings):
    fake, gate, tenant, name = with_fault(binary, control, **settings)
    try:
        task = tenant.ended(name)
        assert task["status"] == status, task
        assert words.lower() in (task["reason"] or "").lower(), task
        after = tenant.imagine("a hare")
        tenant.finished(after)
        return task, wait_for(
            "its last webhook", lambda: tenant.hook.bodies(name) or None)[-1]
    finally:
        gate.stop()
        fake.stop()


def test_a_banned_embed_ends_the_task_with_its_words(binary):
    _, body = ends(binary, {"next": "banned"}, "banned", "banned prompt", CONCUR_SIZE="1")
    assert body["type"] == "banned" and body["reason"], body


def test_a_stopped_job_fails(binary):
    _, body = ends(binary, {"next": "stop"}, "failed", "stopped", CONCUR_SIZE="1")
    assert body["type"] == "error", body


def test_a_full_queue_upstream_fails_the_task(binary):
    ends(binary, {"next": "queue_full"}, "failed", "queue full", CONCUR_SIZE="1")


def test_a_silent_bot_times_out_and_the_slot_comes_free(binary):
    ends(binary, {"next": "silent"}, "timed_out", CONCUR_SIZE="1", PROMPTGATE_TASK_TIMEOUT="2")


def test_a_refusal_of_the_call_is_shown(binary):
    ends(
        binary, {"next": "status", "status": 400, "message": "Odd request"}, "failed",
        "odd request", CONCUR_SIZE="1")


def test_too_many_requests_are_waited_out(binary):
    ends(binary, {"next": "status", "status": 429, "retry_after": 0.5}, "finished")


def test_a_server_error_is_tried_again(binary):
    fake, gate, tenant, name = with_fault(binary, {"next": "status", "status": 502})
    try:
        tenant.finished(name)
        nonces = {body["nonce"] for body in fake.interactions()}
        assert len(nonces) == 1, nonces
    finally:
        gate.stop()
        fake.stop()


def test_an_unauthorised_token_parks_the_account(binary):
    fake, gate, tenant, name = with_fault(binary, {"next": "status", "status": 401})
    try:
        assert tenant.ended(name)["status"] == "failed"
        answer = tenant.trigger("imagine", {"prompt": "a hare"})
        assert (answer.status, answer.json["code"]) == (502, 23), answer
        assert "401" in answer.json["detail"], answer
        assert "user-token-canary" not in answer.raw.decode()
        assert "parked" in gate.get("/v1/admin/accounts", ADMIN).raw.decode()
    finally:
        gate.stop()
        fake.stop()


def survives(binary, control):
    fake = Fake(binary, step=150)
    gate = Gate(binary, fake)
    try:
        tenant = gate.tenant("shop")
        name = tenant.imagine("a fox")
        wait_for("the start", lambda: tenant.task(name).json["status"] == "running")
        fake.control(control)
        tenant.finished(name)
        tenant.finished(tenant.imagine("a hare"))
    finally:
        gate.stop()
        fake.stop()


def test_a_dropped_socket_loses_no_result(binary):
    survives(binary, {"do": "drop_socket"})


def test_op_7_loses_no_result(binary):
    survives(binary, {"do": "op7"})


def test_op_9_loses_no_result(binary):
    survives(binary, {"do": "op9", "resumable": False})


def test_a_resumable_op_9_loses_no_result(binary):
    survives(binary, {"do": "op9", "resumable": True})


def test_a_close_code_loses_no_result(binary):
    survives(binary, {"do": "close", "code": 4000})


def test_no_secret_reaches_the_log(binary):
    fake, gate, tenant, name = with_fault(
        binary, {"next": "status", "status": 400, "message": "x"}, LOG_LEVEL="trace")
    try:
        tenant.ended(name)
        tenant.finished(tenant.imagine("a secret garden of delights"))
    finally:
        gate.stop()
        fake.stop()
    with open(f"{gate.folder}/stderr.log") as file:
        log = file.read()
    for secret in ("user-token-canary", ADMIN, tenant.key, tenant.secret, "garden of delights"):
        assert secret not in log, secret
