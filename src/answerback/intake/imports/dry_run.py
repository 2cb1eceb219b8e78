"""What an import would do, without doing it: shown before anything touches many people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer, Stop
from answerback.intake.imports import mapping
from answerback.intake.imports.mapping import Mapped
from answerback.intake.imports.plans import Planned, RowFault, plans
from answerback.intake.imports.row import SOURCE, RowPlan
from answerback.intake.imports.sheet import Sheet
from answerback.intake.models import Event
from answerback.wallets.models import Wallet

CHUNK = 500
FAULTS_SHOWN = 100
WARNINGS = frozenset({Kind.SCAM_REPORTED, Kind.SUSPICIOUS_LOGIN, Kind.MISTAKEN_TRANSFER})


@dataclass(frozen=True)
class DryRun:
    """Each row counts once. `waiting`: its customer is unknown and the row does not bring him."""

    rows: int
    ready: int
    waiting: int
    duplicates: int
    invalid: int
    do_not_call: int
    faults: tuple[RowFault, ...]

    @property
    def sentence(self) -> str:
        """The counts in one sentence of the reader's language."""
        return _(
            "%(ready)s ready, %(duplicates)s duplicates, %(invalid)s invalid, "
            "%(do_not_call)s on do-not-call, %(waiting)s waiting for their customer"
        ) % {
            "ready": self.ready,
            "duplicates": self.duplicates,
            "invalid": self.invalid,
            "do_not_call": self.do_not_call,
            "waiting": self.waiting,
        }


def dry_run(wallet: Wallet, sheet: Sheet, mapped: Mapped, *, at: datetime) -> DryRun:
    """Raises `Invalid` when the mapping itself is wrong. Reads the database once per 500 rows."""
    mapping.check(wallet, mapped, sheet.columns)
    planned = list(plans(wallet, sheet.rows, columns=sheet.columns, mapped=mapped, at=at))
    good = [one.plan for one in planned if one.plan is not None]
    fates = _fates(wallet, good)
    return DryRun(
        rows=len(planned),
        ready=fates.count("ready"),
        waiting=fates.count("waiting"),
        duplicates=fates.count("duplicate"),
        invalid=len(planned) - len(good),
        do_not_call=fates.count("do_not_call"),
        faults=_faults(planned),
    )


def _faults(planned: Iterable[Planned]) -> tuple[RowFault, ...]:
    return tuple(one.fault for one in planned if one.fault is not None)[:FAULTS_SHOWN]


def _fates(wallet: Wallet, good: Sequence[RowPlan]) -> list[str]:
    fates: list[str] = []
    seen: set[str] = set()
    for start in range(0, len(good), CHUNK):
        chunk = good[start : start + CHUNK]
        known = _events_known(wallet, chunk)
        stops = _stops(wallet, chunk)
        for plan in chunk:
            is_repeated = plan.event_id in known or plan.event_id in seen
            fates.append("duplicate" if is_repeated else _fate(plan, stops.get(plan.subject)))
            seen.add(plan.event_id)
    return fates


def _events_known(wallet: Wallet, chunk: Sequence[RowPlan]) -> set[str]:
    events = Event.objects.for_wallet(wallet).filter(
        source=SOURCE, event_id__in=[one.event_id for one in chunk]
    )
    return set(events.values_list("event_id", flat=True))


def _stops(wallet: Wallet, chunk: Sequence[RowPlan]) -> dict[str, str]:
    customers = Customer.objects.for_wallet(wallet).filter(external_id__in=[one.subject for one in chunk])
    return dict(customers.values_list("external_id", "stop"))


def _fate(plan: RowPlan, stop: str | None) -> str:
    if stop is None:
        return "ready" if plan.customer is not None else "waiting"
    if stop == Stop.EVERYTHING or (stop == Stop.ALL_BUT_SECURITY and plan.kind not in WARNINGS):
        return "do_not_call"
    return "ready"
