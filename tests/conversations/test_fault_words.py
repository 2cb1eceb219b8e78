"""Every fault has a sentence in both languages."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from answerback.conversations import check
from answerback.conversations.check import Fault
from answerback.conversations.fault_words import SENTENCES, sentence_of
from answerback.conversations.forbidden_words import Never

FOUND = set(re.findall(r'(?:Fault\(|^        \()"([a-z_]+)"', Path(check.__file__).read_text("utf-8"), re.M))


def test_every_code_of_the_check_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == FOUND


@pytest.mark.parametrize("code", [*SENTENCES, *(f"asks_{never.value}" for never in Never)])
def test_sentence_is_said_in_both_languages(code: str) -> None:
    with override("en"):
        english = sentence_of(Fault(code))
    with override("zh-hans"):
        chinese = sentence_of(Fault(code))

    assert english.endswith((".", "here."))
    assert re.search("[\u4e00-\u9fff]", chinese)
