"""What is found is the same whether a text is looked at first or searched by every detector."""

import ast
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.secrets.find import find
from answerback.guard.secrets.first_look import plainly, with_everything
from answerback.guard.secrets.words import LANGUAGES, word_list
from benchmarks import guard
from benchmarks.guarding.frames import FIRST, SECOND, Book
from tests.guard.phrases import phrase

TESTS = Path(__file__).parents[1]
OF_EACH = 4
NAMES = (
    "助记词|私钥 |密码是|验证码：|口令|安全码|背面三位|护照 |身份证|第一个是|客户：|坐席：|seed |secret key "
)
NAMES += "|password: |pin |pwd=|code |otp|cvv |passport |recovery phrase: |mysql -p|https://|@| dot com"
NAMES += "|curl -u a:|three five |一三八"
SIGNS = (
    '-----BEGIN PRIVATE KEY-----|{"ciphertext":|"kdf"|[|]|{|}|(|)|‹seed_phrase›|的的的的|\u200b|：|\n| |, |，'
)
SIGNS += "|。|、|-|.|\ud800|é|ё|あ|１|ｅ|İ|a b c d e f g h|zеbrа"
SECRETS = "420774|4111 1111 1111 1111|13800138000|11010519491231002X|A123456(3)|0123456789abcdef"
SECRETS += "|5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
TOLD = [told for some in (NAMES, SIGNS, SECRETS) for told in some.split("|")]
WORDS = [word for language in LANGUAGES for word in word_list(language)[::97]]
PHRASES = [" ".join(phrase(language, 12, seed)) for language in LANGUAGES for seed in range(2)]
PHRASES += ["".join(phrase("chinese_simplified", 12, seed)) for seed in range(4)]
TEXTS = st.lists(st.sampled_from(TOLD + WORDS + PHRASES) | st.text(max_size=4), max_size=24)


def strings(folder: Path) -> Iterator[str]:
    """Every text that a test of the guard writes down."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def differing(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text, look=plainly) != find(text, look=with_everything)]


def test_findings_in_the_texts_of_all_guard_tests_are_the_same() -> None:
    assert differing(list(strings(TESTS))) == []


@pytest.mark.parametrize("book", [FIRST, SECOND], ids=["first", "second"])
def test_findings_in_the_books_of_the_benchmark_are_the_same(book: Book) -> None:
    texts = [sample.text for sample in guard.fresh(book, OF_EACH, seed=3)]
    dice = random.Random(4)
    dice.shuffle(texts)
    chats = ["\n".join(texts[at : at + 8]) for at in range(0, len(texts), 64)]

    assert differing(texts + chats) == []


@given(parts=TEXTS, between=st.sampled_from(["", " ", "\n", "，", " 1. "]))
def test_findings_in_any_text_are_the_same(parts: list[str], between: str) -> None:
    text = between.join(parts)

    assert find(text, look=plainly) == find(text, look=with_everything)
