"""Step 10: the user says how it went, once per closing.

CSAT "How satisfied are you?" 1-5; CES 2.0 "It was easy to have my matter handled" 1-7, 7 is easiest;
NPS "How likely would you recommend us?" 0-10; "Did you feel sure that it was us?" yes, unsure, no. The raw answers
are kept; measures name their formula.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor, Subject
from answerback.tickets.entries import write_down
from answerback.tickets.kinds import State, Sure
from answerback.tickets.models import Rating, Ticket
from answerback.tickets.refusals import NotRateable, RatingOutOfRange
from answerback.tickets.states import look_again
from answerback.tickets.words import kept
from answerback.wallets.places import Place

SCALES = {"csat": range(1, 6), "ces": range(1, 8), "nps": range(11)}


@transaction.atomic
def rate(
    ticket: Ticket,
    *,
    by: Actor,
    at: datetime,
    csat: int | None = None,
    ces: int | None = None,
    nps: int | None = None,
    sure: str = "",
    comment: str = "",
) -> Rating:
    """Keep at least one answer. The first one after a closing counts; a second one returns it unchanged."""
    if look_again(ticket).state not in (State.SOLVED, State.CLOSED):
        raise NotRateable
    scores = {"csat": csat, "ces": ces, "nps": nps}
    _check(scores, sure)
    about = Subject("ticket", ticket.id)
    words = kept(ticket.customer, comment, at=at, about=about, place=Place.COMMENT)
    rating: Rating
    rating, is_new = Rating.objects.for_wallet(ticket.wallet_id).get_or_create(
        ticket=ticket,
        closing=ticket.reopened,
        defaults={"wallet_id": ticket.wallet_id, **scores, "sure": sure, "comment": words, "at": at},
    )
    if is_new:
        data = {**scores, "sure": sure, "closing": ticket.reopened, "has_comment": bool(rating.comment)}
        write_down(ticket, "ticket.rated", by=by, at=at, data=data)
    return rating


def _check(scores: dict[str, int | None], sure: str) -> None:
    given = {name: score for name, score in scores.items() if score is not None}
    if not (given or sure) or any(score not in SCALES[name] for name, score in given.items()):
        raise RatingOutOfRange
    if sure and sure not in Sure.values:
        raise RatingOutOfRange
