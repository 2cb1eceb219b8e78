"""What a wallet is and can do: the closed sets that every screen, rule and action asks."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Custody(TextChoices):
    """Who holds the keys. In a self-custodial wallet nobody but the user can move or freeze anything."""

    CUSTODIAL = "custodial", _("The wallet holds the money for its users")
    SELF_CUSTODIAL = "self_custodial", _("Each user alone holds the keys")
    MIXED = "mixed", _("Some accounts are held for users, some are not")


class Calling(TextChoices):
    """How the wallet may reach its users by voice."""

    PHONE = "phone", _("By telephone and in the app")
    IN_APP_ONLY = "in_app_only", _("In the app only")
    NEVER_BY_PHONE = "never_by_phone", _("Never by telephone")


class Capability(TextChoices):
    """What the wallet's backend is able to do; what is missing here is neither published nor shown."""

    UNLOCK_ACCOUNT = "unlock_account", _("Unlock an account")
    FREEZE_ACCOUNT = "freeze_account", _("Freeze an account")
    RECALL_TRANSFER = "recall_transfer", _("Recall a transfer that is not yet final")
    ASK_RECIPIENT = "ask_recipient", _("Ask the recipient to return a transfer")
    ASK_PLATFORM = "ask_platform", _("Ask the receiving platform to recover a deposit")
    MERCHANT_REFUND = "merchant_refund", _("Have a merchant refund a payment")
    CHANGE_NUMBER = "change_number", _("Change the telephone number on file")


class Line(TextChoices):
    """The ways a call is placed; a wallet lists those it uses (drivers of `telephony`)."""

    IN_APP = "inapp", _("In the app")
    SIMULATED = "simulator", _("Simulated line")
    MANUAL = "manual", _("The agent's own phone")
    ASTERISK = "asterisk", _("Telephone exchange")
    EXTERNAL = "external", _("Your own dialer, reported by the call centre")


class Scope(TextChoices):
    """What a machine's key may do over the API."""

    EVENTS_WRITE = "events:write", _("Send events")
    CUSTOMERS_WRITE = "customers:write", _("Bring and change customers")
    SESSIONS_WRITE = "sessions:write", _("Open a user's portal session")
    LEGS_WRITE = "legs:write", _("Report the calls of your own dialer")
    READ = "read", _("Read")


CUSTODIAL_ONLY = frozenset(
    {
        Capability.UNLOCK_ACCOUNT,
        Capability.FREEZE_ACCOUNT,
        Capability.RECALL_TRANSFER,
        Capability.MERCHANT_REFUND,
        Capability.CHANGE_NUMBER,
    }
)
TELEPHONE_LINES = frozenset({Line.SIMULATED, Line.MANUAL, Line.ASTERISK, Line.EXTERNAL})
