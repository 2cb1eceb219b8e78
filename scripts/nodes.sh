#!/bin/sh
# Installs the chain nodes that the tests of look-ups talk to, by name and version, into .venv/nodes:
# anvil (npm) and Bitcoin Knots (Debian sid, unpacked beside the system with its own libraries, nothing installed).
# A mirror that is slow or busy is asked again; what is already there is not fetched anew. Fails when one is missing.
set -eu
cd "$(dirname "$0")/.."
ANVIL=1.7.1
KNOTS=29.4.knots20260508.3-1
KNOTS_SHA256=33649ca0ff563b2276b0c13cf11e8b1f87b2a977bb3f91d86fdee569d8568cc1
NODES=$PWD/.venv/nodes
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

has_anvil() {
    grep -qs "\"version\": *\"$ANVIL\"" "$NODES/node_modules/@foundry-rs/anvil/package.json" \
        && ls "$NODES"/node_modules/@foundry-rs/anvil-*/bin/anvil >/dev/null 2>&1
}

anvil() {
    command -v npm >/dev/null || { echo "npm is not here (Debian: apt install npm)" >&2; return 1; }
    npm install --prefix "$NODES" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error \
        --fetch-retries=3 --fetch-timeout=60000 "@foundry-rs/anvil@$ANVIL"
}

# apt with its own sources, lists and cache; it checks the archive's signature and every package's checksum.
sid() {
    APT_CONFIG=$apt/apt.conf "$@"
}

bitcoin() {
    command -v apt-get >/dev/null && [ -f "$KEYRING" ] || { echo "no apt here: Bitcoin Knots is not installed" >&2; return 1; }
    apt=$NODES/apt
    mkdir -p "$apt/etc" "$apt/lists/partial" "$apt/cache/archives/partial"
    : > "$apt/status"
    printf 'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: sid\nComponents: main\nSigned-By: %s\n' "$KEYRING" > "$apt/etc/sid.sources"
    cat > "$apt/apt.conf" <<END
Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "$apt/etc";
Dir::State "$apt"; Dir::State::lists "$apt/lists"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
APT::Install-Recommends "false"; APT::Sandbox::User "root"; Acquire::Retries "3"; Acquire::http::Timeout "30";
END
    sid apt-get update -qq
    if ! sid apt-get install -y -qq --download-only "bitcoin-knots=$KNOTS"; then
        echo "Bitcoin Knots $KNOTS is gone; tested was that, taken is: $(sid apt-cache policy bitcoin-knots | sed -n 's/ *Candidate: //p')"
        sid apt-get install -y -qq --download-only bitcoin-knots
    else
        echo "$KNOTS_SHA256  $(ls "$apt"/cache/archives/bitcoin-knots_*.deb)" | sha256sum --check --quiet
    fi
    rm -rf "$NODES/bitcoin" "$NODES/unpacked" && mkdir -p "$NODES/unpacked"
    for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$NODES/unpacked"; done
    mv "$NODES/unpacked" "$NODES/bitcoin"
    rm -rf "$apt"
}

has_bitcoin() {
    [ -x "$NODES/bitcoin/usr/bin/bitcoind" ]
}

tried() { # tried NAME: up to three times, each in a shell of its own where any fault is the end, until it is there
    for pause in 5 15 0; do
        "has_$1" && return 0
        sh scripts/nodes.sh "$1" || true
        "has_$1" && return 0
        echo "$1 could not be fetched; waiting $pause s" >&2
        sleep "$pause"
    done
    return 1
}

mkdir -p "$NODES"
[ $# -eq 0 ] || { "$1"; exit; }
failed=0
for node in anvil bitcoin; do
    tried "$node" || { echo "$node is missing" >&2; failed=1; }
done
exit "$failed"
