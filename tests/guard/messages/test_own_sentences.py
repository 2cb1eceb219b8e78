"""Nothing that Answerback itself says or has its agents ask is judged *stop*."""

import json
import re
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerback.guard.messages import Verdict, judge
from answerback.guard.messages.wording import model
from answerback.guard.messages.words import REASONS, VERDICTS

SOURCE = Path(__file__).parents[3] / "src" / "answerback"
GUIDES = sorted((SOURCE / "conversations" / "ready").rglob("*.json"))
CATALOGUES = sorted(SOURCE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
QUOTED = re.compile(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")')
SWINDLERS_WORDS = {
    "We can still lock it, but I need the twelve words of your recovery phrase to verify you.",
    "We can still stop it, but you must read me the code that you are about to receive.",
    "现在拦截还来得及，您马上会收到一个验证码，请念给我听。",
    "现在锁住还来得及，但要您报出十二个助记词来核实身份。",
    "警报：“对方向我要密码等机密”",
}
"""What the swindler of the demo says, and the name of the alarm that a customer raises: they ought to be told."""
TO_STAFF_OF_OUR_CODES = (
    "Ring the number from any telephone, ask for the code, and type it here.",
    "Somebody proves that this mailbox belongs to %(name)s.",
)
"""How sentences begin that ask staff for the codes that prove a channel: from a stranger they would be a trap."""


def strings(value: object) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def translated(catalogue: Path) -> Iterator[str]:
    """Every sentence of a catalogue, in both languages."""
    said = ""
    for line in catalogue.read_text("utf-8").splitlines():
        begun = QUOTED.fullmatch(line)
        if begun is not None:
            yield said
            said = literal_eval(begun[2])
        elif line.startswith('"'):
            said += literal_eval(line)
    yield said


def stopped(texts: set[str]) -> set[str]:
    return {text for text in texts if judge(text, channel="call", model=model()).verdict is Verdict.STOP}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_no_text_of_a_ready_made_conversation_is_stopped(guide: Path) -> None:
    texts = set(strings(json.loads(guide.read_text("utf-8"))))

    assert (len(texts) > 3, stopped(texts)) == (True, set())


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_no_sentence_of_the_product_is_stopped(catalogue: Path) -> None:
    texts = {text for text in translated(catalogue) if not text.startswith(TO_STAFF_OF_OUR_CODES)}

    assert (len(texts) > 3, stopped(texts) - SWINDLERS_WORDS) == (True, set())


def test_no_explanation_of_the_judge_is_stopped() -> None:
    assert stopped({text for pair in (*REASONS.values(), *VERDICTS.values()) for text in pair}) == set()


def test_what_the_swindler_of_the_demo_says_is_stopped() -> None:
    assert stopped(SWINDLERS_WORDS) == SWINDLERS_WORDS
