"""Writes guard/secrets/data/han_pairs.txt: how likely one listed character follows another in ordinary Chinese.

    python scripts/train_han_pairs.py DATA_FOLDER JIEBA_DICTIONARY

DATA_FOLDER holds teleantifraud_text/{normal,fraud}.jsonl (Apache-2.0); JIEBA_DICTIONARY is dict.txt of
fxsjy/jieba 0.42.1 (MIT). Only counts of pairs are kept, rounded to whole bits.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log2
from pathlib import Path

from answerback.guard.secrets.han_pairs import letter_of, value
from answerback.guard.secrets.words import word_list

TARGET = Path("src/answerback/guard/secrets/data/han_pairs.txt")
HEAD = """\
# How likely a listed character follows another in ordinary Chinese; made by scripts/train_han_pairs.py from the
# TeleAntiFraud dialogues (Apache-2.0) and jieba's dictionary (MIT, LICENSE.jieba). Read by han_pairs.py."""
DICTIONARY_WEIGHT, RARE_WORD = 0.02, 0.3  # of a dictionary's count against a dialogue's; added for each word
PRIOR = 600  # what the characters' own frequency counts for beside the pairs of one character
LEAST_GAIN = 2.0  # bits a pair must differ from its characters' frequency to be kept
HAN = re.compile(r"[\u4e00-\u9fff]+")

Counts = dict[str, float]


def dialogues(folder: Path) -> Iterator[str]:
    for name in ("normal", "fraud"):
        path = folder / "teleantifraud_text" / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            yield "\n".join(turn["text"] for turn in json.loads(line)["turns"])


def counted(folder: Path, dictionary: Path) -> tuple[Counts, Counts]:
    """How often each character and each pair of neighbours was met; a single string is a character."""
    signs: Counts = defaultdict(float)
    pairs: Counts = defaultdict(float)
    for text in dialogues(folder):
        for run in HAN.findall(text):
            count(signs, run, 1)
            count(pairs, map("".join, pairwise(run)), 1)
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, times, _ = line.split(" ")
        if HAN.fullmatch(word):
            count(signs, word, int(times) * DICTIONARY_WEIGHT)
            count(pairs, map("".join, pairwise(word)), int(times) * DICTIONARY_WEIGHT + RARE_WORD)
    return signs, pairs


def count(into: Counts, met: Iterable[str], weight: float) -> None:
    for each in met:
        into[each] += weight


def main() -> None:
    listed = word_list("chinese_simplified")
    signs, pairs = counted(Path(sys.argv[1]), Path(sys.argv[2]))
    total = sum(signs.values()) + 2 * len(listed)
    share = {sign: (signs[sign] + 2) / total for sign in listed}
    met: Counts = defaultdict(float)
    for pair, times in pairs.items():
        met[pair[0]] += times
    lines = [HEAD]
    lines.append("".join(letter_of(-log2(share[sign]) - 11) for sign in listed))
    lines.append("".join(letter_of(log2((met[sign] + PRIOR) / PRIOR)) for sign in listed))
    followers = grouped(pairs, share, met)
    for first in listed:
        groups = (f"{letter_of(bits)}{''.join(sorted(of))}" for bits, of in sorted(followers[first].items()))
        if followers[first]:
            lines.append(" ".join([first, *groups]))
    TARGET.write_text("\n".join([*lines, ""]), encoding="utf-8")


def grouped(pairs: Counts, share: dict[str, float], met: Counts) -> dict[str, dict[int, list[str]]]:
    """By first character, by whole bits: the characters that follow it more often than by themselves."""
    followers: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pair, times in pairs.items():
        first, second = pair[0], pair[1]
        if first in share and second in share:
            likely = (times + PRIOR * share[second]) / (met[first] + PRIOR)
            alone = PRIOR * share[second] / (met[first] + PRIOR)
            bits, without = (value(-log2(part) - 11) for part in (likely, alone))
            if without - bits >= LEAST_GAIN:
                followers[first][round(bits)].append(second)
    return followers


if __name__ == "__main__":
    main()
