"""Chinese seed phrases in groups, behind a word for seed phrases: "助记词是险行地 严邵浆 辆歪少 留户智", "…/…/…".

The characters are read without what divides the groups, as one row.
"""

from collections.abc import Iterator

from answerback.guard.kinds import Match
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.seeds import MENTION
from answerback.guard.secrets.seeds_han import strange_part
from answerback.guard.secrets.undressed import Undressed

TRIGGERS = ("助", "备", "備", "恢", "种", "種", "注", "密")
BETWEEN = r"[ \t\r\n/|,，、·.。\-]{1,3}"
DIVIDER = pattern(BETWEEN)
GROUPS = pattern(rf"[\u4e00-\u9fff]{{1,12}}+(?:{BETWEEN}[\u4e00-\u9fff]{{1,8}}+){{1,23}}+")
BEFORE, AFTER, REACH = 8, 140, 12


def find(searched: Plain) -> Iterator[Match]:
    if searched.text.isascii():
        return
    for start, end in searched.windows((), TRIGGERS, before=BEFORE, after=AFTER):
        for said in MENTION.finditer(searched.lowered, start, end):
            row = GROUPS.search(searched.text, said.end(), min(end, said.end() + AFTER))
            if row is not None and row.start() - said.end() <= REACH:
                view = Undressed(row.group(), DIVIDER, lambda found: "")
                yield from view.back(strange_part(view.text, 0, len(view.text)), by=row.start())
