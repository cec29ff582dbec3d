#!/usr/bin/env bash
# Lets the reference library of Standard Webhooks check what the gateway sends.
# Needs .build/debug/promptgate (or PROMPTGATE=path), python3 and python3-venv.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=.build/venv/bin/python
[ -x "$python" ] || python3 -m venv .build/venv
"$python" -c 'import standardwebhooks' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check 'standardwebhooks==1.*'
exec "$python" Tests/Interop/webhooks.py "${PROMPTGATE:-.build/debug/promptgate}"
