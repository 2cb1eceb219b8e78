"""Where sealed values stand in the database, found by looking at the models themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import BinaryField, F, Field, Func, Model, QuerySet

from answerback.keys.envelope import KID_OCTETS, VERSION


class _Head(Func):
    """The version and the kid of a sealed value (its first octets), the same on both databases."""

    function = "SUBSTR"

    def __init__(self, column: str) -> None:
        super().__init__(F(column), 1, len(VERSION) + KID_OCTETS, output_field=BinaryField())


def sealed_columns() -> Iterator[tuple[type[Model], Field[object, object]]]:
    """Every column of octets of every model: those that hold sealed values are among them."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.get_internal_type() == "BinaryField":
                yield model, field


def sealed_by(model: type[Model], column: str, kid: str) -> QuerySet[Model]:
    """The rows whose value in this column was sealed by the key."""
    head = VERSION + bytes.fromhex(kid)
    return model._default_manager.annotate(sealed_head=_Head(column)).filter(sealed_head=head)


def rows_sealed_by(kid: str) -> int:
    """How many values in the whole database were sealed by the key."""
    return sum(sealed_by(model, field.attname, kid).count() for model, field in sealed_columns())
