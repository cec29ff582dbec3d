#!/usr/bin/env bash
# Drives the admin page in a real Chromium. Needs chromium, chromedriver, python3 and
# python3-venv, and .build/debug/promptgate (or PROMPTGATE=path). Screenshots go to
# .build/screenshots. Usage: Tests/Browser/run.sh [NAME…]
set -euo pipefail
cd "$(dirname "$0")/../.."

python=.build/venv/bin/python
[ -x "$python" ] || python3 -m venv .build/venv
"$python" -c 'import selenium' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check 'selenium==4.*'
# It is wanted for the axe.min.js inside it; Playwright itself is not.
"$python" -c 'import importlib.util as u; assert u.find_spec("axe_playwright_python")' 2>/dev/null ||
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
        'axe-playwright-python==0.1.*'
export PYTHONPATH=Tests/Journey
exec "$python" Tests/Browser/suite.py "${PROMPTGATE:-.build/debug/promptgate}" "$@"
