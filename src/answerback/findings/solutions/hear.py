"""Step 7: what was answered, or what the chains said, proposes a solution; another answer proposes another one.

A course under way stays until it is given up or the ticket is solved; nothing is proposed beside it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.callbacks.matter import ticket_of
from answerback.callbacks.models import Callback
from answerback.conversations.walk import Walk
from answerback.findings.heard import Heard
from answerback.findings.solutions.entries import about, write_down
from answerback.findings.solutions.facts import facts_of, walk_so_far
from answerback.findings.solutions.kinds import CourseState
from answerback.findings.solutions.models import Course
from answerback.findings.solutions.propose import Proposal, proposed
from answerback.findings.solutions.queries import tried_for
from answerback.findings.solutions.withdraw import withdraw
from answerback.journal.write import Actor, Audience
from answerback.tickets.kinds import UNFINISHED
from answerback.tickets.models import Ticket


def hear(heard: Heard) -> None:
    """Propose what fits the whole path; hearing the same again changes nothing."""
    _weigh(heard.callback, heard.walk, by=heard.by, at=heard.at)


def weigh_again(callback: Callback, *, by: Actor, at: datetime) -> None:
    """The same after something else than an answer: a chain triage, a course that was given up."""
    _weigh(callback, walk_so_far(callback), by=by, at=at)


@transaction.atomic
def _weigh(callback: Callback, walk: Walk | None, *, by: Actor, at: datetime) -> None:
    best = _best(callback, walk)
    if best is None and callback.ticket is None:
        return
    ticket = ticket_of(callback, by=by, at=at)
    # The same lock as `begin`: nothing is proposed beside what begins meanwhile, and nothing twice.
    ticket = Ticket.objects.for_wallet(ticket.wallet_id).select_for_update().get(id=ticket.id)
    courses = Course.objects.for_wallet(ticket.wallet_id).filter(ticket=ticket)
    if ticket.state not in UNFINISHED or courses.filter(state=CourseState.BEGUN).exists():
        return
    standing = (
        courses.filter(state=CourseState.PROPOSED).select_related("version__solution", "ticket").first()
    )
    if standing is not None and best is not None and standing.version_id == best.version.id:
        _keep_reasons(standing, best)
        return
    if standing is not None:
        withdraw(standing, by=by, at=at)
    if best is not None:
        _propose(ticket, best, callback, by=by, at=at)


def _best(callback: Callback, walk: Walk | None) -> Proposal | None:
    """The best that is more than a guess, and was not given up for this ticket before."""
    tried = tried_for(callback.wallet_id, callback.ticket_id)
    fitting = proposed((callback.wallet, facts_of(callback, walk)))
    return next((one for one in fitting if not one.is_guess and one.version.id not in tried), None)


def _keep_reasons(course: Course, best: Proposal) -> None:
    if course.because != list(best.because):
        course.because = list(best.because)
        course.save(update_fields=["because"])


def _propose(ticket: Ticket, best: Proposal, callback: Callback, *, by: Actor, at: datetime) -> None:
    course = Course.objects.create(
        wallet_id=ticket.wallet_id,
        ticket=ticket,
        version=best.version,
        callback_id=callback.id,
        because=list(best.because),
        proposed_at=at,
    )
    data = about(course, callback.kind)
    write_down(course, "solution.proposed", by=by, at=at, data=data, audience=Audience.STAFF)
