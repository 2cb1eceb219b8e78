"""What is refused about suggestions and their groups."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class GroupMoved(Refusal):
    """The table of moves does not lead there, or another request was faster."""

    code = "suggestion_group_moved"
    says = _("The group cannot be moved there from where it stands. Please load the page again.")


class GroupGone(Refusal):
    """Merged away or dissolved."""

    code = "suggestion_group_gone"
    says = _("This group has been merged into another one or dissolved.")


class NotMergeable(Refusal):
    """Into itself, or one of the two has been answered already."""

    code = "suggestion_groups_not_mergeable"
    says = _("Only two different groups that nobody has answered yet can be merged.")


class NothingToMove(Refusal):
    """None of the suggestions named stands where it should."""

    code = "suggestions_not_there"
    says = _("None of these suggestions stands there any more. Please load the page again.")


class ReasonNeeded(Refusal):
    """A refusal without its reason helps nobody."""

    code = "suggestion_reason_needed"
    status = 422
    says = _("Please say why it is not done: those who asked for it will read it.")


class TitleNeeded(Refusal):
    """A group has a title in both languages."""

    code = "suggestion_title_needed"
    status = 422
    says = _("Please write a title in Chinese and one in English.")


class AlreadyUndone(Refusal):
    """Only what stands can be taken back."""

    code = "regrouping_undone"
    says = _("This has been taken back already.")
