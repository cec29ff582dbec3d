#!/usr/bin/env bash
# Lets OpenAI's own client talk to the gateway: only base address and key are changed.
# Needs .build/debug/promptgate (or PROMPTGATE=path), python3 and python3-venv.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=.build/venv/bin/python
[ -x "$python" ] || python3 -m venv .build/venv
"$python" -c 'import openai' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check 'openai>=2,<4'
exec "$python" Tests/Interop/openai_client.py "${PROMPTGATE:-.build/debug/promptgate}"
