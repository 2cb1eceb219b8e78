"""What is answered to a report of the call centre that is not believed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class NoExternalLine(Refusal):
    """The wallet has not said that it keeps a dialer of its own."""

    code = "no_external_line"
    status = 409
    says = _("This wallet has no line of the kind “external”. Add it to the wallet's lines first.")


class NotVouchedFor(Refusal):
    """One answer for a stranger's number, a number of another wallet and a customer who may not be rung."""

    code = "call_not_vouched_for"
    status = 409
    says = _(
        "This call is confirmed to nobody: it is not a call, to a number on file, that the rules allow now. "
        "End it, and do not say that it is the wallet's."
    )


class AgentUnknown(Refusal):
    """Neither a work number of this wallet's staff nor a name that can be shown."""

    code = "agent_unknown"
    status = 422
    says = _(
        "Nobody of this wallet has that work number. Send a work number that exists, or a name as agent_label."
    )


class AgentBusy(Refusal):
    """One agent holds one customer."""

    code = "agent_busy"
    status = 409
    says = _("This agent is held by another callback. Finish that one first.")


class AnotherCall(Refusal):
    """A call id stands for one call to one number."""

    code = "call_id_reused"
    status = 409
    says = _("This call_id was used for another call. Every call needs an id of its own.")


class CallIsOver(Refusal):
    """Nothing happens on a call after its end."""

    code = "call_is_over"
    status = 409
    says = _("This call ended before the time that you report. Report a new call under a new call_id.")


class ReportTooOld(Refusal):
    """Old news would be shown as if it were happening now; only an end is believed late."""

    code = "report_too_old"
    status = 422
    says = _("A report must reach us within two minutes of its time, and its time may not lie ahead.")
