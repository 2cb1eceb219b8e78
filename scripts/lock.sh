#!/bin/sh
# Locks every requirements*.in: for all platforms, with hashes, naming no index and no host.
set -eu

uv=$(command -v uv || echo .boot/bin/uv)
for set in requirements-boot requirements requirements-postgresql requirements-test requirements-browser; do
    echo "· $set.txt"
    "$uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
        "$@" "$set.in" --output-file "$set.txt"
done
