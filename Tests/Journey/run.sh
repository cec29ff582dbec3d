#!/usr/bin/env bash
# The black-box suite: drives the real binary over HTTP, with the fake Discord, real
# files and kill -9. Usage: Tests/Journey/run.sh [BINARY] [NAME…]
set -euo pipefail
cd "$(dirname "$0")/../.."
exec python3 Tests/Journey/suite.py "${1:-.build/debug/promptgate}" "${@:2}"
