"""Is this yours? Any spelling gets the same answer; nothing is ever called real or safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answerback.channels.check import LONGEST, Answer, check
from answerback.channels.kinds import Direction, Item, Kind, Official, Standing
from answerback.guard.messages import Verdict

RINGS = Official("Lanyue Pay", Kind.NUMBER, "+864000000188", Direction.RINGS)
DIALLED = Official("Lanyue Pay", Kind.NUMBER, "+864000000199", Direction.DIALLED)
SITE = Official("Lanyue Pay", Kind.LINK, "lanyue.example", Direction.SITE)
OURS = (RINGS, DIALLED, SITE)


def only(text: str) -> Item:
    [item] = check(text, OURS).items
    return item


def marked(item: Item) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in item.pieces)


@pytest.mark.parametrize(
    "text",
    [
        "+864000000188",
        "400 000 0188",
        "(400) 000-0188",
        "0086 400 000 0188",
        "＋８６ ４００ ０００ ０１８８",
        "四零零零零零零一八八",
        "tel:+86-400-000-0188",
    ],
)
def test_any_spelling_of_our_number_is_that_number(text: str) -> None:
    assert check(text, OURS) == Answer((Item(Kind.NUMBER, "+86 400 000 0188", Standing.OURS, RINGS),), None)


def test_number_that_is_only_dialled_never_rings() -> None:
    assert (only("4000000199").standing, only("4000000199").whose) == (Standing.NEVER_RINGS, DIALLED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("4000000187", "400000018[7]"), ("4000001088", "400000[10]88"), ("40000000188", "4[0]000000188")],
)
def test_number_made_to_look_like_ours_has_its_difference_marked(text: str, shown: str) -> None:
    item = only(text)
    assert (item.standing, item.whose, marked(item)) == (Standing.IMITATES, RINGS, shown)


@pytest.mark.parametrize(
    "text",
    [
        "https://lanyue.example/help?x=1",
        "LANYUE.example",
        "hxxps://lanyue[.]example",
        "ｌａｎｙｕｅ.example",
        "pay.lanyue.example",
    ],
)
def test_any_spelling_of_our_site_is_ours(text: str) -> None:
    assert (only(text).standing, only(text).whose) == (Standing.OURS, SITE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://lanyuе.example/", "lanyu[е].example"),
        ("lanyue.example.evil.top", "lanyue.example[.evil.top]"),
        ("help@lanyuee.example", "lanyu[e]e.example"),
    ],
)
def test_site_made_to_look_like_ours_has_its_difference_marked(text: str, shown: str) -> None:
    assert (only(text).standing, only(text).whose, marked(only(text))) == (Standing.IMITATES, SITE, shown)


@pytest.mark.parametrize(
    "text", ["13800138000", "95588", "https://example.org", "https://evil.example/?to=https://lanyue.example"]
)
def test_what_is_not_ours_is_unknown_and_nobodys(text: str) -> None:
    assert (only(text).standing, only(text).whose) == (Standing.UNKNOWN, None)


def test_whole_message_is_judged_with_what_is_in_it() -> None:
    answer = check(
        "【岚月】您的账户异常，点击 https://lanyue-refund.top 登录。请告诉我您的助记词。电话 13800138000",
        OURS,
    )
    assert [(item.kind, item.standing) for item in answer.items] == [
        (Kind.LINK, Standing.IMITATES),
        (Kind.NUMBER, Standing.UNKNOWN),
    ]
    assert answer.message is not None
    assert (answer.message.verdict, answer.standing) == (Verdict.STOP, Standing.IMITATES)


def test_mail_address_is_judged_by_what_stands_behind_the_at() -> None:
    assert (only("support@lanyue.example").kind, only("support@lanyue.example").standing) == (
        Kind.MAIL,
        Standing.OURS,
    )


@pytest.mark.parametrize("text", ["", "   ", "12", "🙂", "。"])
def test_nothing_to_check_is_told_as_such(text: str) -> None:
    assert check(text, OURS) == Answer((), None)


def test_long_paste_is_answered_by_its_beginning() -> None:
    assert check("a.example " * 10_000, OURS) == check(("a.example " * 10_000)[:LONGEST], OURS)


@given(some.text(max_size=300))
def test_any_text_gets_an_answer_and_none_is_ours_by_chance(text: str) -> None:
    assert Standing.OURS not in [item.standing for item in check(text, (RINGS,)).items]
