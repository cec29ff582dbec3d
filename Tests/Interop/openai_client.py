"""OpenAI's official client against the gateway: only base address and key are changed."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Journey"))

import asyncio  # noqa: E402

import openai  # noqa: E402
from openai import AsyncOpenAI, OpenAI  # noqa: E402
from harness import ADMIN, call  # noqa: E402
from tests_doors import NAMES, opened  # noqa: E402


def refused(kind, ask):
    try:
        ask()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")


def judges(client):
    one = client.moderations.create(input="warm entrails", model="omni-moderation-latest")
    assert one.id.startswith("modr-") and one.model == "omni-moderation-latest", one
    result, = one.results
    assert result.flagged and result.categories.violence, result
    assert result.categories.violence_graphic and not result.categories.self_harm_intent, result
    assert result.category_scores.violence == 0.8, result
    assert result.category_scores.sexual_minors == 0.0, result
    assert result.category_applied_input_types.hate == ["text"], result
    assert result.promptgate["action"] == "block", result
    for part in (result.categories, result.category_scores, result.category_applied_input_types):
        assert set(part.model_dump(by_alias=True)) == NAMES, part
        assert set(part.model_extra or {}) <= NAMES, part
    several = client.moderations.create(input=["a cat", "a sultry cat"])
    assert [each.flagged for each in several.results] == [False, True], several
    mixed = client.moderations.create(model="omni-moderation-latest", input=[
        {"type": "text", "text": "a cat"},
        {"type": "image_url", "image_url": {"url": "https://a.test/b.png"}}])
    assert [each.flagged for each in mixed.results] == [False], mixed


def says_what_is_wrong(client, address, gate):
    error = refused(openai.BadRequestError, lambda: client.moderations.create(input=[]))
    assert error.param == "input" and error.type == "invalid_request_error", error.body
    stranger = OpenAI(base_url=address, api_key="sk-unknown", max_retries=0)
    error = refused(openai.AuthenticationError, lambda: stranger.moderations.create(input="a"))
    assert error.code == "invalid_api_key", error.body
    slow = gate.tenant("slow", rate_limit={"requests": 1, "per": "hour", "burst": 1})
    limited = OpenAI(base_url=address, api_key=slow.key, max_retries=0)
    limited.moderations.create(input="a cat")
    error = refused(openai.RateLimitError, lambda: limited.moderations.create(input="a cat"))
    assert error.code == "rate_limit_exceeded", error.body
    assert int(error.response.headers["retry-after"]) > 0
    call(gate.port, "PATCH", "/v1/admin/tenants/slow", {"paused": True}, ADMIN)
    refused(openai.PermissionDeniedError, lambda: limited.moderations.create(input="a cat"))


async def judges_many_at_once(client):
    answers = await asyncio.gather(
        *(client.moderations.create(input=f"entrails {place}") for place in range(20)))
    assert all(answer.results[0].flagged for answer in answers)
    assert len({answer.id for answer in answers}) == 20


def main(binary):
    gate = opened(binary)
    try:
        address = f"http://127.0.0.1:{gate.port}/v1"
        key = gate.tenant("shop").key
        client = OpenAI(base_url=address, api_key=key, max_retries=0)
        judges(client)
        says_what_is_wrong(client, address, gate)
        asyncio.run(judges_many_at_once(AsyncOpenAI(base_url=address, api_key=key)))
    finally:
        gate.stop()
    print(f"openai {openai.__version__}: all as its client expects")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
