"""Step 7 of the story: the conversation begins, with the guide that is published now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from answerback.conversations.conditions import EventIs, Scalar, leaves
from answerback.conversations.guide import Guide
from answerback.conversations.models import Conversation, GuideVersion, VersionState
from answerback.conversations.reading import read_guide
from answerback.conversations.refusals import NotPublished
from answerback.journal.write import Actor, Subject, write


@dataclass(frozen=True)
class Circumstances:
    """What the caller knows of the customer now: purposes consented to, what is open, data of the event.

    `offer` is the id of the offer that he may hear, "" when there is none; `silent` is then the code of why.
    """

    consents: Iterable[str] = ()
    open_tickets: int = 0
    event: Mapping[str, Scalar] = field(default_factory=dict)
    open_hazards: int = 0
    offer: str = ""
    silent: str = ""


def begin(
    version: GuideVersion,
    *,
    callback_id: uuid.UUID,
    customer_id: uuid.UUID,
    language: str,
    circumstances: Circumstances,
    by: Actor,
    at: datetime,
) -> Conversation:
    """Begin, or find what was begun: one callback has one conversation. Raises NotPublished."""
    with transaction.atomic():
        found = Conversation.objects.for_wallet(version.wallet_id).filter(callback_id=callback_id).first()
        if found is not None:
            return found
        if version.state != VersionState.PUBLISHED:
            raise NotPublished
        made, is_new = Conversation.objects.get_or_create(
            wallet_id=version.wallet_id,
            callback_id=callback_id,
            defaults={
                "customer_id": customer_id,
                "version": version,
                "language": language,
                "context": _context(version, circumstances),
                "shown_at": at,
                "started_at": at,
            },
        )
        if is_new:
            _tell(made, by=by, at=at)
        return made


def _tell(made: Conversation, *, by: Actor, at: datetime) -> None:
    write(
        "conversation.began",
        wallet_id=made.wallet_id,
        subject=Subject("conversation", made.id),
        by=by,
        at=at,
        customer_id=made.customer_id,
        data={"callback": made.callback_id, "version": made.version_id, "guide": made.version.guide.slug},
    )


def _context(version: GuideVersion, known: Circumstances) -> dict[str, object]:
    """Kept as it was, so that the path can be walked again. Of the event, only what the guide looks at."""
    wanted = event_fields(read_guide(version.content))
    return {
        "custody": str(version.wallet.custody),
        "capabilities": sorted(str(one) for one in version.wallet.capabilities),
        "consents": sorted(str(one) for one in known.consents),
        "open_tickets": known.open_tickets,
        "open_hazards": known.open_hazards,
        "offer": known.offer,
        "silent": known.silent,
        "event": {name: value for name, value in known.event.items() if name in wanted},
    }


def event_fields(guide: Guide) -> frozenset[str]:
    """The fields of the event that conditions of the guide look at."""
    all_conditions = [step.when for step in guide.steps]
    all_conditions += [branch.when for step in guide.steps for branch in step.branches]
    found = (leaf for condition in all_conditions for leaf in leaves(condition))
    return frozenset(leaf.field for leaf in found if isinstance(leaf, EventIs))
