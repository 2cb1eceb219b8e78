#!/bin/sh
# Installs the chain nodes that the tests of look-ups talk to, by name and version, into .venv/nodes.
set -eu
cd "$(dirname "$0")/.."
ANVIL=1.7.1
command -v npm >/dev/null || { echo "npm is not here (Debian: apt install npm)" >&2; exit 1; }
mkdir -p .venv/nodes
npm install --prefix .venv/nodes --ignore-scripts --no-audit --no-fund --no-save --loglevel=error "@foundry-rs/anvil@$ANVIL"
