"""Templates: nothing inline (the CSP allows none), nothing unescaped unreasoned, no word left in English."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, line_of, modules, nothing, templates

INLINE = {
    "inline event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(
        r"<script\b(?![^>]*\b(?:src=|type=\"application/json\"))", re.IGNORECASE
    ),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "evaluated attribute": re.compile(r"\shx-(?:on|vars|vals='js:)", re.IGNORECASE),
    "something from another server": re.compile(
        r"<(?:script|link|img|iframe|audio|video)\b[^>]*\b(?:src|href)=\"(?:https?:)?//"
    ),
}
UNESCAPED = re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off")
REASON = re.compile(r"safe: \w+ \w+")

NOT_SPOKEN = re.compile(
    r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|<!--.*?-->"
    r"|\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*block (?:\w*class|body_attributes)\s*%\}.*?\{%\s*endblock.*?%\}"
    r"|<script\b.*?</script>|<code\b.*?</code>|<kbd\b.*?</kbd>",
    re.DOTALL,
)
SPOKEN_ATTRIBUTE = re.compile(r"\s(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"{]+)\"")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{2,}|[一-鿿]+")
# Proper names and words that are the same in both languages.
NAMES = {
    "Answerback",
    "CSV",
    "XLSX",
    "PDF",
    "JSON",
    "API",
    "ID",
    "TOTP",
    "URL",
    "English",
    "中文",
    "简体中文",
    "ics",
}


def findings(text: str) -> Iterator[tuple[int, str]]:
    for what, pattern in INLINE.items():
        yield from ((line_of(text, match.start()), what) for match in pattern.finditer(text))
    for number, line in enumerate(text.splitlines(), 1):
        if UNESCAPED.search(line) and not REASON.search(line):
            yield number, "unescaped without {# safe: reason #} on its line"


def untranslated(text: str) -> list[str]:
    """Words that stand in a template outside every translation tag."""
    rest = NOT_SPOKEN.sub(" ", text)
    spoken = SPOKEN_ATTRIBUTE.findall(rest) + TAGS.sub(" ", rest).split()
    return [word for part in spoken for word in WORD.findall(part) if word not in NAMES]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_template_has_nothing_inline_nothing_foreign_and_nothing_unescaped():
    nothing(
        [
            f"{place(path)}:{line}: {what}"
            for path in templates()
            for line, what in findings(path.read_text("utf-8"))
        ]
    )


def test_template_says_every_word_through_gettext():
    # The gallery shows components to their makers, by the names they have in the code.
    spoken = [
        (path, untranslated(path.read_text("utf-8")))
        for path in templates()
        if path.suffix != ".svg" and "gallery" not in path.stem
    ]
    nothing([f"{place(path)}: {' '.join(words[:12])}" for path, words in spoken if words])


def test_python_marks_text_safe_only_with_its_reason():
    nothing(
        [
            f"{module.name}:{number}"
            for module in modules()
            for number, line in enumerate(module.lines, 1)
            if re.search(r"\bmark_safe\(", line) and len(line.partition("#")[2].split()) < 2
        ]
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p onclick="x()">', ["inline event handler"]),
        ('<p style="color: red">', ["inline style"]),
        ("<script>x()</script>", ["script without src"]),
        ('<script src="//elsewhere/x.js">', ["something from another server"]),
        ("{{ note|safe }}", ["unescaped without {# safe: reason #} on its line"]),
        ("{{ note|safe }} {# safe: made by us #}", []),
        ('<script type="application/json">{}</script>', []),
    ],
)
def test_check_finds_what_a_template_must_not_have(text, found):
    assert [what for _line, what in findings(text)] == found


def test_check_finds_a_word_that_nobody_can_translate():
    text = '<p title="Look here">{% translate "Hello" %} friend {{ name }}</p>'
    assert untranslated(text) == ["Look", "here", "friend"]
