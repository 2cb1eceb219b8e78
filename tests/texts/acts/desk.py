"""李雷 writes at his desk while the customer is on the line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from answerback.callbacks import prove
from answerback.callbacks.matter import ticket_of
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.queries import live_attempt
from answerback.conversations.guide import Kind
from answerback.conversations.models import Conversation
from answerback.conversations.queries import current_step
from answerback.journal.write import SYSTEM
from answerback.quality.form import install_form
from answerback.quality.items import READY
from answerback.quality.models import Review, Sample, SampledCall
from answerback.quality.sample import last_week
from answerback.quality.score import Judgement, score
from answerback.texts.refused import RefusedTextsMiddleware
from answerback.tickets.actions import ACTIONS, Action
from answerback.tickets.details import FREE
from answerback.tickets.kinds import ActionKind, Category
from answerback.tickets.next_step import set_next_step
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import make_promise
from answerback.tickets.request_action import request_action
from answerback.ui.refusals import Refusal
from answerback.wallets.places import Place
from tests.desk.acting import Desk, make_desk, now
from tests.quality.cast import a_call
from tests.texts.acts.act import Act
from tests.texts.acts.offers import DESK_ACTS
from tests.tickets.test_actions import DETAILS


def stage() -> Desk:
    desk = make_desk()
    callback = desk.talk()
    desk.page()
    attempt = live_attempt(callback)
    assert attempt is not None
    prove.confirm(attempt, at=now(), by=desk.cast.user, how="code")
    return desk


def _path(desk: Desk, end: str) -> str:
    return f"/desk/callbacks/{desk.held().id}/{end}"


def note(desk: Desk, text: str) -> object:
    return desk.client.post(_path(desk, "note"), {"note": f"他说：{text}"})


def answer(desk: Desk, text: str) -> object:
    """On to the next question in words, and answer it."""
    for _ in range(60):
        talk = Conversation.objects.for_wallet(desk.cast.wallet).select_related("version", "wallet").get()
        view = current_step(talk)
        given = {Kind.TEXT: {"text": text}, Kind.NUMBER: {"number": "1"}, Kind.SCALE: {"number": "5"}}
        said = given.get(view.kind, {"answer": view.options[0].code} if view.options else {})
        desk.client.post(_path(desk, "answers"), {"step": view.step.id, **said})
        if view.kind is Kind.TEXT:
            return view
    raise AssertionError("no question in words")


def next_step(desk: Desk, text: str) -> object:
    return desk.client.post(_path(desk, "next-step"), {"next_step": text, "next_step_by": ""})


def finishing(desk: Desk, text: str) -> object:
    callback = desk.held()
    if live_attempt(callback) is not None:
        desk.end(callback)
    data = {"outcome": Outcome.WAITING.value, "next_step": text, "next_step_by": "", "next_call_at": ""}
    return desk.client.post(_path(desk, "finishing"), data)


def action(desk: Desk, text: str) -> object:
    return desk.client.post(_path(desk, "actions/unlock_account"), {"account": text})


def facts(desk: Desk, text: str) -> object:
    """Every kind of request in turn, with the text in each of its free facts."""
    by, at = desk.cast.li_lei, now()
    ticket = ticket_of(desk.held(), by=by, at=at)
    for kind, one in ACTIONS.items():
        for name in _free(one):
            detail = {**DETAILS[ActionKind(kind)], name: text}
            _try(lambda: request_action(ticket, kind=kind, detail=detail, confirmed=True, by=by, at=at))  # noqa: B023
    return ticket


def _free(one: Action) -> set[str]:
    return FREE & one.detail.model_fields.keys()


def letter(desk: Desk, text: str) -> object:
    by, at = desk.cast.li_lei, now()
    ticket = ticket_of(desk.held(), by=by, at=at)
    category = Category.PAYMENT_NOT_ARRIVED
    _try(lambda: open_ticket(desk.cast.customer, category=category, by=by, at=at, happened=text))
    _try(lambda: set_next_step(ticket, by=by, at=at, user_step=text))
    _try(lambda: make_promise(ticket, text=text, due_at=at.replace(year=2099), by=by, at=at))
    return ticket


def _try(verb: Callable[[], object]) -> None:
    """As a request would: what a refusal found is stored after it."""

    def view(_request: object) -> HttpResponse:
        with suppress(Refusal), transaction.atomic():
            verb()
        return HttpResponse()

    RefusedTextsMiddleware(view)(HttpRequest())


def review_answer(desk: Desk, text: str) -> object:
    """He answers a review of an earlier call; each time another one."""
    cast, at = desk.cast, now()
    form = install_form(cast.wallet, by=SYSTEM, at=at)
    week = last_week(cast.wallet, at=at)[0] - timedelta(days=Review.objects.for_wallet(cast.wallet).count())
    sample = Sample.objects.create(wallet=cast.wallet, since=week, until=at, seed=1, drawn_at=at)
    call = SampledCall.objects.create(
        wallet=cast.wallet,
        sample=sample,
        attempt=a_call(cast.agent, cast.stranger, at=week),
        agent=cast.agent,
        risk="ordinary",
    )
    levels: dict[str, int | None] = {one.key: one.levels - 1 for one in READY}
    review = score(call, Judgement(levels), scorer=cast.supervisor, by=SYSTEM, at=at)
    assert review.form_id == form.id
    said = {"kind": "dispute", "text": f"他说：{text}"}
    return desk.client.post(f"/desk/reviews/{review.id}/answer", said)


FACTS = (
    *(f"tickets.{one.detail.__name__}.{name}" for one in ACTIONS.values() for name in _free(one)),
    "tickets.Transfer.recipient",  # the two kinds of transfer inherit it
)
ACTS = (
    Act("note", Place.NOTE, ("tickets.TicketNote.text", "desk/views/beside.py note"), note),
    Act("answer to a review", Place.NOTE, ("quality.Review.answer", "desk.AnswerForm.text"), review_answer),
    Act("answer", Place.ANSWER, ("conversations.Answer.words", "desk/views/talk.py given_in_form"), answer),
    Act("next step", Place.TICKET, ("tickets.Ticket.next_step", "desk/views/beside.py next_step"), next_step),
    Act(
        "action",
        Place.TICKET,
        (
            "tickets.ActionRequest.detail",
            "desk/views/beside.py facts_in_form",
            "tickets.UnlockAccount.account",
        ),
        action,
    ),
    Act(
        "facts",
        Place.TICKET,
        FACTS,
        facts,
    ),
    Act(
        "letter",
        Place.TICKET,
        ("tickets.Ticket.happened", "tickets.Ticket.user_step", "tickets.Promise.text"),
        letter,
    ),
    *DESK_ACTS,
    Act("finishing", Place.TICKET, ("desk.FinishForm.next_step",), finishing),
)
