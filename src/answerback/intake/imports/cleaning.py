"""A table passes the guard before its first row is put away, also the columns that nothing will be done with.

Columns that hold identifiers, numbers and times keep what only looks like a secret, or a telephone number would be
masked in the column of telephone numbers; a column of free words is read whole. What the rows become is read again
when they are taken (`intake.texts`, `customers.bring`).
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from answerback.callbacks.outcomes import Kind
from answerback.intake.imports.mapping import Mapped
from answerback.intake.imports.sheet import Sheet
from answerback.intake.shapes import free_text_of
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

WORDS = frozenset({"name"}.union(*(free_text_of(kind, is_resolution=False) for kind in Kind)))
# The shortest private key has 51 characters and a phrase has blanks: most cells need no second look.
PLAINLY_HARMLESS = re.compile(r"[\d.,:+/TZ-]{0,40}|[A-Za-z0-9_.+-]{0,24}", re.ASCII)
# Cut only after the guard has read it whole: half a phrase is half a secret.
LONGEST_CELL, LONGEST_NAME = 2000, 200


def cleaned(wallet: Wallet, sheet: Sheet, mapped: Mapped, *, at: datetime) -> Sheet:
    """The same table without secrets; cleaning it twice changes nothing."""
    words = {heading for target, heading in mapped.columns.items() if target in WORDS}
    heading = partial(_cell, wallet, certain=True, at=at)
    doors = [partial(_cell, wallet, certain=name not in words, at=at) for name in sheet.columns]
    rows = tuple(
        (number, tuple(door(cell) for door, cell in zip(doors, cells, strict=True)))
        for number, cells in sheet.rows
    )
    return Sheet(tuple(map(heading, sheet.columns)), rows)


def clean_name(wallet: Wallet, file_name: str, *, at: datetime) -> str:
    """The file's name, at most 200 characters."""
    return take(wallet, file_name, place=Place.IMPORT, at=at).text[:LONGEST_NAME]


def _cell(wallet: Wallet, text: str, *, certain: bool, at: datetime) -> str:
    if certain and PLAINLY_HARMLESS.fullmatch(text):
        return text
    return take(wallet, text, place=Place.IMPORT, at=at, certain=certain).text[:LONGEST_CELL]
