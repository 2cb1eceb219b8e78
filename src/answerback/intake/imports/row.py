"""One row becomes one CloudEvent, and a customer if it brings one who is not yet known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from answerback.callbacks.outcomes import Kind
from answerback.customers.data import ConsentData, CustomerData, NumberData
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Language, Purpose
from answerback.intake.imports.mapping import CUSTOMER_TARGETS, EVENT_TARGETS, Mapped
from answerback.intake.moments import read_moment
from answerback.intake.shapes import schema_of
from answerback.wallets.models import Wallet

SOURCE = "/imports"
YES = frozenset({"yes", "y", "true", "1", "是", "同意", "有"})
NO = frozenset({"no", "n", "false", "0", "否", "不同意", "无"})


@dataclass(frozen=True)
class RowPlan:
    """What the row asks for. The event's id comes from its content: the same row twice is one event."""

    envelope: dict[str, Any]
    customer: CustomerData | None

    @property
    def event_id(self) -> str:
        """As in the envelope."""
        return str(self.envelope["id"])

    @property
    def subject(self) -> str:
        """The customer's external id."""
        return str(self.envelope["subject"])

    @property
    def kind(self) -> Kind:
        """As in the envelope's type."""
        return Kind(self.envelope["type"].split(".")[1])


def plan_row(wallet: Wallet, cells: Mapping[str, str], mapped: Mapped, *, at: datetime) -> RowPlan:
    """`cells`: target to text. Raises `Invalid` with pointers that name targets."""
    kind = _kind(cells, mapped)
    envelope: dict[str, Any] = {
        "specversion": "1.0",
        "source": SOURCE,
        "type": f"answerback.{kind.value}.v1",
        "subject": cells["external_id"],
        "data": _data(cells, kind),
    }
    if cells.get("occurred_at"):
        envelope["time"] = _moment(wallet, cells["occurred_at"], "occurred_at").isoformat()
    envelope["id"] = hashlib.sha256(json.dumps(envelope, sort_keys=True).encode()).hexdigest()[:40]
    return RowPlan(envelope=envelope, customer=_customer(wallet, cells, at))


def cells_of(row: tuple[str, ...], columns: tuple[str, ...], mapped: Mapped) -> dict[str, str]:
    """The row by target; empty cells are as if they were not there, but the customer's."""
    by_heading = dict(zip(columns, row, strict=True))
    cells = {target: by_heading[heading] for target, heading in mapped.columns.items()}
    return {target: text for target, text in cells.items() if text} | {"external_id": cells["external_id"]}


def _kind(cells: Mapping[str, str], mapped: Mapped) -> Kind:
    text = cells.get("kind", "")
    if not text and mapped.kind is not None:
        return mapped.kind
    for kind in Kind:
        if text.casefold() in (kind.value, f"answerback.{kind.value}.v1", str(kind.label).casefold()):
            return kind
    raise Invalid([Fault("/kind", "not_listed" if text else "missing")])


def _data(cells: Mapping[str, str], kind: Kind) -> dict[str, Any]:
    properties = schema_of(kind, is_resolution=False)["properties"]
    outside = CUSTOMER_TARGETS | EVENT_TARGETS - {"matter_id"}
    named = {name: text for name, text in cells.items() if name not in outside and name in properties}
    return {name: _typed(name, text, properties[name]) for name, text in named.items()}


def _typed(name: str, text: str, schema: Mapping[str, Any]) -> Any:
    """A cell is text; the schema says what it stands for."""
    if schema["type"] == "boolean":
        return _yes_no(text, name)
    if schema["type"] == "integer":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
    if schema.get("format") == "decimal":
        return _decimal(text)
    return text


def _decimal(text: str) -> str:
    """Without thousands separators or a currency sign; anything else is left for the schema to refuse."""
    plain = text.replace(",", "").replace("，", "").strip("¥￥$ ")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return text
    return f"{number:f}" if number.is_finite() else text


def _yes_no(text: str, target: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise Invalid([Fault(f"/{target}", "not_listed")])


def _moment(wallet: Wallet, text: str, target: str) -> datetime:
    """RFC 3339; without an offset the time is the wallet's own."""
    found = read_moment(text)
    if found is not None:
        return found
    try:
        local = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise Invalid([Fault(f"/{target}", "malformed")]) from None
    return local if local.tzinfo else local.replace(tzinfo=ZoneInfo(wallet.zone))


def _customer(wallet: Wallet, cells: Mapping[str, str], at: datetime) -> CustomerData | None:
    """Nothing when the row says nothing about the person."""
    if not CUSTOMER_TARGETS & cells.keys():
        return None
    number = _number(wallet, cells)
    yes = "consent" in cells and _yes_no(cells["consent"], "consent")
    return CustomerData(
        name=cells.get("name"),
        language=_language(cells["language"]) if "language" in cells else None,
        zone=cells.get("zone"),
        numbers=None if number is None else (number,),
        consents=(ConsentData(Purpose.SERVICE, granted=True, at=at, source="import"),) if yes else (),
    )


def _number(wallet: Wallet, cells: Mapping[str, str]) -> NumberData | None:
    """A number that nobody verified is kept, but not rung."""
    if "number" not in cells:
        return None
    verified = cells.get("number_verified_at")
    verified_at = _moment(wallet, verified, "number_verified_at") if verified else None
    return NumberData(cells["number"], verified_at=verified_at)


def _language(text: str) -> Language:
    if text.casefold() in ("zh", "zh-hans", "zh-cn", "中文", "汉语"):
        return Language.ZH
    if text.casefold() in ("en", "en-us", "en-gb", "english", "英文", "英语"):
        return Language.EN
    raise Invalid([Fault("/language", "not_listed")])
