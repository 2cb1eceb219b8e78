"""The ways through a guide, as a graph: what can be reached, what goes round, what never ends."""

from __future__ import annotations

from answerback.conversations.guide import Guide, Kind


def reachable(guide: Guide) -> set[str]:
    """The steps that can be reached from the first."""
    reached, waiting = set[str](), [guide.steps[0]]
    while waiting:
        step = waiting.pop()
        if step.id not in reached:
            reached.add(step.id)
            waiting += guide.successors(step)
    return reached


def ancestors(guide: Guide) -> dict[str, frozenset[str]]:
    """For each step, the steps that may have come before it."""
    before: dict[str, set[str]] = {step.id: set() for step in guide.steps}
    changed = True
    while changed:
        changed = False
        for step in guide.steps:
            for after in guide.successors(step):
                found = before[after.id] | before[step.id] | {step.id}
                if found != before[after.id]:
                    before[after.id] = found
                    changed = True
    return {step: frozenset(found) for step, found in before.items()}


def steps_in_circles(guide: Guide) -> set[str]:
    """The steps from which one can come back to the same step."""
    return {step for step, before in ancestors(guide).items() if step in before}


def steps_without_end(guide: Guide) -> set[str]:
    """The steps from which some way runs out without an end, or no end can be reached."""
    ending = {step.id for step in guide.steps if step.kind is Kind.END}
    safe = set(ending)
    grown = True
    while grown:
        grown = False
        for step in guide.steps:
            if step.id not in safe and any(after.id in safe for after in guide.successors(step)):
                safe.add(step.id)
                grown = True
    last = guide.steps[-1]
    runs_out = {last.id} if last.kind is not Kind.END and not last.to else set()
    return {step.id for step in guide.steps if step.id not in safe} | runs_out
