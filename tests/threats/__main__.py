"""`make threats`: plays all fifteen, prints the matrix, writes docs/threats.md.

    python -m tests.threats

A play whose part is missing on this machine (Chromium) is printed as *not run*, and the document is then left as it
was; `ANSWERBACK_REQUIRE=browser` makes that a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.threats.page import IDS, PAGE, page
from tests.threats.rows import Row

FOLDER = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Exit 0 when every play that could be played came to its end."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"ANSWERBACK_TEST_THREATS": folder}
        command = [sys.executable, "-m", "pytest", str(FOLDER), "-q", "-n0", "-p", "no:randomly", *arguments]
        failed = subprocess.run(command, env=environment, check=False).returncode
        rows = [Row.from_json(file.read_text("utf-8")) for file in Path(folder).glob("*.json")]
    rows.sort(key=lambda row: IDS.index(row.id))
    show({row.id: row for row in rows}, failed=bool(failed))
    if len(rows) == len(IDS) and not failed:
        PAGE.write_text(page(rows), "utf-8")
        print(f"\n{PAGE.relative_to(FOLDER.parent.parent)} is written: {len(rows)} plays.")
    else:
        print(f"\ndocs/threats.md is left as it was: {len(rows)} of {len(IDS)} plays came to their end.")
    return failed


def show(rows: dict[str, Row], *, failed: bool) -> None:
    """The matrix, one threat after the other."""
    for identifier in IDS:
        row = rows.get(identifier)
        missing = "failed" if failed else "not run"
        print(f"\n{identifier:4} {row.verdict if row else missing:12} {row.attack if row else ''}")
        if row is None:
            continue
        print(f"     stopped by   {row.stopped_by}")
        for one in row.seen:
            print(f"     user saw     {one.when}:\n                  {one.zh}\n                  {one.en}")
        print(f"     remains      {row.residual}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
