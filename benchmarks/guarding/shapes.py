"""Shapes that the first two books have no class for: labels, remarks, Chinese talk between, disguises, glued keys."""

import base64
import random
from collections.abc import Callable, Iterator, Sequence

from benchmarks.guarding import made
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.frames import Book
from benchmarks.guarding.seeds import form
from benchmarks.guarding.spoken_seeds import joined

Parts = Sequence[tuple[str, str]]
LOOKALIKES = str.maketrans("aeopcxi", "аеорсхі")
STARTS = ["", "backup: ", "他发来的是 ", "note\n", "客户说 "]
GLUE = ["key", "my", "私钥", "13800138000", "x", "wif="]


def shapes(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    """`count` of each class, if the book has forms for them."""
    if "labels" not in book.groups("forms"):
        return
    makers: dict[str, Callable[[random.Random, Book], Parts]] = {
        "seed labelled": lambda dice, book: lined(dice, book, "labels"),
        "seed with remarks": lambda dice, book: lined(dice, book, "glosses"),
        "seed amid Chinese talk": amid_talk,
        "seed spelled": spelled,
        "seed in letters that look alike": looking_alike,
        "seed encoded": encoded,
        "seed Han in groups, named": in_groups,
    }
    for label, make in makers.items():
        for _ in range(count):
            yield joined(label, make(dice, book))
    for label, make_key in {"key glued or pasted twice": glued, "key cut in two": cut}.items():
        for _ in range(count):
            yield key_sample(label, make_key(dice))


def lined(dice: random.Random, book: Book, group: str) -> Parts:
    """One label or one remark throughout."""
    words, line, between = twelve(dice), form(dice, book, group), form(dice, book, f"between {group}")
    parts, end = list[tuple[str, str]](), dice.choice(STARTS)
    for number, word in enumerate(words, start=1):
        before, after = line.format(n=number, w="\0").split("\0")
        parts.append((end + before, word))
        end = after + between
    return parts


def amid_talk(dice: random.Random, book: Book) -> Parts:
    """Two to four words, then a clause of whoever writes it down."""
    parts, left = list[tuple[str, str]](), 0
    for word in twelve(dice):
        before = " " if left else form(dice, book, "clauses Han") if parts else "客户说："
        left = left - 1 if left else dice.randint(1, 3)
        parts.append((before, word))
    return parts


def spelled(dice: random.Random, book: Book) -> Parts:
    apart, between = form(dice, book, "spelled"), form(dice, book, "between spelled")
    return [
        (between if place else dice.choice(STARTS), apart.join(word))
        for place, word in enumerate(twelve(dice))
    ]


def looking_alike(dice: random.Random, book: Book) -> Parts:
    words = [word.translate(LOOKALIKES) if dice.random() < 0.8 else word for word in twelve(dice)]
    return [(" " if place else dice.choice(STARTS), word) for place, word in enumerate(words)]


def encoded(dice: random.Random, book: Book) -> Parts:
    data = " ".join(twelve(dice)).encode()
    return [(dice.choice(STARTS), dice.choice([base64.b64encode(data).decode(), data.hex()]))]


def in_groups(dice: random.Random, book: Book) -> Parts:
    signs = "".join(made.phrase(dice, "chinese_simplified", 12))
    size, between = dice.choice([2, 3, 4, 6]), form(dice, book, "Han groups")
    return [
        (between if at else dice.choice(["助记词是", "我的助记词：", "备份词 "]), signs[at : at + size])
        for at in range(0, 12, size)
    ]


def glued(dice: random.Random) -> tuple[str, str]:
    key = a_key(dice)
    return ("", key + key) if dice.random() < 0.5 else (dice.choice(GLUE), key)


def cut(dice: random.Random) -> tuple[str, str]:
    key = a_key(dice)
    place = dice.randint(8, len(key) - 8)
    return dice.choice(STARTS), key[:place] + dice.choice([" ", "\n"]) + key[place:]


def a_key(dice: random.Random) -> str:
    return dice.choice(
        [made.wif(dice), made.wif(dice, compressed=False), made.extended_key(dice, "0488ade4")]
    )


def twelve(dice: random.Random) -> list[str]:
    return made.phrase(dice, "english", 12)


def key_sample(label: str, parts: tuple[str, str]) -> Sample:
    before, key = parts
    return Sample(label, "private_key", before + key, ((len(before), len(before) + len(key)),))
