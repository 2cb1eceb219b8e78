"""Two scorers beside one another, item by item and on the whole, for one version of the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answerback.quality.agreement import Kappa, kappa, linear, same, table_of
from answerback.quality.items import Item, read_items
from answerback.quality.models import Review, ScoringForm

Pair = tuple[Review, Review]


@dataclass(frozen=True)
class Agreement:
    """`item` None: the whole form, passed or not. `left_out`: pairs in which one said "does not apply"."""

    item: Item | None
    kappa: Kappa
    left_out: int = 0
    weighted: bool = False


def agreements(form: ScoringForm) -> list[Agreement]:
    """The whole form first, then each item in its order."""
    pairs = pairs_on(form)
    whole = [(int(first.passed), int(second.passed)) for first, second in pairs]
    items = read_items(form.items)
    return [Agreement(None, kappa(table_of(whole, 2))), *(_of_item(one, pairs) for one in items)]


def pairs_on(form: ScoringForm) -> list[Pair]:
    """Calls that two people scored on this version, the first scorer's review first."""
    rows = Review.objects.for_wallet(form.wallet_id).filter(form=form, call__twice=True)
    found: dict[object, list[Review]] = {}
    for review in rows.order_by("place"):
        found.setdefault(review.call_id, []).append(review)
    return [(both[0], both[1]) for both in found.values() if len(both) == 2]


def _of_item(item: Item, pairs: Iterable[Pair]) -> Agreement:
    """Yes or no with "does not apply" as a third answer; steps are weighted, without the pairs that lack one."""
    given = [(first.scores.get(item.key), second.scores.get(item.key)) for first, second in pairs]
    if item.levels == 2:
        size = 3 if item.may_skip else 2
        said = [(2 if first is None else first, 2 if second is None else second) for first, second in given]
        return Agreement(item, kappa(table_of(said, size), same))
    both = [(first, second) for first, second in given if first is not None and second is not None]
    found = kappa(table_of(both, item.levels), linear)
    return Agreement(item, found, left_out=len(given) - len(both), weighted=True)
