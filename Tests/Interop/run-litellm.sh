#!/usr/bin/env bash
# Lets LiteLLM's own proxy ask the gateway, as its generic guardrail, about prompts and
# answers. Needs .build/debug/promptgate (or PROMPTGATE=path), python3 and python3-venv,
# and 750 MB: LiteLLM has a virtual environment of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=${LITELLM_VENV:-.build/venv-litellm}
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import litellm.proxy.proxy_cli' 2>/dev/null ||
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'litellm[proxy]==1.*'
exec "$venv/bin/python" Tests/Interop/litellm_proxy.py \
    "${PROMPTGATE:-.build/debug/promptgate}" "$venv/bin/litellm"
