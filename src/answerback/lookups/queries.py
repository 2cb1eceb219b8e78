"""What was found out about a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import override

from answerback.chains.triage import Case, Verdict, Who, judge
from answerback.chains.triage.words import Said, say, sentences
from answerback.journal.write import Subject
from answerback.lookups import kept
from answerback.lookups.models import Triage
from answerback.lookups.page_evidence import PageEvidence, page_evidence
from answerback.lookups.tones import is_well
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Shown:
    """A triage as a page shows it, in the reader's language: as it was told, and what it rests on.

    `today`: the same facts judged by the rules of today, when those say something else.
    """

    made_at: datetime
    case: Case
    verdict: Verdict
    said: Said
    evidence: PageEvidence
    today: Said | None = None


def latest(wallet: Wallet, subjects: Iterable[Subject], *, language: str) -> Shown | None:
    """The newest verdict about any of these things; None when there is none."""
    asked = Q(pk__in=())
    for subject in subjects:
        asked |= Q(subject_kind=subject.kind, subject_id=subject.id)
    row = Triage.objects.for_wallet(wallet).filter(asked).first()
    return shown(row, language=language) if row is not None else None


def shown(row: Triage, *, language: str) -> Shown | None:
    """The verdict as it was told, in the words of today; beside it what the rules of today make of the same facts."""
    case = kept.read(row.case)
    if case is None:
        return None
    today = judge(case)
    told = as_told(row, today)
    changed = say(today, case, language=language) if told is not today else None
    with override(language):
        seen = page_evidence(case, is_well=is_well(case, told, today))
    return Shown(row.made_at, case, told, say(told, case, language=language), seen, changed)


def as_told(row: Triage, today: Verdict) -> Verdict:
    """Today's when it says the same, or when no words are left for the row of then."""
    if (row.code, row.who) == (today.code, today.who) or row.code not in sentences():
        return today
    return replace(today, code=row.code, who=Who(row.who), also=(), ask=())


def of_customer(wallet: Wallet, customer_id: UUID) -> list[Triage]:
    return list(Triage.objects.for_wallet(wallet).filter(customer_id=customer_id))
