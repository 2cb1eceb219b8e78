"""The whole of it: prepared, written, told by the verbs, sealed by the real sealer, counted by the real measures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from answerback.insight import follow
from answerback.journal.seal import seal
from answerback.ops.history.findings import note_who_was_asked, tell_findings
from answerback.ops.history.people import SHARE
from answerback.ops.history.plan import plan
from answerback.ops.history.prepare import is_foreign, prepare
from answerback.ops.history.shapes import Matter, Order
from answerback.ops.history.store import store
from answerback.wallets.models import Wallet

Say = Callable[[str, int], None]


class NotEmpty(Exception):
    """A wallet has callbacks that are not this history's."""


@dataclass(frozen=True)
class Made:
    """Callbacks that were new, findings gone through, entries sealed and counted."""

    callbacks: int
    findings: int
    sealed: int
    counted: int


def make_history(order: Order, *, at: datetime, anyway: bool = False, say: Say) -> Made:
    """Make the year of this order, or go on with it. Raises NotEmpty before anything of it is written."""
    if not anyway:
        _refuse_foreign(order)
    settings = prepare(order)
    callbacks = store(order, settings, progress=lambda number: say("callbacks", number))
    matters = list(plan(order))
    findings = tell_findings(matters, settings, lambda number: say("findings", number))
    note_who_was_asked(matters, settings)
    sealed = _until_nothing(lambda: seal(at=at), lambda number: say("sealed", number))
    counted = _until_nothing(lambda: follow.step(at), lambda number: say("counted", number))
    return Made(callbacks, findings, sealed, counted)


def _refuse_foreign(order: Order) -> None:
    """Before the demo's own seed, which brings callbacks of its own."""
    wallets = Wallet.objects.filter(
        slug__in=SHARE
    )  # every wallet: the two of the demo, chosen by their slugs
    first: dict[str, Matter] = {}
    for matter in plan(order):
        first.setdefault(matter.wallet, matter)
        if len(first) == len(SHARE):
            break
    if any(is_foreign(order, wallet, first[wallet.slug]) for wallet in wallets if wallet.slug in first):
        raise NotEmpty


def _until_nothing(step: Callable[[], int], say: Callable[[int], None]) -> int:
    total = 0
    while done := step():
        total += done
        say(total)
    return total
