"""Step 9: one step of a course is done, has failed, or is skipped; the last two say why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from answerback.findings.solutions.entries import write_down
from answerback.findings.solutions.kinds import CourseState, Doer, StepReason, StepState
from answerback.findings.solutions.models import Course, CourseStep, StepCount
from answerback.findings.solutions.refusals import CourseOver, ReasonMissing, StepEnded, StepNotYours
from answerback.journal.write import Actor

RESULTS = (StepState.DONE, StepState.FAILED, StepState.SKIPPED)


@transaction.atomic
def end_step(
    step: CourseStep, result: StepState, *, by: Actor, at: datetime, reason: StepReason | None = None
) -> CourseStep:
    """Write down how the step ended; the same again changes nothing. A customer ends his own steps, as done.

    Raises ReasonMissing for a failed or skipped step without one, StepNotYours, CourseOver, StepEnded.
    """
    if by.kind == "customer" and (step.doer != Doer.USER or result != StepState.DONE):
        raise StepNotYours
    if result not in RESULTS or (result != StepState.DONE and reason is None):
        raise ReasonMissing
    why = reason.value if reason is not None and result != StepState.DONE else ""
    # The lock of the course lets one of two hands end it: an UPDATE that looks into another table would let both.
    course = Course.objects.for_wallet(step.wallet_id).select_for_update().get(id=step.course_id)
    waiting = CourseStep.objects.for_wallet(step.wallet_id).filter(id=step.id, state=StepState.WAITING)
    under_way = course.state == CourseState.BEGUN
    if under_way and waiting.update(state=result, reason=why, ended_at=at, ended_by=by.id) == 1:
        _count(step, result)
        data = {"step": step.step, "result": result.value}
        write_down(step.course, "solution.step_done", by=by, at=at, data=data)
    step.refresh_from_db(fields=["state", "reason", "ended_at", "ended_by"])
    if step.state in (StepState.WAITING, StepState.LEFT):
        raise CourseOver
    if step.state != result:
        raise StepEnded
    return step


def _count(step: CourseStep, result: StepState) -> None:
    version_id = step.course.version_id
    counts = StepCount.objects.for_wallet(step.wallet_id)
    counts.get_or_create(wallet_id=step.wallet_id, version_id=version_id, step=step.step)
    counts.filter(version_id=version_id, step=step.step).update(**{result.value: F(result.value) + 1})
