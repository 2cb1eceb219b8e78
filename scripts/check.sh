#!/bin/sh
# Everything a machine can check without running the product. All checks run; any failure fails the whole.
set -u
failed=''

run() { # run NAME PYTHON-ARGUMENTS...
    name=$1
    shift
    echo "· $name"
    .venv/bin/python "$@" || failed="$failed $name"
}

export ANSWERBACK_MODE=test
run style -m ruff check --quiet --output-format concise .
run layout -m ruff format --check .
run types -m mypy
run import-order -c 'import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())' --no-logo
run translations scripts/i18n.py check
run house -m pytest tests/house -q -n0 --deselect tests/house/test_translations.py

if [ -n "$failed" ]; then
    echo "未通过 / failed:$failed"
    exit 1
fi
echo "全部通过 / all passed"
