"""What happens to a person is told in the journal of each wallet he works for: each sees its own staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.models import Person
from answerback.people.queries import memberships_of


def tell_each_wallet(
    kind: str, person: Person, *, by: Actor | None, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """One entry per place; without any place one entry of the deployment. `by=None`: the person himself.

    Call it inside the verb's transaction.
    """
    places = list(memberships_of(person))
    for place in places:
        write(
            kind,
            wallet_id=place.wallet_id,
            subject=Subject("membership", place.id),
            by=by or Actor("staff", place.id),
            at=at,
            audience=Audience.AUDIT,
            data=data,
        )
    if not places:
        about = Subject("person", person.id)
        himself = by or Actor("staff", person.id)
        write(kind, wallet_id=None, subject=about, by=himself, at=at, audience=Audience.AUDIT, data=data)
