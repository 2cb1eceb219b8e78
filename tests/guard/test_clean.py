"""What is left of a text when the guard has been over it."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerback.guard import DEFAULT, Action, Cleaned, Finding, Kind, clean, find
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

PIECES = [
    *phrase(),
    "助记词",
    "验证码",
    "420774",
    "密码是",
    "Qwerty6124#",
    "17000000088",
    "4111 1111 1111 1111",
    "…",
]
PIECES += [
    "11010519491231002X",
    "a@example.com",
    "私钥",
    "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
]
PIECES += [
    "-----BEGIN PRIVATE KEY-----",
    "[1,2",
    "{",
    "}",
    '"ciphertext"',
    "第一个",
    "是",
    "的",
    "\u200b",
    "\ufeff",
]
PIECES += ["１２３", "é", "İ", "ß", "\ud800", "\n", " ", "，", "。", "cvv 123", "code is", "²", "①", "seed"]


def test_clean_replaces_each_match_with_its_kind() -> None:
    text = "密码是Qwerty6124#，电话17000000088"

    assert clean(text) == Cleaned(
        text="密码是‹password›，电话‹phone›",
        findings=(
            Finding(Kind.PASSWORD, 3, 14, 0.9, Action.MASK),
            Finding(Kind.PHONE, 17, 28, 0.95, Action.MASK),
        ),
        blocked=False,
    )


def test_clean_text_without_secrets_is_the_same_text() -> None:
    assert clean("您好，钱已经到账了，谢谢！") == Cleaned("您好，钱已经到账了，谢谢！", (), blocked=False)


def test_clean_a_seed_phrase_blocks() -> None:
    assert clean(" ".join(phrase())).blocked


def test_policy_may_leave_a_kind_or_only_warn() -> None:
    policy = DEFAULT.changed(email=Action.LEAVE, phone=Action.WARN)

    cleaned = clean("a@example.com 17000000088", policy)

    assert (cleaned.text, [finding.action for finding in cleaned.findings]) == (
        "a@example.com 17000000088",
        [Action.WARN],
    )


def test_overlapping_answers_become_one_that_covers_both() -> None:
    text = "密码是4111111111111111"

    assert clean(text).text == "密码是‹bank_card›"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map(" ".join))
@example("\ud800" + " ".join(phrase()))
def test_find_any_text_gives_ordered_spans_within_it(text: str) -> None:
    findings = find(text)

    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert all(left.end <= right.start for left, right in pairwise(findings))
    assert all(0.5 <= finding.certainty <= 1 for finding in findings)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_clean_stays_clean(text: str) -> None:
    once = clean(text).text

    assert not clean(once).blocked


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "1",
        "1 ",
        "11 ",
        "abandon ",
        "{",
        '{"ciphertext":',
        "a@",
        "[1,",
        "密码:",
        "第一个是的，",
        "password is ",
        "code 1 ",
        "的一是在",
    ],
)
def test_find_takes_time_in_proportion_to_the_length(unit: str) -> None:
    assert growth(find, unit, length=10_000) < IN_PROPORTION
