#!/bin/sh
# Runs every measurement in turn: benchmarks/*.py that can be run by themselves. Each writes its page of docs/benchmarks.
# Those of texts of others run where these are: ANSWERBACK_DATA (../shared/data if not given) and, for the links, what
# benchmarks/links.py names: LINK_PYTHON (with the peers), LINK_NODE, LINK_CLONES, LINK_EARLIER.
set -eu

for measure in signing proofs registry live desk_next streams memory first_page guard; do
    echo "== benchmarks/$measure.py"
    .venv/bin/python -m "benchmarks.$measure"
done

data=${ANSWERBACK_DATA:-../shared/data}
echo "== benchmarks/messages.py"
if [ -d "$data/teleantifraud_text" ] && [ -d "$data/telecom_fraud_texts" ]; then
    PYTHONPATH=src "${MESSAGES_PYTHON:-.venv/bin/python}" -m benchmarks.messages "$data"
else
    echo "not run: no texts in $data"
fi
echo "== benchmarks/links.py"
if [ -d "$data/scamsniffer" ] && [ -x "${LINK_PYTHON:-}" ] && [ -d "${LINK_NODE:-}" ] && [ -d "${LINK_CLONES:-}" ] &&
    [ -d "${LINK_EARLIER:-}" ]; then
    PYTHONPATH=src "$LINK_PYTHON" -m benchmarks.links "$data" "$LINK_NODE" "$LINK_CLONES" "$LINK_EARLIER"
else
    echo "not run: its lists, peers or earlier model are not here"
fi
