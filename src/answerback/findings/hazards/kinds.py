"""The closed sets of a hazard: what it is, where it comes from, how grave, who does what, what made it safe."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What is unsafe; the part after the dot of a guide's mark `hazard.<kind>`."""

    SUSPICIOUS_MESSAGE = "suspicious_message", _("A suspicious message")
    SUSPICIOUS_CALL = "suspicious_call", _("A suspicious call")
    SECRET_ASKED = "secret_asked", _("A caller asked for a secret")
    LINK_OPENED = "link_opened", _("A suspicious link was opened")
    UNOFFICIAL_APP = "unofficial_app", _("A wallet app from an unknown source")
    APP_INSTALLED = "app_installed", _("An app installed because a stranger said so")
    MALWARE = "malware", _("Harmful software on the device")
    SHARED_SECRET = "shared_secret", _("A secret was given to somebody")
    SHARED_DETAILS = "shared_details", _("Personal details were given to a stranger")
    SCREEN_SHARED = "screen_shared", _("The screen was shared with a stranger")
    FRAUD_LOSS = "fraud_loss", _("Money lost to a fraud")
    UNKNOWN_LOGIN = "unknown_login", _("A log-in that was not the user")
    LOST_DEVICE = "lost_device", _("A lost device or telephone card")
    REUSED_PASSWORD = "reused_password", _("The same password is used elsewhere")
    WEAK_PASSWORD = "weak_password", _("A weak password")
    UNLIMITED_APPROVAL = "unlimited_approval", _("An approval without limit")
    BACKUP_ONLINE = "backup_online", _("The recovery phrase is kept online")


class Cause(TextChoices):
    """Why it came about; `causes.derived` says by which rule."""

    ATTACK = "attack", _("An attack")
    MISTAKE = "mistake", _("A mistake")
    KNOWLEDGE = "knowledge", _("Lack of knowledge")


class Source(TextChoices):
    """Who told us."""

    CONVERSATION = "conversation", _("The user, in a callback")
    ALARM = "alarm", _("The user’s one-tap alarm")
    REPORT = "report", _("A report")
    CHECKUP = "checkup", _("The user’s own check-up")
    STAFF = "staff", _("A member of staff")


class State(TextChoices):
    """Open until something made it safe; withdrawn when the answer that opened it was taken back."""

    OPEN = "open", _("Not yet safe")
    CLOSED = "closed", _("Made safe")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Level(TextChoices):
    """How grave, by the points (`rules.THRESHOLDS`)."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    URGENT = "urgent", _("Urgent")


class Who(TextChoices):
    """Who does a measure."""

    USER = "user", _("The user")
    COMPANY = "company", _("The company")


class MeasureState(TextChoices):
    """A measure waits, is done, or turned out not to be needed."""

    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("Not needed")


class SafeBy(TextChoices):
    """What made it safe."""

    PASSWORD_CHANGED = "password_changed", _("The password was changed")
    TWO_STEP_ON = "two_step_on", _("Two-step verification is on")
    DEVICES_REMOVED = "devices_removed", _("Unknown devices were removed")
    APP_REMOVED = "app_removed", _("The app is gone and the device was checked")
    ACCOUNT_SECURED = "account_secured", _("The account was paused and checked")
    MOVED_TO_NEW_WALLET = "moved_to_new_wallet", _("Everything was moved to a new wallet")
    APPROVAL_REVOKED = "approval_revoked", _("The approval was revoked")
    BACKUP_OFFLINE = "backup_offline", _("The recovery phrase is kept offline only")
    DEVICE_BACK = "device_back", _("The device or card is back, or was blocked")
    MONEY_BACK = "money_back", _("The money came back")
    NOTHING_HAPPENED = "nothing_happened", _("Nothing was given away, and it was reported")
    USER_INFORMED = "user_informed", _("The user knows what to look out for")
    NO_HAZARD = "no_hazard", _("It turned out to be harmless")
    RISK_ACCEPTED = "risk_accepted", _("The user knows the risk and leaves it")
