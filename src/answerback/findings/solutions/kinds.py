"""The closed sets of solutions: problems, who does a step, how a course and its steps end and why."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Problem(TextChoices):
    """What a solution is for."""

    PAYMENT_NOT_ARRIVED = "payment_not_arrived", _("Payment not arrived")
    WRONG_AMOUNT = "wrong_amount", _("Wrong amount")
    ACCOUNT_LOCKED = "account_locked", _("Account locked")
    PASSWORD_LOST = "password_lost", _("App password lost")
    MISTAKEN_TRANSFER = "mistaken_transfer", _("Mistaken transfer")
    SCAMMED = "scammed", _("Cheated into paying")
    VERIFICATION_FAILED = "verification_failed", _("Verification failed")
    DEVICE_LOST = "device_lost", _("Device lost")
    APP_DOES_NOT_START = "app_does_not_start", _("The app does not start")
    FEES = "fees", _("A question about fees")
    OTHER = "other", _("Something else")


class Doer(TextChoices):
    """Who does a step. `wallet` is its backend; `other` is a platform, bank, merchant or authority."""

    AGENT = "agent", pgettext_lazy("who does a step", "Agent")
    USER = "user", _("Customer")
    WALLET = "wallet", _("The wallet's backend")
    OTHER = "other", pgettext_lazy("who does a step", "Somebody else")


class CourseState(TextChoices):
    """A solution on its way for one ticket. `reopened`: it was solved, and the customer says it is not."""

    PROPOSED = "proposed", _("Proposed")
    BEGUN = "begun", _("Under way")
    SOLVED = "solved", _("Solved")
    GIVEN_UP = "given_up", _("Given up")
    REOPENED = "reopened", _("Reopened")
    WITHDRAWN = "withdrawn", _("No longer proposed")


class StepState(TextChoices):
    """Where a step stands. `left`: the course ended before its turn came."""

    WAITING = "waiting", _("To do")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    SKIPPED = "skipped", _("Skipped")
    LEFT = "left", _("Not needed any more")


class StepReason(TextChoices):
    """Why a step failed or was skipped."""

    NOT_NEEDED = "not_needed", _("It was not needed")
    DONE_BEFORE = "done_before", _("It had been done before")
    USER_CANNOT = "user_cannot", _("The customer cannot do it")
    USER_DECLINED = "user_declined", _("The customer does not want it")
    NO_ANSWER = "no_answer", _("Whoever was asked did not answer")
    REFUSED = "refused", _("Whoever was asked said no")
    TOO_LATE = "too_late", _("It was too late")
    DID_NOT_HELP = "did_not_help", _("It was done and did not help")
    TECHNICAL = "technical", _("Technical trouble")


class GivenUp(TextChoices):
    """Why a course was ended before the ticket was solved."""

    WRONG_SOLUTION = "wrong_solution", _("It was the wrong solution")
    NOT_POSSIBLE = "not_possible", _("It turned out not to be possible")
    USER_DECLINED = "user_declined", _("The customer does not want it")
    SETTLED_ITSELF = "settled_itself", _("It settled itself")
    TICKET_CLOSED = "ticket_closed", _("The ticket was closed unsolved")


BY_HAND = (GivenUp.WRONG_SOLUTION, GivenUp.NOT_POSSIBLE, GivenUp.USER_DECLINED, GivenUp.SETTLED_ITSELF)
