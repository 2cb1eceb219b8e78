"""What the desk itself refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class AgentFlagged(Refusal):
    """A customer's alarm about this agent waits for review."""

    code = "agent_flagged"
    status = 403
    says = _(
        "A customer reported that somebody asked for a secret in a call of yours. Until a supervisor has looked "
        "at it, you are offered no callbacks."
    )


class NotAnOutcome(Refusal):
    """The form names something that is not on offer."""

    code = "not_on_offer"
    status = 422
    says = _("That is not one of the answers on offer. Please choose again.")


class NotAnswered(Refusal):
    """Nobody has answered, so nobody can have said it."""

    code = "nobody_answered"
    status = 409
    says = _("This can be set only after the customer has answered.")
