#!/usr/bin/env bash
# Builds the DocC documentation of GateCore, and fails where a link or a parameter is wrong.
# Read it with `python3 -m http.server -d .build/docs/out`, at /documentation/gatecore.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly out=.build/docs
mkdir -p "$out"
# Symbol graphs come with a build of the target; a scratch path of its own keeps them from
# rebuilding what tests and the demo share.
swift build --target GateCore --scratch-path .build/docs/build \
    -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$out/graphs"
rm -f "$out"/graphs/Logging*.json
docc convert Sources/GateCore/GateCore.docc --warnings-as-errors \
    --fallback-display-name GateCore --fallback-bundle-identifier promptgate.GateCore \
    --additional-symbol-graph-dir "$out/graphs" --output-dir "$out/out"
printf 'The documentation is in %s\n' "$out/out"
