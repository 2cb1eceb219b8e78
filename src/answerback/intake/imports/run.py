"""An import goes on, step by step: each step is one short transaction, and no row is done twice.

The rows, the counters and the place reached are written together, so that a process killed between two steps
loses nothing, and the next one begins exactly there.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.customers.bring import bring
from answerback.customers.queries import find
from answerback.intake.accept import accept
from answerback.intake.imports.mapping import Mapped, mapped_from
from answerback.intake.imports.plans import Planned, RowFault, fault_of, plans
from answerback.intake.imports.row import RowPlan
from answerback.intake.models import EventState, ImportFailure, ImportPart, ImportRun, ImportState
from answerback.journal.write import SYSTEM, Actor, Subject, write
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet

STEP_SECONDS = 0.06


@dataclass
class Tally:
    """What one step did."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[Planned, RowFault]] = field(default_factory=list)
    done: int = 0


def step(run: ImportRun, *, at: datetime) -> bool:
    """Do some rows; whether any are left. A finished or cancelled run is left alone."""
    with transaction.atomic():
        held: ImportRun = ImportRun.objects.for_wallet(run.wallet_id).select_for_update().get(pk=run.pk)
        if held.state != ImportState.RUNNING:
            return False
        part = ImportPart.objects.for_wallet(run.wallet_id).filter(run=held).first()
        if part is None:
            _finish(held, at)
            return False
        _do_some(held, part, at)
    return True


def step_any(*, at: datetime) -> bool:
    """One step of the oldest running import of any wallet, for the worker; whether there was one."""
    # every wallet: one worker serves all of them.
    run = ImportRun.objects.filter(state=ImportState.RUNNING).order_by("created_at").first()
    return run is not None and (step(run, at=at) or True)


@transaction.atomic
def cancel(run: ImportRun, *, by: Actor, at: datetime) -> None:
    """Stop here: what was taken stays, the rest is forgotten. The second time nothing happens."""
    running = (
        ImportRun.objects.for_wallet(run.wallet_id)
        .filter(pk=run.pk)
        .exclude(state__in=[ImportState.FINISHED, ImportState.CANCELLED])
    )
    if running.update(state=ImportState.CANCELLED, finished_at=at):
        ImportPart.objects.for_wallet(run.wallet_id).filter(run=run).delete()
        _journal("import.cancelled", run, by=by, at=at)


def _do_some(run: ImportRun, part: ImportPart, at: datetime) -> None:
    rows = [(number, tuple(cells)) for number, cells in json.loads(part.rows)]
    tally = _take(run, rows[part.done :], at)
    part.done += tally.done
    if part.done >= len(rows):
        part.delete()
    else:
        part.save(update_fields=["done"])
    _keep_failures(run, tally)
    changes = {name: F(name) + tally.counts[name] for name in ("planned", "kept", "duplicates", "failed")}
    ImportRun.objects.for_wallet(run.wallet_id).filter(pk=run.pk).update(
        rows_done=F("rows_done") + tally.done, **changes
    )


def _take(run: ImportRun, rows: list[tuple[int, tuple[str, ...]]], at: datetime) -> Tally:
    """As many rows as fit into the time of one step, at least one."""
    tally, mapped = Tally(), mapped_from(run.settings)
    by = Actor("staff", run.started_by) if run.started_by else SYSTEM
    ends = time.monotonic() + STEP_SECONDS
    for one in _planned(run, rows, mapped, at):
        fault = one.fault or _accept(run.wallet, one, tally, by=by, at=at)
        if fault is not None:
            tally.counts["failed"] += 1
            tally.failures.append((one, fault))
        tally.done += 1
        if time.monotonic() >= ends:
            break
    return tally


def _planned(
    run: ImportRun, rows: list[tuple[int, tuple[str, ...]]], mapped: Mapped, at: datetime
) -> Iterator[Planned]:
    return plans(run.wallet, rows, columns=tuple(run.settings["header"]), mapped=mapped, at=at)


def _accept(wallet: Wallet, one: Planned, tally: Tally, *, by: Actor, at: datetime) -> RowFault | None:
    """The customer and the event together, or neither."""
    assert one.plan is not None  # noqa: S101  a row without a fault has a plan
    try:
        with transaction.atomic():
            tally.counts[_outcome(wallet, one.plan, by=by, at=at)] += 1
    except Refusal as refused:
        return fault_of(one.row, refused)
    return None


def _outcome(wallet: Wallet, plan: RowPlan, *, by: Actor, at: datetime) -> str:
    """A known customer is never changed by a list: a swapped number in a file is a thief's way in."""
    if plan.customer is not None and find(wallet, plan.subject) is None:
        bring(wallet, plan.subject, plan.customer, by=by, at=at)
    accepted = accept(wallet, plan.envelope, by=by, at=at)
    if accepted.repeated:
        return "duplicates"
    return "planned" if accepted.event.state == EventState.PLANNED else "kept"


def _keep_failures(run: ImportRun, tally: Tally) -> None:
    for one, fault in tally.failures:
        ImportFailure.objects.create(
            wallet_id=run.wallet_id,
            run=run,
            row=one.row,
            reason=fault.reason,
            column=fault.column,
            cells=json.dumps(one.cells, ensure_ascii=False),
        )


def _finish(run: ImportRun, at: datetime) -> None:
    run.state, run.finished_at = ImportState.FINISHED, at
    run.save(update_fields=["state", "finished_at"])
    _journal("import.finished", run, by=SYSTEM, at=at)


def _journal(kind: str, run: ImportRun, *, by: Actor, at: datetime) -> None:
    run.refresh_from_db()
    counts = {name: getattr(run, name) for name in ("rows_done", "planned", "kept", "duplicates", "failed")}
    about = Subject("import", run.id)
    write(kind, wallet_id=run.wallet_id, subject=about, by=by, at=at, data=counts)
