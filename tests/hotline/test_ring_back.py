"""Without a PIN: the same words whatever is said, and one call to the number on file, within the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from answerback.callbacks.models import Callback
from answerback.callbacks.screen import Refused, screen
from answerback.customers.models import Stop
from answerback.hotline import limits, ring_back, spoken
from answerback.hotline.forget import forget, forget_old
from answerback.hotline.models import Waiting
from answerback.journal.write import SYSTEM
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.cast import NOON, Cast, make_customer

NUMBER = "+8617000000001"


def rings(cast: Cast, number: str = NUMBER, reference: str = "", hours: float = 0) -> list[Callback]:
    at = NOON + timedelta(hours=hours)
    ring_back.queue(cast.wallet, calling_number=number, reference=reference, by=SYSTEM, at=at)
    ring_back.step(at)
    return list(Callback.objects.for_wallet(cast.wallet).order_by("created_at"))


def test_number_on_file_is_rung_once_a_day_and_only_that(cast: Cast) -> None:
    (first,) = rings(cast)
    again = rings(cast, hours=1)
    Callback.objects.for_wallet(cast.wallet).update(state="done", ended_at=NOON)
    same_day, next_day = rings(cast, hours=2), rings(cast, hours=25)

    assert (first.customer_id, first.kind, first.priority) == (cast.customer.id, "routine_follow_up", 2)
    assert [len(again), len(same_day), len(next_day)] == [1, 1, 2]


def test_callback_of_a_caller_who_proved_nothing_stands_under_every_rule(cast: Cast) -> None:
    (callback,) = rings(cast)
    night = screen(callback, NOON + timedelta(hours=14))
    cast.customer.consents.update(withdrawn_at=NOON)

    assert isinstance(night, Refused)
    assert isinstance(screen(callback, NOON), Refused)


@pytest.mark.parametrize("number", ["+8617000000099", "", "not a number", "+8617000000012"])
def test_stranger_shared_and_stopped_numbers_ring_nobody(cast: Cast, number: str) -> None:
    make_customer(cast.wallet, "user-3", "+8617000000012")

    assert rings(cast, number) == []


def test_customer_who_told_us_not_to_ring_is_not_rung(cast: Cast) -> None:
    cast.customer.stop = Stop.EVERYTHING
    cast.customer.save()

    assert rings(cast) == []


def test_reference_goes_with_the_call_of_its_own_customer_only(cast: Cast) -> None:
    tickets = [
        open_ticket(one, category=Category.OTHER, by=SYSTEM, at=NOON)
        for one in (cast.customer, cast.stranger)
    ]

    (theirs,) = rings(cast, reference=tickets[1].reference)
    Callback.objects.for_wallet(cast.wallet).update(state="done", ended_at=NOON)
    own = rings(cast, reference=tickets[0].reference, hours=25)[-1]

    assert (theirs.ticket_id, own.ticket_id) == (None, tickets[0].id)


def test_real_and_invented_references_get_the_same_words_for_the_same_work(cast: Cast) -> None:
    real = open_ticket(cast.customer, category=Category.OTHER, by=SYSTEM, at=NOON).reference
    ring_back.queue(cast.wallet, calling_number=NUMBER, by=SYSTEM, at=NOON)  # what is read once for all

    told, costs = set(), set()
    for days, keys in enumerate((real, "K7M2P9QXR", "123", "9" * 30), 1):  # below the cap of one number
        at = NOON + timedelta(days=days)
        with CaptureQueriesContext(connection) as counted:
            answer = spoken.entered(cast.wallet, keys, calling_number=NUMBER, language="en", by=SYSTEM, at=at)
        told.add(answer)
        costs.add(len(counted))

    assert (len(told), len(costs)) == (1, 1)


def test_what_a_caller_said_is_gone_when_it_was_looked_at(cast: Cast) -> None:
    rings(cast, reference="K7M2P9QXR")

    waiting = Waiting.objects.for_wallet(cast.wallet).get()
    assert (waiting.number, waiting.reference, waiting.handled_at) == ("", "", NOON)


def test_line_greets_collects_and_always_hangs_up(cast: Cast) -> None:
    greeted = spoken.greet(cast.wallet, language="zh-hans")
    pressed = spoken.entered(
        cast.wallet, "12345678", calling_number=NUMBER, language="en", by=SYSTEM, at=NOON
    )

    assert (greeted.collects_keys, pressed.collects_keys) == (True, False)
    assert "岚月支付" in greeted.say and "confirm no call" in pressed.say


def test_line_that_rings_again_and_again_is_told_the_same_and_fills_no_table(cast: Cast) -> None:
    told = {
        spoken.entered(cast.wallet, "1", calling_number=number, language="en", by=SYSTEM, at=NOON)
        for number in (NUMBER, "", "+8617000000099")
        for _ in range(limits.QUEUED_PER_NUMBER + 2)
    }

    assert len(told) == 1
    assert Waiting.objects.for_wallet(cast.wallet).count() == 3 * limits.QUEUED_PER_NUMBER


def test_forged_numbers_without_end_fill_no_table_either(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUEUED_PER_WALLET", 4)
    for place in range(9):
        ring_back.queue(cast.wallet, calling_number=f"+86170000010{place:02}", by=SYSTEM, at=NOON)

    later = ring_back.queue(cast.wallet, calling_number=NUMBER, by=SYSTEM, at=NOON + timedelta(hours=2))

    assert (Waiting.objects.for_wallet(cast.wallet).count(), later is None) == (5, False)


def test_number_that_rang_is_counted_for_a_day_and_not_after_its_owner_was_erased(cast: Cast) -> None:
    theirs, other = [
        ring_back.queue(cast.wallet, calling_number=number, by=SYSTEM, at=NOON)
        for number in (NUMBER, "+8617000000099")
    ]
    assert theirs is not None and other is not None

    forget(cast.customer, NOON)
    theirs.refresh_from_db()
    other.refresh_from_db()
    before = (theirs.number_index, bool(other.number_index))
    forget_old(at=NOON + timedelta(hours=25))
    other.refresh_from_db()

    assert (before, other.number_index) == (("", True), "")
