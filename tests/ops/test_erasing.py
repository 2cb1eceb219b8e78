"""Erasing a person about whom everything is known leaves nothing of him in any table, and the chain holds."""

import pytest

from answerback.customers.erase import erase, registered
from answerback.journal.seal import seal
from answerback.journal.verify import verify
from answerback.journal.write import SYSTEM
from tests.cast import Cast, make_cast
from tests.ops.everything import CANARIES, EXTERNAL_ID, NAME, NUMBER, live_through_everything, where
from tests.story.acting import Clock

HIS = [NUMBER, *CANARIES.values()]


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast(number=NUMBER)
    made.stranger.name = "路人"
    made.stranger.save()
    return made


def test_nothing_of_an_erased_customer_is_left_in_any_table(cast: Cast) -> None:
    clock = Clock()
    live_through_everything(cast, clock)
    seal(at=clock.now)
    # The identifier is "user-1": quoted as in JSON, or as a whole value, so that nothing else matches it.
    words = [*HIS, NAME, f'"{EXTERNAL_ID}"', f"'{EXTERNAL_ID}'"]
    assert set(where(words)) == set(words), "every canary must be in the database before"

    erase(cast.customer, by=SYSTEM, at=clock.now)
    seal(at=clock.now)

    assert where(words) == {}
    assert verify().ok
    assert verify().erased > 0


def test_every_app_that_knows_customers_is_asked() -> None:
    assert set(registered()) >= {
        "api", "callbacks", "conversations", "deliveries", "intake", "reports", "tickets",
    }  # fmt: skip


def test_erasing_leaves_the_stranger_alone(cast: Cast) -> None:
    erase(cast.customer, by=SYSTEM, at=Clock().now)

    assert set(where(["路人", "+8617000000012"])) == {"路人", "+8617000000012"}
