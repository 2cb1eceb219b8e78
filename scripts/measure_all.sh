#!/bin/sh
# Runs every measurement in turn: scripts/measure_*.sh and scripts/measure_*.py (docs/benchmarks holds the results).
set -eu

for measure in scripts/measure_*.sh scripts/measure_*.py; do
    case $measure in
        *measure_all.sh | *'*'*) continue ;;
        *.sh) echo "== $measure"; sh "$measure" ;;
        *.py) echo "== $measure"; .venv/bin/python "$measure" ;;
    esac
done
