import itertools

import pytest
from django.db import transaction

from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import ActionState, State
from answerback.tickets.models import Ticket
from answerback.tickets.refusals import NoLongerWaiting, TicketMoved
from answerback.tickets.states import MOVES, REQUEST_MOVES, lean, move, move_request
from tests.tickets.cast import LATER, NOON, agent, written
from tests.tickets.test_approve import waiting


def put(ticket: Ticket, state: State) -> None:
    Ticket.objects.filter(id=ticket.id).update(state=state, solved_at=NOON, closed_at=closed_at(state))
    ticket.refresh_from_db()


def closed_at(state: State):
    return NOON if state == State.CLOSED else None


@pytest.mark.parametrize(("was", "to"), list(itertools.product(State, State)))
def test_every_pair_of_ticket_states_moves_or_is_refused_as_the_table_says(ticket, was, to):
    put(ticket, was)
    allowed = to in MOVES[was]

    with transaction.atomic():
        if allowed:
            move(ticket, to, by=SYSTEM, at=LATER, solved_at=NOON, closed_at=closed_at(to))
        else:
            with pytest.raises(TicketMoved):
                move(ticket, to, by=SYSTEM, at=LATER)

    ticket.refresh_from_db()
    assert ticket.state == (to if allowed else was)


@pytest.mark.parametrize(("was", "to"), list(itertools.product(ActionState, ActionState)))
def test_every_pair_of_request_states_moves_or_is_refused_as_the_table_says(ticket, lilei, was, to):
    request = waiting(ticket, lilei)
    known = {"session_id": request.id, "decided_at": NOON, "seen_digest": "0" * 64, "settled_at": NOON}
    type(request).objects.filter(id=request.id).update(state=was, **known)
    request.refresh_from_db()
    allowed = to in REQUEST_MOVES[was]

    with transaction.atomic():
        if allowed:
            move_request(request, to, by=SYSTEM, at=LATER)
        else:
            with pytest.raises(NoLongerWaiting):
                move_request(request, to, by=SYSTEM, at=LATER)

    request.refresh_from_db()
    assert request.state == (to if allowed else was)


def test_of_two_racing_moves_one_loses_and_is_written_down_once(ticket, lilei):
    same_ticket = Ticket.objects.get(id=ticket.id)

    with transaction.atomic():
        move(ticket, State.WAITING_USER, by=agent(lilei), at=LATER)
        with pytest.raises(TicketMoved):
            move(same_ticket, State.WAITING_WALLET, by=agent(lilei), at=LATER)

    assert written(ticket) == ["ticket.opened", "ticket.moved"]


def test_a_finished_ticket_does_not_lean_anywhere(ticket, lilei):
    put(ticket, State.SOLVED)

    with transaction.atomic():
        lean(ticket, State.WAITING_USER, by=agent(lilei), at=LATER)

    assert (ticket.state, written(ticket)) == (State.SOLVED, ["ticket.opened"])
