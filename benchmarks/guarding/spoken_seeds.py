"""Seed phrases read aloud: to an agent, into a recogniser, with numbers, fillers, interruptions and homophones."""

import random
from collections.abc import Callable, Iterator, Sequence

from benchmarks.guarding import frames, made
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.frames import Book
from benchmarks.guarding.seeds import form

ORDINALS = frames.words("ordinals")
HAN = [*"一二三四五六七八九十", *(f"十{unit}" for unit in "一二三四五六七八九"), "二十"]
# Pairs a recogniser confuses, the listed word first (source: BIP-39 English list, by ear).
HOMOPHONES = {
    "sun": "son", "meat": "meet", "mail": "male", "flower": "flour", "night": "knight", "board": "bored",
    "cash": "cache", "sight": "site", "air": "heir", "nose": "knows", "main": "mane", "sail": "sale",
    "steel": "steal", "waste": "waist", "pair": "pear", "wait": "weight", "blue": "blew", "right": "write",
    "deer": "dear", "key": "quay", "rain": "reign", "road": "rode", "sea": "see", "tail": "tale", "wear": "where",
}  # fmt: skip
Parts = Sequence[tuple[str, str]]


def spoken(dice: random.Random, book: Book, count: int) -> Iterator[Sample]:
    makers: dict[str, Callable[[random.Random, Book], Parts]] = {
        "seed spoken, English, counted": lambda dice, book: by_number(dice, book, "English"),
        "seed spoken, English, fillers": lambda dice, book: with_fillers(dice, book, "English"),
        "seed spoken, Chinese, counted": lambda dice, book: by_number(dice, book, "Chinese"),
        "seed spoken, Chinese, fillers": lambda dice, book: with_fillers(dice, book, "Chinese"),
        "seed spoken, Han characters": lambda dice, book: by_number(dice, book, "Han"),
        "seed over turns of a call": interrupted,
        "seed misheard (homophones)": misheard,
    }
    for label, make in makers.items():
        for _ in range(count):
            yield joined(label, make(dice, book))


def by_number(dice: random.Random, book: Book, voice: str) -> Parts:
    """ "First word is abandon, second word is …": one way of counting throughout."""
    words = made.phrase(dice, "chinese_simplified" if voice == "Han" else "english", 12)
    line = form(dice, book, f"counted {voice}")
    between = "，" if voice == "Han" else form(dice, book, "between counted")
    start = form(dice, book, "starts English" if voice == "English" else "starts Chinese")
    parts = []
    for place, word in enumerate(words):
        before = line.format(o=ORDINALS[place], h=HAN[place], n=place + 1, w="\0").split("\0")[0]
        parts.append(((between if place else start) + before, word))
    return parts


def with_fillers(dice: random.Random, book: Book, voice: str) -> Parts:
    words, start = made.phrase(dice, "english", dice.choice([12, 24])), form(dice, book, f"starts {voice}")
    return [
        (form(dice, book, f"fillers {voice}") if place else start, word) for place, word in enumerate(words)
    ]


def interrupted(dice: random.Random, book: Book) -> Parts:
    """A transcript: the customer reads four words a turn, the agent says stop or yes."""
    words, speakers = made.phrase(dice, "english", 12), form(dice, book, "speakers")
    language = 0 if speakers > "z" else 1
    caller, agent = speakers.split("|")
    parts = []
    for place, word in enumerate(words):
        answer = form(dice, book, "answers").split("|")[language]
        turn = f"\n{agent}{answer}\n{caller}" if place else caller
        parts.append((turn if place % 4 == 0 else " ", word))
    return parts


def misheard(dice: random.Random, book: Book) -> Parts:
    """As a recogniser writes it: small letters, no punctuation, homophones wherever there is one."""
    words = made.phrase(dice, "english", dice.choice([12, 24]))
    words[dice.randrange(len(words))] = dice.choice(sorted(HOMOPHONES))
    start = form(dice, book, "misheard starts")
    return [(" " if place else start, HOMOPHONES.get(word, word)) for place, word in enumerate(words)]


def joined(label: str, parts: Parts) -> Sample:
    """Pairs of what is said before a word and the word; the words are the secret."""
    text, pieces = "", []
    for before, word in parts:
        text += before
        pieces.append((len(text), len(text) + len(word)))
        text += word
    return Sample(label, "seed_phrase", text, tuple(pieces))
