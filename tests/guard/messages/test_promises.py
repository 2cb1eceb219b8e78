"""What holds for any text at all: no crash, exact places, one answer; and the work grows with the length."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard.messages import Dialogue, Turn, Verdict, judge, judge_dialogue
from answerback.guard.messages.folding import fold
from answerback.guard.messages.tables import rulebook
from tests.guard.growth import IN_PROPORTION, growth

PIECES = st.sampled_from(
    ["把", "验证码", "發給我", "不要", "请", "，", "。", " ", "\n", "🔥",
     "\u200b", "s33d phrase", "send me your", "never",
     "https://a.example.com/", "安全账户", "转账", "我是", "银行", "\ud800", "İ", "ﷺ", "s e e d", "$", "0", "\u0301"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))
SPEAKERS = st.sampled_from(["agent", "user", "A", "B", "", "客服"])
ORDER = [Verdict.NOTHING_KNOWN, Verdict.CHECK, Verdict.STOP]


@given(TEXTS)
@settings(deadline=None)
def test_every_reason_has_a_place_inside_the_text(text: str) -> None:
    judgement = judge(text)

    assert [r for r in judgement.reasons if not 0 <= r.start < r.end <= len(text)] == []
    assert judgement == judge(text)


@given(TEXTS)
@settings(deadline=None)
def test_every_letter_of_the_folded_text_has_its_place(text: str) -> None:
    folded = fold(text, rulebook().vocabulary)

    assert len(folded.places) == len(folded.letters)
    assert folded.places == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@given(st.lists(st.tuples(SPEAKERS, TEXTS), max_size=8))
@settings(deadline=None)
def test_a_verdict_of_a_dialogue_never_falls_and_names_the_turn_it_came(said: list[tuple[str, str]]) -> None:
    dialogue = Dialogue()

    verdicts = [dialogue.hear(Turn(*turn)) for turn in said]

    judgement = dialogue.judgement()
    assert verdicts == sorted(verdicts, key=ORDER.index)
    if judgement.turn is None:
        assert set(verdicts) <= {Verdict.NOTHING_KNOWN}
    else:
        assert verdicts.index(judgement.verdict) == judgement.turn - 1


@pytest.mark.parametrize(
    "unit",
    [
        "验证码",
        "把验证码发给我，",
        "不要",
        "1",
        "a ",
        "s.",
        "p4ss ",
        "a@",
        ".",
        "\u200b",
        "www.",
        "a.",
        "i am the bank ",
        "好\n",
        "0 ",
    ],
)
def test_the_work_grows_with_the_length(unit: str) -> None:
    assert growth(judge, unit, length=10_000) < IN_PROPORTION


def test_the_work_grows_with_the_number_of_turns() -> None:
    def one_letter_a_turn(text: str) -> object:
        return judge_dialogue([Turn(str(at), sign) for at, sign in enumerate(text)])

    assert growth(one_letter_a_turn, "验", length=300) < IN_PROPORTION


def test_the_engine_is_imported_without_links_model_or_tables() -> None:
    asked = (
        "import sys, answerback.guard.messages as m; from answerback.guard.messages.tables import rulebook;"
        "print([n for n in sys.modules if 'django' in n or 'guard.links' in n or 'messages.model' in n],"
        " rulebook.cache_info().currsize)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[] 0"
