#!/bin/sh
# Runs every measurement in turn: benchmarks/*.py that can be run by themselves. Each writes its page of docs/benchmarks.
set -eu

for measure in signing live desk_next streams memory first_page guard; do
    echo "== benchmarks/$measure.py"
    .venv/bin/python -m "benchmarks.$measure"
done
