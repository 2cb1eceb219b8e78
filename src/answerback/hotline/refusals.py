"""What the hotline refuses to its own users and agents. A caller is never refused: he hears the same as everybody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class NoSuchCall(Refusal):
    """A PIN is for a call of ours that reached this customer within the last week."""

    code = "hotline.no_such_call"
    status = 404
    says = _("There is no such call of ours.")


class TooManyPins(Refusal):
    """Every open PIN is a target for guessing."""

    code = "hotline.too_many_pins"
    status = 429
    says = _("You have made five PINs within a day. Please use the last one, or ring us without a PIN.")


class AskedTooOften(Refusal):
    """One agent answers so many questions in an hour, and no more."""

    code = "hotline.asked_too_often"
    status = 429
    says = _("You have asked about too many PINs within an hour. Please ask a supervisor.")


class NothingToRejoin(Refusal):
    """Only who was just told yes, on this desk, leads back into the case; three codes at most."""

    code = "hotline.nothing_to_rejoin"
    status = 409
    says = _(
        "There is no answered question on your desk to make a code for, or three codes were made already."
    )
