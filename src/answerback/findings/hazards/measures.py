"""Ready-made measures: what the user and the company do, by kind, custody and what the wallet's backend can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Kind, Who
from answerback.wallets.kinds import Capability
from answerback.wallets.models import Wallet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOW, SOON = timedelta(hours=4), timedelta(days=1)
THIS_WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True)
class Ready:
    """One measure. `held`: True only where the wallet holds the money, False only where the user alone does.

    `fact`: only when this is so.
    """

    code: str
    who: Who
    within: timedelta
    says: _StrPromise
    held: bool | None = None
    needs: Capability | None = None
    fact: Fact | None = None


_USER, _COMPANY = Who.USER, Who.COMPANY
_ALL: tuple[Ready, ...] = (
    Ready(
        "end_contact",
        _USER,
        timedelta(hours=1),
        _("Hang up the other call, leave the chat and switch off any screen sharing. You owe them no word."),
        fact=Fact.STRANGER_NOW,
    ),
    Ready(
        "end_sharing",
        _USER,
        timedelta(hours=1),
        _("Make sure that screen sharing and remote control are off; restarting the device ends both."),
    ),
    Ready(
        "change_password",
        _USER,
        SOON,
        _("Choose a new password, used only here. Open the wallet yourself; tell nobody, not even us."),
        held=True,
    ),
    Ready(
        "own_password",
        _USER,
        FORTNIGHT,
        _("Choose a long password that you use only here. A password manager can remember it for you."),
        held=True,
    ),
    Ready(
        "remove_devices",
        _USER,
        SOON,
        _("Look through the signed-in devices under Security and remove those you do not know."),
        held=True,
    ),
    Ready(
        "two_step_on",
        _USER,
        THIS_WEEK,
        _("Turn on two-step verification under Security, with an authenticator or a passkey."),
        held=True,
    ),
    Ready(
        "pause_yourself",
        _USER,
        NOW,
        _("If we ask you to pause outgoing payments, read the request in the wallet and decide there."),
        held=True,
        needs=Capability.FREEZE_ACCOUNT,
    ),
    Ready(
        "new_wallet",
        _USER,
        NOW,
        _(
            "Set up a new wallet on a device that nobody else has touched, and move everything there yourself. "
            "Nobody who gives you an address for this is from us."
        ),
        held=False,
    ),
    Ready(
        "revoke_approvals",
        _USER,
        SOON,
        _(
            "Open the approvals in your wallet and revoke those you do not know. It costs a small network fee."
        ),
    ),
    Ready("remove_app", _USER, SOON, _("Remove the app, and restart the device.")),
    Ready(
        "official_app",
        _USER,
        SOON,
        _(
            "Compare the app with the About page. If in doubt, install it anew from the device’s own app store."
        ),
    ),
    Ready(
        "update_device",
        _USER,
        THIS_WEEK,
        _("Bring the system and the apps up to date in the device’s own app store."),
    ),
    Ready(
        "check_device",
        _USER,
        SOON,
        _("Have the device checked by its own security settings; if in doubt, reset it."),
    ),
    Ready(
        "keep_evidence",
        _USER,
        SOON,
        _("Keep chats, messages and payment records; do not delete them."),
    ),
    Ready(
        "tell_police",
        _USER,
        SOON,
        _("Report it to the police. Whoever offers to bring money back for a fee is a second fraud."),
    ),
    Ready(
        "do_not_answer",
        _USER,
        FORTNIGHT,
        _("Do not answer and open nothing in it. If in doubt, ask us through the wallet."),
    ),
    Ready(
        "lock_device",
        _USER,
        NOW,
        _("Lock the lost device from another one, and have the operator block the card."),
    ),
    Ready(
        "sign_out_device", _USER, NOW, _("Remove the lost device under Security in the wallet."), held=True
    ),
    Ready(
        "restore_elsewhere",
        _USER,
        NOW,
        _("Restore the wallet from your own backup on another device, then move everything to a new wallet."),
        held=False,
    ),
    Ready(
        "backup_on_paper",
        _USER,
        THIS_WEEK,
        _("Write the recovery phrase on paper, alone, and keep it in two places. Show it to nobody."),
        held=False,
    ),
    Ready(
        "delete_copies",
        _USER,
        SOON,
        _("Delete the copies in albums, cloud drives and chats, also from their bins."),
        held=False,
    ),
    Ready(
        "watch_documents",
        _USER,
        FORTNIGHT,
        _("Watch for contracts, cards or loans in your name that you did not ask for."),
    ),
    Ready(
        "compare_reports",
        _COMPANY,
        SOON,
        _("We compare the number, link or wording with what others reported."),
    ),
    Ready(
        "pause_account",
        _COMPANY,
        NOW,
        _("We ask you in the wallet whether to pause outgoing payments, and pause them when you say yes."),
        held=True,
        needs=Capability.FREEZE_ACCOUNT,
    ),
    Ready("watch_account", _COMPANY, THIS_WEEK, _("We watch the account for what is unusual."), held=True),
    Ready(
        "recall_transfer",
        _COMPANY,
        NOW,
        _("We try to recall the transfer if it is not yet final."),
        held=True,
        needs=Capability.RECALL_TRANSFER,
    ),
    Ready(
        "ask_platform",
        _COMPANY,
        SOON,
        _("We ask the receiving platform to hold the money back. It decides; we tell you what it says."),
        needs=Capability.ASK_PLATFORM,
    ),
    Ready(
        "trace_transfer",
        _COMPANY,
        SOON,
        _("We look where the money went on the chain. We can see it; nobody can stop it there."),
        held=False,
    ),
    Ready(
        "review_call",
        _COMPANY,
        SOON,
        _("We look into our own call. Until then this agent rings nobody."),
        fact=Fact.OUR_CALL,
    ),
    Ready("explain", _COMPANY, THIS_WEEK, _("We explain the steps in our next call, at your pace.")),
)
BY_CODE: Mapping[str, Ready] = MappingProxyType({one.code: one for one in _ALL})

_TAKEN_OVER = (
    "end_contact",
    "change_password",
    "remove_devices",
    "two_step_on",
    "pause_yourself",
    "new_wallet",
)
_COMPANY_GUARDS = ("pause_account", "watch_account")
BY_KIND: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SUSPICIOUS_MESSAGE: ("end_contact", "do_not_answer", "keep_evidence", "compare_reports"),
        Kind.SUSPICIOUS_CALL: ("end_contact", "do_not_answer", "keep_evidence", "compare_reports"),
        Kind.SECRET_ASKED: ("end_contact", "keep_evidence", "review_call", "compare_reports"),
        Kind.LINK_OPENED: (
            "end_contact",
            "change_password",
            "two_step_on",
            "check_device",
            "compare_reports",
        ),
        Kind.UNOFFICIAL_APP: ("official_app", "update_device", "explain"),
        Kind.APP_INSTALLED: (*_TAKEN_OVER, "remove_app", "check_device", *_COMPANY_GUARDS),
        Kind.MALWARE: (*_TAKEN_OVER, "check_device", "update_device", *_COMPANY_GUARDS),
        Kind.SHARED_SECRET: (*_TAKEN_OVER, *_COMPANY_GUARDS),
        Kind.SHARED_DETAILS: ("end_contact", "two_step_on", "watch_documents", "watch_account", "explain"),
        Kind.SCREEN_SHARED: ("end_sharing", *_TAKEN_OVER, "check_device", *_COMPANY_GUARDS),
        Kind.FRAUD_LOSS: (
            "end_contact",
            "keep_evidence",
            "tell_police",
            "pause_yourself",
            "recall_transfer",
            "ask_platform",
            "trace_transfer",
            *_COMPANY_GUARDS,
        ),
        Kind.UNKNOWN_LOGIN: (*_TAKEN_OVER, *_COMPANY_GUARDS),
        Kind.LOST_DEVICE: (
            "lock_device",
            "sign_out_device",
            "restore_elsewhere",
            "pause_yourself",
            *_COMPANY_GUARDS,
        ),
        Kind.REUSED_PASSWORD: ("own_password", "two_step_on", "explain"),
        Kind.WEAK_PASSWORD: ("own_password", "two_step_on", "explain"),
        Kind.UNLIMITED_APPROVAL: ("end_contact", "revoke_approvals", "explain"),
        Kind.BACKUP_ONLINE: ("backup_on_paper", "delete_copies", "explain"),
    }
)


def ready_for(kind: Kind, wallet: Wallet, facts: Iterable[Fact]) -> tuple[Ready, ...]:
    """What is done about a hazard of this kind, in order; nothing that this wallet could not do."""
    known = frozenset(facts)
    return tuple(one for one in (BY_CODE[code] for code in BY_KIND[kind]) if _fits(one, wallet, known))


def _fits(one: Ready, wallet: Wallet, facts: frozenset[Fact]) -> bool:
    if one.held is not None and one.held == wallet.is_self_custodial:
        return False
    if one.needs is not None and not wallet.can(one.needs):
        return False
    return one.fact is None or one.fact in facts
