#!/usr/bin/env bash
# Checks for Swift and installs the system packages that promptgate is built on, where
# they are missing. Says what and why; says nothing when there is nothing to do.
#
#   Scripts/install-dependencies.sh [--with-python | --with-browser | --with-bench]
#
# --with-python adds what the interoperability tests need, --with-browser besides that what
# the tests of the admin page need, --with-bench besides that what loads the gateway.
set -euo pipefail

readonly min_swift=6.2

fail() {
    printf 'promptgate: %s\n' "$@" >&2
    exit 1
}

check_swift() {
    command -v swift >/dev/null || fail \
        "Swift is not installed; $min_swift or later is needed." \
        "Install it as https://www.swift.org/install/linux says, then run this again."
    local version
    version=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' || true)
    [ -n "$version" ] || fail "'swift --version' does not say its version." \
        "Run it by hand: the toolchain may lack a system library."
    [ "$(printf '%s\n' "$min_swift" "$version" | sort -V | head -n 1)" = "$min_swift" ] || fail \
        "Swift $version is too old; $min_swift or later is needed." \
        "Get it from https://www.swift.org/install/linux (with swiftly: swiftly install latest)."
}

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# Whether the library is there, from that package or from another source.
library() {
    pkg-config --exists "$1" 2>/dev/null || installed "$2"
}

missing=()
reasons=()

need() {
    missing+=("$1")
    reasons+=("$2")
}

find_missing() {
    command -v git >/dev/null || need git "fetches the Swift packages"
    command -v pkg-config >/dev/null || need pkg-config "finds the libraries below"
    library libpcre2-8 libpcre2-dev || need libpcre2-dev "matches the rules"
    library libcurl libcurl4-openssl-dev || need libcurl4-openssl-dev "talks to Discord and webhooks"
    library sqlite3 libsqlite3-dev || need libsqlite3-dev "keeps tasks and the audit log"
    library zlib zlib1g-dev || need zlib1g-dev "compresses the fake Discord's Gateway"
    if [ "${1:-}" = --with-bench ]; then
        command -v wrk >/dev/null || need wrk "loads the gateway"
    fi
    if [ -n "${1:-}" ]; then
        command -v python3 >/dev/null || need python3 "runs the interoperability tests"
        command -v sqlite3 >/dev/null || need sqlite3 "runs the documentation's commands"
        command -v curl >/dev/null || need curl "runs the documentation's commands"
        python3 -c 'import ensurepip, venv' 2>/dev/null ||
            need python3-venv "keeps the interoperability tests' packages apart"
    fi
    if [ "${1:-}" = --with-browser ]; then
        command -v chromium >/dev/null || need chromium "shows the admin page to its tests"
        command -v chromedriver >/dev/null || need chromium-driver "lets the tests press its keys"
    fi
}

install_missing() {
    command -v apt-get >/dev/null || fail \
        "these packages are missing, and there is no apt-get here: ${missing[*]}" \
        "Install your system's packages of the same purpose, then run this again."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "these packages are missing: ${missing[*]}" \
            "There is no sudo here; as root, run: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    echo "promptgate: installing system packages with apt-get:"
    local place
    for place in "${!missing[@]}"; do
        printf '  %-22s %s\n' "${missing[place]}" "${reasons[place]}"
    done
    "${as_root[@]}" apt-get update -q ||
        echo "promptgate: apt-get update failed; trying with the lists at hand." >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}" ||
        fail "apt-get could not install: ${missing[*]}"
}

case "${1:-}" in
    '' | --with-python | --with-browser | --with-bench) ;;
    *)
        fail "unknown option '$1'" \
            "usage: Scripts/install-dependencies.sh [--with-python | --with-browser | --with-bench]"
        ;;
esac

check_swift
find_missing "${1:-}"
if [ "${#missing[@]}" -gt 0 ]; then install_missing; fi
