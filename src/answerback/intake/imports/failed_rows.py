"""The rows that could not be taken, as a CSV with the reason beside each, to be mended and sent again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from answerback.customers.faults import REASONS
from answerback.intake.models import ImportFailure, ImportRun
from answerback.ui.refusals import Refusal

# A spreadsheet runs a cell that begins like this; OWASP "CSV Injection".
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def failed_rows(run: ImportRun) -> Iterator[str]:
    """The file in pieces, UTF-8 with a byte order mark, as Excel wants it. In the reader's language."""
    yield BYTE_ORDER_MARK + _line([_("Row"), _("Reason"), _("Column"), *run.settings["header"]])
    failures = ImportFailure.objects.for_wallet(run.wallet_id).filter(run=run)
    for failure in failures.iterator(chunk_size=500):
        heading = run.settings["columns"].get(failure.column, failure.column)
        yield _line([str(failure.row), reason_text(failure.reason), heading, *json.loads(failure.cells)])


def reason_text(code: str) -> str:
    """The sentence for a fault's or a refusal's code."""
    said = REASONS.get(code) or {one.code: one.says for one in _refusals(Refusal)}.get(code, code)
    return str(said)


def harmless(cell: str) -> str:
    """`=HYPERLINK(…)` becomes `'=HYPERLINK(…)`, which a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _refusals(above: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in above.__subclasses__():
        yield one
        yield from _refusals(one)


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([harmless(cell) for cell in cells])
    return line.getvalue()
