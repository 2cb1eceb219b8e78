"""Staff review a suspect: it is proposed for the list, which somebody else then publishes, or nothing is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerback.channels.kinds import Kind
from answerback.channels.report import propose_report
from answerback.journal.write import Actor, Subject, write
from answerback.keys import seal
from answerback.keys.purposes import Purpose
from answerback.people.models import Membership
from answerback.reports.models import Evidence, Suspect, SuspectState
from answerback.reports.receive import picture_context
from answerback.reports.refusals import SuspectReviewed


@dataclass(frozen=True)
class Picture:
    """A screenshot as it was made anew: `kind` is png or jpeg."""

    content: bytes
    kind: str


def propose_suspect(
    suspect: Suspect, *, value: str, reason: str, reviewer: Membership, by: Actor, at: datetime
) -> Suspect:
    """Propose it for the reported list, in the spelling that the reviewer confirmed. The second time is harmless.

    Raises SuspectReviewed, and the registry's refusals: who may not propose, what cannot be read.
    """
    with transaction.atomic():
        if not _decided(suspect, SuspectState.PROPOSED, reviewer, at):
            return suspect
        change = propose_report(
            suspect.wallet, Kind(suspect.kind), value or suspect.value, reason=reason, by=by, at=at
        )
        Suspect.objects.for_wallet(suspect.wallet_id).filter(id=suspect.id).update(change_id=change.id)
        suspect.change_id = change.id
        _write(suspect, "suspect.proposed", by, at)
    return suspect


def dismiss_suspect(suspect: Suspect, *, reviewer: Membership, by: Actor, at: datetime) -> Suspect:
    """Nothing in it. Reported again it stays dismissed, and its count goes up. Raises SuspectReviewed."""
    with transaction.atomic():
        if _decided(suspect, SuspectState.DISMISSED, reviewer, at):
            _write(suspect, "suspect.dismissed", by, at)
    return suspect


def open_picture(evidence: Evidence, *, by: Actor, at: datetime) -> Picture | None:
    """The screenshot, for one who reviews; that it was opened is written down. None without one."""
    if not evidence.picture_kind:
        return None
    content = seal.open_sealed(
        evidence.wallet_id, Purpose.DATA, bytes(evidence.picture), context=picture_context(evidence)
    )
    with transaction.atomic():
        subject = Subject("suspect", evidence.suspect_id)
        write("evidence.opened", wallet_id=evidence.wallet_id, subject=subject, by=by, at=at)
    return Picture(content, evidence.picture_kind)


def _decided(suspect: Suspect, state: SuspectState, reviewer: Membership, at: datetime) -> bool:
    """Whether this is the call that decides; False when it was decided so before."""
    rows = Suspect.objects.for_wallet(suspect.wallet_id).filter(id=suspect.id)
    if rows.filter(state=SuspectState.OPEN).update(state=state, reviewed_by=reviewer, reviewed_at=at):
        suspect.state = state
        return True
    if not rows.filter(state=state).exists():
        raise SuspectReviewed
    return False


def _write(suspect: Suspect, kind: str, by: Actor, at: datetime) -> None:
    subject = Subject("suspect", suspect.id)
    data = {"kind": suspect.kind, "change": str(suspect.change_id or "")}
    write(kind, wallet_id=suspect.wallet_id, subject=subject, by=by, at=at, data=data)
