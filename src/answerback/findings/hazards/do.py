"""A measure is done, or taken back: by the user for his own, by staff for any."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.findings.hazards.entries import write_down
from answerback.findings.hazards.kinds import MeasureState, State, Who
from answerback.findings.hazards.models import Hazard, Measure
from answerback.journal.write import Actor
from answerback.tickets.staff import membership_of
from answerback.ui.refusals import Refusal


class HazardOver(Refusal):
    """It is closed or withdrawn: nothing is left to do."""

    code = "hazard_over"
    status = 409
    says = _("This is settled already. Nothing is left to do.")


class NotYours(Refusal):
    """The user may tick off what he does, not what we do."""

    code = "measure_not_yours"
    status = 403
    says = _("This is ours to do. We tell you when it is done.")


def settle_measure(measure: Measure, state: MeasureState, *, by: Actor, at: datetime) -> Measure:
    """Say that it is done, not needed, or open after all. The same twice is once. Raises HazardOver, NotYours."""
    if by.kind == "customer" and measure.who != Who.USER:
        raise NotYours
    with transaction.atomic():
        hazard = (
            Hazard.objects.for_wallet(measure.wallet_id)
            .select_for_update(of=("self",))
            .get(id=measure.hazard_id)
        )
        if hazard.state != State.OPEN:
            raise HazardOver
        rows = Measure.objects.for_wallet(measure.wallet_id).filter(id=measure.id).exclude(state=state)
        done_at = None if state == MeasureState.OPEN else at
        done_by = membership_of(by, wallet_id=measure.wallet_id) if done_at else None
        if rows.update(state=state, done_at=done_at, done_by=done_by):
            write_down(
                hazard, _KINDS[state], by=by, at=at, data={"measure": measure.code, "who": measure.who}
            )
    measure.refresh_from_db()
    return measure


_KINDS = {
    MeasureState.OPEN: "hazard.measure_reopened",
    MeasureState.DONE: "hazard.measure_done",
    MeasureState.NOT_NEEDED: "hazard.measure_dropped",
}
