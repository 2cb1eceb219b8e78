"""Rows planned together: each is ready, or has the reason why not. Dry run and run both begin here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from answerback.customers.data import CustomerData, check
from answerback.customers.faults import Fault, Invalid
from answerback.intake.imports.mapping import Mapped
from answerback.intake.imports.row import RowPlan, cells_of, plan_row
from answerback.intake.incoming import read
from answerback.intake.rule_edit import kinds_for
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet

Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class RowFault:
    """Why a row cannot be taken: a key of `faults.REASONS` or a refusal's code, and the column (target)."""

    row: int
    reason: str
    column: str = ""


@dataclass(frozen=True)
class Planned:
    """One row. `plan` is empty when `fault` is not."""

    row: int
    cells: tuple[str, ...]
    plan: RowPlan | None
    fault: RowFault | None


def plans(
    wallet: Wallet, rows: Iterable[Row], *, columns: tuple[str, ...], mapped: Mapped, at: datetime
) -> Iterator[Planned]:
    """Each row in order. Asks no database."""
    for number, cells in rows:
        try:
            plan = _checked(wallet, cells_of(cells, columns, mapped), mapped, at)
            yield Planned(number, cells, plan, None)
        except Refusal as refused:
            yield Planned(number, cells, None, fault_of(number, refused))


def fault_of(row: int, refused: Refusal) -> RowFault:
    """The first fault of a refusal, in terms of columns."""
    if not isinstance(refused, Invalid) or not refused.faults:
        return RowFault(row, refused.code)
    first = refused.faults[0]
    return RowFault(row, first.code, _column(first.pointer))


def _checked(wallet: Wallet, cells: Mapping[str, str], mapped: Mapped, at: datetime) -> RowPlan:
    plan = plan_row(wallet, cells, mapped, at=at)
    read(plan.envelope, at=at)
    if plan.kind not in kinds_for(wallet):
        raise Invalid([Fault("/kind", "not_for_this_wallet")])
    check(wallet, plan.subject, plan.customer or CustomerData(), at=at)
    return plan


def _column(pointer: str) -> str:
    """`/data/amount` is the column `amount`; `/subject` the customer; `/numbers/0/number` the number."""
    parts = [part for part in pointer.split("/") if part]
    known = {"subject": "external_id", "time": "occurred_at", "numbers": "number", "consents": "consent"}
    name = parts[1] if parts[:1] == ["data"] and len(parts) > 1 else "".join(parts[:1])
    return known.get(name, name)
