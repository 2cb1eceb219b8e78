"""A table as a CSV file: no cell of it can run as a formula, and the journal keeps who took which."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse

from answerback.console.clock import now
from answerback.console.page import show
from answerback.console.tables import Table, draw, narrowed, plain
from answerback.intake.imports.failed_rows import BYTE_ORDER_MARK, harmless
from answerback.journal.write import Actor, Subject, write
from answerback.people.access import Staff, StaffRequest


def listed(
    request: StaffRequest,
    table: Table,
    rows: QuerySet[Any],
    *,
    section: str,
    template: str = "list",
    **more: Any,
) -> HttpResponseBase:
    """The table as a page, or with `?export=csv` as a file."""
    if request.GET.get("export") == "csv":
        return csv_of(table, narrowed(table, rows, request.GET), staff=request.staff, at=now())
    drawn = draw(table, rows, request.GET)
    return show(request, template, section=section, drawn=drawn, **more)


def csv_of(table: Table, rows: QuerySet[Any], *, staff: Staff, at: datetime) -> StreamingHttpResponse:
    """The whole table, UTF-8 with a byte order mark as spreadsheets want it."""
    _note(table, rows.count(), staff.wallet.id, by=staff.actor, at=at)
    response = StreamingHttpResponse(_lines(table, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.name}-{at:%Y%m%d-%H%M}.csv"'
    return response


def _lines(table: Table, rows: QuerySet[Any]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line([str(field.label) for field in table.fields])
    for row in rows.iterator(chunk_size=500):
        yield _line([plain(field.says(row)) for field in table.fields])


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(cell) for cell in cells])
    return line.getvalue()


@transaction.atomic
def _note(table: Table, rows: int, wallet_id: UUID, *, by: Actor, at: datetime) -> None:
    write(
        "list.exported",
        wallet_id=wallet_id,
        subject=Subject("wallet", wallet_id),
        by=by,
        at=at,
        data={"list": table.name, "rows": rows},
    )
