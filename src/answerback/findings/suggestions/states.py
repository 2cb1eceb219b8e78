"""The one door to a group's state: a table of moves and a conditional UPDATE. Shipping and declining are answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.findings.suggestions.entries import write_down
from answerback.findings.suggestions.kinds import ANSWERED, Reason, State
from answerback.findings.suggestions.models import Suggestion, SuggestionGroup
from answerback.findings.suggestions.refusals import GroupGone, GroupMoved, ReasonNeeded
from answerback.journal.write import Actor
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

LONGEST_ANSWER = 400
MOVES: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.CONSIDERED, State.DECLINED}),
    State.CONSIDERED: frozenset({State.PLANNED, State.DECLINED}),
    State.PLANNED: frozenset({State.CONSIDERED, State.SHIPPED, State.DECLINED}),
    State.SHIPPED: frozenset({State.CONSIDERED}),
    State.DECLINED: frozenset({State.CONSIDERED}),
}


@dataclass(frozen=True)
class Answer:
    """What those who asked read when it is done or not done; the words are optional, in both languages."""

    reason: Reason | None = None
    zh: str = ""
    en: str = ""


NO_WORDS = Answer()


@transaction.atomic
def move(
    group: SuggestionGroup, to: State, *, answer: Answer = NO_WORDS, by: Actor, at: datetime
) -> SuggestionGroup:
    """Move the group; where it stands already it stays, and nobody is told twice.

    Raises GroupMoved, GroupGone, ReasonNeeded for declining without one, SecretInText.
    """
    rows = SuggestionGroup.objects.for_wallet(group.wallet_id).select_for_update(of=("self",))
    current: SuggestionGroup = rows.select_related("wallet").get(id=group.id)
    if not current.is_standing:
        raise GroupGone
    if current.state == to:
        return current
    if to not in MOVES[State(current.state)]:
        raise GroupMoved
    if to == State.DECLINED and answer.reason is None:
        raise ReasonNeeded
    _write(current, to, answer, at=at)
    people = Suggestion.objects.for_wallet(current.wallet_id).filter(group=current)
    suggesters = people.order_by().values("customer").distinct().count()
    data = {"suggesters": suggesters, "reason_code": current.reason_code or None}
    write_down(current, f"suggestion_group.{to.value}", by=by, at=at, data=data)
    return current


def follow(
    group: SuggestionGroup, to: State, *, answer: Answer = NO_WORDS, by: Actor, at: datetime
) -> SuggestionGroup:
    """Move it there over the steps between, as an outside tracker says; each step is written down.

    A tracker that opens its issue again (`considered`, `planned`) takes the answer back in the same way.
    """
    with transaction.atomic():
        for step in way(
            State(SuggestionGroup.objects.for_wallet(group.wallet_id).get(id=group.id).state), to
        ):
            group = move(group, step, answer=answer if step == to else NO_WORDS, by=by, at=at)
    return group


def way(was: State, to: State) -> tuple[State, ...]:
    """The shortest row of moves, without the first.

    >>> [state.value for state in way(State.NEW, State.SHIPPED)]
    ['considered', 'planned', 'shipped']
    """
    ways: dict[State, tuple[State, ...]] = {was: ()}
    while to not in ways:
        ways |= {
            after: (*steps, after)
            for before, steps in list(ways.items())
            for after in sorted(MOVES[before])
            if after not in ways and (after not in ANSWERED or after == to)
        }
    return ways[to]


def _write(group: SuggestionGroup, to: State, answer: Answer, *, at: datetime) -> None:
    """Of two racing moves one changes the row and the other is refused."""
    zh, en = (_kept(group.wallet, text, at=at) for text in (answer.zh, answer.en))
    answers = group.answers + (1 if to in ANSWERED else 0)
    changes = {
        "state": to,
        "state_at": at,
        "reason_code": answer.reason if to == State.DECLINED and answer.reason else "",
        "answer_zh": zh if to in ANSWERED else "",
        "answer_en": en if to in ANSWERED else "",
        "answers": answers,
        "told_at": None,
    }
    rows = SuggestionGroup.objects.for_wallet(group.wallet_id).filter(id=group.id, state=group.state)
    if rows.update(**changes | {"answers": F("answers") + (answers - group.answers)}) != 1:
        raise GroupMoved
    for name, value in changes.items():
        setattr(group, name, value)


def _kept(wallet: Wallet, text: str, *, at: datetime) -> str:
    return take(wallet, text.strip()[:LONGEST_ANSWER], place=Place.CONSOLE, at=at, whole=True).text
