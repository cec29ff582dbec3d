"""LiteLLM's own proxy with the gateway as its generic guardrail, before and after the model,
whose answers are made up by LiteLLM (`mock_response`)."""
import os
import socket
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Journey"))

from harness import ADMIN, call, wait_for  # noqa: E402
from tests_doors import opened  # noqa: E402

CONFIG = """
model_list:
  - model_name: parrot
    litellm_params: {{ model: openai/parrot, api_key: none, mock_response: "a friendly answer" }}
  - model_name: brute
    litellm_params: {{ model: openai/brute, api_key: none, mock_response: "warm entrails" }}
  - model_name: boor
    litellm_params: {{ model: openai/boor, api_key: none, mock_response: "you knucklehead" }}
guardrails:
  - guardrail_name: promptgate
    litellm_params:
      guardrail: generic_guardrail_api
      mode: [pre_call, post_call]
      api_base: http://127.0.0.1:{port}
      api_key: {key}
      default_on: true
"""


class Proxy:
    def __init__(self, program, gate, key):
        self.folder = tempfile.mkdtemp(prefix="promptgate-litellm-")
        config = os.path.join(self.folder, "config.yaml")
        with open(config, "w") as file:
            file.write(CONFIG.format(port=gate.port, key=key))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = open(os.path.join(self.folder, "log"), "wb")
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.folder, "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "LITELLM_TELEMETRY": "False", "LITELLM_MASTER_KEY": "sk-master"}
        self.process = subprocess.Popen(
            [program, "--config", config, "--host", "127.0.0.1", "--port", str(self.port)],
            env=environment, cwd=self.folder, stdout=self.log, stderr=subprocess.STDOUT)
        try:
            wait_for("LiteLLM's proxy", self.alive, 180)
        except AssertionError:
            self.stop()
            with open(self.log.name, errors="replace") as log:
                print(log.read()[-4000:])
            raise

    def alive(self):
        assert self.process.poll() is None, "LiteLLM's proxy ended"
        try:
            return call(self.port, "GET", "/health/liveliness").status == 200
        except OSError:
            return False

    def chat(self, model, text):
        body = {"model": model, "messages": [{"role": "user", "content": text}], "user": "ann"}
        return call(self.port, "POST", "/v1/chat/completions", body, "sk-master")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


def content(answer):
    assert answer.status == 200, answer
    return answer.json["choices"][0]["message"]["content"]


def main(binary, program):
    gate = opened(binary)
    proxy = None
    try:
        tenant = gate.tenant("shop")
        proxy = Proxy(program, gate, tenant.key)
        assert content(proxy.chat("parrot", "a cat")) == "a friendly answer"
        blocked = proxy.chat("parrot", "warm entrails")
        assert blocked.status >= 400 and b"No gore, please." in blocked.raw, blocked
        assert content(proxy.chat("boor", "a cat")) == "you " + "█" * 11
        brute = proxy.chat("brute", "a cat")
        assert brute.status >= 400 and b"No gore, please." in brute.raw, brute
        assert content(proxy.chat("parrot", "you knucklehead")) == "a friendly answer"
        judged = [record["prompt"] for record in
                  gate.get("/v1/admin/audit?tenant=shop", ADMIN).json["data"]]
        for text in ("a cat", "warm entrails", "you knucklehead", "a friendly answer"):
            assert text in judged, (text, judged)
        paused = call(gate.port, "PATCH", "/v1/admin/tenants/shop", {"paused": True}, ADMIN)
        assert paused.status == 200, paused
        assert proxy.chat("parrot", "a cat").status >= 400, "it passed without a guard"
    finally:
        if proxy:
            proxy.stop()
        gate.stop()
    print("litellm: its proxy blocks, redacts and passes as the gateway says")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
