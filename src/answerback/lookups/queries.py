"""What was found out about a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.chains.triage import Case, Verdict, judge
from answerback.chains.triage.words import Said, say
from answerback.journal.write import Subject
from answerback.lookups import kept
from answerback.lookups.models import Triage
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Shown:
    """A triage as a page shows it, in the reader's language."""

    made_at: datetime
    case: Case
    verdict: Verdict
    said: Said


def latest(wallet: Wallet, subjects: Iterable[Subject], *, language: str) -> Shown | None:
    """The newest verdict about any of these things; None when there is none."""
    rows = Triage.objects.for_wallet(wallet).filter(subject_id__in=[subject.id for subject in subjects])
    row = rows.first()
    return shown(row, language=language) if row is not None else None


def shown(row: Triage, *, language: str) -> Shown | None:
    """Judged again from the case, so that words and rules of today apply to facts of then."""
    case = kept.read(row.case)
    if case is None:
        return None
    verdict = judge(case)
    return Shown(row.made_at, case, verdict, say(verdict, case, language=language))


def of_customer(wallet: Wallet, customer_id: UUID) -> list[Triage]:
    return list(Triage.objects.for_wallet(wallet).filter(customer_id=customer_id))
