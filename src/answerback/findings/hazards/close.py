"""It is safe: what made it so, from a closed set, and in words; what waited for it is taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.follow_up import no_longer_needed
from answerback.findings.hazards.kinds import MeasureState, SafeBy, State
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.open import withdraw
from answerback.journal.write import Actor, Subject
from answerback.people.models import Membership
from answerback.texts.take import take
from answerback.tickets.staff import membership_of
from answerback.wallets.places import Place


def close_hazard(hazard: Hazard, *, safe_by: SafeBy, words: str = "", by: Actor, at: datetime) -> Hazard:
    """Close it; the first closing stands, and a withdrawn one stays withdrawn. `words` are read by the user, too.

    Raises SecretInText.
    """
    with transaction.atomic():
        found: Hazard = (
            Hazard.objects.for_wallet(hazard.wallet_id).select_for_update(of=("self",)).get(id=hazard.id)
        )
        if found.state != State.OPEN:
            return found
        found.closing_words = _kept(found, words, at)
        found.state, found.safe_by, found.closed_at, found.late_since = State.CLOSED, safe_by, at, None
        found.closed_by = membership_of(by, wallet_id=found.wallet_id)
        found.save()
        _drop_open_measures(found, at)
        data = {
            "kind": found.kind,
            "safe_by": found.safe_by,
            "seconds": int((at - found.opened_at).total_seconds()),
        }
        write_down(found, "hazard.closed", by=by, at=at, data=data)
        no_longer_needed(found, by=by, at=at)
        return found


def take_back(hazard: Hazard, *, by: Actor, at: datetime, person: Membership | None = None) -> Hazard:
    """Its answer was taken back: gone from the user's page, and nobody rings about it."""
    with transaction.atomic():
        if withdraw(hazard, by=by, at=at, person=person):
            hazard.refresh_from_db()
            no_longer_needed(hazard, by=by, at=at)
    return hazard


def withdraw_by_hand(hazard: Hazard, *, by: Actor, at: datetime) -> Hazard:
    """It was opened by mistake; hearing the same answer again does not open it again."""
    return take_back(hazard, by=by, at=at, person=membership_of(by, wallet_id=hazard.wallet_id))


def _kept(hazard: Hazard, words: str, at: datetime) -> str:
    about = Subject("hazard", hazard.id)
    taken = take(
        hazard.wallet, words.strip(), place=Place.TICKET, at=at, about=about, customer_id=hazard.customer_id
    )
    return taken.text


def _drop_open_measures(hazard: Hazard, at: datetime) -> None:
    """What was not done was not needed in the end."""
    rows = Measure.objects.for_wallet(hazard.wallet_id).filter(hazard=hazard, state=MeasureState.OPEN)
    rows.update(state=MeasureState.NOT_NEEDED, done_at=at)
