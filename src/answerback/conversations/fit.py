"""A guide is fitted to a wallet: what the wallet cannot do is taken out before it is published or shown.

Conditions on custody and capabilities are settled for good; what can then never be shown goes away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from answerback.conversations import conditions
from answerback.conversations.conditions import Condition
from answerback.conversations.guide import Branch, Guide, Step


@dataclass(frozen=True)
class Profile:
    """What matters about a wallet here: its custody and what it can do."""

    custody: str
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Known:
    profile: Profile
    present: frozenset[str]


def fit(guide: Guide, profile: Profile) -> Guide:
    """The guide as this wallet may publish it. Each round may leave conditions about steps now gone."""
    fitted = _fit_once(guide, profile)
    while len(fitted.steps) < len(guide.steps):
        guide, fitted = fitted, _fit_once(fitted, profile)
    return fitted


def _fit_once(guide: Guide, profile: Profile) -> Guide:
    known = _Known(profile, frozenset(guide.by_id))
    settled = [_settled_step(step, known) for step in guide.steps]
    kept = {step.id for step in settled if step is not None}
    steps = [_rewired(step, guide, kept) for step in settled if step is not None]
    return _without_dead_ends(replace(guide, custody=(profile.custody,), steps=tuple(steps)))


def _settled_step(step: Step, known: _Known) -> Step | None:
    when = _settle(step.when, known) if step.when is not None else True
    can = known.profile.capabilities
    if when is False or not can.issuperset(step.needs):
        return None
    choices = tuple(one for one in step.choices if can.issuperset(one.needs))
    branches, default = _settled_branches(step, known)
    shown_when = None if when is True else when
    return replace(step, when=shown_when, choices=choices, branches=branches, to=default)


def _settled_branches(step: Step, known: _Known) -> tuple[tuple[Branch, ...], str]:
    kept: list[Branch] = []
    for branch in step.branches:
        settled = _settle(branch.when, known)
        if settled is True:
            return tuple(kept), branch.to
        if settled is not False:
            kept.append(Branch(settled, branch.to))
    return tuple(kept), step.to


def _settle(condition: Condition, known: _Known) -> Condition | bool:
    """True or False if the wallet alone decides the condition, else what remains of it."""
    match condition:
        case conditions.AllOf(parts):
            return _compound(parts, known, decides=False, build=conditions.AllOf)
        case conditions.AnyOf(parts):
            return _compound(parts, known, decides=True, build=conditions.AnyOf)
        case conditions.Not(part):
            settled = _settle(part, known)
            return not settled if isinstance(settled, bool) else conditions.Not(settled)
        case _:
            return _settle_leaf(condition, known)


def _settle_leaf(condition: Condition, known: _Known) -> Condition | bool:
    match condition:
        case conditions.Can(capability):
            return capability in known.profile.capabilities
        case conditions.CustodyIs(kinds):
            return known.profile.custody in kinds
        case conditions.AnswerIs(step) | conditions.Answered(step) if step not in known.present:
            return False
        case _:
            return condition


def _compound(
    parts: tuple[Condition, ...],
    known: _Known,
    *,
    decides: bool,
    build: Callable[[tuple[Condition, ...]], Condition],
) -> Condition | bool:
    settled = [_settle(part, known) for part in parts]
    if any(part is decides for part in settled):
        return decides
    open_parts = tuple(part for part in settled if not isinstance(part, bool))
    if not open_parts:
        return not decides
    return open_parts[0] if len(open_parts) == 1 else build(open_parts)


def _rewired(step: Step, guide: Guide, kept: set[str]) -> Step:
    """Jumps to a step that was taken out lead where that step would have led when skipped."""

    def onward(name: str) -> str:
        target = guide.target(name) if name else None
        while target is not None and target.id not in kept:
            target = guide.following(target)
        return name if target is None else target.id

    choices = tuple(replace(choice, to=onward(choice.to)) for choice in step.choices)
    branches = tuple(Branch(branch.when, onward(branch.to)) for branch in step.branches)
    after = guide.default_after(step)
    default = onward(after.id) if after is not None and (step.to or after.id not in kept) else ""
    return replace(step, choices=choices, branches=branches, to=default, declined_to=onward(step.declined_to))


def _without_dead_ends(guide: Guide) -> Guide:
    """Only steps that can still be reached; a written-out next stays right because jumps go by name."""
    reached, open_steps = set[str](), [guide.steps[0]]
    while open_steps:
        step = open_steps.pop()
        if step.id not in reached:
            reached.add(step.id)
            open_steps += guide.successors(step)
    return replace(guide, steps=tuple(step for step in guide.steps if step.id in reached))
