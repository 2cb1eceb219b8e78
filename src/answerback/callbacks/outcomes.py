"""The closed sets of the story: what a callback is about, how an attempt ends, how an agent sums it up."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happened to the customer; one for each event type `answerback.<kind>.v1`."""

    PAYMENT_NOT_ARRIVED = "payment_not_arrived", _("Payment not arrived")
    ACCOUNT_LOCKED = "account_locked", _("Account locked")
    MISTAKEN_TRANSFER = "mistaken_transfer", _("Mistaken transfer")
    SUSPICIOUS_LOGIN = "suspicious_login", _("Suspicious log-in")
    SCAM_REPORTED = "scam_reported", _("Scam reported")
    ONBOARDING_FINISHED = "onboarding_finished", _("Welcome call")
    TICKET_SOLVED = "ticket_solved", _("Ticket solved")
    ROUTINE_FOLLOW_UP = "routine_follow_up", _("Routine follow-up")
    CUSTOMER_REQUEST = "customer_request", _("You asked us to ring")


class AttemptOutcome(models.TextChoices):
    """How one dialling ended, as the line told it."""

    SPOKE = "spoke", _("Answered")
    BUSY = "busy", _("Busy")
    NO_ANSWER = "no_answer", _("No answer")
    REFUSED = "refused", _("Call declined")
    VOICEMAIL = "voicemail", _("Voicemail")
    UNREACHABLE = "unreachable", _("Not reachable")
    WRONG_NUMBER = "wrong_number", _("Number out of service")
    FAILED = "failed", _("Network failure")
    LINE_SILENT = "line_silent", _("Our own line is silent")
    NOT_PLACED = "not_placed", _("Never placed")


class Outcome(models.TextChoices):
    """How the agent sums up the callback; it decides what happens next (`wrap_up.AFTER`)."""

    SOLVED = "solved", _("Solved")
    FOLLOW_UP = "follow_up", _("Another call promised")
    WAITING = "waiting", _("Waiting for somebody else")
    CALL_LATER = "call_later", _("Asked to be rung later")
    NO_ANSWER = "no_answer", _("Nobody answered")
    BUSY = "busy", _("Busy")
    VOICEMAIL = "voicemail", _("Voicemail")
    WRONG_PERSON = "wrong_person", _("Wrong person or number")
    REFUSED = "refused", _("Does not want to be rung about this")
    CUT_OFF = "cut_off", _("Cut off")
    TECHNICAL = "technical", _("Our technical trouble")
