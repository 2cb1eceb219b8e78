"""Near misses: the one spelling that would be right, or none."""

import pytest

from answerback.chains import identify
from answerback.chains.command import answered
from answerback.chains.suggest import suggestion
from tests.chains import vectors

SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
EVM = vectors.EVM_CHECKED[0]


@pytest.mark.parametrize("right", [vectors.TRON, *vectors.LEGACY, SEGWIT, TAPROOT, vectors.OKTC])
def test_one_wrong_letter_anywhere_is_put_right(right):
    first = 4 if right[:2] in ("bc", "ex") else 1
    for at in range(first, len(right)):
        wrong = right[:at] + ("q" if right[at] != "q" else "p") + right[at + 1 :]
        if right[at] not in "qQ":
            assert (wrong, suggestion(wrong)) == (wrong, right)


@pytest.mark.parametrize("right", [vectors.TRON, vectors.LEGACY[0], vectors.POLKADOT, vectors.KUSAMA])
def test_swapped_neighbours_are_put_right(right):
    wrong = right[:7] + right[8] + right[7] + right[9:]
    assert suggestion(wrong) == right


def test_letter_that_base58_left_out_is_read_as_the_one_it_looks_like():
    assert suggestion("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2".replace("1B", "lB")) is None
    assert suggestion("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t".replace("4pL8o", "4pL80")) == vectors.TRON


@pytest.mark.parametrize("right", [vectors.TRON, vectors.LEGACY[0], SEGWIT, TAPROOT, vectors.OKTC])
def test_letter_lost_or_typed_twice_is_put_right(right):
    for at in (right.index("1") + 2 if right[0] in "be" else 2, len(right) // 2, len(right) - 1):
        lost, twice = right[:at] + right[at + 1 :], right[:at] + right[at] + right[at:]
        assert (suggestion(lost), suggestion(twice)) == (right, right)


def test_near_miss_in_wrapping_gets_its_suggestion_too():
    line = answered("地址：" + vectors.TRON[:-1] + "T")
    assert f"Only one near spelling would be right: {vectors.TRON}." in line["why"]


def test_evm_address_with_one_capital_wrong_is_put_right_and_with_a_digit_wrong_is_not():
    assert suggestion(EVM[:-1] + "D") == EVM
    assert suggestion(EVM.replace("5aA", "5bA")) is None


@pytest.mark.parametrize(
    "text", ["", "T", "0x", "bc1", "ex1", "T" * 34, "1" * 34, "bc1" + "b" * 30, "İ" * 34, "hello"]
)
def test_nothing_is_made_up(text):
    assert suggestion(text) is None


def test_two_wrong_letters_of_base58_get_no_suggestion():
    assert suggestion(vectors.TRON[:5] + "11" + vectors.TRON[7:]) is None


def test_suggestion_stands_in_the_reason_and_never_in_the_candidates():
    wrong = vectors.TRON[:-1] + "T"
    line = answered(wrong)
    assert (line["verdict"], line["candidates"], vectors.TRON in line["why"]) == ("invalid", [], True)
    assert vectors.TRON not in answered(wrong, suggesting=False)["why"]
    assert identify(wrong).compact is None
