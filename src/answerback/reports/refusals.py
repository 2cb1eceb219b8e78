"""What the verbs on reports refuse, each with its code and sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class NothingToReport(Refusal):
    """There is no number, link, account or address in what was sent."""

    code = "reports.nothing"
    status = 422
    says = _("There is no number, link, account or address in this. Enter what you want to report.")


class TooManyReports(Refusal):
    """One address sends a few reports a day."""

    code = "reports.too_many"
    status = 429
    says = _(
        "You have sent enough reports for today; thank you. Tell the rest to your wallet, from its own page."
    )


class ReportsFull(Refusal):
    """More came today than people can read."""

    code = "reports.full"
    status = 503
    says = _(
        "More reports came today than we can read. This one was not kept: please send it again tomorrow."
    )


class SuspectReviewed(Refusal):
    """Somebody has reviewed it in the meantime."""

    code = "reports.reviewed"
    says = _("This report was reviewed in the meantime. Please look at it again.")
