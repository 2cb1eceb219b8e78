"""Two people, and not one with a second account: whoever decides held the right before the change was proposed.

No program knows whether two accounts are one human. What it can do is that a place given in haste does not count: not
one given after the proposal, and not for a day one that either of the two gave the other. Both are in the journal,
where a third person sees them. Whoever holds the command line holds the database, and is not held up here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from answerback.channels.models import Change
from answerback.channels.refusals import TooNear
from answerback.journal.models import Entry
from answerback.people.models import Membership

SETTLES = timedelta(days=1)
GIVEN = ("membership.began", "membership.role_changed")


def refuse_if_near(change: Change, decider: Membership, *, at: datetime) -> None:
    """Raises TooNear."""
    both = (change.proposed_by_id, decider.id)
    given = Entry.objects.filter(wallet_id=change.wallet_id, kind__in=GIVEN, subject_id__in=both)
    before = given.filter(actor_kind="staff", at__gt=min(change.proposed_at, at - SETTLES), at__lte=at)
    rows = before.values_list("subject_id", "actor_id", "at")
    for place, giver, when in rows:
        is_late = place == decider.id and when > change.proposed_at
        if is_late or (when > at - SETTLES and _is_of(giver, change, decider)):
            raise TooNear


def _is_of(giver: object, change: Change, decider: Membership) -> bool:
    """Whether one of the two gave it, from whichever of his places."""
    people = (change.proposer_id, decider.person_id)
    places = Membership.objects.for_wallet(change.wallet_id)
    return places.filter(id=giver, person_id__in=people).exists()
