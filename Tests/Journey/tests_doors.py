"""The calls of other APIs: OpenAI's, LiteLLM's, Perspective's, agentgateway's, llm-guard's."""
import json
import os
import tempfile

from harness import ADMIN, Gate, call

NAMES = {
    "hate", "hate/threatening", "harassment", "harassment/threatening", "illicit",
    "illicit/violent", "self-harm", "self-harm/intent", "self-harm/instructions", "sexual",
    "sexual/minors", "violence", "violence/graphic"}

PACK = """
pack: doors
categories:
  gore: { openai: [violence, violence/graphic], severity: high }
  rude: { severity: low }
  flirt: { openai: [sexual], severity: medium }
rules:
  - { id: gore, category: gore, words: [entrails], action: block, message: "No gore, please." }
  - { id: rude, category: rude, words: [knucklehead], action: redact }
  - { id: flirt, category: flirt, words: [sultry], action: flag }
  - { id: odd, category: flirt, words: [peculiar], action: review }
"""


def opened(binary, **environment):
    folder = tempfile.mkdtemp(prefix="promptgate-doors-")
    os.mkdir(os.path.join(folder, "rules"))
    with open(os.path.join(folder, "rules", "doors.yaml"), "w") as file:
        file.write(PACK)
    return Gate(
        binary, folder=folder, PROMPTGATE_RULES_DIR=os.path.join(folder, "rules"), **environment)


def test_the_openai_call_has_its_thirteen_categories_and_the_native_verdict(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("shop")

        def results(body, status=200):
            answer = gate.post("/v1/moderations", body, tenant.key)
            assert answer.status == status, answer
            return answer.json["results"]

        answer = gate.post("/v1/moderations", {"input": "warm entrails"}, tenant.key).json
        assert answer["id"].startswith("modr-") and answer["model"] == "omni-moderation-latest"
        one, = answer["results"]
        for field in ("categories", "category_scores", "category_applied_input_types"):
            assert set(one[field]) == NAMES, one[field]
        true = {name for name, value in one["categories"].items() if value}
        assert one["flagged"] and true == {"violence", "violence/graphic"}, one
        assert one["category_scores"]["violence"] == 0.8 > one["category_scores"]["sexual"] == 0
        assert all(types == ["text"] for types in one["category_applied_input_types"].values())
        assert one["promptgate"]["matches"][0]["rule"] == "gore", one
        several = results({"input": ["a cat", "a sultry cat", "entrails"], "model": "m"})
        assert [each["flagged"] for each in several] == [False, True, True], several
        assert [each["promptgate"]["action"] for each in several] == ["allow", "flag", "block"]
        mixed = results({"input": [
            {"type": "text", "text": "entr"}, {"type": "text", "text": "entrails"},
            {"type": "image_url", "image_url": {"url": "https://a.test/b.png"}}]})
        assert len(mixed) == 1 and mixed[0]["flagged"], mixed
        records = gate.get("/v1/admin/audit?tenant=shop", ADMIN).json["data"]
        assert len(records) == 5, records
    finally:
        gate.stop()


def test_the_openai_call_writes_every_error_as_openai_does(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("slow", rate_limit={"requests": 1, "per": "hour", "burst": 1})
        path = "/v1/moderations"
        answers = [
            (401, call(gate.port, "POST", path, {"input": "a"})),
            (401, gate.post(path, {"input": "a"}, "pg_wrong")),
            (405, gate.get(path, tenant.key)),
            (400, gate.post(path, {}, tenant.key)),
            (400, gate.post(path, {"input": []}, tenant.key)),
            (400, gate.post(path, {"input": [1]}, tenant.key)),
            (400, gate.post(path, {"input": [{"type": "audio"}]}, tenant.key)),
            (400, call(gate.port, "POST", path, raw=b"{", key=tenant.key)),
            (413, call(gate.port, "POST", path, raw=b" " * (9 << 20), key=tenant.key)),
            (200, gate.post(path, {"input": "a"}, tenant.key)),
            (429, gate.post(path, {"input": "a"}, tenant.key)),
        ]
        for status, answer in answers:
            assert answer.status == status, (status, answer)
            if status != 200:
                assert set(answer.json) == {"error"}, answer
                assert set(answer.json["error"]) == {"message", "type", "param", "code"}, answer
                assert answer.json["error"]["message"], answer
        assert answers[1][1].json["error"]["code"] == "invalid_api_key"
        assert answers[3][1].json["error"]["param"] == "input"
        assert int(answers[-1][1].headers["Retry-After"]) > 0
        assert answers[-1][1].json["error"]["code"] == "rate_limit_exceeded"
        call(gate.port, "PATCH", "/v1/admin/tenants/slow", {"paused": True}, ADMIN)
        paused = gate.post(path, {"input": "a"}, tenant.key)
        assert paused.status == 403 and set(paused.json) == {"error"}, paused
    finally:
        gate.stop()


def test_litellm_blocks_redacts_and_passes(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("shop")
        path = "/beta/litellm_basic_guardrail_api"

        def asked(texts, **more):
            answer = call(
                gate.port, "POST", path, {"texts": texts, "input_type": "request", **more},
                headers={"x-api-key": tenant.key})
            assert answer.status == 200, answer
            return answer.json

        assert asked(["a cat", "a sultry cat"]) == {"action": "NONE"}
        assert asked([]) == {"action": "NONE"}
        redacted = asked(["a cat", "you knucklehead", "x"], images=["iVBORw0KGgo="])
        assert redacted == {
            "action": "GUARDRAIL_INTERVENED", "texts": ["a cat", "you " + "█" * 11, "x"]}
        blocked = asked(["knucklehead", "entrails"], input_type="response")
        assert blocked == {"action": "BLOCKED", "blocked_reason": "No gore, please."}
        assert asked(["peculiar"])["action"] == "BLOCKED"
        whole = asked(
            ["a cat"], images=["A" * 300_000], tools=[{"type": "function"}], tool_calls=None,
            structured_messages=[{"role": "user", "content": "a cat"}], litellm_version="1",
            request_data={"user_api_key_end_user_id": "ann", "user_api_key_team_id": None},
            request_headers={"host": "[present]"}, litellm_call_id="1", model="m",
            additional_provider_specific_params={}, something_new=[1])
        assert whole == {"action": "NONE"}, whole
        records = gate.get("/v1/admin/audit?tenant=shop&end_user=ann", ADMIN).json["data"]
        assert [record["prompt"] for record in records] == ["a cat"], records
        bearer = gate.post(path, {"texts": ["entrails"]}, tenant.key).json
        assert bearer["action"] == "BLOCKED", bearer
        assert call(gate.port, "POST", path, {"texts": []}).status == 401
        assert gate.post(path, {"texts": [1]}, tenant.key).json["code"] == 13
    finally:
        gate.stop()


def test_perspective_scores_attributes_and_spans(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("shop")
        path = "/v1alpha1/comments:analyze"

        def analyzed(text, attributes, key=f"?key={tenant.key}", **more):
            return call(gate.port, "POST", path + key, {
                "comment": {"text": text}, "requestedAttributes": attributes, **more})

        answer = analyzed(
            "é warm entrails", {"TOXICITY": {}, "THREAT": {}, "SEXUALLY_EXPLICIT": {}},
            spanAnnotations=True, languages=["en"], doNotStore=True, clientToken="t").json
        assert answer["languages"] == ["en"] and answer["clientToken"] == "t"
        scores = answer["attributeScores"]
        assert scores["TOXICITY"]["summaryScore"] == {"value": 0.8, "type": "PROBABILITY"}
        assert scores["THREAT"]["spanScores"] == [
            {"begin": 7, "end": 15, "score": {"value": 0.8, "type": "PROBABILITY"}}], scores
        assert scores["SEXUALLY_EXPLICIT"]["summaryScore"]["value"] == 0
        thresholds = {"TOXICITY": {"scoreThreshold": 0.7}, "INSULT": {"scoreThreshold": 0.1}}
        assert set(analyzed("entrails", thresholds).json["attributeScores"]) == {"TOXICITY"}
        assert analyzed("a cat", {"TOXICITY": {}}, "").json["error"]["status"] == "UNAUTHENTICATED"
        for bad in (analyzed("", {"TOXICITY": {}}), analyzed("a", {"COLOUR": {}}),
                    analyzed("a", {}), call(gate.port, "POST", path, {}, tenant.key)):
            error = bad.json["error"]
            assert bad.status == error["code"] == 400, bad
            assert error["status"] == "INVALID_ARGUMENT" and error["message"], bad
        header = call(
            gate.port, "POST", path,
            {"comment": {"text": "a cat"}, "requestedAttributes": {"TOXICITY": {}}},
            headers={"X-Goog-Api-Key": tenant.key})
        assert header.json["attributeScores"]["TOXICITY"]["summaryScore"]["value"] == 0, header
    finally:
        gate.stop()


def test_agentgateway_passes_masks_and_rejects(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("shop")

        def prompts(*texts):
            messages = [{"role": "user", "content": text} for text in texts]
            return gate.post("/request", {"body": {"messages": messages}}, tenant.key).json

        def choices(*texts):
            said = [{"message": {"role": "assistant", "content": text}} for text in texts]
            return gate.post("/response", {"body": {"choices": said}}, tenant.key).json

        passed = prompts("a cat", "hello")["action"]
        assert set(passed) == {"reason"}, passed
        masked = prompts("a cat", "you knucklehead")["action"]
        assert [one["content"] for one in masked["body"]["messages"]] == [
            "a cat", "you " + "█" * 11], masked
        rejected = prompts("entrails")["action"]
        assert (rejected["status_code"], rejected["body"]) == (403, "No gore, please."), rejected
        assert set(choices("a cat")["action"]) == {"reason"}
        covered = choices("knucklehead")["action"]["body"]["choices"]
        assert covered == [{"message": {"role": "assistant", "content": "█" * 11}}], covered
        assert choices("entrails")["action"]["status_code"] == 403
        assert call(gate.port, "POST", "/request", {"body": {"messages": []}}).status == 401
        assert gate.post("/request", {"messages": []}, tenant.key).status == 400
    finally:
        gate.stop()


def test_llm_guard_says_whether_a_prompt_is_valid(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("shop")

        def analyzed(prompt):
            return gate.post(
                "/analyze/prompt", {"prompt": prompt, "scanners_suppress": ["Toxicity"]},
                tenant.key).json

        assert analyzed("a cat") == {
            "is_valid": True, "scanners": {"promptgate": 0.0}, "sanitized_prompt": "a cat"}
        refused = analyzed("warm entrails")
        assert not refused["is_valid"] and refused["scanners"]["gore"] == 0.8, refused
        assert refused["sanitized_prompt"] == "warm " + "█" * 8, refused
        redacted = analyzed("knucklehead")
        assert redacted["is_valid"] and redacted["sanitized_prompt"] == "█" * 11, redacted
    finally:
        gate.stop()


def test_no_door_shows_a_rules_words_to_a_tenant_that_sees_categories_alone(binary):
    gate = opened(binary)
    try:
        tenant = gate.tenant("quiet", explain="category")
        text = "sultry ENTRAILS, knucklehead"
        chat = {"body": {"messages": [{"role": "user", "content": text}]}}
        for path, body in (
            ("/beta/litellm_basic_guardrail_api", {"texts": [text]}),
            ("/request", chat),
            ("/v1alpha1/comments:analyze", {
                "comment": {"text": text}, "spanAnnotations": True,
                "requestedAttributes": {"TOXICITY": {}, "THREAT": {}}}),
        ):
            answer = gate.post(path, body, tenant.key)
            assert answer.status == 200, answer
            for word in ("entrails", "sultry", "knucklehead", '"begin":7'):
                assert word not in answer.raw.decode().lower(), (path, answer)
        verdict = gate.post(
            "/v1/moderations", {"input": text}, tenant.key).json["results"][0]["promptgate"]
        assert "entrails" not in json.dumps(verdict["matches"]).lower(), verdict
        assert all("span" not in match for match in verdict["matches"]), verdict
    finally:
        gate.stop()
