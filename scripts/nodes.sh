#!/bin/sh
# Installs the chain nodes that the tests of look-ups talk to, by name and version, into .venv/nodes:
# anvil (npm) and Bitcoin Knots (Debian sid, unpacked beside the system with its own libraries, nothing installed).
set -eu
cd "$(dirname "$0")/.."
ANVIL=1.7.1
KNOTS=29.4.knots20260508.3-1
KNOTS_SHA256=33649ca0ff563b2276b0c13cf11e8b1f87b2a977bb3f91d86fdee569d8568cc1
NODES=$PWD/.venv/nodes
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

anvil() {
    command -v npm >/dev/null || { echo "npm is not here (Debian: apt install npm)" >&2; return 1; }
    npm install --prefix "$NODES" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error "@foundry-rs/anvil@$ANVIL"
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
APT::Install-Recommends "false"; APT::Sandbox::User "root";
END
    sid apt-get update -qq
    if ! sid apt-get install -y -qq --download-only "bitcoin-knots=$KNOTS"; then
        echo "Bitcoin Knots $KNOTS is gone; tested was that, taken is: $(sid apt-cache policy bitcoin-knots | sed -n 's/ *Candidate: //p')"
        sid apt-get install -y -qq --download-only bitcoin-knots
    else
        echo "$KNOTS_SHA256  $(ls "$apt"/cache/archives/bitcoin-knots_*.deb)" | sha256sum --check --quiet
    fi
    rm -rf "$NODES/bitcoin" && mkdir -p "$NODES/bitcoin"
    for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$NODES/bitcoin"; done
    rm -rf "$apt"
}

mkdir -p "$NODES"
anvil
[ -x "$NODES/bitcoin/usr/bin/bitcoind" ] || bitcoin
