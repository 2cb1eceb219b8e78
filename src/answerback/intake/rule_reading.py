"""Rules as they stand in the database or a form, read into rules that can be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, Invalid, pointer
from answerback.customers.models import Language
from answerback.intake.models import Rule
from answerback.intake.rules import Condition, Facts, Op, Value
from answerback.intake.shapes import free_text_of, schema_of

MOST_CONDITIONS = 20


class FieldType(StrEnum):
    """What a field of an event holds."""

    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"


OPS = {
    FieldType.CHOICE: (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN, Op.SENT),
    FieldType.TEXT: (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN, Op.SENT),
    FieldType.NUMBER: (Op.AT_LEAST, Op.BELOW, Op.SENT),
    FieldType.YES_NO: (Op.IS, Op.SENT),
}


@dataclass(frozen=True)
class Field:
    """A field that a condition may name; `choices` only for `CHOICE`."""

    name: str
    type: FieldType
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadRule:
    """A rule ready to be asked."""

    row: Rule
    conditions: tuple[Condition, ...]

    @property
    def key(self) -> str:
        """A rule keeps its sample through its versions."""
        return str(self.row.id)

    @property
    def sample_percent(self) -> int:
        """0 to 100."""
        return self.row.sample_percent


def read_rule(row: Rule) -> ReadRule:
    """Raises `Invalid` when a condition no longer makes sense."""
    return ReadRule(row=row, conditions=read_conditions(Kind(row.kind), row.conditions))


@cache
def fields_of(kind: Kind) -> dict[str, Field]:
    """The fields that conditions on this kind may name: those of its schema, and the customer's language."""
    properties = schema_of(kind, is_resolution=False)["properties"]
    hidden = free_text_of(kind, is_resolution=False) | {"matter_id"}
    known = {name: _field(name, one) for name, one in properties.items() if name not in hidden}
    return known | {"customer_language": Field("customer_language", FieldType.CHOICE, tuple(Language.values))}


def _field(name: str, schema: Mapping[str, Any]) -> Field:
    if "enum" in schema:
        return Field(name, FieldType.CHOICE, tuple(schema["enum"]))
    if schema["type"] == "boolean":
        return Field(name, FieldType.YES_NO)
    if schema["type"] == "integer" or schema.get("format") == "decimal":
        return Field(name, FieldType.NUMBER)
    return Field(name, FieldType.TEXT)


def read_conditions(kind: Kind, conditions: Sequence[Any]) -> tuple[Condition, ...]:
    """Raises `Invalid` with a pointer to each wrong part."""
    if len(conditions) > MOST_CONDITIONS:
        raise Invalid([Fault("/conditions", "too_long")])
    read = [_condition(kind, index, one) for index, one in enumerate(conditions)]
    faults = [one for one in read if isinstance(one, Fault)]
    if faults:
        raise Invalid(faults)
    return tuple(one for one in read if isinstance(one, Condition))


def _condition(kind: Kind, index: int, one: Any) -> Condition | Fault:
    if not isinstance(one, Mapping) or one.keys() != {"field", "op", "value"}:
        return Fault(pointer("conditions", index), "malformed")
    field = fields_of(kind).get(one["field"]) if isinstance(one["field"], str) else None
    if field is None:
        return Fault(pointer("conditions", index, "field"), "unknown")
    op = next((op for op in OPS[field.type] if op == one["op"]), None)
    if op is None:
        return Fault(pointer("conditions", index, "op"), "not_listed")
    value = _value(field, op, one["value"])
    return (
        Fault(pointer("conditions", index, "value"), "malformed")
        if value is None
        else Condition(field.name, op, value)
    )


def _value(field: Field, op: Op, value: Any) -> Value | tuple[Value, ...] | None:
    if op is Op.SENT:
        return value if isinstance(value, bool) else None
    if op in (Op.IN, Op.NOT_IN):
        values = [_one_value(field, one) for one in value] if isinstance(value, list) else []
        return tuple(one for one in values if one is not None) if values and None not in values else None
    return _one_value(field, value)


def _one_value(field: Field, value: Any) -> Value | None:
    if field.type is FieldType.YES_NO:
        return value if isinstance(value, bool) else None
    if field.type is FieldType.NUMBER:
        return number_in(value)
    if not isinstance(value, str) or not 0 < len(value) <= 200:
        return None
    return value if field.type is FieldType.TEXT or value in field.choices else None


def number_in(value: object) -> Decimal | None:
    """A finite decimal from a number or its text; booleans are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def facts_of(kind: Kind, data: Mapping[str, Any], *, customer_language: str) -> Facts:
    """What conditions may ask of an event: the simple values of the fields that its schema knows."""
    facts: dict[str, Value] = {"customer_language": customer_language}
    for name, field in fields_of(kind).items():
        value = data.get(name)
        number = number_in(value) if field.type is FieldType.NUMBER else None
        if number is not None:
            facts[name] = number
        elif field.type is not FieldType.NUMBER and isinstance(value, str | bool):
            facts[name] = value
    return facts
