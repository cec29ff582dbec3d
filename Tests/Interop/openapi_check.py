"""Validates /openapi.json and lets schemathesis run against the gateway with the fake
Discord behind it: no server error, nothing that the document does not say."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Journey"))

from openapi_spec_validator import validate  # noqa: E402
from harness import ADMIN, Fake, call  # noqa: E402
from tests_doors import opened  # noqa: E402

# What made-up data can and cannot say: a pattern does not know which time zones there are,
# or that two members exclude each other, so a refusal (400) of data that goes with the schema
# is no fault, and nor is an unknown query parameter in front of a route that reads none.
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "unsupported_method",
    "ignored_auth", "missing_required_header", "use_after_free"]

# 503 with code 15, and 502: what the fake Discord cannot do as fast as calls are made up.
CONFIG = """
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 502, 503]
"""


def main(binary, more):
    fake = Fake(binary, step=1)
    gate = opened(
        binary, DISCORD_API_BASE=f"http://127.0.0.1:{fake.port}/api/v9",
        DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{fake.port}/gateway", USER_TOKEN="user-token",
        GUILD_ID="1190000000000000001", CHANNEL_ID="1190000000000000002", WAIT_SIZE="10000")
    try:
        document = call(gate.port, "GET", "/openapi.json").json
        validate(document)
        calls = sum(len(methods) for methods in document["paths"].values())
        print(f"a valid document of OpenAPI {document['openapi']} with {calls} calls", flush=True)
        folder = tempfile.mkdtemp(prefix="promptgate-openapi-")
        config = os.path.join(folder, "schemathesis.toml")
        with open(config, "w") as file:
            file.write(CONFIG)
        program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
        done = subprocess.run([
            program, "--config-file", config, "run", f"http://127.0.0.1:{gate.port}/openapi.json",
            "--header", f"Authorization: Bearer {ADMIN}", "--checks", ",".join(CHECKS),
            "--phases", "examples,coverage,fuzzing", "--max-examples", "15", "--seed", "1",
            "--max-time", "200", "--workers", "2", "--request-timeout", "20", "--no-color",
            "--warnings", "off", *more], cwd=folder)
        assert call(gate.port, "GET", "/healthz").status == 200, "the gateway is gone"
        return done.returncode
    finally:
        gate.stop()
        fake.stop()


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
