"""The rules that can keep a callback from being dialled, each with the sentence that staff read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """Stable codes; the journal and the API carry them, people read the sentences."""

    ERASED = "erased", _("This person's data was erased.")
    SETTLED = "settled", _("What the call was about has been settled.")
    DO_NOT_CALL = "do_not_call", _("The customer told us not to ring.")
    CONSENT_MISSING = "consent_missing", _("The customer has not agreed to calls for this purpose.")
    DEADLINE_PASSED = "deadline_passed", _("The deadline has passed.")
    QUIET_UNTIL = "quiet_until", _("The customer asked for quiet until then.")
    APPOINTMENT = "appointment", _("The customer chose a later time.")
    CALLING_HOURS = "calling_hours", _("It is outside calling hours where the customer is.")
    ATTEMPTS_TODAY = "attempts_today", _("The customer has been tried often enough for now.")
    ATTEMPTS_SPENT = "attempts_spent", _("All attempts are used up.")
    NO_LINE = "no_line", _("The wallet has no line for this call.")
    NO_NUMBER = "no_number", _("No verified number is on file.")
    ALREADY_ON_A_CALL = "already_on_a_call", _("We are already ringing this phone.")
    NUMBER_FRESH = (
        "number_fresh",
        _("The number, its SIM or its forwarding changed lately: a supervisor must agree."),
    )
