"""What others may still take from the user's accounts, and how to end it, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerback.chains.amounts import COINS, spelled
from answerback.chains.approvals import Threat, say
from answerback.chains.lookalikes import Piece, marked
from answerback.chains.triage.words import NAMES

Groups = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Taking:
    """One permission. `amount`: the most that can be taken, in words. `holder_name`: of a well-known holder."""

    chain: str
    means: str
    end: str
    amount: str
    holder: Groups
    holder_name: str
    token: Groups
    account: Groups
    until: datetime | None
    is_grave: bool


def takings(threats: Iterable[Threat]) -> tuple[Taking, ...]:
    """The gravest first, as they come. In the language active now."""
    return tuple(map(taking, threats))


def taking(threat: Threat) -> Taking:
    language = get_language() or "en"
    means, end, _nobody = say(threat, language=language)
    permission = threat.permission
    return Taking(
        chain=NAMES[threat.chain][int(language.startswith("zh"))] if threat.chain is not None else "",
        means=means,
        end=end,
        amount=amount_of(threat),
        holder=marked(permission.holder),
        holder_name=permission.holder_is_known,
        token=marked(permission.token),
        account=marked(threat.account),
        until=permission.until,
        is_grave=threat.is_grave,
    )


def amount_of(threat: Threat) -> str:
    """The most that can go."""
    permission = threat.permission
    if permission.item is not None:
        return _("The item with the number %(number)s") % {"number": permission.item}
    if threat.takes is None:
        return _("Everything, now and later")
    if not permission.token and threat.chain is not None:
        coin = COINS[threat.chain]
        return f"{spelled(threat.takes, coin.decimals)} {coin.symbol}"
    if permission.symbol and permission.decimals is not None:
        return f"{spelled(threat.takes, permission.decimals)} {permission.symbol}"
    return _("%(amount)s smallest units of a token that is not on our list") % {"amount": f"{threat.takes:,}"}
