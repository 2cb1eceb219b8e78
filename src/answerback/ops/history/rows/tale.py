"""A matter's journal entries, collected in any order and put into that of their times."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from answerback.journal.codes import only_codes
from answerback.journal.kinds import SYSTEM, Actor, Audience
from answerback.journal.models import Entry
from answerback.ops.history.rows.setting import Setting


class _Told(NamedTuple):
    at: datetime
    place: int
    kind: str
    subject: tuple[str, uuid.UUID]
    by: Actor
    audience: Audience
    data: dict[str, Any]


class Tale:
    """What happened in one matter. Whatever is later than the history's end is not told."""

    def __init__(self, setting: Setting, number: int, customer_id: uuid.UUID) -> None:
        self.setting, self.number, self.customer_id = setting, number, customer_id
        self._told: list[_Told] = []

    def tell(
        self,
        kind: str,
        at: datetime | None,
        subject: tuple[str, uuid.UUID],
        /,
        *,
        by: Actor = SYSTEM,
        audience: Audience = Audience.CUSTOMER,
        **data: Any,
    ) -> bool:
        """Whether it has happened by the end of the history."""
        if at is None or at > self.setting.until:
            return False
        self._told.append(_Told(at, len(self._told), kind, subject, by, audience, data))
        return True

    def entries(self) -> Iterator[Entry]:
        """In the order of their times; at the same time in the order they were told."""
        setting = self.setting
        for place, told in enumerate(sorted(self._told, key=lambda told: (told.at, told.place))):
            yield Entry(
                id=setting.id_of(told.at, self.number, "entry", place, order=place),
                wallet_id=setting.wallet.pk,
                kind=told.kind,
                subject_kind=told.subject[0],
                subject_id=told.subject[1],
                customer_id=self.customer_id,
                actor_kind=told.by.kind,
                actor_id=told.by.id,
                audience=told.audience.value,
                at=told.at,
                data=only_codes(told.data),
            )
