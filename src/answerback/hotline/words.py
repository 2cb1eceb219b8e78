"""What a caller hears, in his language: the agent reads it out, or the line speaks it."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from answerback.hotline.answer import Answer
from answerback.ui.moments import Shape, spoken
from answerback.wallets.models import Wallet


def said(answer: Answer, *, language: str) -> str:
    """The answer to a PIN. Every no is the same sentence."""
    with translation.override(language):
        if not answer.yes or answer.began_at is None:
            return _(
                "With this we can confirm no call. Hang up any other call. Open your wallet yourself: "
                "its status page says whether we are talking to you."
            )
        began = spoken(answer.began_at, zone=answer.zone, shape=Shape.DAY_TIME)
        if answer.ended_at is None:
            return _("Our call began at %(began)s and still goes on. Any other call is not us.") % {
                "began": began
            }
        ended = spoken(answer.ended_at, zone=answer.zone, shape=Shape.TIME)
        if answer.answered_at is None:
            return _(
                "We rang at %(began)s and stopped at %(ended)s; nobody answered. Whoever you spoke to was not us."
            ) % {"began": began, "ended": ended}
        return _("Our call began at %(began)s and ended at %(ended)s. Any other call is not us.") % {
            "began": began,
            "ended": ended,
        }


def ring_back_said(*, language: str) -> str:
    """The answer to everything that is not a PIN: a ticket reference, a name, a story, nothing at all."""
    with translation.override(language):
        return _(
            "We confirm nothing without a PIN from your wallet. Hang up now: if our rules allow it, we ring the "
            "number on file, and nobody else. Answer only when your wallet says that we are ringing."
        )


def greeting(wallet: Wallet, *, language: str) -> str:
    """What the line says first."""
    with translation.override(language):
        return _(
            "This is %(wallet)s. To ask whether a call was ours, enter the eight digits from your wallet. Without "
            "them, just hang up. We never ask for a password, a code from a message or a recovery phrase."
        ) % {"wallet": wallet.name}
