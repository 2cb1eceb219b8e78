"""The closed sets of an offer: where it stands, what a user answered, why nothing was offered."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Written by one person, approved by another, ended by its last day or by hand."""

    DRAFT = "draft", pgettext_lazy("offer", "Draft")
    APPROVED = "approved", pgettext_lazy("offer", "Approved")
    ENDED = "ended", pgettext_lazy("offer", "Ended")


class Reply(TextChoices):
    """What the user said to it. Nothing is also an answer: he will think about it."""

    NONE = "", _("Will think about it")
    ACCEPTED = "accepted", _("Interested")
    REFUSED = "refused", _("Not wanted")


class Silence(TextChoices):
    """Why nothing is offered in a call; the first that holds, in this order."""

    NO_CONSENT = "no_consent", _("The user has not agreed to hear of offers.")
    OPEN_TROUBLE = (
        "open_trouble",
        _("Something is not settled yet: a ticket is open, or the user told of trouble."),
    )
    OPEN_HAZARD = "open_hazard", _("Something is not safe yet: a hazard is open.")
    REFUSED_LATELY = "refused_lately", _("The user did not want an offer a short while ago.")
    HEARD_ENOUGH = "heard_enough", _("The user has heard of as many offers as the policy allows.")
    NONE_IN_FORCE = "none_in_force", _("There is no approved offer at the moment.")
    NONE_FITS = "none_fits", _("No offer at the moment is meant for this user.")
