"""The kinds of action request: who decides, how likely, by when, at what cost, what follows.

The words are what the user reads before the yes, so they promise nothing. Whatever is about a transfer that
may be final on its chain never speaks of a refund: only whoever received it can send it back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.tickets.details import (
    AskPlatform,
    AskRecipient,
    ChangeNumber,
    Detail,
    FreezeAccount,
    MerchantRefund,
    RecallTransfer,
    UnlockAccount,
)
from answerback.tickets.kinds import ActionKind
from answerback.wallets.kinds import Capability

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COOLING_OFF = timedelta(hours=72)


@dataclass(frozen=True)
class Terms:
    """What the user reads beside the details; every field is one or two whole sentences."""

    who_decides: _StrPromise
    how_likely: _StrPromise
    by_when: _StrPromise
    cost: _StrPromise
    consequences: _StrPromise
    undoing: _StrPromise

    def sentences(self) -> tuple[str, ...]:
        """All of them in the language active now, in the order shown."""
        return tuple(str(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True)
class Action:
    """One kind. `refused_when_final`: makes no sense for a transfer that its chain has confirmed."""

    kind: ActionKind
    capability: Capability
    detail: type[Detail]
    terms: Terms
    reversible: bool
    may_be_on_chain: bool = False
    refused_when_final: bool = False
    cooling_off: timedelta | None = None


TERM_LABELS = {
    "who_decides": _("Who decides"),
    "how_likely": _("How likely it is"),
    "by_when": _("By when"),
    "cost": _("What it costs"),
    "consequences": _("What follows"),
    "undoing": _("Can it be undone"),
}

_UNLOCK = Action(
    kind=ActionKind.UNLOCK_ACCOUNT,
    capability=Capability.UNLOCK_ACCOUNT,
    detail=UnlockAccount,
    reversible=True,
    terms=Terms(
        who_decides=_("The wallet's security team decides, after looking at the recent log-ins."),
        how_likely=_(
            "Usually granted when the lock was a precaution; refused while something still looks wrong."
        ),
        by_when=_("You are told the decision in the wallet, normally within one working day."),
        cost=_("It costs nothing."),
        consequences=_(
            "Whoever knows the password can use the account again. If anybody else may know it, "
            "change it first."
        ),
        undoing=_("Yes. You can have the account locked again at any time."),
    ),
)

_RECALL = Action(
    kind=ActionKind.RECALL_TRANSFER,
    capability=Capability.RECALL_TRANSFER,
    detail=RecallTransfer,
    reversible=False,
    may_be_on_chain=True,
    refused_when_final=True,
    terms=Terms(
        who_decides=_(
            "The wallet, and only while the transfer is not final. After that nobody can recall it."
        ),
        how_likely=_(
            "Uncertain. It depends on whether the transfer can still be stopped when the request arrives."
        ),
        by_when=_("The wallet tries at once and tells you the result in the wallet."),
        cost=_("The recall costs nothing. A network fee that is already spent does not come back."),
        consequences=_("If it succeeds, the amount stays with you and the recipient receives nothing."),
        undoing=_("No. If the recipient was right after all, you make a new transfer."),
    ),
)

_ASK_RECIPIENT = Action(
    kind=ActionKind.ASK_RECIPIENT,
    capability=Capability.ASK_RECIPIENT,
    detail=AskRecipient,
    reversible=False,
    may_be_on_chain=True,
    terms=Terms(
        who_decides=_("Only the recipient. Neither you nor we nor the wallet can make them send it back."),
        how_likely=_("Uncertain. Many recipients never answer."),
        by_when=_(
            "The wallet passes the request on within one working day. The recipient has no time limit."
        ),
        cost=_("Asking costs nothing. Sending back may cost a network fee."),
        consequences=_(
            "The recipient sees the transfer and that you ask for it, but not your name or number. "
            "Anybody who offers to get it back for a fee is a swindler."
        ),
        undoing=_("No. A request that was passed on cannot be unsaid."),
    ),
)

_ASK_PLATFORM = Action(
    kind=ActionKind.ASK_PLATFORM,
    capability=Capability.ASK_PLATFORM,
    detail=AskPlatform,
    reversible=False,
    may_be_on_chain=True,
    terms=Terms(
        who_decides=_("Only the platform that received the deposit, by its own rules."),
        how_likely=_(
            "Uncertain. It is more likely where the platform uses this network and asset, "
            "and often refused where it does not."
        ),
        by_when=_("The wallet asks within one working day. The platform often takes several weeks."),
        cost=_(
            "Asking costs nothing. Many platforms charge for a recovery; you decide before you pay anything."
        ),
        consequences=_(
            "The platform learns the transaction, the address, the amount and your ticket reference."
        ),
        undoing=_("No. A request that was passed on cannot be unsaid."),
    ),
)

_MERCHANT_REFUND = Action(
    kind=ActionKind.MERCHANT_REFUND,
    capability=Capability.MERCHANT_REFUND,
    detail=MerchantRefund,
    reversible=False,
    terms=Terms(
        who_decides=_("The merchant decides, by its own conditions and by the law."),
        how_likely=_("Likely within the merchant's own return period, uncertain after it."),
        by_when=_(
            "The merchant is asked within one working day. Once it agrees, a refund usually needs "
            "several working days."
        ),
        cost=_("Nothing, unless the merchant's conditions say otherwise."),
        consequences=_("The order may be cancelled, and goods may have to be sent back."),
        undoing=_("No. If you still want the goods, you order them again."),
    ),
)

_CHANGE_NUMBER = Action(
    kind=ActionKind.CHANGE_NUMBER,
    capability=Capability.CHANGE_NUMBER,
    detail=ChangeNumber,
    reversible=True,
    cooling_off=COOLING_OFF,
    terms=Terms(
        who_decides=_("You do. The wallet's security team may stop it if something looks wrong."),
        how_likely=_("Nearly certain, unless you or the security team stop it."),
        by_when=_("72 hours after your approval. Until then everything stays as it is."),
        cost=_("It costs nothing."),
        consequences=_("Your old number is told at once. After 72 hours we ring the new number only."),
        undoing=_(
            "Yes. Within the 72 hours you take it back here with one tap; later you ask for a new change."
        ),
    ),
)

_FREEZE = Action(
    kind=ActionKind.FREEZE_ACCOUNT,
    capability=Capability.FREEZE_ACCOUNT,
    detail=FreezeAccount,
    reversible=True,
    terms=Terms(
        who_decides=_("You do. The wallet freezes the account as soon as it hears from us."),
        how_likely=_("Nearly certain. What has left the account already does not come back by this."),
        by_when=_("Normally within minutes."),
        cost=_("It costs nothing."),
        consequences=_("Nobody can pay or transfer from the account, you included."),
        undoing=_("Yes. The wallet checks who you are and then opens the account again."),
    ),
)

ACTIONS: dict[ActionKind, Action] = {
    action.kind: action
    for action in (
        _UNLOCK,
        _RECALL,
        _ASK_RECIPIENT,
        _ASK_PLATFORM,
        _MERCHANT_REFUND,
        _CHANGE_NUMBER,
        _FREEZE,
    )
}
