"""Put `answerback` on the path of this environment and write its command, without building anything.

Run by the environment's own Python. A package build would download a build backend that is not
in the locked requirements; a `.pth` line and a short script need nothing. Both are written
relative to themselves, so that the folder may be moved and may have a space in its name.
"""

import os
import stat
import sysconfig
from pathlib import Path

# Read by the shell up to `exec`, by Python as a string and then its program.
COMMAND = """#!/bin/sh
'''exec' "$(dirname -- "$(realpath -- "$0")")/python" "$0" "$@"
' '''
import sys
from answerback.ops.entry import main
sys.exit(main())
"""


def link() -> None:
    """Write the `.pth` file and the command `answerback`."""
    source = Path(__file__).resolve().parent.parent / "src"
    packages = Path(sysconfig.get_path("purelib"))
    relative = os.path.relpath(source, packages.resolve())
    (packages / "answerback.pth").write_text(f"{relative}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts"), "answerback")
    command.write_text(COMMAND, encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    link()
