"""Several texts of one form, or about one thing: a secret that begins in one and ends in another is one secret.

Each text has come through `take` by itself before; what shows only when they are read together is cut between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import permutations
from uuid import UUID

from answerback.guard import Kind
from answerback.journal.write import Subject
from answerback.texts.take import Taken, take
from answerback.ui.guarded import share_of
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place
from answerback.wallets.text_policy import KEYS_TO_MONEY, found_together, policy_for

MOST_IN_PAIRS = 8
"""More texts than a form has fields are read in their order only."""


def refuse_cut(
    wallet: Wallet,
    texts: Iterable[str],
    *,
    place: Place,
    at: datetime,
    about: Subject | None = None,
    customer_id: UUID | None = None,
    kinds: frozenset[Kind] = KEYS_TO_MONEY,
    least: float = 0.0,
) -> None:
    """Raises SecretInText when these texts, each of which may be kept, hold together what must not be kept.

    `least` (0 to 1): how certain that must be, where many short labels are read as one.
    """
    policy = policy_for(wallet, place)
    for parts in _orders([text for text in texts if text.strip()]):
        together = " ".join(parts)
        found = found_together(together, policy, kinds)
        if any(one.certainty >= least for one in found):  # `take` refuses it, and counts what was found
            take(wallet, together, place=place, at=at, about=about, customer_id=customer_id, whole=True)


def without_cut(
    wallet: Wallet,
    taken: Taken,
    beside: Iterable[str],
    *,
    place: Place,
    at: datetime,
    about: Subject | None = None,
    customer_id: UUID | None = None,
) -> Taken:
    """The text without its share of a secret that is cut between it and one of those `beside` it.

    For a place in which nothing is refused; what stands beside stays as it is.
    """
    policy = policy_for(wallet, place)
    for other in (one for one in beside if one.strip()):
        for before, after in ((f"{other} ", ""), ("", f" {other}")):
            together = f"{before}{taken.text}{after}"
            found = found_together(together, policy)
            left = share_of(taken.text, found, len(before))
            if left != taken.text:
                take(wallet, together, place=place, at=at, about=about, customer_id=customer_id)
                taken = Taken(left, (*taken.findings, *found), blocked=True)
    return taken


def _orders(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Every two of them either way round, and all in a row."""
    if len(texts) <= MOST_IN_PAIRS:
        yield from permutations(texts, 2)
    if len(texts) > 2:
        yield texts
