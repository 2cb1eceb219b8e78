"""An import begins: its rows are put away, sealed, so that it can go on after any crash."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction

from answerback.intake.imports import mapping
from answerback.intake.imports.cleaning import clean_name, cleaned
from answerback.intake.imports.mapping import Mapped
from answerback.intake.imports.sheet import Sheet
from answerback.intake.models import ImportPart, ImportRun, ImportState
from answerback.journal.write import Actor, Subject, write
from answerback.wallets.models import Wallet

ROWS_PER_PART = 100
PARTS_PER_TRANSACTION = 10


def start(
    wallet: Wallet, sheet: Sheet, mapped: Mapped, *, file_name: str = "", by: Actor, at: datetime
) -> ImportRun:
    """The run of this table; the same table again is the same run, wherever it stopped. Raises `Invalid`."""
    mapping.check(wallet, mapped, sheet.columns)
    sheet = cleaned(wallet, sheet, mapped, at=at)
    run = run_of(wallet, sheet, mapped, file_name, by, at)
    if run.state != ImportState.CHECKED:
        return run
    ImportPart.objects.for_wallet(wallet).filter(run=run).delete()
    step = ROWS_PER_PART * PARTS_PER_TRANSACTION
    for first in range(0, len(sheet.rows), step):
        put_away(run, sheet, first, first + step)
    return _begin(run, by=by, at=at)


def run_of(
    wallet: Wallet, sheet: Sheet, mapped: Mapped, file_name: str, by: Actor, at: datetime
) -> ImportRun:
    """The row of this table read in this way, made when it is not there yet."""
    settings = mapped.as_json() | {"header": list(sheet.columns)}
    run: ImportRun
    run, _is_new = ImportRun.objects.for_wallet(wallet).get_or_create(
        wallet=wallet,
        digest=digest_of(sheet, settings),
        defaults={
            "file_name": clean_name(wallet, file_name, at=at),
            "settings": settings,
            "rows": len(sheet.rows),
            "started_by": by.id if by.kind == "staff" else None,
            "created_at": at,
        },
    )
    return run


def digest_of(sheet: Sheet, settings: dict[str, object]) -> str:
    """SHA-256 of the table and the way it is read."""
    content = json.dumps([settings, sheet.rows], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def put_away(run: ImportRun, sheet: Sheet, first: int, end: int) -> None:
    for start_row in range(first, min(end, len(sheet.rows)), ROWS_PER_PART):
        rows = sheet.rows[start_row : start_row + ROWS_PER_PART]
        ImportPart.objects.create(
            wallet_id=run.wallet_id, run=run, first_row=rows[0][0], rows=json.dumps(rows, ensure_ascii=False)
        )


@transaction.atomic
def _begin(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """Of two who begin, one wins; the other finds it running."""
    waiting = ImportRun.objects.for_wallet(run.wallet_id).filter(pk=run.pk, state=ImportState.CHECKED)
    if waiting.update(state=ImportState.RUNNING, started_at=at):
        about = Subject("import", run.id)
        write("import.started", wallet_id=run.wallet_id, subject=about, by=by, at=at, data={"rows": run.rows})
    run.refresh_from_db()
    return run
