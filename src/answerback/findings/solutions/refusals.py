"""Why a solution says no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal

if TYPE_CHECKING:
    from answerback.findings.solutions.check import Fault


class SolutionBroken(Refusal):
    """The JSON has not the shape of a solution; `problems` lists (JSON pointer, message)."""

    code = "solutions.broken"
    status = 422
    says = _("This is not a solution yet: see the list of what does not fit.")

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class SolutionUnsafe(Refusal):
    """The check found faults; `faults` lists them."""

    code = "solutions.unsafe"
    status = 422
    says = _("The solution cannot be published yet. The check found %(count)s faults.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


class VersionNotADraft(Refusal):
    code = "solutions.not_a_draft"
    says = _("This version was published before and has been replaced. Make a new draft of it.")


class VersionNotPublished(Refusal):
    code = "solutions.not_published"
    says = _("Only a published version of a solution can be begun.")


class AnotherUnderWay(Refusal):
    code = "solutions.another_under_way"
    says = _("Another solution is under way for this ticket. Give it up first.")


class TicketOver(Refusal):
    code = "solutions.ticket_over"
    says = _("The ticket is finished: no solution begins any more.")


class CourseOver(Refusal):
    code = "solutions.course_over"
    says = _("This solution is no longer under way.")


class StepEnded(Refusal):
    code = "solutions.step_ended"
    says = _("This step was ended in another way already.")


class StepNotYours(Refusal):
    code = "solutions.step_not_yours"
    status = 403
    says = _("This step is not yours to tick off. It is ticked off by whoever does it.")


class ReasonMissing(Refusal):
    code = "solutions.reason_missing"
    status = 422
    says = _("Say why: choose a reason from the list.")
