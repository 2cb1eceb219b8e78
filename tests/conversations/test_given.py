"""An answer fits its step or is refused."""

from datetime import date

import pytest

from answerback.conversations.given import DECLINED, SAID, Given, NotAnAnswer, accept
from tests.conversations.building import guide, step, words, yes_or_no

KINDS = guide(
    yes_or_no("choice"),
    step("multi", "multi", answers=[{"code": code, "label": words("它", "It")} for code in "abc"]),
    step("text", "text"),
    step("number", "number"),
    step("day", "date"),
    step("scale", "scale", low=1, high=7),
    step("say"),
).by_id


@pytest.mark.parametrize(
    ("name", "raw", "given"),
    [
        ("choice", {"codes": ["yes"]}, Given(codes=("yes",))),
        ("choice", {"declined": True}, DECLINED),
        ("choice", {"codes": ["rather_not_say"]}, DECLINED),
        ("multi", {"codes": ["c", "a", "c"]}, Given(codes=("a", "c"))),
        ("text", {"text": "  昨天下午 "}, Given(text="昨天下午")),
        ("number", {"number": 0}, Given(number=0)),
        ("day", {"day": "2026-05-03"}, Given(day=date(2026, 5, 3))),
        ("scale", {"number": 7}, Given(number=7)),
        ("scale", {"declined": True}, DECLINED),
        ("say", {}, SAID),
    ],
)
def test_fitting_answer_is_taken(name: str, raw: dict[str, object], given: Given) -> None:
    assert accept(KINDS[name], raw) == given


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("choice", {}),
        ("choice", {"codes": []}),
        ("choice", {"codes": ["yes", "no"]}),
        ("choice", {"codes": ["maybe"]}),
        ("choice", {"codes": "yes"}),
        ("choice", {"codes": [["yes"]]}),
        ("multi", {"codes": ["a", "z"]}),
        ("text", {"text": "   "}),
        ("text", {"text": "长" * 4001}),
        ("text", {"text": "a\x00b"}),
        ("text", {"text": 3}),
        ("number", {"number": "3"}),
        ("number", {"number": True}),
        ("number", {"number": -1}),
        ("number", {"number": 10**13}),
        ("scale", {"number": 0}),
        ("scale", {"number": 8}),
        ("day", {"day": "3 May"}),
        ("day", {"day": None}),
    ],
)
def test_answer_that_does_not_fit_is_refused(name: str, raw: dict[str, object]) -> None:
    with pytest.raises(NotAnAnswer):
        accept(KINDS[name], raw)


def test_end_takes_no_answer() -> None:
    with pytest.raises(NotAnAnswer):
        accept(guide().by_id["bye"], {})
