"""Address poisoning: what is alike, what is not, and what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.chains.lookalikes import Resemblance, grouped, marked, nearest, resemblance

KNOWN = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
MIDDLE = "7" * 33


def made(beginning: str, end: str) -> str:
    return f"0x{beginning}{'7' * (40 - len(beginning) - len(end))}{end}"


@pytest.mark.parametrize(
    ("beginning", "end", "is_alike"),
    [
        ("5aa", "eaed", True),
        ("5aae", "beaed", True),
        ("5a", "eaed", False),
        ("5aa", "aed", False),
        ("5AAEB", "EAED", True),
    ],
)
def test_first_three_and_last_four_hex_digits_decide(beginning: str, end: str, is_alike: bool) -> None:
    assert (resemblance(made(beginning, end), KNOWN) is not None) == is_alike


def test_same_account_in_another_spelling_is_no_look_alike() -> None:
    spelled = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
    assert [resemblance(spelled, KNOWN), resemblance("41a614f803b6fd780986a42c78ec9c7f77e6ded13c", tron)] == [
        None,
        None,
    ]


def test_differing_digits_are_named() -> None:
    found = resemblance(KNOWN[:10] + "0" + KNOWN[11:], KNOWN)
    assert found == Resemblance(KNOWN[:10] + "0" + KNOWN[11:], KNOWN, 8, 31, (10,))


TRON = "TMSz8sYDuGgYPZ2u6hoFZFZyzhjQ3kbu8"


def test_base58_needs_the_end_and_the_beginning_or_a_planted_payment() -> None:
    """As in a real case: T, one letter and the last three agree, and the thief had paid nothing."""
    alike = "TMc" + "x" * 28 + "bu8"
    ending = "THc" + "x" * 28 + "bu8"
    assert (
        resemblance(alike, TRON) is not None,
        resemblance(ending, TRON) is not None,
        resemblance(ending, TRON, was_planted=True) is not None,
    ) == (False, False, True)
    assert resemblance("TMS" + "x" * 28 + "bu8", TRON) is not None


SOLANA = "9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM"


@pytest.mark.parametrize(("beginning", "is_alike"), [("9W", True), ("8Wz", False), ("9", False)])
def test_first_letter_of_a_solana_address_counts(beginning: str, is_alike: bool) -> None:
    made_up = beginning + "x" * (41 - len(beginning)) + "WWM"
    assert (resemblance(made_up, SOLANA) is not None) == is_alike


def test_nearest_names_the_payee_and_is_silent_about_a_payee_itself() -> None:
    near = made("5aae", "beaed")
    found = nearest(near, [made("5aa", "eaed").replace("7", "8"), KNOWN])
    assert found is not None
    assert (found.known, nearest(KNOWN, [KNOWN, near])) == (KNOWN, None)


def test_address_is_shown_whole() -> None:
    assert grouped("abcdefghij") == "ab cdef ghij"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_strings_are_compared_without_error(one: str, other: str) -> None:
    found = resemblance(one, other)
    assert found is None or all(0 <= at < len(one) for at in found.differing)


def test_differing_digits_are_marked_whatever_the_capitals() -> None:
    groups = marked(
        "0xABCDEF0123456789abcdef0123456789abcdef99", "0xabcdef0123456789abcdef0123456789abcdef01"
    )
    pieces = [piece for group in groups for piece in group]
    assert [piece.text for piece in pieces if piece.differs] == ["99"]
    assert "".join(piece.text for piece in pieces) == "0xABCDEF0123456789abcdef0123456789abcdef99"


@pytest.mark.parametrize(
    "other", ["", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", KNOWN.upper().replace("X", "x"), "0x1"]
)
def test_nothing_is_marked_against_nothing_another_form_or_the_same_account(other: str) -> None:
    assert not any(piece.differs for group in marked(KNOWN, other) for piece in group)


@given(st.text(max_size=50), st.text(max_size=50))
def test_every_letter_stands_in_its_group(address: str, other: str) -> None:
    groups = ["".join(piece.text for piece in group) for group in marked(address, other)]
    after = groups[2:] if groups[:1] == ["0x"] else groups[1:]
    assert ("".join(groups), all(len(group) == 4 for group in after)) == (address, True)


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        (KNOWN, ["0x", KNOWN[2:6]], KNOWN[-4:]),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", ["TR", "7NHq"], "Lj6t"),
        ("0x1", ["0x", "1"], "1"),
        ("abcd", ["abcd"], "abcd"),
    ],
)
def test_last_four_stay_together_and_the_fixed_beginning_stands_apart(
    address: str, first: list[str], last: str
) -> None:
    groups = grouped(address).split()
    assert (groups[: len(first)], groups[-1], "".join(groups)) == (first, last, address)
