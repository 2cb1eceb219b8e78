#!/bin/sh
# Prints the Python to build with: $PYTHON if set, else python3 if it is new enough, else the newest python3.x that
# runs (a name on PATH may be a broken shim). Otherwise says in one sentence what to install, and fails.
set -u

enough='import sys; sys.exit(sys.version_info < (3, 11))'
complete='import ssl, sqlite3, venv, ensurepip'
found=''

for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    "$name" -c "$enough" >/dev/null 2>&1 || continue
    found=${found:-$name}
    if command -v uv >/dev/null 2>&1 || "$name" -c "$complete" >/dev/null 2>&1; then
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done

if [ -n "$found" ]; then
    package=$("$found" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    echo "缺少 Python 的 venv 模块：请先安装它（Debian、Ubuntu：sudo apt install $package），再运行一次 make。" >&2
    echo "Python's venv module is missing: install it (Debian, Ubuntu: sudo apt install $package), then run make again." >&2
else
    have=$("${PYTHON:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo -)
    echo "需要 Python 3.11 或更新的版本（现有：$have）：请先安装它（Debian、Ubuntu：sudo apt install python3 python3-venv；macOS：brew install python@3.12），再运行一次 make。" >&2
    echo "Python 3.11 or newer is needed (found: $have): install it (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.12), then run make again." >&2
fi
exit 1
