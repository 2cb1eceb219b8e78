"""Where sealed values stand in the database, found by looking at the models themselves.

Columns made with `SealedTextField` know how to seal their values again. A model that seals into a plain
column of octets names it with `name_column`, or its key can never be destroyed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, F, Func, Model, QuerySet

from answerback.keys.envelope import KID_OCTETS, VERSION, CannotOpen
from answerback.keys.fields import SealedTextField
from answerback.keys.purposes import Purpose
from answerback.keys.seal import open_sealed, seal


@dataclass(frozen=True)
class Column:
    """A plain column of octets with sealed values: what they were sealed for, and the context of each row."""

    model: type[Model]
    name: str
    purpose: Purpose
    context: Callable[[Any], bytes]
    wallet_from: str = "wallet_id"

    def resealed(self, row: Model, octets: bytes) -> bytes:
        """The same plaintext under the current key. Raises CannotOpen."""
        wallet_id, context = getattr(row, self.wallet_from), self.context(row)
        plaintext = open_sealed(wallet_id, self.purpose, octets, context=context)
        return seal(wallet_id, self.purpose, plaintext, context=context)


_log = logging.getLogger(__name__)
_named: dict[tuple[type[Model], str], Column] = {}


class _Head(Func):
    """The version and the kid of a sealed value (its first octets), the same on both databases."""

    function = "SUBSTR"

    def __init__(self, column: str) -> None:
        super().__init__(F(column), 1, len(VERSION) + KID_OCTETS, output_field=BinaryField())


def name_column(column: Column) -> None:
    """Say how to re-seal a plain column. The second time is harmless."""
    _named[column.model, column.name] = column


def named_column(model: type[Model], name: str) -> Column | None:
    """How a plain column of octets is sealed; None for every other column."""
    return _named.get((model, name))


def octet_columns() -> Iterator[tuple[type[Model], str]]:
    """Every column of octets of every model: those that hold sealed values are among them."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.get_internal_type() == "BinaryField":
                yield model, field.attname


def sealed_by(model: type[Model], column: str, kid: str) -> QuerySet[Model]:
    """The rows whose value in this column was sealed by the key."""
    head = VERSION + bytes.fromhex(kid)
    return model._base_manager.annotate(sealed_head=_Head(column)).filter(sealed_head=head)


def rows_sealed_by(kid: str) -> int:
    """How many values in the whole database were sealed by the key."""
    return sum(sealed_by(model, column, kid).count() for model, column in octet_columns())


def resealable_columns() -> Iterator[tuple[type[Model], str]]:
    """The columns whose values can be sealed again."""
    for model, column in octet_columns():
        if (model, column) in _named or isinstance(model._meta.get_field(column), SealedTextField):
            yield model, column


def reseal_row(row: Model, column: str) -> bool:
    """Seal one value of a row under the current key; False when it changed meanwhile or cannot be opened."""
    field, old = row._meta.get_field(column), row.__dict__[column]
    try:
        new = (
            field.resealed(row, old)
            if isinstance(field, SealedTextField)
            else _named[type(row), column].resealed(row, bytes(old))
        )
    except CannotOpen:
        _log.error(
            "reseal_refused", extra={"column": f"{row._meta.label_lower}.{column}", "row": str(row.pk)}
        )
        return False
    return type(row)._base_manager.filter(pk=row.pk, **{column: old}).update(**{column: new}) == 1
