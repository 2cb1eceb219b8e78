"""The case opens when the user types, in his own session, what the agent reads out; a PIN alone opens none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks.prove import Checked
from answerback.hotline import rejoin
from answerback.hotline.answer import answer
from answerback.hotline.forget import forget, forget_old
from answerback.hotline.models import Joining, Pin, Question
from answerback.hotline.pins import make_pin
from answerback.hotline.refusals import NothingToRejoin
from tests.cast import NOON, Cast, make_member
from tests.hotline.conftest import Rung

AT = NOON + timedelta(minutes=20)


@pytest.fixture
def yes(cast: Cast, rung: Rung) -> Question:
    pin = make_pin(cast.customer, rung().id, by=cast.user, at=AT)
    told = answer(
        cast.wallet, pin=pin.sealed, calling_number="+8617000000001", agent=cast.agent, by=cast.li_lei, at=AT
    )
    question = rejoin.question_of(cast.agent, told.question_id, at=AT)
    assert question is not None
    return question


def code(cast: Cast, question: Question, seconds: float = 0) -> Joining:
    return rejoin.make_code(question, cast.agent, by=cast.li_lei, at=AT + timedelta(seconds=seconds))


def typed(cast: Cast, digits: str, seconds: float = 5) -> Checked:
    return rejoin.check(cast.customer, digits, by=cast.user, at=AT + timedelta(seconds=seconds))


def wrong(joining: Joining) -> str:
    return f"{(int(joining.sealed) + 1) % 10**6:06d}"


def test_case_opens_for_half_an_hour_after_the_users_own_proof(cast: Cast, yes: Question) -> None:
    before = rejoin.case_of(yes, at=AT)
    joining = code(cast, yes)
    still_not = rejoin.case_of(yes, at=AT)
    found = typed(cast, joining.sealed)

    opened = rejoin.case_of(yes, at=AT + timedelta(minutes=10))
    assert (before, still_not, found) == (None, None, Checked.MATCHED)
    assert opened is not None and opened.callback.customer_id == cast.customer.id
    assert rejoin.case_of(yes, at=AT + timedelta(minutes=31)) is None


def test_nobody_but_the_customer_can_type_it(cast: Cast, yes: Question) -> None:
    joining = code(cast, yes)

    assert rejoin.check(cast.stranger, joining.sealed, by=cast.user, at=AT) is Checked.NO_CODE
    assert rejoin.wanted_of(cast.stranger, at=AT) is None
    assert rejoin.case_of(yes, at=AT) is None


def test_three_tries_ninety_seconds_three_codes(cast: Cast, yes: Question) -> None:
    first = code(cast, yes)
    tries = [typed(cast, wrong(first)) for _ in range(3)]
    dead = typed(cast, first.sealed)
    second = code(cast, yes, 10)
    late = typed(cast, second.sealed, 100)
    code(cast, yes, 101)

    assert tries == [Checked.WRONG] * 3
    assert (dead, late) == (Checked.NO_CODE, Checked.NO_CODE)
    with pytest.raises(NothingToRejoin):
        code(cast, yes, 200)


def test_code_is_made_by_the_agent_who_answered_within_a_quarter_of_an_hour(
    cast: Cast, yes: Question
) -> None:
    other = make_member(cast.wallet, cast.agent.role, "other", "小红", "Xiao Hong", "1002")  # type: ignore[arg-type]

    with pytest.raises(NothingToRejoin):
        rejoin.make_code(yes, other, by=cast.li_lei, at=AT)
    with pytest.raises(NothingToRejoin):
        code(cast, yes, 16 * 60)
    assert rejoin.question_of(other, yes.id, at=AT) is None


def test_a_no_leads_nowhere(cast: Cast) -> None:
    told = answer(
        cast.wallet, pin="00000000", calling_number="+8617000000001", agent=cast.agent, by=cast.li_lei, at=AT
    )

    assert rejoin.question_of(cast.agent, told.question_id, at=AT) is None


def test_code_asked_for_twice_is_one_code(cast: Cast, yes: Question) -> None:
    assert code(cast, yes).id == code(cast, yes, 30).id


def test_six_digits_only(cast: Cast, yes: Question) -> None:
    joining = code(cast, yes)

    assert [typed(cast, text) for text in ("", "12345", "abcdef")] == [Checked.NOT_DIGITS] * 3
    assert typed(cast, f" {joining.sealed[:3]}-{joining.sealed[3:]} ") is Checked.MATCHED


def test_erasing_a_person_leaves_nothing_of_him_here(cast: Cast, yes: Question) -> None:
    code(cast, yes)

    forget(cast.customer, AT)

    left = [rows.objects.for_wallet(cast.wallet).count() for rows in (Pin, Joining, Question)]
    assert left == [0, 0, 0]


def test_questions_are_kept_thirty_days(cast: Cast, yes: Question) -> None:
    kept = forget_old(at=AT + timedelta(days=29))

    assert (kept, forget_old(at=AT + timedelta(days=32)) > 0) == (0, True)
    assert not Question.objects.for_wallet(cast.wallet).exists()
