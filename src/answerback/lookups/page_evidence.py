"""What a verdict rests on, as a page shows it: what the chains said, addresses whole, what differs marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerback.chains.accounts import is_same
from answerback.chains.amounts import COINS, spelled
from answerback.chains.kinds import Chain
from answerback.chains.lookalikes import Piece, marked
from answerback.chains.sightings import Sighting, Transfer
from answerback.chains.triage import Case
from answerback.chains.triage.words import NAMES
from answerback.lookups.evidence_words import failed_because, status_of, trouble_of
from answerback.lookups.takings import Taking, takings

Groups = tuple[tuple[Piece, ...], ...]
MOST_MOVES = 6
ANOTHER_TIME = timedelta(days=1)


@dataclass(frozen=True)
class Moved:
    """One payment inside the transaction. `token` is its contract, empty for the chain's own coin."""

    amount: str
    sender: Groups
    recipient: Groups
    token: Groups
    is_listed: bool
    memo: str
    is_unsigned: bool
    is_meant: bool


@dataclass(frozen=True)
class PageEvidence:
    """What was seen of the transaction; `id` is empty where no chain asked has it. `elsewhere`: chains that know
    nothing of it. `paid` and `other`: the address paid, and the one it should have been or resembles (`is_known`: from
    the user's own history), marked where they differ. `signer`: only where another than a payer signed. `more`: how
    many payments are left out."""

    chain: str = ""
    status: str = ""
    tone: str = "quiet"
    id: Groups = ()
    asked_at: datetime | None = None
    block_time: datetime | None = None
    is_other_time: bool = False
    signer: Groups = ()
    fee: str = ""
    reason: str = ""
    replaced_by: Groups = ()
    moves: tuple[Moved, ...] = ()
    more: int = 0
    paid: Groups = ()
    other: Groups = ()
    is_known: bool = False
    elsewhere: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    takings: tuple[Taking, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to show beside what others may take."""
        return bool(self.id or self.paid or self.elsewhere or self.troubles)


def page_evidence(case: Case, *, is_well: bool = False) -> PageEvidence:
    """In the language active now. `is_well`: the verdict says that nothing is lost."""
    paid, other = addresses(case)
    seen = case.seen
    beside = PageEvidence(
        paid=marked(paid, other),
        other=marked(other, paid),
        is_known=not case.story.meant,
        elsewhere=tuple(named(one.chain) for one in case.sightings if one is not seen),
        troubles=tuple(dict.fromkeys(map(trouble_of, case.troubles))),
        takings=takings(case.approvals),
    )
    return beside if seen is None else with_transaction(beside, case, seen, is_well=is_well)


def with_transaction(beside: PageEvidence, case: Case, seen: Sighting, *, is_well: bool) -> PageEvidence:
    status, tone = status_of(seen, is_well=is_well)
    shown = chosen_moves(case, seen)
    return replace(
        beside,
        chain=named(seen.chain),
        status=status,
        tone=tone,
        id=marked(seen.id),
        asked_at=seen.at,
        block_time=seen.block_time,
        is_other_time=is_other_time(case, seen),
        signer=marked("" if any(is_same(seen.signer, move.sender) for move in shown) else seen.signer),
        fee=fee_of(seen),
        reason=failed_because(seen.reason),
        replaced_by=marked(seen.replaced_by),
        moves=tuple(moved(move, case, seen.chain) for move in shown),
        more=len(seen.transfers) - len(shown),
    )


def addresses(case: Case) -> tuple[str, str]:
    """The address paid and the one to hold against it: the one meant, else the one it was made to resemble."""
    if case.is_elsewhere_paid:
        return case.paid_to, case.story.meant
    return (case.paid_to, case.resembled.known) if case.resembled is not None else ("", "")


def chosen_moves(case: Case, seen: Sighting) -> tuple[Transfer, ...]:
    """The payment this is about first, then the others in their order."""
    about = [case.transfer] if case.transfer is not None else []
    others = [move for move in seen.transfers if move is not case.transfer]
    return tuple((about + others)[:MOST_MOVES])


def moved(move: Transfer, case: Case, chain: Chain) -> Moved:
    return Moved(
        amount=amount_of(move, chain),
        sender=marked(move.sender),
        recipient=marked(move.recipient, addresses(case)[1] if move is case.transfer else ""),
        token=marked(move.token),
        is_listed=bool(move.symbol),
        memo=move.memo,
        is_unsigned=move.signed_by_sender is False,
        is_meant=move is case.transfer,
    )


def amount_of(move: Transfer, chain: Chain) -> str:
    """With the name that our own list gives the token: a counterfeit chooses its own."""
    if not move.token:
        coin = COINS[chain]
        decimals = coin.decimals if move.decimals is None else move.decimals
        return f"{spelled(move.amount, decimals)} {move.symbol or coin.symbol}"
    if move.symbol and move.decimals is not None:
        return f"{spelled(move.amount, move.decimals)} {move.symbol}"
    return _("%(amount)s smallest units of a token that is not on our list") % {"amount": f"{move.amount:,}"}


def fee_of(seen: Sighting) -> str:
    if seen.fee is None:
        return ""
    coin = COINS[seen.chain]
    return f"{spelled(seen.fee, coin.decimals)} {coin.symbol}"


def is_other_time(case: Case, seen: Sighting) -> bool:
    """The block is of another day than the payment the user speaks of: perhaps it is another payment."""
    told = case.story.sent_at
    if told is None or seen.block_time is None:
        return False
    return abs(seen.block_time - told) > ANOTHER_TIME


def named(chain: Chain) -> str:
    return NAMES[chain][int((get_language() or "").startswith("zh"))]
