"""The figures as a file: CSV, or XLSX with numbers and dates as such. No cell of it can run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from answerback.console.measuring import Asked, Row
from answerback.intake.imports.failed_rows import BYTE_ORDER_MARK, harmless
from answerback.journal.write import Subject, write
from answerback.people.access import Staff

Cell = str | int | float | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")


def as_file(staff: Staff, this: Asked, rows: Iterable[Row], *, shape: str, at: datetime) -> HttpResponse:
    """The rows as a file of this shape ("csv" or "xlsx"); the journal keeps who took it."""
    lines = [_heading(), *(_line(this, row) for row in rows)]
    _note(staff, len(lines) - 1, at)
    kind, content = ("text/csv; charset=utf-8", csv_of(lines)) if shape == "csv" else (XLSX, xlsx_of(lines))
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="figures-{at:%Y%m%d-%H%M}.{shape}"'
    return response


def _heading() -> list[Cell]:
    return [
        *(_("Figure"), _("From day"), _("To day"), _("Value"), _("Interval from"), _("Interval to")),
        *(_("Numerator"), _("Denominator"), _("Answers or calls (n)"), _("Too few to judge")),
        *(_("Purpose of the call"), _("Kind of matter"), _("Agent of the call"), _("Language"), _("Formula")),
    ]


def _line(this: Asked, row: Row) -> list[Cell]:
    figure, ends = row.figure, row.figure.interval
    since, until = _days(this, row)
    counts = (None, None, None) if figure.is_withheld else (figure.numerator, figure.denominator, figure.n)
    return [
        *(str(figure.measure.title), since, until, row.value if figure.is_withheld else figure.value),
        *(ends.low if ends else None, ends.high if ends else None),
        *(*counts, _("yes") if figure.too_few else ""),
        *(this.filters.get(name, "") for name in ("purpose", "kind", "agent", "language")),
        str(figure.measure.formula),
    ]


def _days(this: Asked, row: Row) -> tuple[date, date]:
    """Of a week those of its days that were asked for, else all of them."""
    if row.day is None:
        return this.since, this.until
    return max(row.day, this.since), min(row.day + timedelta(days=6), this.until)


def csv_of(lines: Sequence[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets want it."""
    file = io.StringIO()
    csv.writer(file).writerows([_text(cell) for cell in line] for line in lines)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def xlsx_of(lines: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Figures"))
    for line in lines:
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(cell: Cell) -> str:
    """A number stays one, also below zero; only words could be taken for a formula."""
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


@transaction.atomic
def _note(staff: Staff, rows: int, at: datetime) -> None:
    wallet_id = staff.wallet.id
    data = {"list": "figures", "rows": rows}
    about = Subject("wallet", wallet_id)
    write("list.exported", wallet_id=wallet_id, subject=about, by=staff.actor, at=at, data=data)
