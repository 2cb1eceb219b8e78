"""Source: this product's own database, through its models, so that what is sealed is opened and sealed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import Field, Model, QuerySet

from answerback.guard import Policy
from answerback.guard.stored import Mac
from answerback.journal.models import Payload
from answerback.journal.payloads import Unreadable
from answerback.keys.envelope import CannotOpen
from answerback.keys.mac import mac
from answerback.keys.purposes import Purpose
from answerback.scanning.ours.own_columns import PAYLOAD, OwnColumn, own_columns
from answerback.scanning.ours.own_values import opened, put
from answerback.scanning.pieces import Fault, Json, Place, Unit
from answerback.scanning.rows.cells import Read, Value, units_of
from answerback.scanning.rows.connection import forget
from answerback.scanning.rows.keys import code_of, is_harmless
from answerback.scanning.search import code_for

ROWS_A_PAGE = 100
CANNOT_OPEN = "cannot_be_opened"


class OwnSource:
    """Every wallet's rows, or one wallet's. `policy`: instead of the wallets' own."""

    unit = "rows"

    def __init__(self, mac: Mac, wallet_id: UUID | None = None, policy: Policy | None = None) -> None:
        self.mac, self.wallet_id, self.policy = mac, wallet_id, policy
        found = list(own_columns())
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
            if name >= label:
                rows = enumerate(self._after(model, key if name == label else None), done + 1)
                for unit in units_of(self._read(row, columns, number) for number, row in rows):
                    done = unit.done
                    yield unit

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

    def _read(self, row: Model, columns: Sequence[OwnColumn], done: int) -> Read:
        label, key = row._meta.label, str(row.pk)
        is_told = is_harmless(["key"], [key])
        shown = key if is_told else code_for(key, self.mac)
        values, faults = list[Value](), list[Fault]()
        for column in columns:
            try:
                text = opened(row, column.field)
            except (CannotOpen, Unreadable):
                faults.append(Fault(Place(label, shown, column.field.name), CANNOT_OPEN, unread=True))
            else:
                values += [self._value(row, column, text, may_change=is_told)] if text else []
        wallet_id = wallet_of(row)
        return Read(
            label,
            shown,
            key if is_told else None,
            partial(code_of, label, [key], self.mac),
            tuple(values),
            [label, key, done] if is_told else None,
            done,
            partial(mac, Purpose.GUARD, wallet_id) if wallet_id else None,  # as `texts.record` makes them
            tuple(faults),
        )

    def _value(self, row: Model, column: OwnColumn, text: str, *, may_change: bool) -> Value:
        """What is not guarded is told of only: the journal's entries are append-only, identifiers name things."""
        policy = self.policy if self.policy and column.place else column.policy(wallet_of(row))
        is_ours = column.place is not None or column.name == PAYLOAD
        return Value(column.field.name, text, _room(column), policy=policy, may_change=may_change and is_ours)

    def locate(self, wanted: object) -> None:
        """Every key may be told here."""

    def column(self, row: Json, name: str) -> str:
        """The column that a plan calls so."""
        return name

    def read(self, row: Json, columns: Sequence[str]) -> Mapping[str, str] | None:
        """Those cells as they stand now; None when the row is gone."""
        found = self._row(row, locked=False)
        if found is None:
            return None
        try:
            texts = {name: opened(found, _field(found, name)) for name in columns}
        except (CannotOpen, Unreadable):
            return None
        return texts if any(texts.values()) else None

    def _row(self, row: Json, *, locked: bool) -> Model | None:
        label, key = row
        if label not in self.models or not isinstance(key, str):
            return None
        rows = self._rows(self.models[label][0])
        found = (rows.select_for_update(of=("self",)) if locked else rows).filter(pk=key).first()
        return found if isinstance(found, Model) else None

    def write(self, row: Json, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
        """All columns at once; False when the database refuses it or something else stands there."""
        try:
            with transaction.atomic():
                found = self._row(row, locked=True)
                if found is None or {name: opened(found, _field(found, name)) for name in old} != old:
                    return False
                put(found, {_field(found, name): text for name, text in new.items()})
                return True
        except DatabaseError:
            return False

    def together(self) -> AbstractContextManager[Any]:
        """One small transaction."""
        return transaction.atomic()

    def finish(self) -> bool:
        """Nothing else keeps the words; False while another program makes it keep them."""
        return forget(connection)


def wallet_of(row: Model) -> UUID | None:
    """Whose row it is."""
    if row._meta.label == "wallets.Wallet":
        return row.pk  # type: ignore[no-any-return]
    found = getattr(row, "wallet_id", None)
    return found if isinstance(found, UUID) else None


def _field(row: Model, name: str) -> Field[Any, Any]:
    return row._meta.get_field(name)  # type: ignore[return-value]


def _room(column: OwnColumn) -> int | None:
    room = getattr(column.field, "max_length", None)
    return room if isinstance(room, int) and column.model is not Payload else None
