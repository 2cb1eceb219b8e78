"""Sentences of our own, made from `scripts/messages/*.txt`: what a swindler says, and what an honest caller says.

A file holds lines of words to choose from (`@city = 北京|上海`) and schemes:

    [scam call zh police]      wanted or not, channel, language, name
    o ...                      how the other side opens
    i ...                      the same, where it says nothing when it stands alone
    m ...                      what it goes on with
    a ...                      what it asks or advises in the end
    v ...                      what the one who is rung answers
    s ...                      a message that stands alone

`{city}` draws from the words, `{一|二}` from what stands there. Which fifth of the lines is kept for measuring
is decided by the line itself, so no sentence that was learned is measured.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "messages"
HEAD = re.compile(r"\[(scam|benign) (\w+) (zh|en) (\w+)\]")
KEPT_OF_FIVE = 1


@dataclass
class Scheme:
    """One kind of call or message with its lines by part (`o i m a v s`)."""

    is_scam: bool
    channel: str
    language: str
    name: str
    lines: dict[str, list[str]] = field(default_factory=dict)

    def part(self, name: str, *, kept: bool) -> list[str]:
        return [line for line in self.lines.get(name, []) if is_kept(line) == kept]


@dataclass(frozen=True)
class Grammar:
    words: dict[str, list[str]]
    schemes: list[Scheme]

    def fill(self, line: str, dice: random.Random) -> str:
        """A line with every hole filled; what is chosen may hold holes of its own."""
        pieces = split(line, "{}")
        return "".join(
            piece if number % 2 == 0 else self.choose(piece, dice) for number, piece in enumerate(pieces)
        )

    def choose(self, inside: str, dice: random.Random) -> str:
        if inside.startswith("#"):  # so many digits
            return "".join(dice.choice("0123456789") for _ in range(int(inside[1:])))
        choices = split(inside, "|")
        return self.fill(dice.choice(choices if len(choices) > 1 else self.words[inside]), dice)


def split(line: str, marks: str) -> list[str]:
    """The parts between marks that stand in no inner hole. With "{}" every second part is the inside of a hole.

    >>> split("a{b{c}|d}e", "{}"), split("b{c|x}|d", "|")
    (['a', 'b{c}|d', 'e'], ['b{c|x}', 'd'])
    """
    parts, depth = [""], 0
    for sign in line:
        depth -= sign == "}"
        if depth == 0 and sign in marks:
            parts.append("")
        else:
            parts[-1] += sign
        depth += sign == "{"
    return parts


def is_kept(line: str) -> bool:
    return sha256(line.encode()).digest()[0] % 5 < KEPT_OF_FIVE


def read() -> list[Grammar]:
    """One for each file, in the order of their names; all draw from the same words."""
    found = [grammar(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))]
    words = {name: choices for one in found for name, choices in one.words.items()}
    return [Grammar(words, one.schemes) for one in found]


def grammar(text: str) -> Grammar:
    words, schemes = dict[str, list[str]](), list[Scheme]()
    for line in text.splitlines():
        if line.startswith("@"):
            name, _, choices = line[1:].partition(" = ")
            words[name] = split(choices, "|")
        elif head := HEAD.fullmatch(line):
            schemes.append(Scheme(head[1] == "scam", head[2], head[3], head[4]))
        elif line and not line.startswith("#"):
            part, _, sentence = line.partition(" ")
            schemes[-1].lines.setdefault(part, []).append(sentence)
    return Grammar(words, schemes)


def dialogue(of: Grammar, scheme: Scheme, dice: random.Random, *, kept: bool) -> Iterator[tuple[str, str]]:
    """(speaker, text) by turns: `caller` begins, `called` answers."""
    parts = {name: scheme.part(name, kept=kept) or scheme.lines.get(name, []) for name in "oimav"}
    said = [dice.choice(parts["o"] + parts["i"])]
    said += dice.sample(parts["m"], min(dice.choice((0, 1, 1, 2, 2, 3)), len(parts["m"])))
    said += dice.sample(parts["a"], min(dice.choice((1, 1, 2)), len(parts["a"])))
    for line in said:
        yield "caller", of.fill(line, dice)
        if parts["v"]:
            yield "called", of.fill(dice.choice(parts["v"]), dice)
