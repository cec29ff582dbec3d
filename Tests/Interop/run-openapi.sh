#!/usr/bin/env bash
# Lets schemathesis make up calls from /openapi.json and compare every answer with it.
# Needs .build/debug/promptgate (or PROMPTGATE=path), python3 and python3-venv.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=.build/venv/bin/python
[ -x "$python" ] || python3 -m venv .build/venv
"$python" -c 'import schemathesis, openapi_spec_validator' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check \
        'schemathesis==4.*' openapi-spec-validator
exec "$python" Tests/Interop/openapi_check.py "${PROMPTGATE:-.build/debug/promptgate}" "${@:1}"
