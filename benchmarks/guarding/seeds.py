"""Seed phrases as people write, paste, number, cut, mistype, dictate and mishear them."""

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from answerback.guard.secrets.words import LANGUAGES, word_list
from benchmarks.guarding import frames, made, noise
from benchmarks.guarding.filling import Sample, filled

SEPARATORS = [" ", " ", ", ", ",", "，", "、", "\n", " / ", "  ", " - ", "; ", " | ", "\t", "; \n"]
NUMBERINGS = [
    "{n}. {w}",
    "{n}) {w}",
    "{n}、{w}",
    "#{n} {w}",
    "({n}) {w}",
    "{n}:{w}",
    "{n} {w}",
    "[{n}] {w}",
    "{n} - {w}",
]
BREAKS = ["\n", "\n\n", "\n  ", "\n> ", "\n- ", "\n* ", " \\\n", "\r\n"]
Maker = Callable[[random.Random], str]


def counted(dice: random.Random) -> list[str]:
    return made.phrase(dice, "english", dice.choice(made.LENGTHS))


def numbered(dice: random.Random) -> str:
    form, between = dice.choice(NUMBERINGS), dice.choice([" ", "\n", ", ", "  "])
    return between.join(form.format(n=n, w=word) for n, word in enumerate(counted(dice), start=1))


def mistyped(dice: random.Random) -> str:
    """One slip in twelve words."""
    words = counted(dice)
    for place in dice.sample(range(len(words)), len(words) // 12):
        words[place] = made.slipped(dice, words[place])
    return " ".join(words)


def cut(dice: random.Random) -> str:
    return dice.choice([" ", ", "]).join(word[:4] for word in counted(dice))


def wrapped(dice: random.Random) -> str:
    """Broken into lines of three to six words, as a mail or a terminal does."""
    words, width, end = counted(dice), dice.randint(3, 6), dice.choice(BREAKS)
    return end.join(" ".join(words[at : at + width]) for at in range(0, len(words), width))


def quoted(dice: random.Random) -> str:
    mark, between = dice.choice(['"', "'", "`", "“"]), dice.choice([", ", ",", "\n", " "])
    return between.join(f"{mark}{word}{'”' if mark == '“' else mark}" for word in counted(dice))


def capitals(dice: random.Random) -> str:
    change = dice.choice([str.upper, str.title, str.capitalize])
    return " ".join(change(word) for word in counted(dice))


def strange_letters(dice: random.Random) -> str:
    """Full-width letters, blanks of another width, or signs that cannot be seen between the letters."""
    words = counted(dice)
    form = dice.randrange(3)
    if form == 0:
        return " ".join("".join(chr(ord(letter) + 0xFEE0) for letter in word) for word in words)
    if form == 1:
        return dice.choice(["\u3000", "\u00a0", "\u2003", "\u202f"]).join(words)
    return " ".join(word[:2] + dice.choice("\u200b\u200d\u2060\u00ad\ufeff") + word[2:] for word in words)


def bad_checksum(dice: random.Random) -> str:
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
    "seed Electrum 2 or disordered": bad_checksum,
    "seed Monero": lambda dice: " ".join(made.monero(dice)),
}


def written(dice: random.Random, count: int) -> Iterator[Sample]:
    """`count` of each class."""
    lines, native = (
        frames.of("seed", "agent", "user", "sms", "log", "form", "spoken", "bare"),
        frames.of("seed", "native"),
    )
    for language in LANGUAGES:
        for _ in range(count):
            words = made.phrase(dice, language, dice.choice(made.LENGTHS))
            yield framed(
                dice, f"seed {language}", dice.choice([*lines, *native]), dice.choice(SEPARATORS).join(words)
            )
    for label, make in FORMS.items():
        for _ in range(count):
            yield framed(dice, label, dice.choice(lines), make(dice))
    for _ in range(count):
        named = dice.choice(
            ["我的助记词{}", "助记词：{}，请核对", "備份的助記詞是{}對嗎", "恢复词就是{}没错", "mnemonic: {}"]
        )
        text = unspaced(dice, dice.choice(LANGUAGES[1:3]))
        yield framed(dice, "seed Han unspaced, named", named.format("«seed»"), text)
        yield framed(dice, "seed Han unspaced, alone", dice.choice(["«seed»", "«seed»\n", "\n«seed»"]), text)


def framed(dice: random.Random, label: str, template: str, secret: str) -> Sample:
    """The piece is from the first letter to the last: neither the first number nor the last quotation mark."""
    secrets = {"seed": lambda: secret}
    sample = filled(template, label=label, kind="seed_phrase", secrets=secrets, noise=noise.makers(dice))
    return replace(sample, pieces=tuple(trimmed(sample.text, piece) for piece in sample.pieces))


def trimmed(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    start, end = piece
    while not text[start].isalpha():
        start += 1
    while not text[end - 1].isalpha() and not unicodedata.combining(text[end - 1]):
        end -= 1
    return start, end


def announced(dice: random.Random, count: int) -> Iterator[Sample]:
    """Old Electrum phrases are plain English words: only what names them gives them away."""
    forms = [
        "my electrum seed: «seed»",
        "Electrum 种子：«seed»",
        "electrum wallet seed words\n«seed»",
        "old Electrum seed = «seed»",
    ]
    for _ in range(count):
        yield framed(dice, "seed Electrum 1, named", dice.choice(forms), " ".join(made.electrum_old(dice)))


def joined(label: str, parts: Sequence[tuple[str, str]]) -> Sample:
    """Pairs of what is said before a word and the word; the words are the secret."""
    text, pieces = "", []
    for before, word in parts:
        text += before
        if word:
            pieces.append((len(text), len(text) + len(word)))
        text += word
    return Sample(label, "seed_phrase", text, tuple(pieces))
