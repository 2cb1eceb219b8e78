"""The rules as data: `data/rules/*.txt`, one table a theme, read when the first message comes.

    name: word, word with (one|another) form, ~word also by sound     # words of one meaning; lists add up
    name: /pattern/                                                    # what no list of words can say
    name := name + name [2]       # a meaning made of several that follow each other, at most 2 letters (0) apart
    code <- name & name [30]      # both in one sentence, at most 30 letters between them (12 if not said)
    code <- name > name           # in this order
    code <- name & ^name          # the second was spoken of in the turns before
    code <- name ! name           # not with the second in the same sentence, near
    code <- name & name [+60]     # also across sentences
    code <= name & name           # even if the text advises against it

A Han word of three syllables and more is found by sound too, one of two if one of its characters is as written;
`~` finds it by sound alone.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pkgutil import get_data

from answerback.guard.messages.folding import fold

THEMES = ("bait", "claims", "control", "money", "moving", "pressure", "secrets", "speech", "trouble")
CHOICE = re.compile(r"\(([^()]*)\)")
RULE = re.compile(r"(?P<code>\w+) <(?P<kind>[-=]) (?P<parts>[^\[]+?)(?: \[(?P<across>\+?)(?P<reach>\d+)\])?")
MADE = re.compile(r"(?P<name>\w+) := (?P<parts>[^\[]+?)(?: \[(?P<gap>\d+)\])?")
USUAL_REACH = 12
PLAIN = re.compile("[a-z]+(?: [a-z]+)*")
"""What folding would leave as it is."""
CONTRACTION = re.compile(r"\b([a-z]+) (t|s|m|re|ve|ll|d)\b")
HASTE = {
    "your": "ur",
    "you": "u",
    "are": "r",
    "words": "wrds",
    "password": "pwd",
    "message": "msg",
    "please": "pls",
}
HASTE |= {"want": "wanna", "to": "2", "account": "acct", "number": "no", "phrase": "phrse", "because": "cos"}
"""English in haste; with a few of them in one word all are written so."""


@dataclass(frozen=True)
class Rule:
    """`names`: the meanings that must stand together. `unless`: must not be near. `before`: a turn before had it."""

    code: str
    names: tuple[str, ...]
    unless: str | None
    before: str | None
    ordered: bool
    reach: int
    across: bool
    refusable: bool


@dataclass(frozen=True)
class Code:
    """`points`: what it weighs; `refusable`: advice against it ("never …") is no request for it."""

    name: str
    points: int
    refusable: bool


@dataclass(frozen=True)
class Rulebook:
    """Everything that the tables say. `words`: from a folded word to its meanings. `made`: (name, parts, gap)."""

    codes: dict[str, Code]
    words: dict[str, list[str]]
    sounding: set[str]
    patterns: list[tuple[str, re.Pattern[str]]]
    made: list[tuple[str, tuple[str, ...], int]]
    rules: list[Rule]
    together: list[tuple[frozenset[str], int]]
    vocabulary: frozenset[str]


@cache
def rulebook() -> Rulebook:
    """Read once, at first use."""
    words: dict[str, list[str]] = {}
    sounding: set[str] = set()
    patterns: list[tuple[str, re.Pattern[str]]] = []
    made: list[tuple[str, tuple[str, ...], int]] = []
    rules: list[Rule] = []
    for theme in THEMES:
        for line in statements(table(theme)):
            rule, compound = RULE.fullmatch(line), MADE.fullmatch(line)
            name, _, listed = line.partition(":")
            if rule is not None:
                rules.append(read_rule(rule))
            elif compound is not None:
                made.append(
                    (compound["name"], tuple(compound["parts"].split(" + ")), int(compound["gap"] or 0))
                )
            elif listed.strip().startswith("/"):
                patterns.append((name, re.compile(listed.strip()[1:-1], re.IGNORECASE | re.ASCII)))
            else:
                add_words(name, listed, words, sounding)
    vocabulary = frozenset(part for word in words for part in word.split() if part.isascii())
    return Rulebook(codes(), words, sounding, patterns, made, rules, together(), vocabulary)


def statements(text: str) -> list[str]:
    """The lines without comments; an indented line goes on with the one above."""
    whole: list[str] = []
    for line in text.splitlines():
        said = line.partition("#")[0].rstrip()
        if said[:1] == " " and whole:
            whole[-1] += said
        elif said:
            whole.append(said)
    return whole


def add_words(name: str, listed: str, words: dict[str, list[str]], sounding: set[str]) -> None:
    for entry in listed.split(","):
        for form in forms(entry.strip()):
            word = form if PLAIN.fullmatch(form) else fold(form.removeprefix("~")).letters
            if not word:
                continue
            for spelt in spellings(word) if word.isascii() else {word}:
                if name not in words.setdefault(spelt, []):
                    words[spelt].append(name)
            if not word.isascii() and (form[0] == "~" or sum(not sign.isascii() for sign in word) >= 3):
                sounding.add(word)


def spellings(word: str) -> set[str]:
    """A folded word, without the apostrophe that was a blank, and as it is written in haste.

    >>> sorted(spellings("don t send us your words"))
    ['don t send us your words', 'dont send us ur wrds', 'dont send us your words']
    """
    joined = CONTRACTION.sub(r"\1\2", word)
    return {word, joined, " ".join(HASTE.get(part, part) for part in joined.split(" "))}


def forms(entry: str) -> list[str]:
    """
    >>> forms("(share|give me) your code(s|)")
    ['share your codes', 'share your code', 'give me your codes', 'give me your code']
    """
    pieces = CHOICE.split(entry)
    choices = [piece.split("|") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]


def read_rule(rule: re.Match[str]) -> Rule:
    parts, _, unless = rule["parts"].partition(" ! ")
    names = re.split(r" [&>] ", parts)
    before = [name[1:] for name in names if name.startswith("^")]
    return Rule(
        rule["code"],
        tuple(name for name in names if not name.startswith("^")),
        unless or None,
        before[0] if before else None,
        " > " in parts,
        int(rule["reach"] or USUAL_REACH),
        rule["across"] == "+",
        rule["kind"] == "-",
    )


def codes() -> dict[str, Code]:
    """`code points refusable|plain` a line, in the order in which reasons are explained."""
    lines = [line.split() for line in statements(table("codes"))]
    return {name: Code(name, int(points), kind == "refusable") for name, points, kind in lines}


def together() -> list[tuple[frozenset[str], int]]:
    """`code + code points` a line: what weighs more in company."""
    lines = [line.rsplit(" ", 1) for line in statements(table("together"))]
    return [(frozenset(names.split(" + ")), int(points)) for names, points in lines]


def table(name: str) -> str:
    return (get_data(__package__, f"data/rules/{name}.txt") or b"").decode("utf-8")
