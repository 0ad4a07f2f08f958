#!/usr/bin/env bash
# Asks a running server with real clients: the reference audit of GraphQL over HTTP, types generated for TypeScript, Relay,
# Python's gql; and reads the exports with the programs that researchers use. See make test-clients.
# Usage: tests/clients/run.sh [PATH-TO-firewallmap]
# A tool that is missing ends the run with exit status 1: nothing is skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath -m "${1:-$here/../../bin/firewallmap}")
cd "$here"

fail() { echo "FAILED: $*" >&2; exit 1; }
[ -x "$program" ] || fail "there is no program $program; run make build"
for tool in node npm python3; do
	command -v "$tool" >/dev/null || fail "$tool is not installed; the clients need Node 20 and Python 3.11 or later"
done

npm ci --no-audit --no-fund --loglevel=error
[ -x .venv/bin/python ] || python3 -m venv .venv || fail "python3 -m venv does not work; install the package python3-venv"
.venv/bin/pip install --quiet --disable-pip-version-check -r python/requirements.txt

rm -rf build
mkdir -p build/relay
home=$(mktemp -d)
"$program" serve --addr 127.0.0.1:0 --rate 0 --quiet --index "$home" >build/serve.out 2>build/serve.err &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null || true; rm -rf "$home"' EXIT
for _ in $(seq 100); do
	SERVER=$(sed -n 's/.* at \(http:.*\)$/\1/p' build/serve.out)
	[ -n "$SERVER" ] && break
	kill -0 "$pid" 2>/dev/null || fail "the server ended: $(cat build/serve.err)"
	sleep 0.2
done
[ -n "$SERVER" ] || fail "the server did not start within 20 seconds: $(cat build/serve.err)"
export SERVER

node audit.mjs "$SERVER/graphql"

node --input-type=module -e "const r = await fetch(process.env.SERVER + '/schema.graphql'); process.stdout.write(await r.text())" >build/schema.graphql
npx --no-install graphql-codegen --config codegen.mjs --silent
npx --no-install tsc --project tsconfig.json
node build/js/typescript/matrix.js "$SERVER"

npx --no-install relay-compiler relay.config.json
node relay/pages.mjs "$SERVER"

.venv/bin/python python/ask.py "$SERVER"
node handbook.mjs "$SERVER" .venv/bin/python
.venv/bin/python python/check.py "$program"
.venv/bin/python python/import_check.py "$program"
echo "all clients are content"
