"""Why a guide or a conversation says no."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from answerback.conversations.check import Fault
from answerback.ui.refusals import Refusal


class GuideBroken(Refusal):
    """The JSON has not the shape of a guide; `problems` lists (JSON pointer, message)."""

    code = "conversations.guide_broken"
    status = 422
    says = _("This is not a guide yet: see the list of what does not fit.")

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class GuideUnsafe(Refusal):
    """The check found faults; `faults` lists them."""

    code = "conversations.guide_unsafe"
    status = 422
    says = _("The guide cannot be published yet. The check found %(count)s faults.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


class NotADraft(Refusal):
    code = "conversations.not_a_draft"
    says = _("This version was published before and has been replaced. Make a new draft of it.")


class GuideMissing(Refusal):
    code = "conversations.guide_missing"
    status = 404
    says = _("This wallet has published no guide for this kind of call.")


class NotPublished(Refusal):
    code = "conversations.not_published"
    says = _("Only a published guide can be used in a call.")


class ConversationOver(Refusal):
    code = "conversations.over"
    says = _("This conversation has ended; what was said can no longer be changed.")


class NotThisStep(Refusal):
    code = "conversations.not_this_step"
    says = _("The conversation is at another step. Please look again.")


class AnswerUnfit(Refusal):
    code = "conversations.answer_unfit"
    status = 422
    says = _("This does not answer the question: choose one of the answers, or fill in what is asked.")
