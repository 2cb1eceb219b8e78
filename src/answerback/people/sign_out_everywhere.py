"""Every session of a person ends: after a loss, a doubt, or a change of role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.journal.write import Actor
from answerback.people.models import Person
from answerback.people.tell import tell_each_wallet


def sign_out_everywhere(person: Person, *, by: Actor | None, at: datetime) -> None:
    """End every session now, this one included; passkeys and passwords stay. `by=None`: himself."""
    with transaction.atomic():
        end_sessions(person)
        tell_each_wallet("person.signed_out_everywhere", person, by=by, at=at)


def end_sessions(person: Person) -> None:
    """Sessions are bound to the epoch (`Person.get_session_auth_hash`): a new one fits none of them."""
    Person.objects.filter(id=person.id).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
