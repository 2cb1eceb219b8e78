"""What is known of a matter, as the rules of a solution see it: codes of the event, answers, marks, chain triage."""

from __future__ import annotations

from collections.abc import Mapping

from answerback.callbacks.models import Callback
from answerback.conversations.conditions import Context, Facts, Scalar
from answerback.conversations.queries import conversation_of
from answerback.conversations.record import walk_of
from answerback.conversations.walk import Walk
from answerback.lookups.models import Triage


def facts_of(callback: Callback, walk: Walk | None) -> Facts:
    """Event, kind of call, custody, capabilities, the newest triage of this callback, and the path so far.

    Besides the event's own fields `event` has `callback_kind`, and of a triage `triage` (the row of the table)
    and `triage_who` (who can put it right).
    """
    wallet = callback.wallet
    context = Context(
        custody=str(wallet.custody),
        capabilities=frozenset(str(one) for one in wallet.capabilities),
        event=_event(callback),
    )
    passed = walk.passed if walk is not None else ()
    codes = {one.step.id: one.given.answer_codes for one in passed}
    return Facts(context, codes, walk.marks if walk is not None else frozenset())


def walk_so_far(callback: Callback) -> Walk | None:
    """The path of this callback's conversation; None before it began."""
    found = conversation_of(callback.wallet, callback_id=callback.id)
    return walk_of(found) if found is not None else None


def _event(callback: Callback) -> Mapping[str, Scalar]:
    own = {name: value for name, value in callback.about.items() if isinstance(value, str | int | bool)}
    return {**own, **_triage(callback), "callback_kind": callback.kind}


def _triage(callback: Callback) -> Mapping[str, Scalar]:
    rows = Triage.objects.for_wallet(callback.wallet_id)
    newest = rows.filter(subject_kind="callback", subject_id=callback.id).first()
    return {"triage": newest.code, "triage_who": newest.who} if newest is not None else {}
