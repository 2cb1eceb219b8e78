#!/bin/sh
# Everything a machine can check without running the product. All checks run; any failure fails the whole.
set -u
failed=''

run() {
    echo "· $*"
    "$@" || failed="$failed ${1##*/}"
}

export ANSWERBACK_MODE=test
run .venv/bin/ruff check --quiet .
run .venv/bin/ruff format --quiet --check .
run .venv/bin/mypy
run .venv/bin/lint-imports --no-logo
run .venv/bin/python scripts/i18n.py check
run .venv/bin/python -m pytest tests/house -q -n0

if [ -n "$failed" ]; then
    echo "未通过 / failed:$failed"
    exit 1
fi
echo "全部通过 / all passed"
