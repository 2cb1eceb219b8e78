#!/bin/sh
# Makes an environment with what benchmarks/guard.py compares the guard with: sh scripts/guard_peers.sh FOLDER [PYTHON]
# Never part of the product's environment: several hundred megabytes, and none of it is needed to run or test.
set -eu

folder=$1
python=${2:-python3}

"$python" -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check \
    "presidio-analyzer==2.2.366" "detect-secrets==1.5.0" "scrubadub==2.0.1" "datafog==4.9.0" \
    "google-re2==1.1.20251105" "hyperscan==0.9.1" cryptography
# scripts/fuzz.py is guided by coverage in this environment: PYTHONPATH=src:. FOLDER/bin/python -m scripts.fuzz …
# What the engines import is there for it; atheris has wheels for Linux only.
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check \
    idna phonenumbers publicsuffixlist "atheris==3.0.0" || true
