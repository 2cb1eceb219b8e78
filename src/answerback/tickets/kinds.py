"""The closed sets of a ticket: what it is about, where it stands, what may be asked of the backend."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """What the matter is about; the names of the wallet's events, and those that people bring themselves."""

    PAYMENT_NOT_ARRIVED = "payment_not_arrived", _("Payment not arrived")
    ACCOUNT_LOCKED = "account_locked", _("Account locked")
    MISTAKEN_TRANSFER = "mistaken_transfer", _("Mistaken transfer")
    SUSPICIOUS_LOGIN = "suspicious_login", _("Suspicious log-in")
    SCAM_REPORTED = "scam_reported", _("Scam reported")
    ONBOARDING_FINISHED = "onboarding_finished", _("New to the wallet")
    TICKET_SOLVED = "ticket_solved", _("Follow-up on a solved matter")
    ROUTINE_FOLLOW_UP = "routine_follow_up", _("Routine follow-up")
    CUSTOMER_REQUEST = "customer_request", _("Asked for by the user")
    SECRET_ASKED = "secret_asked", _("A caller asked for a secret")
    OTHER = "other", _("Something else")


class State(TextChoices):
    """Where the ticket stands: with us, with the user, with the wallet's backend, solved, closed."""

    OPEN = "open", _("We are working on it")
    WAITING_USER = "waiting_user", _("Waiting for you")
    WAITING_WALLET = "waiting_wallet", _("Waiting for the wallet")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")


UNFINISHED = (State.OPEN, State.WAITING_USER, State.WAITING_WALLET)


class Closing(TextChoices):
    """Why a ticket was closed."""

    SOLVED = "solved", _("Solved")
    WITHDRAWN = "withdrawn", _("Withdrawn by the user")
    UNREACHABLE = "unreachable", _("The user could not be reached")
    DUPLICATE = "duplicate", _("Handled in another ticket")
    SETTLED = "settled", _("Settled by itself")


class Priority(TextChoices):
    """Urgent tickets stand before all others in every list."""

    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")


class PromiseKind(TextChoices):
    """What was promised; counted apart."""

    CALL = "call", _("A call")
    MONEY = "money", _("Money")
    NEWS = "news", _("News of the matter")
    DEED = "deed", _("Something to be done")


class ActionKind(TextChoices):
    """What the wallet's backend may be asked to do, after the user's own yes in the portal."""

    UNLOCK_ACCOUNT = "unlock_account", _("Unlock the account")
    RECALL_TRANSFER = "recall_transfer", _("Recall a transfer that is not yet final")
    ASK_RECIPIENT = "ask_recipient", _("Ask the recipient to return a transfer")
    ASK_PLATFORM = "ask_platform", _("Ask the receiving platform to recover a deposit")
    MERCHANT_REFUND = "merchant_refund", _("Have the merchant pay back a purchase")
    CHANGE_NUMBER = "change_number", _("Change the telephone number on file")
    FREEZE_ACCOUNT = "freeze_account", _("Freeze the account")


class ActionState(TextChoices):
    """From the question in the portal to the backend's answer."""

    WAITING = "waiting", _("Waiting for your decision")
    APPROVED = "approved", _("Approved by you, sent to the wallet")
    DECLINED = "declined", _("Declined by you")
    EXPIRED = "expired", _("Not decided in time")
    DONE = "done", _("Done by the wallet")
    FAILED = "failed", _("The wallet could not do it")


class Sure(TextChoices):
    """Did you feel sure that it was us?"""

    YES = "yes", _("I felt sure")
    UNSURE = "unsure", _("I was not quite sure")
    NO = "no", _("I did not feel sure")


class AttachmentKind(TextChoices):
    """What a file may be; decided by its content, never by its name."""

    PNG = "png"
    JPEG = "jpeg"
    PDF = "pdf"
    TEXT = "text"
