"""What was told stays told; what the rules of today make of it stands beside it; history sees a look-alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from answerback.chains.triage import Case, Who, judge
from answerback.journal.write import Subject
from answerback.lookups import kept
from answerback.lookups.history import history
from answerback.lookups.models import Triage
from answerback.lookups.queries import latest
from answerback.storage.ids import new_id
from tests.cast import NOON, Cast
from tests.chains.triage.cases import ALICE, BOB, PLATFORM, TO_BOB, case, seen

pytestmark = pytest.mark.django_db
ALIKE = "0xfb6" + "a" * 33 + "d359"


def keep(
    cast: Cast, told: Case, *, kind: str = "customer", subject: UUID | None = None, **more: object
) -> Triage:
    verdict = judge(told)
    fields: dict[str, object] = {
        "wallet": cast.wallet,
        "subject_kind": kind,
        "subject_id": subject or cast.customer.id,
        "customer_id": cast.customer.id,
        "code": verdict.code,
        "who": verdict.who,
        "case": kept.written(told),
        "made_at": NOON,
    }
    return Triage.objects.create(**fields | more)


def about(cast: Cast) -> list[Subject]:
    return [Subject("customer", cast.customer.id)]


def test_verdict_stays_as_it_was_told_and_todays_stands_beside_it(cast: Cast) -> None:
    keep(cast, case(seen(), **PLATFORM), code="arrived", who="nothing_lost")
    shown = latest(cast.wallet, about(cast), language="en")
    assert shown is not None and shown.today is not None
    assert (shown.verdict.code, shown.verdict.who, shown.said.happened[:22]) == (
        "arrived",
        Who.NOTHING_LOST,
        "The money has arrived ",
    )
    assert "What is missing is the platform's credit" in shown.today.happened


def test_verdict_that_would_be_the_same_today_says_nothing_of_a_change(cast: Cast) -> None:
    keep(cast, case(seen(), **PLATFORM))
    shown = latest(cast.wallet, about(cast), language="en")
    assert shown is not None and shown.today is None


def test_row_of_a_verdict_that_no_longer_exists_is_told_as_today(cast: Cast) -> None:
    keep(cast, case(seen(), **PLATFORM), code="long_gone", who="nobody")
    shown = latest(cast.wallet, about(cast), language="en")
    assert shown is not None and (shown.verdict.code, shown.today) == ("platform_not_credited", None)


def test_verdict_about_another_kind_of_thing_with_the_same_id_is_not_shown(cast: Cast) -> None:
    keep(cast, case(seen()), kind="callback", subject=cast.customer.id)
    assert latest(cast.wallet, about(cast), language="en") is None


def test_newest_of_several_things_is_shown_and_nothing_of_none(cast: Cast) -> None:
    other = new_id()
    keep(cast, case(seen()), kind="callback", subject=other, made_at=NOON + timedelta(minutes=1))
    keep(cast, case(seen(), **PLATFORM))
    shown = latest(cast.wallet, [*about(cast), Subject("callback", other)], language="en")
    assert shown is not None and shown.verdict.code == "whose_address"
    assert latest(cast.wallet, [], language="en") is None


def test_story_written_before_a_question_was_added_is_still_read() -> None:
    """Rows are kept for years: what they do not hold is unknown."""
    found = kept.read('{"story": {"chosen": "bsc", "memo": "not_needed"}, "sightings": [], "accounts": []}')
    assert found is not None and (found.story.was_deceived, found.payees) == (None, ())


def test_history_gives_the_payees_of_other_matters(cast: Cast) -> None:
    keep(cast, case(transaction="0x" + "2" * 64, recipient=BOB))
    keep(cast, case(transaction="0x" + "3" * 64, recipient=ALIKE, meant=ALICE))
    found = history(cast.wallet, cast.customer.id, case(recipient=ALIKE).story)
    assert set(found["payees"]) == {ALICE, BOB}


@pytest.mark.parametrize("code", ["poisoned", "deceived", "stranger"])
def test_address_that_was_doubtful_then_is_no_payee_now(cast: Cast, code: str) -> None:
    keep(cast, case(transaction="0x" + "2" * 64, recipient=ALIKE), code=code, who="nobody")
    assert history(cast.wallet, cast.customer.id, case(recipient=ALIKE).story)["payees"] == ()


def test_same_transaction_asked_about_again_tells_nothing_new(cast: Cast) -> None:
    keep(cast, case(seen(), recipient=ALIKE))
    assert history(cast.wallet, cast.customer.id, case(recipient=ALIKE).story)["payees"] == ()


def test_ends_of_a_payment_of_nothing_were_planted(cast: Cast) -> None:
    nothing = replace(TO_BOB, amount=0, recipient=ALIKE)
    keep(cast, case(seen(transfers=(nothing, TO_BOB)), transaction="0x" + "2" * 64, recipient=""))
    found = history(cast.wallet, cast.customer.id, case(recipient=ALIKE).story)
    assert found["planted"] == (ALICE, ALIKE)


def test_history_of_somebody_else_is_not_looked_at(cast: Cast) -> None:
    keep(cast, case(transaction="0x" + "2" * 64), customer_id=cast.stranger.id)
    for customer in (cast.customer.id, None):
        assert history(cast.wallet, customer, case().story) == {"payees": (), "planted": ()}
