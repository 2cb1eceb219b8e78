"""A coaching note: what an agent might try, beyond one call."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from answerback.journal.write import Actor, Subject, write
from answerback.people.models import Membership
from answerback.quality.models import CoachingNote
from answerback.quality.refusals import OwnCall
from answerback.texts.take import take
from answerback.wallets.places import Place

AGAIN_WITHIN = timedelta(minutes=10)


def coach(agent: Membership, text: str, *, author: Membership, by: Actor, at: datetime) -> CoachingNote:
    """Write it; the same words within ten minutes are one note. Raises OwnCall."""
    if agent.person_id == author.person_id:
        raise OwnCall
    with transaction.atomic():
        kept = take(agent.wallet, text.strip(), place=Place.NOTE, at=at).text
        rows = CoachingNote.objects.for_wallet(agent.wallet_id).filter(agent=agent, author=author)
        for one in rows.filter(written_at__gt=at - AGAIN_WITHIN):
            if one.text == kept:
                found: CoachingNote = one
                return found
        note: CoachingNote = CoachingNote.objects.create(
            wallet=agent.wallet, agent=agent, author=author, text=kept, written_at=at
        )
        write(
            "quality.coached",
            wallet_id=agent.wallet_id,
            subject=Subject("coaching_note", note.id),
            by=by,
            at=at,
            data={"note": str(note.id), "agent": str(agent.id)},
        )
    return note
