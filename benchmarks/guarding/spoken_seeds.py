"""Seed phrases read aloud: to an agent, into a recogniser, with numbers, fillers, interruptions and homophones."""

import random
from collections.abc import Callable, Iterator

from benchmarks.guarding import frames, made
from benchmarks.guarding.filling import Sample
from benchmarks.guarding.seeds import joined

ORDINALS = frames.words("ordinals")
HAN = [*"一二三四五六七八九十", *(f"十{unit}" for unit in "一二三四五六七八九"), "二十"]
HAN += [f"二十{unit}" for unit in "一二三四"]
# Pairs a recogniser confuses, the listed word first (source: BIP-39 English list, by ear).
HOMOPHONES = {
    "sun": "son", "meat": "meet", "mail": "male", "flower": "flour", "night": "knight", "board": "bored",
    "cash": "cache", "sight": "site", "air": "heir", "nose": "knows", "main": "mane", "sail": "sale",
    "steel": "steal", "waste": "waist", "pair": "pear", "wait": "weight", "blue": "blew", "right": "write",
    "deer": "dear", "key": "quay", "rain": "reign", "road": "rode", "sea": "see", "tail": "tale", "wear": "where",
}  # fmt: skip
ENGLISH_STARTS = [
    "ok so the words are ",
    "alright i am reading it now ",
    "yeah hold on let me get the paper ",
    "",
]
ENGLISH_FILLERS = [" ", " um ", " and then ", " uh ", " next one ", " okay ", " then ", " comma ", " and "]
ENGLISH_LINES = [
    "{o} word is {w}",
    "{o} is {w}",
    "the {o} one is {w}",
    "number {n} {w}",
    "word number {n} is {w}",
    "{o} {w}",
]
HAN_LINES = ["第{h}个是{w}", "第{h}个单词 {w}", "第{n}个 {w}", "第{h}个词是 {w}", "{n}号是{w}", "第{h} {w}"]
HAN_FILLERS = [" ", "，然后 ", "，嗯 ", " 下一个 ", "，再来 ", " 接着是 ", "，还有 ", "，呃 "]
HAN_STARTS = ["我念给你听啊，", "助记词我看一下，", "好的你记一下 ", ""]


def spoken(dice: random.Random, count: int) -> Iterator[Sample]:
    makers: list[Callable[[random.Random], Sample]] = [
        english_by_number, english_run, chinese_by_number, chinese_run, interrupted, misheard, spelled_han
    ]  # fmt: skip
    for make in makers:
        for _ in range(count):
            yield make(dice)


def english_by_number(dice: random.Random) -> Sample:
    """ "First word is abandon, second word is …": one way of counting throughout."""
    words, line = made.phrase(dice, "english", 12), dice.choice(ENGLISH_LINES)
    between = dice.choice([", ", ". ", " ", "\n"])
    parts = []
    for place, word in enumerate(words):
        before = line.format(o=ORDINALS[place], n=dice.choice([place + 1, place + 1]), w="\0").split("\0")[0]
        parts.append(((between if place else dice.choice(ENGLISH_STARTS)) + before, word))
    return joined("seed spoken, English, counted", parts)


def english_run(dice: random.Random) -> Sample:
    words = made.phrase(dice, "english", dice.choice([12, 24]))
    parts = [
        (dice.choice(ENGLISH_FILLERS) if place else dice.choice(ENGLISH_STARTS), word)
        for place, word in enumerate(words)
    ]
    return joined("seed spoken, English, fillers", [*parts, (dice.choice([" that's it", " done", ""]), "")])


def chinese_by_number(dice: random.Random) -> Sample:
    words, line = made.phrase(dice, "english", 12), dice.choice(HAN_LINES)
    between, parts = dice.choice(["，", " ", "。", "\n"]), []
    for place, word in enumerate(words):
        before = line.format(h=HAN[place], n=place + 1, w="\0").split("\0")[0]
        parts.append(((between if place else dice.choice(HAN_STARTS)) + before, word))
    return joined("seed spoken, Chinese, counted", parts)


def chinese_run(dice: random.Random) -> Sample:
    words = made.phrase(dice, "english", dice.choice([12, 24]))
    parts = [
        (dice.choice(HAN_FILLERS) if place else dice.choice(HAN_STARTS), word)
        for place, word in enumerate(words)
    ]
    return joined("seed spoken, Chinese, fillers", [*parts, (dice.choice(["，没了", "，就这些", ""]), "")])


def interrupted(dice: random.Random) -> Sample:
    """A transcript: the customer reads three or four words a turn, the agent says stop or yes."""
    words, chinese = made.phrase(dice, "english", 12), dice.random() < 0.5
    caller, agent = ("客户：", "客服：") if chinese else ("Customer: ", "Agent: ")
    answers = (
        ["请您不要再说了", "先生您先停一下", "嗯嗯您继续"]
        if chinese
        else ["please stop", "sorry one moment", "uh huh go on"]
    )
    parts = []
    for place, word in enumerate(words):
        turn = place % 4 == 0
        before = (f"\n{agent}{dice.choice(answers)}\n{caller}" if place else caller) if turn else " "
        parts.append((before, word))
    return joined("seed over turns of a call", parts)


def misheard(dice: random.Random) -> Sample:
    """As a recogniser writes it: small letters, no punctuation, homophones wherever there is one."""
    words = made.phrase(dice, "english", dice.choice([12, 24]))
    words[dice.randrange(len(words))] = dice.choice(sorted(HOMOPHONES))
    start = dice.choice(["hello yes i am calling about my wallet the words are ", "can you hear me ", ""])
    parts = [(" " if place else start, HOMOPHONES.get(word, word)) for place, word in enumerate(words)]
    return joined("seed misheard (homophones)", parts)


def spelled_han(dice: random.Random) -> Sample:
    """Chinese characters, read one by one."""
    words, line = (
        made.phrase(dice, "chinese_simplified", 12),
        dice.choice(["第{h}个字是{w}", "第{h}个：{w}", "{n}、{w}"]),
    )
    parts = []
    for place, word in enumerate(words):
        before = line.format(h=HAN[place], n=place + 1, w="\0").split("\0")[0]
        parts.append((("，" if place else dice.choice(HAN_STARTS)) + before, word))
    return joined("seed spoken, Han characters", parts)
