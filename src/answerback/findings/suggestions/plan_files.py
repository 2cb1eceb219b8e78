"""The iteration plan as files: Markdown for a tracker or a mail, CSV for a spreadsheet. Neither runs anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from answerback.findings.suggestions.kinds import State, Topic
from answerback.findings.suggestions.plan import Ranked
from answerback.journal.write import Actor, Subject, write
from answerback.wallets.models import Wallet

# A spreadsheet runs a cell that begins like this; OWASP "CSV Injection".
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def as_csv(wallet: Wallet, ranked: Sequence[Ranked], *, at: datetime) -> str:
    """UTF-8 with a byte order mark, as spreadsheets want it; in the reader's language."""
    out = io.StringIO()
    lines = csv.writer(out)
    for line in ([str(one) for one in _header()], *(_cells(one) for one in ranked)):
        lines.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line])
    return BYTE_ORDER_MARK + out.getvalue()


def as_markdown(wallet: Wallet, ranked: Sequence[Ranked], *, at: datetime) -> str:
    """A heading, the formula and a table; what people wrote is escaped."""
    title = _("Iteration plan of %(wallet)s, %(day)s") % {"wallet": wallet.name, "day": f"{at:%Y-%m-%d}"}
    formula = _("Score = 1000 × reach × severity × trend.")
    rows = [_row([str(one) for one in _header()]), _row(["---"] * len(_header()))]
    rows += [_row(_cells(one)) for one in ranked]
    return "\n".join([f"# {_escaped(title)}", "", formula, "", *rows, ""])


@transaction.atomic
def note_export(wallet: Wallet, form: str, rows: int, *, by: Actor, at: datetime) -> None:
    """Who took the plan with him."""
    data = {"list": f"iteration_plan.{form}", "rows": rows}
    subject = Subject("wallet", wallet.id)
    write("list.exported", wallet_id=wallet.id, subject=subject, by=by, at=at, data=data)


def _header() -> tuple[str, ...]:
    return (
        _("Rank"),
        _("Group"),
        _("Function or screen"),
        _("State"),
        _("Suggesters"),
        _("Asked"),
        _("People ever"),
        _("With trouble"),
        _("With a hazard"),
        _("Reach"),
        _("Severity"),
        _("Trend"),
        _("Score"),
    )


def _cells(one: Ranked) -> list[str]:
    weight = one.weight
    counts = (weight.suggesters, weight.asked, weight.people, weight.with_trouble, weight.with_hazard)
    return [
        str(one.place),
        one.group.title,
        str(Topic(one.group.topic).label),
        str(State(one.group.state).label),
        *map(str, counts),
        f"{one.reach:.4f}",
        f"{one.severity:.2f}",
        f"{one.trend:.2f}",
        f"{one.score:.1f}",
    ]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_escaped(cell) if cell != "---" else cell for cell in cells) + " |"


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
