"""A "yes" opens a hazard; a changed answer withdraws it; hearing twice changes nothing."""

from __future__ import annotations

from answerback.callbacks.models import Callback
from answerback.callbacks.states import State as CallState
from answerback.findings.hazards import follow_up
from answerback.findings.hazards.by_hand import open_in_call
from answerback.findings.hazards.close import withdraw_by_hand
from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.kinds import Cause, Kind, Level, State
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.queries import hazards_of_callback, open_hazards, words_of
from answerback.tickets.models import Ticket
from answerback.wallets.models import Delivery
from tests.cast import Cast
from tests.findings.hazards.acting import Call, entries


def test_a_yes_opens_a_hazard_of_its_kind(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_said="自称客服，要我点链接", h_did=["nothing"])

    [hazard] = call.hazards()

    assert (hazard.kind, hazard.state, hazard.source) == ("suspicious_message", "open", "conversation")
    assert (hazard.cause, hazard.cause_rule) == (Cause.ATTACK, "needs_another")
    assert (hazard.points, hazard.level) == (5, Level.LOW)
    assert hazard.ticket == Ticket.objects.for_wallet(cast.wallet).get()
    assert words_of(hazard) == ["自称客服，要我点链接"]


def test_calm_answers_open_nothing(call: Call) -> None:
    call.says(h_updates=["yes"])

    assert call.hazards() == []


def test_each_thing_done_is_a_hazard_of_its_own(call: Call) -> None:
    call.says(h_contacts=["call"], h_did=["opened_link", "told_code", "shared_screen"])

    assert call.states() == dict.fromkeys(
        ["suspicious_call", "link_opened", "shared_secret", "screen_shared"], State.OPEN
    )


def test_what_is_grave_belongs_to_whoever_is_on_the_call_and_interrupts(cast: Cast, call: Call) -> None:
    from answerback.journal.write import SYSTEM
    from answerback.wallets.endpoints import add_endpoint

    add_endpoint(
        cast.wallet, url="https://lanyue.example/hooks", kinds=["hazard.urgent"], by=SYSTEM, at=call.at
    )

    call.says(h_contacts=["call"], h_did=["told_code", "shared_screen"])

    levels = {one.kind: (one.level, one.owner_id) for one in call.hazards()}
    assert levels == {
        "shared_secret": ("urgent", cast.agent.id),
        "screen_shared": ("urgent", cast.agent.id),
        "suspicious_call": ("high", cast.agent.id),
    }
    assert Delivery.objects.for_wallet(cast.wallet).filter(kind="hazard.urgent").count() == 2


def test_hearing_the_same_again_changes_nothing(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    before = list(Hazard.objects.for_wallet(cast.wallet).values()), Measure.objects.count()

    call.says(h_did=["told_code"])

    assert (list(Hazard.objects.for_wallet(cast.wallet).values()), Measure.objects.count()) == before
    assert len(entries(cast, "hazard.opened")) == 2


def test_an_answer_taken_back_withdraws_its_hazard_and_only_that(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])

    call.says(h_did=["nothing"])

    assert call.states() == {"shared_secret": State.WITHDRAWN, "suspicious_message": State.OPEN}
    secret = call.hazards(kind="shared_secret")[0]
    assert entries(cast, "hazard.withdrawn") == [{"hazard": str(secret.id)}]
    assert [one.kind for one in open_hazards(cast.customer)] == ["suspicious_message"]
    assert [one.kind for one in hazards_of_callback(cast.wallet, call.callback.id)] == ["suspicious_message"]


def test_a_withdrawn_one_that_is_told_again_is_the_same_row(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    first = call.hazards(kind="shared_secret")[0].id

    call.says(h_did=["nothing"])
    call.says(h_did=["told_code"])

    again = call.hazards(kind="shared_secret")
    assert [(one.id, one.state) for one in again] == [(first, "open")]


def test_what_is_told_later_raises_what_was_told_before(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"], h_loss=["no"])
    before = call.hazards(kind="shared_secret")[0]

    call.says(h_loss=["last_day"])

    after = call.hazards(kind="shared_secret")[0]
    assert (before.points, after.points) == (50, 100)
    assert entries(cast, "hazard.assessed")[-1]["was"] in ("high", "low")


def test_the_journal_holds_codes_and_no_words(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_said="对方叫我把钱转到安全账户", h_did=["nothing"])

    [hazard] = call.hazards()
    opened = entries(cast, "hazard.opened")[0]
    assert opened == {
        "hazard": str(hazard.id),
        "kind": "suspicious_message",
        "cause": "attack",
        "level": "low",
        "points": 10,
        "source": "conversation",
        "callback": str(hazard.callback_id),
    }


def test_what_a_person_withdrew_is_not_opened_by_hearing_the_same_again(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    secret = call.hazards(kind="shared_secret")[0]

    for _twice in range(2):
        withdraw_by_hand(secret, by=cast.han_meimei, at=call.at)
    call.says(h_did=["told_code", "opened_link"])
    heard = call.states()
    open_in_call(call.callback, Kind.SHARED_SECRET, by=cast.li_lei, at=call.at)

    assert (heard["shared_secret"], call.states()["shared_secret"]) == ("withdrawn", "open")
    assert len(entries(cast, "hazard.withdrawn")) == 1


def test_an_answer_taken_back_takes_back_the_call_that_was_requested_for_it(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    for hazard in call.hazards(kind="suspicious_message"):
        withdraw_by_hand(hazard, by=cast.han_meimei, at=call.at)
    requested = follow_up.step(call.at)

    call.says(h_did=["nothing"])

    [callback] = Callback.objects.for_wallet(cast.wallet).filter(matter_id__startswith="hazard:")
    assert (requested, callback.state) == (1, CallState.CANCELLED)


def test_one_opened_by_hand_counts_what_was_said_before_and_after_it(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["call"], h_did=["told_code"], h_loss=["no"])
    hazard = open_in_call(call.callback, Kind.UNKNOWN_LOGIN, by=cast.li_lei, at=call.at)
    before = list(hazard.facts)

    call.says(h_did=["told_code", "shared_screen"])

    [after] = call.hazards(kind="unknown_login")
    assert (Fact.SECRET_TOLD in before, Fact.SCREEN_SEEN in before) == (True, False)
    assert (Fact.SCREEN_SEEN in after.facts, after.source) == (True, "staff")
