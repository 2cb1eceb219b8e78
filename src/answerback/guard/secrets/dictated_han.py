"""Chinese seed phrases dictated by number: "第一个字是贷，第二个字是款 …"."""

import re
from collections.abc import Iterator, Sequence

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.han_rows import books
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain

NUMBERED = (
    r"[一二三四五六七八九十0-9]{1,3}[号个個位]?[字词詞]?[是为為]?[\s:：，,“\"「]{0,4}(?![个個位字词詞是为為])([\u4e00-\u9fff])"
    r"(?:[，,]?[\u4e00-\u9fff]{1,3}的[\u4e00-\u9fff])?(?=第|[0-9]|[^\u4e00-\u9fff]|\Z)"
)
FORMS = {"第": pattern(f"第{NUMBERED}"), "号字": pattern(f"(?<![0-9])(?=[0-9]{{1,2}}号字){NUMBERED}")}
"""By a word that each of its numbers has."""
FEWEST, WHOLE, BETWEEN = 6, 12, 16


def find(searched: Plain) -> Iterator[Match]:
    """Six or more, one after the other."""
    for word, form in FORMS.items():
        if searched.text.count(word) >= FEWEST:
            yield from dictated(searched.text, form)


def dictated(text: str, form: re.Pattern[str]) -> Iterator[Match]:
    series: list[re.Match[str]] = []
    for found in form.finditer(text):
        if series and found.start() - series[-1].end() > BETWEEN:
            yield from dictation(series)
            series = []
        if any(found.group(1) in book for book in books()):
            series.append(found)
    yield from dictation(series)


def dictation(series: Sequence[re.Match[str]]) -> Iterator[Match]:
    if len(series) >= FEWEST:
        certainty = 0.95 if len(series) >= WHOLE else 0.6
        yield Match(Kind.SEED_PHRASE, series[0].start(1), series[-1].end(), certainty)
