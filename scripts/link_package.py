"""Put `answerback` on the path of this environment and write its command, without building anything.

Run by the environment's own Python. A package build would download a build backend that is not
in the locked requirements; a `.pth` line and a four-line script need nothing.
"""

import stat
import sys
import sysconfig
from pathlib import Path

COMMAND = """#!{python}
import sys
from answerback.ops.entry import main
sys.exit(main())
"""


def link() -> None:
    source = Path(__file__).resolve().parent.parent / "src"
    Path(sysconfig.get_path("purelib"), "answerback.pth").write_text(f"{source}\n", encoding="utf-8")
    command = Path(sysconfig.get_path("scripts"), "answerback")
    command.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    link()
