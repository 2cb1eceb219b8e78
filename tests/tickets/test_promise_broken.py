"""A promise not kept: told to the backend, explained to the user, made anew; its owner reminded and replaced."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from answerback.people.end import end_membership
from answerback.texts.refusals import SecretInText
from answerback.tickets.assign import assign
from answerback.tickets.kinds import PromiseKind
from answerback.tickets.models import Promise
from answerback.tickets.promise import keep_promise, make_promise, release_promise
from answerback.tickets.promise_break import explain_promise, step
from answerback.tickets.promise_owner import hand_over
from answerback.tickets.promise_owner import step as look_after
from answerback.tickets.queries import letter_of, open_promises, promise_counts
from answerback.tickets.refusals import EmptyText, PromiseInThePast, PromiseNotBroken, PromiseStillOpen
from answerback.tickets.solve import solve
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.models import Delivery
from answerback.wallets.outbox import opened_body
from tests.tickets.cast import NOON, agent, written

DUE = NOON + timedelta(days=1)
AFTER = DUE + timedelta(hours=1)
SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def promised(ticket, member, **more) -> Promise:
    fields = {"text": "三个工作日内给您答复。", "due_at": DUE, "by": agent(member), "at": NOON}
    return make_promise(ticket, **fields | more)


@pytest.fixture
def broken(ticket, lilei) -> Promise:
    promise = promised(ticket, lilei)
    step(DUE)
    promise.refresh_from_db()
    return promise


def test_broken_promise_tells_the_backend_once(ticket, lilei, lanyue):
    add_endpoint(lanyue, url="https://backend.example/hooks", by=agent(lilei), at=NOON)
    promise = promised(ticket, lilei, kind=PromiseKind.NEWS)

    assert (step(DUE), step(AFTER)) == (1, 0)

    (sent,) = Delivery.objects.for_wallet(lanyue).filter(kind="promise.broken")
    told = json.loads(opened_body(sent))["data"]
    named = {name: told[name] for name in ("ticket", "promise", "promise_kind", "due_at")}
    assert named == {
        "ticket": ticket.reference,
        "promise": str(promise.id),
        "promise_kind": "news",
        "due_at": DUE.isoformat(),
    }


def test_explained_promise_is_read_in_the_letter_with_who_said_it(broken, ticket, lilei):
    explain_promise(broken, words="银行还没有答复我们。", by=agent(lilei), at=AFTER)

    (step_shown,) = letter_of(ticket, now=AFTER).we_do
    assert (step_shown.why, step_shown.who, step_shown.is_late) == ("银行还没有答复我们。", lilei.name, True)
    assert written(ticket) == ["ticket.opened", "promise.made", "promise.broken", "promise.explained"]


def test_explaining_twice_keeps_the_first_words(broken, ticket, lilei):
    explain_promise(broken, words="银行还没有答复我们。", by=agent(lilei), at=AFTER)
    again = explain_promise(broken, words="别的原因。", by=agent(lilei), at=AFTER)

    assert again.explanation == "银行还没有答复我们。"
    assert written(ticket).count("promise.explained") == 1


def test_new_date_is_a_new_promise_in_place_of_the_old(broken, ticket, lilei, lanyue):
    new_due = DUE + timedelta(days=2)

    for _ in range(2):
        explain_promise(broken, words="银行还没有答复我们。", by=agent(lilei), at=AFTER, new_due_at=new_due)

    (owed,) = open_promises(lanyue)
    assert (owed.text, owed.due_at, owed.replaces, owed.owner) == (broken.text, new_due, broken, lilei)
    with pytest.raises(PromiseStillOpen):
        solve(ticket, by=agent(lilei), at=AFTER)
    keep_promise(owed, by=agent(lilei), at=AFTER)
    assert solve(ticket, by=agent(lilei), at=AFTER).state == "solved"


def test_new_promise_breaks_by_itself_and_the_old_one_stays_broken(broken, lilei):
    new_due = DUE + timedelta(days=2)
    explain_promise(broken, words="银行还没有答复我们。", by=agent(lilei), at=AFTER, new_due_at=new_due)

    assert (step(new_due), step(new_due)) == (1, 0)
    assert Promise.objects.filter(broken_at__isnull=False).count() == 2


def test_promise_kept_late_is_explained_without_a_new_one(broken, lilei, lanyue):
    keep_promise(broken, by=agent(lilei), at=AFTER)

    explain_promise(
        broken, words="晚了一小时。", by=agent(lilei), at=AFTER, new_due_at=DUE + timedelta(days=2)
    )

    assert list(open_promises(lanyue)) == []


def test_only_a_broken_promise_is_explained_in_words_without_secrets_by_a_day_to_come(ticket, lilei):
    promise = promised(ticket, lilei)
    with pytest.raises(PromiseNotBroken):
        explain_promise(promise, words="还没到时间。", by=agent(lilei), at=NOON)
    step(DUE)
    with pytest.raises(EmptyText):
        explain_promise(promise, words="  ", by=agent(lilei), at=AFTER)
    with pytest.raises(SecretInText):
        explain_promise(promise, words=SEED, by=agent(lilei), at=AFTER)
    with pytest.raises(PromiseInThePast):
        explain_promise(promise, words="晚了。", by=agent(lilei), at=AFTER, new_due_at=NOON)
    promise.refresh_from_db()
    assert (promise.explained_at, promise.replaced_at) == (None, None)


def test_owner_is_reminded_once_before_the_time(ticket, lilei):
    promise = promised(ticket, lilei)
    soon = DUE - timedelta(hours=4)

    assert [look_after(at) for at in (soon - timedelta(seconds=1), soon, soon)] == [0, 1, 0]
    promise.refresh_from_db()
    assert promise.reminded_at == soon
    assert written(ticket).count("promise.reminded") == 1


def test_short_promise_is_reminded_of_when_half_of_its_time_has_passed(ticket, lilei):
    promised(ticket, lilei, due_at=NOON + timedelta(hours=2))
    half = NOON + timedelta(hours=1)
    assert [look_after(at) for at in (half - timedelta(seconds=1), half)] == [0, 1]


@pytest.mark.parametrize("end", [keep_promise, release_promise])
def test_nobody_is_reminded_of_what_is_done(ticket, lilei, end):
    end(promised(ticket, lilei), by=agent(lilei), at=NOON)
    assert look_after(DUE - timedelta(minutes=1)) == 0


def test_promise_of_somebody_who_left_goes_to_who_looks_after_the_ticket(ticket, lilei, hanmeimei):
    promise = promised(ticket, lilei)
    assign(ticket, owner=hanmeimei, by=agent(hanmeimei), at=NOON)
    end_membership(lilei, by=agent(hanmeimei), at=NOON)

    assert (look_after(NOON), look_after(NOON)) == (1, 0)

    promise.refresh_from_db()
    entry = Entry.objects.get(kind="promise.handed_over")
    assert (promise.owner, promise.made_by) == (hanmeimei, lilei)
    assert entry.data == {"promise": str(promise.id), "was": str(lilei.id), "now": str(hanmeimei.id)}


def test_promise_without_anybody_else_goes_to_a_supervisor_or_waits(ticket, lilei, hanmeimei):
    promise = promised(ticket, lilei)
    end_membership(hanmeimei, by=agent(hanmeimei), at=NOON)
    end_membership(lilei, by=agent(hanmeimei), at=NOON)
    assert look_after(NOON) == 0

    hanmeimei.ended_at = None
    hanmeimei.save()

    assert look_after(NOON) == 1
    promise.refresh_from_db()
    assert promise.owner == hanmeimei


def test_handing_over_twice_is_once_and_the_new_owner_is_reminded_anew(ticket, lilei, hanmeimei):
    promise = promised(ticket, lilei)
    look_after(DUE - timedelta(hours=3))

    for _ in range(2):
        hand_over(promise, to=hanmeimei, by=agent(hanmeimei), at=NOON)

    assert (promise.owner, promise.reminded_at) == (hanmeimei, None)
    assert written(ticket).count("promise.handed_over") == 1


def test_promise_of_a_call_that_goes_on_is_not_broken_while_it_does(ticket, lilei):
    promise = promised(ticket, lilei, callback_id=ticket.id)
    other = promised(ticket, lilei, text="另一件事。")

    assert step(DUE, talking=[ticket.id]) == 1

    promise.refresh_from_db()
    other.refresh_from_db()
    assert (promise.broken_at, other.broken_at) == (None, DUE)


@pytest.mark.parametrize("values", [{"explained_at": AFTER}, {"replaced_at": AFTER}])
def test_database_refuses_to_explain_or_replace_what_is_not_broken(ticket, lilei, values):
    promise = promised(ticket, lilei)
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(id=promise.id).update(**values)


def test_promise_that_nobody_owns_finds_an_owner(ticket, lilei, hanmeimei):
    promise = promised(ticket, lilei, by=SYSTEM)
    assert promise.owner is None

    assert (look_after(NOON), look_after(NOON)) == (1, 0)

    promise.refresh_from_db()
    assert promise.owner in (lilei, hanmeimei)


def test_half_a_secret_in_an_explanation_beside_the_other_half_is_refused(broken, ticket, lilei):
    words = SEED.split(" ")
    promised(ticket, lilei, text=" ".join(words[:6]), at=NOON + timedelta(hours=1))

    with pytest.raises(SecretInText):
        explain_promise(broken, words=" ".join(words[6:]), by=agent(lilei), at=AFTER)


def test_kept_in_time_but_told_of_late_is_kept_on_the_wall_too(broken, lilei, lanyue):
    keep_promise(broken, by=agent(lilei), at=AFTER, done_at=DUE - timedelta(hours=1))

    found = promise_counts(lanyue, since=NOON, until=AFTER)

    assert (found.due, found.kept, found.late, found.broken) == (1, 1, 0, 0)
