"""Source: this product's own database, through its models, so that what is sealed is opened and sealed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Model, QuerySet

from answerback.guard import Policy
from answerback.journal.models import Payload
from answerback.journal.payloads import Unreadable
from answerback.keys.envelope import CannotOpen
from answerback.keys.mac import mac
from answerback.keys.purposes import Purpose
from answerback.scanning.ours.own_columns import PAYLOAD, OwnColumn, own_columns
from answerback.scanning.ours.own_values import opened, put
from answerback.scanning.pieces import Fault, Json, Place, Unit
from answerback.scanning.rows.cells import cell_unit, nothing, standing

ROWS_A_PAGE = 100
CANNOT_OPEN = "cannot_be_opened"


class OwnSource:
    """Every wallet's rows, or one wallet's. `policy`: instead of the wallets' own."""

    unit = "rows"

    def __init__(self, wallet_id: UUID | None = None, policy: Policy | None = None) -> None:
        self.wallet_id, self.policy = wallet_id, policy
        found = list(own_columns())
        self.columns = {one.name: one for one in found}
        self.models = {
            label: (next(columns).model, [one for one in found if one.model._meta.label == label])
            for label, columns in groupby(found, key=lambda one: one.model._meta.label)
        }

    def identity(self) -> Json:
        """This database; of one wallet or of all."""
        return ["own", str(self.wallet_id or "")]

    def size(self) -> int:
        """Rows."""
        return sum(self._rows(model).count() for model, _columns in self.models.values())

    def units(self, after: Json) -> Iterator[Unit[str]]:
        """`after`: model, key and count of rows."""
        label, key, done = after or ["", None, 0]
        for name, (model, columns) in self.models.items():
            if name < label:
                continue
            for row in self._after(model, key if name == label else None):
                done += 1
                units = [unit for column in columns for unit in self._units(row, column)]
                yield from standing(units, [name, str(row.pk), done], done)

    def _rows(self, model: type[Model]) -> QuerySet[Model]:
        """Rows that belong to no wallet are gone over with every wallet, not with one."""
        rows = model._base_manager.all()
        if self.wallet_id is None:
            return rows
        if model._meta.label == "wallets.Wallet":
            return rows.filter(pk=self.wallet_id)
        has_wallet = any(one.attname == "wallet_id" for one in model._meta.concrete_fields)
        return rows.filter(wallet_id=self.wallet_id) if has_wallet else rows.none()

    def _after(self, model: type[Model], key: str | None) -> Iterator[Model]:
        rows = self._rows(model).order_by("pk")
        while True:
            page = list((rows.filter(pk__gt=key) if key is not None else rows)[:ROWS_A_PAGE])
            yield from page
            if len(page) < ROWS_A_PAGE:
                return
            key = str(page[-1].pk)

    def _units(self, row: Model, column: OwnColumn) -> list[Unit[str]]:
        place = Place(column.model._meta.label, str(row.pk), column.field.name)
        try:
            text = opened(row, column.field)
        except (CannotOpen, Unreadable):
            return [nothing(faults=(Fault(place, CANNOT_OPEN, unread=True),))]
        return [self._unit(row, column, place, text)] if text else []

    def _unit(self, row: Model, column: OwnColumn, place: Place, text: str) -> Unit[str]:
        policy = self.policy if self.policy and column.place else column.policy(wallet_of(row))
        wallet_id = wallet_of(row)
        key = partial(mac, Purpose.GUARD, wallet_id) if wallet_id else None  # as `texts.record` makes them
        cell = [column.name, str(row.pk)]
        return cell_unit(text, place, cell=cell, policy=policy, mac=key, room=_room(column))

    def read(self, cell: Json) -> Unit[str] | None:
        """One cell as it stands now; None when it is gone."""
        name, key = cell
        column = self.columns[name]
        row = self._rows(column.model).filter(pk=key).first()
        units = self._units(row, column) if row else []
        return units[0] if units and units[0].cell else None

    def can_write(self, cell: Json) -> bool:
        """What is not guarded is told of only: the journal's entries are append-only, identifiers name things."""
        return self.columns[cell[0]].place is not None or cell[0] == PAYLOAD

    def write(self, cell: Json, old: str, new: str) -> bool:
        """Put `new` where `old` stands; False when the database refuses it or something else stands there."""
        name, key = cell
        column = self.columns[name]
        try:
            with transaction.atomic():
                row = column.model._base_manager.select_for_update(of=("self",)).filter(pk=key).first()
                if row is None or opened(row, column.field) != old:
                    return False
                put(row, column.field, new)
                return True
        except DatabaseError:
            return False

    def together(self) -> AbstractContextManager[Any]:
        """One small transaction."""
        return transaction.atomic()

    def finish(self) -> None:
        """Nothing else keeps the words."""


def wallet_of(row: Model) -> UUID | None:
    """Whose row it is."""
    if row._meta.label == "wallets.Wallet":
        return row.pk  # type: ignore[no-any-return]
    found = getattr(row, "wallet_id", None)
    return found if isinstance(found, UUID) else None


def _room(column: OwnColumn) -> int | None:
    room = getattr(column.field, "max_length", None)
    return room if isinstance(room, int) and column.model is not Payload else None
