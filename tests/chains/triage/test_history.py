"""An address that resembles one from the user's own history: believed where he says so, else most likely a thief's."""

from dataclasses import replace

import pytest

from answerback.chains.sightings import Status
from answerback.chains.triage import Case, Party, judge
from tests.chains.triage.cases import ALICE, BOB, EVM_ON_TRON, TO_BOB, case, seen

ALIKE = "0xfb6" + "a" * 33 + "d359"
SLIPPED = "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d358"
TO_ALIKE = replace(TO_BOB, recipient=ALIKE)


def paid(address: str, *payees: str, planted: tuple[str, ...] = (), **told: object) -> Case:
    plain = case(seen(transfers=(replace(TO_BOB, recipient=address),)), recipient=address, **told)
    return replace(plain, payees=payees, planted=planted)


def test_look_alike_of_an_earlier_payee_is_poisoning_though_nobody_names_the_right_address() -> None:
    found = paid(ALIKE, ALICE, BOB)
    assert found.resembled is not None
    assert (judge(found).code, found.resembled.known) == ("poisoned", BOB)


@pytest.mark.parametrize(
    "told",
    [
        paid(BOB, ALICE, BOB),
        paid(SLIPPED, BOB),
        paid(ALIKE, BOB, meant=ALIKE),
        paid(ALIKE, BOB, sent_to=Party.OWN, holds_key=True),
        paid(ALIKE, ALICE),
    ],
)
def test_known_mistyped_meant_or_own_address_is_no_poisoning(told: Case) -> None:
    assert judge(told).code != "poisoned"


def test_end_alone_is_enough_on_tron_where_the_address_had_been_planted() -> None:
    alike = "T" + "x" * 30 + EVM_ON_TRON[-3:]
    assert paid(alike, EVM_ON_TRON).resembled is None
    assert paid(alike, EVM_ON_TRON, planted=(alike,)).resembled is not None


def test_payment_to_a_look_alike_that_still_waits_may_be_stopped() -> None:
    waiting = replace(case(seen(Status.PENDING, transfers=(TO_ALIKE,)), recipient=ALIKE), payees=(BOB,))
    assert judge(waiting).code == "cancel_now"
