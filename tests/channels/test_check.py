"""Is this yours? Any spelling gets the same answer; nothing is ever called real or safe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from answerback.channels.check import LONGEST, MOST_ITEMS, _of_text, check
from answerback.channels.index import Index
from answerback.channels.judging import judged_number
from answerback.channels.kinds import Kind
from answerback.channels.verdicts import Answer, Item, Standing
from answerback.guard.messages import Verdict
from answerback.numbers import NumberError
from answerback.numbers.lookalike import lookalike_of
from tests.channels.registry import (
    ANDROID,
    CONTRACT,
    DIALLED,
    ENS,
    INDEX,
    MAIL,
    REPORTED,
    RINGS,
    SENDER,
    SITE,
    TELEGRAM,
    WECHAT,
)

OURS = (RINGS.value, DIALLED.value)


def only(text: str) -> Item:
    [item] = check(text, INDEX).items
    return item


def marked(item: Item) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in item.pieces)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("4000000187", "400000018[7]"), ("4000001088", "400000[10]88"), ("40000000188", "4[0]000000188")],
)
def test_number_made_to_look_like_ours_has_its_difference_marked(text: str, shown: str) -> None:
    item = only(text)
    assert (item.standing, item.whose, marked(item)) == (Standing.IMITATES, RINGS, shown)


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
        "【岚月】您的账户异常，点击 https://lanyue-help.top 登录。请告诉我您的助记词。电话 13800138000",
        INDEX,
    )
    assert [(item.kind, item.standing) for item in answer.items] == [
        (Kind.LINK, Standing.IMITATES),
        (Kind.NUMBER, Standing.UNKNOWN),
    ]
    assert answer.message is not None
    assert (answer.message.verdict, answer.standing) == (Verdict.STOP, Standing.IMITATES)


@pytest.mark.parametrize(
    ("text", "whose", "shown"),
    [
        ("@lanyue_paay", TELEGRAM, "lanyue_pa[a]y"),
        ("t.me/1anyue_pay", TELEGRAM, "[1]anyue_pay"),
        ("@lanyue_pay_support", TELEGRAM, "lanyue_pay[_support]"),
        ("微信号：lanyue-servlce", WECHAT, "lanyue-serv[l]ce"),
        ("岚月支付客服", SENDER, "岚月支付[客服]"),
        ("com.lanyue.walet", ANDROID, "com.lanyue.wal[]et"),
        ("lanyuee.eth", ENS, "lanyue[e].eth"),
        (
            "0x5aae00000000000000000000000000000000eaed",
            CONTRACT,
            "0x5aae[00]0[0][0000][0000][000]0[0000][0000][0000][0000]eaed",
        ),
        ("lanyue.help@gmail.com", SITE, ""),
    ],
)
def test_name_made_to_look_like_ours_has_its_difference_marked(text: str, whose: object, shown: str) -> None:
    item = only(text)
    assert (item.standing, item.whose, marked(item)) == (Standing.IMITATES, whose, shown)


def test_mail_address_that_is_not_listed_is_judged_by_what_stands_behind_the_at() -> None:
    listed, other = only("support@lanyue.example"), only("boss@lanyue.example")
    assert (listed.whose, other.kind, other.standing, other.whose) == (MAIL, Kind.MAIL, Standing.OURS, SITE)


def test_userinfo_before_a_strange_host_imitates() -> None:
    item = only("https://lanyue.example@evil.com/")
    assert (item.kind, item.shown, item.standing, item.whose) == (
        Kind.LINK,
        "evil.com",
        Standing.IMITATES,
        SITE,
    )


@pytest.mark.parametrize("text", ["", "   ", "12", "🙂", "。"])
def test_nothing_to_check_is_told_as_such(text: str) -> None:
    assert check(text, INDEX) == Answer((), None)


def test_long_paste_is_answered_by_its_beginning() -> None:
    beginning = check(("a.example " * 10_000)[:LONGEST], INDEX)

    assert check("a.example " * 10_000, INDEX) == replace(beginning, is_whole=False)


@pytest.mark.parametrize(
    ("before", "trap", "standing"),
    [
        (" ".join(f"s{n}.lanyue.example" for n in range(MOST_ITEMS)), REPORTED.value, Standing.REPORTED),
        (" ".join(f"https://lanyue.example/{n}" for n in range(60)), "4000000187", Standing.IMITATES),
        (" ".join(f"a{n}@lanyue.example" for n in range(MOST_ITEMS)), REPORTED.value, Standing.REPORTED),
        (" ".join(f"s{n}.lanyue.example" for n in range(60)), REPORTED.value, Standing.UNKNOWN),
        ("https://lanyue.example" + " " * LONGEST, REPORTED.value, Standing.UNKNOWN),
    ],
)
def test_trap_behind_many_channels_of_ours_is_never_ours(before: str, trap: str, standing: Standing) -> None:
    answer = check(f"{before} {trap}", INDEX)

    assert (answer.standing, len(answer.items) <= MOST_ITEMS) == (standing, True)


@pytest.mark.parametrize("chain", ["bsc", "bnb", "BNB", "eip155:56", "polygon", "base"])
def test_contract_named_on_another_chain_is_none_of_ours(chain: str) -> None:
    address = CONTRACT.value.partition(":")[2]

    assert only(f"{chain}:{address}").standing is Standing.IMITATES
    assert [only(f"{name}:{address}").standing for name in ("eth", "ethereum", "eip155:1")] == [
        Standing.OURS
    ] * 3


@pytest.mark.parametrize("text", ["@lanyue_p\u0430y", "telegram: lanyue_p\u0430y", "@l\u00e1nyue_pay"])
def test_account_in_foreign_letters_is_made_to_look_like_ours(text: str) -> None:
    assert (only(text).standing, only(text).whose) == (Standing.IMITATES, TELEGRAM)


@given(some.text(max_size=300))
def test_any_text_gets_an_answer_of_bounded_length(text: str) -> None:
    assert len(check(text, INDEX).items) <= MOST_ITEMS


@given(some.text(alphabet="@.:/lanyue_0418[]()atdo 微信【】", max_size=120))
def test_text_built_of_the_signs_of_channels_gets_an_answer(text: str) -> None:
    assert len(check(text, INDEX).items) <= MOST_ITEMS


@given(some.text(alphabet="0123456789 +-", min_size=1, max_size=30))
def test_index_of_numbers_finds_what_comparing_with_each_finds(text: str) -> None:
    try:
        like = lookalike_of(text, [RINGS.value, DIALLED.value])
    except NumberError:
        like = None
    items = check(text, Index((RINGS, DIALLED))).items if like and like.official in OURS else ()

    assert [item.whose and item.whose.value in OURS for item in items] == [True] * len(items)


PIECES = [
    "lanyue",
    "example",
    "com",
    "evil",
    "top",
    "t",
    "me",
    "www",
    "x",
    "123",
    "lanyue_pay",
    "eth",
    "wallet",
]


@given(
    some.lists(some.sampled_from(PIECES), min_size=2, max_size=4),
    some.sampled_from(["", "https://", "http://", "a1@", "support@"]),
    some.sampled_from(["", "/", "/lanyue_pay", "/joinchat", "/7"]),
)
def test_lone_address_is_answered_as_it_would_be_in_a_text(labels: list[str], before: str, path: str) -> None:
    text = before + ".".join(labels) + path
    assume(judged_number(text, INDEX) is None)  # a number by itself is a number and nothing more

    assert check(text, INDEX).items == _of_text(text, INDEX, is_cut=False).items
    assert check(text, INDEX).message == _of_text(text, INDEX, is_cut=False).message
