from datetime import timedelta

from django.utils import translation

from answerback.tickets.kinds import ActionState, Category
from answerback.tickets.models import ActionRequest
from answerback.tickets.next_step import set_next_step
from answerback.tickets.note import file_note, save_draft
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import keep_promise
from answerback.tickets.promise_break import step as break_promises
from answerback.tickets.queries import (
    Step,
    by_reference,
    has_open_trouble,
    letter_of,
    matters_of,
    timeline,
    unsettled_requests,
    waiting_requests,
)
from answerback.tickets.rate import rate
from answerback.tickets.reference import spoken
from answerback.tickets.solve import solve
from tests.tickets.cast import LATER, NOON, agent, himself
from tests.tickets.test_approve import say_yes, waiting
from tests.tickets.test_promise import DUE, promised


def test_letter_says_what_happened_what_we_do_and_what_you_do_by_when(ticket, lilei, customer):
    ticket.happened = "您的付款没有到账。"
    ticket.save()
    set_next_step(
        ticket, by=agent(lilei), at=NOON, next_step="查询收单行。", next_step_by=DUE, user_step="找出截图。"
    )
    promised(ticket, lilei)
    waiting(ticket, lilei)
    for visible, words in ((True, "已说明进度。"), (False, "内部备注。")):
        note = save_draft(customer, author=lilei, text=words, version=1, at=NOON, ticket=ticket).note
        file_note(note, ticket=ticket, by=agent(lilei), at=NOON, visible_to_user=visible)

    with translation.override("zh-hans"):
        letter = letter_of(ticket, now=LATER)

    assert (letter.reference, letter.category, letter.happened) == (
        spoken(ticket.reference),
        "支付不到账",
        "您的付款没有到账。",
    )
    assert letter.we_do == (Step("查询收单行。", DUE), Step("今天三点前再给您回电。", DUE))
    assert letter.you_do == (Step("找出截图。", None), Step("解锁账户", NOON + timedelta(hours=24)))
    assert letter.notes == (Step("已说明进度。", NOON),)
    assert (letter.may_rate, letter.may_reopen, letter.is_finished) == (False, False, False)


def test_letter_says_what_is_late_and_what_was_done(ticket, lilei):
    kept, late = (
        promised(ticket, lilei, text="甲", origin="a"),
        promised(ticket, lilei, text="乙", origin="b"),
    )
    keep_promise(kept, by=agent(lilei), at=LATER)
    break_promises(DUE)
    late.refresh_from_db()

    assert letter_of(ticket, now=DUE + timedelta(hours=1)).we_do == (
        Step("甲", DUE, is_done=True),
        Step("乙", DUE, is_late=True),
    )


def test_letter_asks_for_a_rating_once(ticket, lilei, customer):
    solve(ticket, by=agent(lilei), at=LATER)
    before = letter_of(ticket, now=LATER)
    rate(ticket, by=himself(customer), at=LATER, csat=4)
    after = letter_of(ticket, now=LATER)

    assert (before.may_rate, after.may_rate, after.may_reopen) == (True, False, True)


def test_matters_that_wait_for_the_customer_come_first_and_finished_ones_last(ticket, lilei, customer):
    finished = open_ticket(customer, category=Category.OTHER, by=agent(lilei), at=NOON, origin="callback:2")
    solve(finished, by=agent(lilei), at=LATER)
    waits = open_ticket(
        customer, category=Category.ACCOUNT_LOCKED, by=agent(lilei), at=NOON, origin="callback:3"
    )
    waiting(waits, lilei)
    promised(ticket, lilei)

    matters = matters_of(customer, now=LATER)

    assert [(m.ticket, m.waits_for_you, m.next_at) for m in matters] == [
        (waits, True, None),
        (ticket, False, DUE),
        (finished, False, None),
    ]


def test_reference_is_found_in_its_wallet_only(ticket, lanyue, qingtan):
    said = spoken(ticket.reference).lower().replace("-", " ")
    found = [by_reference(lanyue, said), by_reference(qingtan, said), by_reference(lanyue, "K7M-4QX-9TX")]
    assert found == [ticket, None, None]


def test_timeline_of_the_customer_leaves_out_what_is_for_staff(ticket, lilei, customer):
    note = save_draft(customer, author=lilei, text="内部备注。", version=1, at=NOON, ticket=ticket).note
    file_note(note, ticket=ticket, by=agent(lilei), at=LATER)
    promised(ticket, lilei)

    seen = {
        who: [m.kind for m in timeline(ticket, for_customer=who == "customer")]
        for who in ("customer", "staff")
    }
    assert seen == {
        "customer": ["ticket.opened", "promise.made"],
        "staff": ["ticket.opened", "note.filed", "promise.made"],
    }


def test_waiting_requests_end_with_their_time_and_unsettled_ones_are_listed(
    ticket, lilei, lanyue, customer, session
):
    request = waiting(ticket, lilei)
    tomorrow = NOON + timedelta(hours=24)
    seen = [list(waiting_requests(customer, now=now)) for now in (LATER, tomorrow)]
    say_yes(request, session)

    assert seen == [[request], []]
    assert list(unsettled_requests(lanyue, before=LATER)) == []
    assert list(unsettled_requests(lanyue, before=tomorrow)) == [request]
    assert ActionRequest.objects.get().state == ActionState.APPROVED


def test_open_trouble_is_any_other_unfinished_matter(ticket, lilei, customer):
    before = (has_open_trouble(customer), has_open_trouble(customer, besides=ticket.id))
    solve(ticket, by=agent(lilei), at=LATER)
    assert (before, has_open_trouble(customer)) == ((True, False), False)
