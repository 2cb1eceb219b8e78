"""Which column holds what: guessed from the headings in either language, confirmed by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, Invalid, pointer
from answerback.intake.rule_edit import kinds_for
from answerback.intake.shapes import schema_of
from answerback.wallets.models import Wallet

HEADINGS: dict[str, tuple[str, ...]] = {
    "external_id": (
        "external_id",
        "customer",
        "customer_id",
        "user",
        "user_id",
        "uid",
        "用户",
        "用户编号",
        "用户号",
        "客户编号",
    ),
    "kind": ("kind", "type", "event", "事件", "事件类型", "类型"),
    "matter_id": (
        "matter_id",
        "matter",
        "order",
        "order_id",
        "reference",
        "事项编号",
        "订单号",
        "业务编号",
        "流水号",
    ),
    "occurred_at": ("occurred_at", "time", "date", "happened_at", "时间", "发生时间", "日期"),
    "summary": ("summary", "note", "description", "说明", "备注", "情况", "摘要"),
    "amount": ("amount", "sum", "金额"),
    "currency": ("currency", "币种"),
    "number": ("number", "phone", "mobile", "tel", "telephone", "手机", "手机号", "电话", "号码", "联系电话"),
    "number_verified_at": ("number_verified_at", "verified_at", "号码验证时间", "验证时间"),
    "name": ("name", "姓名", "称呼"),
    "language": ("language", "语言"),
    "zone": ("zone", "timezone", "time_zone", "时区"),
    "consent": ("consent", "service_consent", "同意回访", "是否同意回访"),
}
CUSTOMER_TARGETS = frozenset({"number", "number_verified_at", "name", "language", "zone", "consent"})
EVENT_TARGETS = frozenset({"external_id", "kind", "matter_id", "occurred_at"})


@dataclass(frozen=True)
class Mapped:
    """`columns`: target to heading. `kind`: of every row, unless a column says it row by row."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None

    def as_json(self) -> dict[str, Any]:
        """For the run's settings."""
        return {"columns": dict(self.columns), "kind": self.kind.value if self.kind else None}


def mapped_from(settings: Mapping[str, Any]) -> Mapped:
    """The mapping of a stored run."""
    return Mapped(columns=settings["columns"], kind=Kind(settings["kind"]) if settings["kind"] else None)


def guess(columns: tuple[str, ...], *, kind: Kind | None = None) -> Mapped:
    """The likely mapping; each column serves once."""
    found: dict[str, str] = {}
    for target in targets(kind):
        names = {plain(name) for name in (target, *HEADINGS.get(target, ()))}
        heading = next((one for one in columns if plain(one) in names and one not in found.values()), None)
        if heading is not None:
            found[target] = heading
    return Mapped(columns=found, kind=kind)


def targets(kind: Kind | None) -> tuple[str, ...]:
    """What a column may be: our own targets, and the fields of the event's schema."""
    schemas = [schema_of(one, is_resolution=False) for one in ([kind] if kind else Kind)]
    fields = [name for schema in schemas for name in schema["properties"]]
    return tuple(dict.fromkeys([*HEADINGS, *fields]))


def check(wallet: Wallet, mapped: Mapped, columns: tuple[str, ...]) -> None:
    """Raises `Invalid`: a column that is not there, a target unknown, no customer, no kind."""
    faults = [
        Fault(pointer("columns", name), "unknown") for name in mapped.columns if name not in targets(None)
    ]
    faults += [
        Fault(pointer("columns", target), "not_listed")
        for target, heading in mapped.columns.items()
        if heading not in columns
    ]
    if "external_id" not in mapped.columns:
        faults.append(Fault("/columns/external_id", "missing"))
    if mapped.kind is None and "kind" not in mapped.columns:
        faults.append(Fault("/kind", "missing"))
    if mapped.kind is not None and mapped.kind not in kinds_for(wallet):
        faults.append(Fault("/kind", "not_for_this_wallet"))
    if faults:
        raise Invalid(faults)


def plain(heading: str) -> str:
    """Headings compared without case, spaces and signs."""
    return re.sub(r"[\s_\-:：*()（）/]+", "", heading.casefold())
