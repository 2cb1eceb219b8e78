"""What the verbs of quality refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class FormBroken(Refusal):
    """An item lacks a language, has no points, or its points cannot be shared out over its levels."""

    code = "quality_form_broken"
    status = 422
    says = _(
        "Every item needs both languages and 1 to 20 points that can be shared out evenly over its levels."
    )


class NoForm(Refusal):
    """Nothing is published to score on."""

    code = "quality_no_form"
    says = _("No scoring form is published yet.")


class OwnCall(Refusal):
    """Nobody scores himself."""

    code = "quality_own_call"
    status = 403
    says = _("This is your own call: somebody else scores it.")


class ScoredAlready(Refusal):
    """The call has all its scores, or this person has given his."""

    code = "quality_scored_already"
    says = _("This call has been scored.")


class ScoreIncomplete(Refusal):
    """An item without an answer, a level that it does not have, or nothing that applies."""

    code = "quality_score_incomplete"
    status = 422
    says = _("Every item needs an answer, and at least one of them must apply.")


class WeekNotOver(Refusal):
    """A sample is drawn of a week that is over."""

    code = "quality_week_not_over"
    says = _("A sample is drawn when its week is over.")


class NotYours(Refusal):
    """Only the agent who is meant answers a review."""

    code = "quality_not_yours"
    status = 403
    says = _("Only the agent whose call it was may answer.")


class AnsweredAlready(Refusal):
    """One answer to each review."""

    code = "quality_answered_already"
    says = _("You have answered this review.")
