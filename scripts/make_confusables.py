"""Writes guard/links/data/confusables.txt from Unicode's confusables.txt (UTS 39).

    python scripts/make_confusables.py CONFUSABLES_TXT

Kept: characters that a host name may hold (UTS 46). Each line: a prototype, a tab, what looks like it.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from idna import IDNAError, uts46_remap

TARGET = Path("src/answerback/guard/links/data/confusables.txt")
HEAD = "# Made by scripts/make_confusables.py from confusables.txt {version} (c) Unicode, Inc.; see LICENSE.unicode."


def may_stand_in_a_host(letter: str) -> bool:
    try:
        return uts46_remap(letter, std3_rules=False) == letter and not letter.isascii()
    except IDNAError:
        return False


def rows(text: str) -> dict[str, list[str]]:
    """Prototype, in small letters, to its look-alikes."""
    found = defaultdict(list)
    for line in text.splitlines():
        fields = line.partition("#")[0].split(";")
        if len(fields) < 3:
            continue
        letter, prototype = ("".join(chr(int(code, 16)) for code in field.split()) for field in fields[:2])
        plain = unicodedata.normalize("NFD", prototype).lower()
        if (
            len(letter) == 1
            and plain not in (letter, "")
            and plain.isprintable()
            and may_stand_in_a_host(letter)
        ):
            found[plain].append(letter)
    return found


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8-sig")
    version = next(line.split()[-1] for line in text.splitlines() if line.startswith("# Version"))
    lines = [f"{prototype}\t{''.join(letters)}" for prototype, letters in sorted(rows(text).items())]
    TARGET.write_text("\n".join([HEAD.format(version=version), *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
