"""Every code and verdict has words in both languages and a line in the reference, whose examples hold."""

import re
from pathlib import Path

import pytest

from answerback.guard.messages import Verdict, judge
from answerback.guard.messages.tables import rulebook
from answerback.guard.messages.words import REASONS, VERDICTS, advice, said

REASON_CODES = [code.name for code in rulebook().codes.values() if code.points > 0]
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "messages.md"
ROW = re.compile(r"\| `(\w+)` \| (\d+) \| (.*) \| (.*) \|")


def rows() -> dict[str, tuple[int, str, list[str]]]:
    found = (ROW.fullmatch(line) for line in PAGE.read_text("utf-8").splitlines())
    return {row[1]: (int(row[2]), row[3], re.findall("`([^`]+)`", row[4])) for row in found if row}


def test_every_code_is_said_in_both_languages() -> None:
    assert list(REASONS).sort() == REASON_CODES.copy().sort()
    assert set(REASONS) == set(REASON_CODES)
    assert [code for code, (english, chinese) in REASONS.items() if chinese.isascii() or not english] == []


def test_every_verdict_says_what_to_do_next() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert "official number" in advice(Verdict.STOP)
    assert "官方号码" in advice(Verdict.CHECK, "zh-hans")


def test_the_reference_lists_every_code_with_its_points_and_words() -> None:
    listed = {code: (points, words) for code, (points, words, _) in rows().items()}

    assert listed == {
        code: (rulebook().codes[code].points, f"{said(code)} {said(code, 'zh')}") for code in REASON_CODES
    }


def test_the_reference_lists_every_verdict() -> None:
    page = PAGE.read_text("utf-8")

    assert [
        verdict for verdict in Verdict if f"| `{verdict}` |" not in page or advice(verdict) not in page
    ] == []


@pytest.mark.parametrize(
    ("code", "example"), [(code, text) for code, row in rows().items() for text in row[2]]
)
def test_an_example_of_the_reference_has_its_reason(code: str, example: str) -> None:
    assert code in {reason.code for reason in judge(example).reasons}
