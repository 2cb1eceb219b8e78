#!/bin/sh
# Brings .venv up to a locked requirements file: sh scripts/make_environment.sh requirements.txt
# uv does the work; where the machine has none, it is fetched into .boot (itself locked by hash).
set -eu

requirements=$1
export UV_PYTHON_DOWNLOADS=never
export UV_NO_PROGRESS=1

python=$(sh scripts/find_python.sh)

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.boot/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        echo "· 准备 uv / fetching uv"
        rm -rf .boot
        "$python" -m venv .boot
        .boot/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-boot.txt
    fi
    # Who told pip of a nearer mirror meant it for every installer.
    mirror=${PIP_INDEX_URL:-$(.boot/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$mirror" ] && [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        export UV_DEFAULT_INDEX="$mirror"
    fi
fi

# An environment from a Python that has gone, or from another folder, is of no use.
.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    || "$uv" venv --quiet --clear --python "$python" .venv

echo "· 安装 / installing $requirements"
"$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$requirements"
.venv/bin/python scripts/link_package.py
