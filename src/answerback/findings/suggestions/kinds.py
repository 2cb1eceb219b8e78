"""The closed sets of suggestions and their groups."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """Which function or screen is meant: the codes of the guide's step `s_where`, and a wish for something new."""

    PAY = "pay", _("Paying and sending")
    RECEIVE = "receive", _("Receiving")
    RECORDS = "records", _("Records and statements")
    SIGN_IN = "sign_in", _("Signing in")
    SAFETY = "safety", _("Safety settings")
    NOTICES = "notices", _("Notices and reminders")
    SUPPORT = "support", _("Support and follow-up calls")
    LOOK = "look", _("Layout and wording")
    OTHER = "other", _("Another part")
    WISH = "wish", _("Something we do not have yet")


class Source(models.TextChoices):
    """Where it was said."""

    CONVERSATION = "conversation", _("In a call")
    PORTAL = "portal", _("On the user's own page")
    RATING = "rating", _("With a rating")


class State(models.TextChoices):
    """Where a group stands; `states.MOVES` says what may follow."""

    NEW = "new", _("New")
    CONSIDERED = "considered", _("Being considered")
    PLANNED = "planned", _("In the plan")
    SHIPPED = "shipped", _("Done")
    DECLINED = "declined", _("Not done")


class Reason(models.TextChoices):
    """Why something is not done, as those who asked for it read it."""

    SAFETY = "safety", _("It would make the wallet less safe.")
    EXISTS = "exists", _("It is already there, if hard to find.")
    RULES = "rules", _("The rules we are bound by do not allow it.")
    FEW = "few", _("Other things help more people first.")
    ELSEWHERE = "elsewhere", _("Another solution serves the same purpose.")


class Tracker(models.TextChoices):
    """Outside trackers whose format of a new issue we write."""

    JIRA = "jira", "Jira"
    GITHUB = "github", "GitHub"
    GITLAB = "gitlab", "GitLab"
    LINEAR = "linear", "Linear"


class Act(models.TextChoices):
    """What a person did to groups; each can be taken back."""

    GROUPED = "grouped", _("Put into a group")
    TAKEN_OUT = "taken_out", _("Taken out of a group")
    MERGED = "merged", _("Groups merged")
    SPLIT = "split", _("Group split")


OPEN = (State.NEW, State.CONSIDERED, State.PLANNED)
ANSWERED = (State.SHIPPED, State.DECLINED)
