"""A file was uploaded: its rows are put away, sealed, while a person looks at what they would do."""

from __future__ import annotations

import json
from datetime import datetime

from answerback.callbacks.outcomes import Kind
from answerback.intake.imports import mapping
from answerback.intake.imports.cleaning import cleaned
from answerback.intake.imports.mapping import Mapped
from answerback.intake.imports.run import cancel
from answerback.intake.imports.sheet import Sheet
from answerback.intake.imports.start import PARTS_PER_TRANSACTION, ROWS_PER_PART, put_away, run_of, start
from answerback.intake.models import ImportPart, ImportRun, ImportState
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


def keep(
    wallet: Wallet, sheet: Sheet, *, file_name: str, kind: Kind | None = None, by: Actor, at: datetime
) -> ImportRun:
    """The run of this file with the likely mapping, not yet started; the same file again is the same run."""
    guessed = mapping.guess(sheet.columns, kind=kind)
    sheet = cleaned(wallet, sheet, guessed, at=at)
    run = run_of(wallet, sheet, guessed, file_name, by, at)
    if (
        run.state == ImportState.CHECKED
        and not ImportPart.objects.for_wallet(wallet).filter(run=run).exists()
    ):
        step = ROWS_PER_PART * PARTS_PER_TRANSACTION
        for first in range(0, len(sheet.rows), step):
            put_away(run, sheet, first, first + step)
    return run


def sheet_of(run: ImportRun) -> Sheet:
    """The rows as they were uploaded, of a run that has not started."""
    parts = ImportPart.objects.for_wallet(run.wallet_id).filter(run=run).order_by("first_row")
    rows = [(number, tuple(cells)) for part in parts for number, cells in json.loads(part.rows)]
    return Sheet(tuple(run.settings["header"]), tuple(rows))


def begin(run: ImportRun, mapped: Mapped, *, by: Actor, at: datetime) -> ImportRun:
    """Start it as mapped now. Another mapping is another run: the kept one then ends. Raises `Invalid`."""
    if run.state != ImportState.CHECKED:
        return run
    started = start(run.wallet, sheet_of(run), mapped, file_name=run.file_name, by=by, at=at)
    if started.pk != run.pk:
        cancel(run, by=by, at=at)
    return started
