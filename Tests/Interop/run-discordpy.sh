#!/bin/sh
# Runs a stock discord.py bot against the fake Discord; see discord_client.py.
# usage: run-discordpy.sh [PROMPTGATE]    the binary, .build/debug/promptgate when left out
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
promptgate=${1:-$root/.build/debug/promptgate}
venv=$root/.build/venv

if ! "$venv/bin/python" -c 'import discord' 2>/dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'discord.py>=2.4,<3'
fi

output=$(mktemp)
"$promptgate" fake-discord --port 0 >"$output" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -f "$output"' EXIT INT TERM

tries=0
until base=$(sed -n 's/^fake Discord listening on \(http[^ ]*\).*/\1/p' "$output") && [ -n "$base" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "the fake Discord did not start:" >&2
        cat "$output" >&2
        exit 1
    fi
    sleep 0.1
done

timeout 180 "$venv/bin/python" "$here/discord_client.py" "$base"
