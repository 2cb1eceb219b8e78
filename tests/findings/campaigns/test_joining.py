"""The rules of joining by themselves: order matters not, the second time changes nothing, a person's word stands."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.findings.campaigns.joining.board import Board
from answerback.findings.campaigns.joining.kinds import By, Traits
from answerback.findings.campaigns.joining.resemble import COMMON_GROUPS, MOST_HOLDERS
from answerback.findings.campaigns.joining.wording import FEWEST, KEPT, resemblance, sketch
from tests.findings.campaigns.reporting import FROZEN, FROZEN_BY_EAR, PARCEL

KEY = b"a key for tests"


def of(*numbers: int, sketched: str = "") -> Traits:
    tokens = frozenset((By.NUMBER, f"n{number}") for number in numbers)
    return Traits(tokens, sketch(sketched, key=KEY))


REPORTS = st.dictionaries(
    st.integers(0, 30).map("m{}".format),
    st.sets(st.integers(0, 12), max_size=3).map(lambda s: of(*s)),
    max_size=16,
)


@given(REPORTS, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_groups_are_the_same_in_any_order_and_the_second_time(reports, random) -> None:
    board, shuffled = Board(), Board()
    order = list(reports)
    random.shuffle(order)

    for name in reports:
        board.add(name, reports[name])
    for name in [*order, *order]:
        shuffled.add(name, reports[name])

    assert shuffled.groups() == board.groups()


@given(REPORTS)
@settings(max_examples=60, deadline=None)
def test_groups_are_the_connected_parts_of_what_is_shared(reports) -> None:
    board = Board()
    for name in reports:
        board.add(name, reports[name])

    parts = [{name} for name in reports]
    for one in reports:
        for other in reports:
            if reports[one].tokens & reports[other].tokens:
                left = next(part for part in parts if one in part)
                right = next(part for part in parts if other in part)
                if left is not right:
                    left |= right
                    parts.remove(right)
    assert board.groups() == sorted((frozenset(part) for part in parts), key=sorted)


@given(REPORTS, st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_split_stays_apart_whatever_comes(reports, number) -> None:
    board = Board()
    board.add("first", of(1, 2))
    board.add("second", of(1, 2))
    alone = board.split("second")

    for name in reports:
        board.add(name, reports[name])
    board.add("second", of(1, 2, number))

    assert board.group_of["second"] == alone != board.group_of["first"]


def test_merge_by_hand_joins_what_shares_nothing() -> None:
    board = Board()
    board.add("one", of(1))
    board.add("other", of(2))
    board.merge(board.group_of["one"], board.group_of["other"])

    board.add("third", of(2))

    assert board.groups() == [frozenset({"one", "other", "third"})]


def test_member_that_goes_leaves_a_witness() -> None:
    board = Board()
    for number in range(6):
        board.add(f"m{number}", of(1))
    for number in range(5):
        board.remove(f"m{number}")

    board.add("late", of(1))

    assert board.groups() == [frozenset({"late", "m5"})]


def test_index_of_a_token_never_grows_beyond_its_bound() -> None:
    board = Board()
    for number in range(40):
        board.add(f"m{number}", of(1, sketched=FROZEN))

    held = board.holders([(By.NUMBER, "n1")])
    assert max(len(holders) for holders in held.values()) <= MOST_HOLDERS


def test_phrase_of_many_groups_joins_no_more() -> None:
    board = Board()
    endings = [
        chr(0x4E00 + 97 * n) * 3 + chr(0x5E00 + 89 * n) * 3 + chr(0x6E00 + 83 * n) * 3 for n in range(30)
    ]
    phrase = "您好这里是客服中心请问有什么可以帮您的吗"
    board.alike = 1.0
    for number in range(COMMON_GROUPS):
        board.add(f"m{number}", of(sketched=phrase + endings[number]))
    board.alike = 0.01

    board.add("late", of(sketched=phrase + endings[-1]))

    assert len(board.groups()) == COMMON_GROUPS + 1


def test_small_steps_lead_from_no_fraud_to_another() -> None:
    """Each text shares half with the one before: a chain, of which only what resembles the beginning is one group."""
    letters = [chr(0x4E00 + 37 * n) for n in range(400)]
    board = Board()
    for number in range(18):
        board.add(f"m{number:02}", of(sketched="".join(letters[20 * number : 20 * number + 60])))

    assert max(len(group) for group in board.groups()) < 9


def test_wording_is_known_by_ear_and_not_by_topic() -> None:
    said, by_ear, other = (sketch(text, key=KEY) for text in (FROZEN, FROZEN_BY_EAR, PARCEL))

    assert resemblance(said, said) == 1
    assert resemblance(said, by_ear) > 0.8
    assert resemblance(said, other) < 0.05


def test_sketch_is_bounded_keyed_and_empty_for_a_short_text() -> None:
    long_text = "".join(chr(0x4E00 + 7 * n) for n in range(900))

    assert len(sketch(long_text, key=KEY)) == KEPT
    assert sketch("转账到安全账户吧", key=KEY) == ()
    assert len(sketch(FROZEN, key=KEY)) >= FEWEST
    assert not set(sketch(FROZEN, key=KEY)) & set(sketch(FROZEN, key=b"another"))


def test_engine_runs_without_django() -> None:
    modules = "board identify resemble settle traits wording"
    imports = "; ".join(f"import answerback.findings.campaigns.joining.{name}" for name in modules.split())
    told = subprocess.run(
        [sys.executable, "-c", f"{imports}; import sys; print('django' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "False"
