"""What is stored of a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from answerback import guard
from answerback.journal.write import Subject
from answerback.keys.mac import mac
from answerback.keys.purposes import Purpose
from answerback.texts.models import TextFinding
from answerback.wallets.places import Place


def found_in(
    wallet_id: UUID,
    text: str,
    findings: Iterable[guard.Finding],
    *,
    place: Place,
    about: Subject,
    customer_id: UUID | None,
    refused: bool,
    at: datetime,
) -> list[TextFinding]:
    """Rows to be stored: kind, offsets and the keyed code of each finding, and nothing of the text."""
    found = tuple(findings)
    kept = guard.kept(text, found, mac=partial(mac, Purpose.GUARD, wallet_id))
    return [
        TextFinding(
            wallet_id=wallet_id,
            place=place,
            kind=one.kind,
            action=finding.action,
            refused=refused,
            start=one.start,
            end=one.end,
            fingerprint=one.fingerprint,
            subject_kind=about.kind,
            subject_id=about.id,
            customer_id=customer_id,
            found_at=at,
        )
        for finding, one in zip(found, kept, strict=True)
    ]


def record(rows: Iterable[TextFinding]) -> None:
    """Store them; what is known already stays as it was first seen."""
    TextFinding.objects.bulk_create(rows, ignore_conflicts=True)
