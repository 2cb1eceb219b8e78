"""Seed phrases as people write, paste, number, cut and mistype them."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from answerback.guard.secrets.words import LANGUAGES, word_list
from benchmarks.guarding import made, noise
from benchmarks.guarding.filling import Sample, filled
from benchmarks.guarding.frames import Book

NUMBERING = re.compile(r"(?i:no\.?(?=\s?\d)|第|词|w(?=\d))?[\W\d_]*(?:[个号]\W+)?")
Maker = Callable[[random.Random, Book], str]


def counted(dice: random.Random) -> list[str]:
    return made.phrase(dice, "english", dice.choice(made.LENGTHS))


def form(dice: random.Random, book: Book, group: str) -> str:
    return dice.choice(book.groups("forms")[group])


def numbered(dice: random.Random, book: Book) -> str:
    line, between = form(dice, book, "numberings"), dice.choice([" ", "\n", ", ", "  "])
    return between.join(line.format(n=n, w=word) for n, word in enumerate(counted(dice), start=1))


def mistyped(dice: random.Random, book: Book) -> str:
    """One slip in twelve words."""
    words = counted(dice)
    for place in dice.sample(range(len(words)), len(words) // 12):
        words[place] = made.slipped(dice, words[place])
    return " ".join(words)


def cut(dice: random.Random, book: Book) -> str:
    return dice.choice([" ", ", "]).join(word[:4] for word in counted(dice))


def wrapped(dice: random.Random, book: Book) -> str:
    """Broken into lines of three to six words, as a mail or a terminal does."""
    words, width, end = counted(dice), dice.randint(3, 6), form(dice, book, "breaks")
    return end.join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


def quoted(dice: random.Random, book: Book) -> str:
    marks, between = form(dice, book, "quotation"), dice.choice([", ", ",", "\n", " "])
    return between.join(marks.format(w=word) for word in counted(dice))


def capitals(dice: random.Random, book: Book) -> str:
    change = dice.choice([str.upper, str.title, str.capitalize])
    return " ".join(change(word) for word in counted(dice))


def strange_letters(dice: random.Random, book: Book) -> str:
    """Full-width letters, blanks of another width, or signs that cannot be seen between the letters."""
    words, kind = counted(dice), dice.randrange(3)
    if kind == 0:
        return " ".join("".join(chr(ord(letter) + 0xFEE0) for letter in word) for word in words)
    if kind == 1:
        return dice.choice(["\u3000", "\u00a0", "\u2003", "\u202f"]).join(words)
    return " ".join(word[:2] + dice.choice("\u200b\u200d\u2060\u00ad\ufeff") + word[2:] for word in words)


def disordered(dice: random.Random, book: Book) -> str:
    """Electrum 2 (its own checksum), or words in the wrong order: twelve listed words are enough."""
    return " ".join(dice.choices(word_list("english"), k=dice.choice([12, 24])))


def unspaced(dice: random.Random, language: str) -> str:
    return "".join(made.phrase(dice, language, dice.choice([12, 12, 18, 24])))


FORMS: dict[str, Maker] = {
    "seed numbered": numbered,
    "seed mistyped": mistyped,
    "seed four letters": cut,
    "seed over lines": wrapped,
    "seed quoted": quoted,
    "seed in capitals": capitals,
    "seed in strange letters": strange_letters,
    "seed Electrum 2 or disordered": disordered,
    "seed Monero": lambda dice, _: " ".join(made.monero(dice)),
}


def written(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    """`count` of each class."""
    lines = [line for group, lines in book.groups("seed").items() if group != "native" for line in lines]
    every = [*lines, *book.of("seed", "native")]
    for language in LANGUAGES:
        for _ in range(count):
            words = made.phrase(dice, language, dice.choice(made.LENGTHS))
            secret = form(dice, book, "separators").join(words)
            yield framed(dice, f"seed {language}", dice.choice(every), secret)
    for label, make in FORMS.items():
        for _ in range(count):
            yield framed(dice, label, dice.choice(lines), make(dice, book))
    for _ in range(count):
        text = unspaced(dice, dice.choice(LANGUAGES[1:3]))
        yield framed(dice, "seed Han unspaced, named", form(dice, book, "named Han"), text)
        alone = dice.choice(["«seed»", "«seed»\n", "\n«seed»"])
        yield framed(dice, "seed Han unspaced, alone", alone, text)
        # Old Electrum phrases are plain English words: only what names them gives them away.
        words = made.electrum_old(dice)
        yield framed(dice, "seed Electrum 1, named", form(dice, book, "announced"), " ".join(words))


def framed(dice: random.Random, label: str, template: str, secret: str) -> Sample:
    """The piece is from the first letter to the last: neither the first number nor the last quotation mark."""
    secrets = {"seed": lambda: secret}
    sample = filled(template, label=label, kind="seed_phrase", secrets=secrets, noise=noise.makers(dice))
    return replace(sample, pieces=tuple(trimmed(sample.text, piece) for piece in sample.pieces))


def trimmed(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    start, end = piece
    numbering = NUMBERING.match(text, start, end)
    start = numbering.end() if numbering else start
    while not text[end - 1].isalpha() and not unicodedata.combining(text[end - 1]):
        end -= 1
    return start, end
