"""Rules are written in the console: checked whole, versioned, journaled; a wallet's own limits hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Purpose
from answerback.intake.models import Rule
from answerback.intake.rule_reading import read_conditions
from answerback.journal.write import Actor, Subject, write
from answerback.texts.nested import refuse_secrets
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet

# Where nobody but the user holds anything, there is no account that we could lock or log in to.
NEEDS_AN_ACCOUNT = frozenset({Kind.ACCOUNT_LOCKED, Kind.SUSPICIOUS_LOGIN})
FOLLOWED = frozenset(kind.value for kind in Kind if kind != Kind.ROUTINE_FOLLOW_UP)
LIMITS = {
    "priority": (1, 9),
    "delay_minutes": (0, 60 * 24 * 90),
    "deadline_hours": (1, 24 * 365),
    "sample_percent": (0, 100),
    "after_days": (1, 365),
    "position": (0, 9999),
}


class RuleChanged(Refusal):
    """Somebody else saved the rule meanwhile."""

    code = "rules.changed"
    says = _("Somebody has changed this rule meanwhile. Look at the new version before you save yours.")


@dataclass(frozen=True)
class RuleDraft:
    """A rule as it is typed. `conditions`: `[{"field": "amount", "op": "at_least", "value": "100"}]`."""

    name_en: str
    name_zh: str
    kind: Kind
    purpose: Purpose
    guide: str
    conditions: list[dict[str, Any]] = field(default_factory=list)
    priority: int = 5
    delay_minutes: int = 0
    deadline_hours: int | None = None
    sample_percent: int = 100
    after_days: int | None = None
    after_kinds: list[str] = field(default_factory=list)
    position: int = 100
    active: bool = True


def kinds_for(wallet: Wallet) -> tuple[Kind, ...]:
    """The kinds of event that can happen in this wallet."""
    return tuple(kind for kind in Kind if not (wallet.is_self_custodial and kind in NEEDS_AN_ACCOUNT))


@transaction.atomic
def add(wallet: Wallet, draft: RuleDraft, *, by: Actor, at: datetime) -> Rule:
    """A new rule. Raises `Invalid`, `SecretInText`."""
    check(wallet, draft)
    refuse_secrets(wallet, [draft.name_en, draft.name_zh, draft.conditions], at=at)
    rule: Rule = Rule.objects.create(wallet=wallet, **asdict(draft), created_at=at, updated_at=at)
    _journal("rule.added", rule, by=by, at=at)
    return rule


@transaction.atomic
def change(rule: Rule, draft: RuleDraft, *, if_version: int, by: Actor, at: datetime) -> Rule:
    """Save a new version; the same values again change nothing. Raises `Invalid`, `RuleChanged`, `SecretInText`."""
    check(rule.wallet, draft)
    refuse_secrets(rule.wallet, [draft.name_en, draft.name_zh, draft.conditions], at=at, about=rule.id)
    found: Rule = Rule.objects.for_wallet(rule.wallet_id).select_for_update().get(pk=rule.pk)
    values = asdict(draft)
    if all(getattr(found, name) == value for name, value in values.items()):
        return found
    if found.version != if_version:
        raise RuleChanged
    for name, value in values.items():
        setattr(found, name, value)
    found.version, found.updated_at = found.version + 1, at
    found.save()
    _journal("rule.changed", found, by=by, at=at)
    return found


def switch(rule: Rule, *, active: bool, by: Actor, at: datetime) -> Rule:
    """Turn a rule on or off; a rule is never deleted, as events name it."""
    return change(rule, draft_of(rule, active=active), if_version=rule.version, by=by, at=at)


def draft_of(rule: Rule, **changes: Any) -> RuleDraft:
    """The rule as a draft, with some values changed."""
    values = {name: getattr(rule, name) for name in RuleDraft.__dataclass_fields__}
    return RuleDraft(**(values | changes))


def check(wallet: Wallet, draft: RuleDraft) -> None:
    """Raises `Invalid` with a pointer to each wrong field."""
    faults = [
        Fault(f"/{name}", "missing") for name in ("name_en", "name_zh", "guide") if not getattr(draft, name)
    ]
    for name, (least, most) in LIMITS.items():
        value = getattr(draft, name)
        if value is not None and not least <= value <= most:
            faults.append(Fault(f"/{name}", "too_short" if value < least else "too_long"))
    if draft.kind not in kinds_for(wallet):
        faults.append(Fault("/kind", "not_for_this_wallet"))
    if (draft.after_days is not None) and draft.kind != Kind.ROUTINE_FOLLOW_UP:
        faults.append(Fault("/after_days", "unknown"))
    if set(draft.after_kinds) - FOLLOWED or (draft.after_days and not draft.after_kinds):
        faults.append(Fault("/after_kinds", "not_listed"))
    if faults:
        raise Invalid(faults)
    read_conditions(draft.kind, draft.conditions)


def _journal(kind: str, rule: Rule, *, by: Actor, at: datetime) -> None:
    write(
        kind,
        wallet_id=rule.wallet_id,
        subject=Subject("rule", rule.id),
        by=by,
        at=at,
        data={"kind": str(rule.kind), "version": rule.version, "active": rule.active},
    )
