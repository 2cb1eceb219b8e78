"""What is said about each kind: to the user, why it matters; by the agent, at once, when it is grave."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Kind, Level
from answerback.findings.hazards.models import Hazard

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WHY: Mapping[Kind, _StrPromise] = MappingProxyType(
    {
        Kind.SUSPICIOUS_MESSAGE: _(
            "Messages that pretend to come from us are how most frauds begin. You noticed it, and that is the best "
            "protection there is."
        ),
        Kind.SUSPICIOUS_CALL: _(
            "Callers who pretend to be us are trained to sound right. You noticed it, and that is the best protection "
            "there is."
        ),
        Kind.SECRET_ASKED: _(
            "Nobody of ours ever asks for a password, a code or a recovery phrase. Whoever did wanted in."
        ),
        Kind.LINK_OPENED: _(
            "A copied page may keep what is typed into it, and some links try to install something."
        ),
        Kind.UNOFFICIAL_APP: _(
            "A copied wallet app looks the same and sends what you type to somebody else."
        ),
        Kind.APP_INSTALLED: _("Such an app may show your screen to a stranger or act in your place."),
        Kind.MALWARE: _("Harmful software can read along and change where a payment goes."),
        Kind.SHARED_SECRET: _("Whoever knows it can act as you. Changing it in time makes it worthless."),
        Kind.SHARED_DETAILS: _(
            "With your details the next caller sounds more real, and may act in your name elsewhere."
        ),
        Kind.SCREEN_SHARED: _(
            "Whoever saw the screen may have seen codes and balances; with remote control he could act."
        ),
        Kind.FRAUD_LOSS: _(
            "It happens to careful people, too. The sooner it is dealt with, the more can be limited."
        ),
        Kind.UNKNOWN_LOGIN: _(
            "Somebody else may still be signed in. Removing his device and changing the password ends it."
        ),
        Kind.LOST_DEVICE: _("Whoever finds it may try to open the wallet or receive your codes."),
        Kind.REUSED_PASSWORD: _(
            "When another site leaks, the same password is tried on wallets within hours."
        ),
        Kind.WEAK_PASSWORD: _("Short and common passwords are guessed by machines within seconds."),
        Kind.UNLIMITED_APPROVAL: _(
            "Such an approval lets somebody move your coins later, without asking again."
        ),
        Kind.BACKUP_ONLINE: _("Whoever gets into the album, drive or chat has the whole wallet with it."),
    }
)
SAY: Mapping[Kind, _StrPromise] = MappingProxyType(
    {
        Kind.SUSPICIOUS_MESSAGE: _(
            "Please do not answer it and open nothing in it. Keep it; we compare it with others."
        ),
        Kind.SUSPICIOUS_CALL: _(
            "If they ring again, just hang up; you owe them nothing. A call of ours always stands in the wallet."
        ),
        Kind.SECRET_ASKED: _(
            "We never ask for a secret. Please keep every code and password to yourself, from me, too."
        ),
        Kind.LINK_OPENED: _(
            "Please close that page and type nothing more into it. We go through the rest together."
        ),
        Kind.UNOFFICIAL_APP: _("Please do nothing in that app for now. We check first where it came from."),
        Kind.APP_INSTALLED: _(
            "Please switch that device to flight mode now, then remove the app. I will wait."
        ),
        Kind.MALWARE: _("Please do not open the wallet on that device. Use another one that you trust."),
        Kind.SHARED_SECRET: _(
            "It is not your fault. Please open the wallet yourself now and change it; tell nobody, not even me."
        ),
        Kind.SHARED_DETAILS: _(
            "It is not your fault. Expect calls that sound very real; hang up and ask us in the wallet."
        ),
        Kind.SCREEN_SHARED: _(
            "Please switch the screen sharing off now; restarting the device ends it for sure. I will wait."
        ),
        Kind.FRAUD_LOSS: _(
            "It is not your fault. Please pay nothing more, to anybody, and delete nothing. We act in order."
        ),
        Kind.UNKNOWN_LOGIN: _(
            "Please open Security in the wallet now and remove the device you do not know. I will wait."
        ),
        Kind.LOST_DEVICE: _(
            "Please lock the device from another one and have the card blocked, right after this call."
        ),
        Kind.REUSED_PASSWORD: _(
            "When you have a quiet moment, choose a password only for the wallet. Tell it to nobody."
        ),
        Kind.WEAK_PASSWORD: _("When you have a quiet moment, choose a longer password. Tell it to nobody."),
        Kind.UNLIMITED_APPROVAL: _(
            "Please open the approvals in your wallet and revoke what you do not know. I will wait."
        ),
        Kind.BACKUP_ONLINE: _(
            "Please never show those words to anybody. When you are alone, write them on paper instead."
        ),
    }
)
SAY_KEY_KNOWN = _(
    "Whoever has those words has the wallet. Please set up a new one on a clean device and move everything yourself."
)
SAY_STRANGER_NOW = _(
    "Before anything else: please hang up the other call, leave the chat and switch off screen sharing. I will wait."
)
WHY_KEY_KNOWN = _(
    "Whoever has those words has the wallet, for good: they cannot be changed or blocked. Only a new wallet, which you "
    "set up yourself and move everything to, makes it safe again."
)
WHY_TAKEN_IN = _(
    "Messages and calls that pretend to come from us are how most frauds begin. They take in careful people, too; "
    "what counts now is what we do next."
)
APPROACHES = frozenset({Kind.SUSPICIOUS_MESSAGE, Kind.SUSPICIOUS_CALL})
TAKEN_IN = frozenset(
    {
        Fact.MONEY_GONE,
        Fact.SECRET_TOLD,
        Fact.DETAILS_TOLD,
        Fact.SCREEN_SEEN,
        Fact.APP_INSTALLED,
        Fact.LINK_OPENED,
        Fact.SIGNED,
    }
)
GRAVE = (Level.HIGH, Level.URGENT)


def why_it_matters(hazard: Hazard) -> _StrPromise:
    """For the user: no praise for noticing where it was too late, no changing of what cannot be changed."""
    kind = Kind(hazard.kind)
    if kind is Kind.SHARED_SECRET and Fact.SEED_TOLD in hazard.facts:
        return WHY_KEY_KNOWN
    if kind in APPROACHES and TAKEN_IN & set(hazard.facts):
        return WHY_TAKEN_IN
    return WHY[kind]


def say_now(hazard: Hazard) -> _StrPromise:
    """What the agent says at once, word for word."""
    if Fact.STRANGER_NOW in hazard.facts:
        return SAY_STRANGER_NOW
    if Fact.SEED_TOLD in hazard.facts and hazard.kind == Kind.SHARED_SECRET:
        return SAY_KEY_KNOWN
    return SAY[Kind(hazard.kind)]
