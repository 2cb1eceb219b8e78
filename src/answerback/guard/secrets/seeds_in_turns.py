"""Seed phrases that somebody reads out over several turns of a call or chat, while the other says stop or go on.

Each speaker's lines are read as one text; a phrase in it is given back in the parts that stand in each line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from answerback.guard.kinds import Match
from answerback.guard.secrets import seeds, seeds_han
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain, plain

FEWEST_TURNS = 2
# "[09:01] 客户：", "Me:", "00:12 "; the lines of subtitles with nothing but numbers and times say nothing.
TIME = r"[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?[\])]?"
TURN = pattern(
    rf"[ \t]*(?:{TIME}[ \t]*)?(?:(?P<speaker>[^\s:：,，.。=\"0-9][^\n:：,，.。=\"]{{0,15}}?)[ \t]*[:：])?"
)
SAYS_NOTHING = pattern(rf"[\s0-9]*|\s*{TIME}\s*-+>\s*{TIME}\s*")
LINE = pattern("[^\n]+")
LABELLED = pattern("(?:^|\n)[^\n]{1,24}[:：][^\n]*\n[^\n]{1,24}[:：]")
MOST_UNLABELLED = 12

Part = tuple[int, int]


def find(searched: Plain) -> Iterator[Match]:
    text, place = searched.text, 0
    while "\n" in text and (begins := LABELLED.search(text, place)):
        said, place = conversation(text, begins.start())
        for parts in said.values():
            if len(parts) >= FEWEST_TURNS:
                yield from over_turns(text, parts)


def conversation(text: str, place: int) -> tuple[dict[str, list[Part]], int]:
    """What each said from there on, line by line, and where it ends: after so many lines without a label.

    A line without a label goes on with the one before.
    """
    said: dict[str, list[Part]] = {}
    speaker, unlabelled = "", 0
    for line in LINE.finditer(text, place):
        place = line.end()
        if SAYS_NOTHING.fullmatch(line.group()):
            continue
        begins = TURN.match(text, line.start(), line.end())
        start = begins.end() if begins else line.start()
        unlabelled = unlabelled + 1 if start == line.start() else 0
        if unlabelled > MOST_UNLABELLED:
            break
        speaker = (begins["speaker"] or speaker) if begins else speaker
        if start < line.end():
            said.setdefault(speaker.strip(), []).append((start, line.end()))
    return said, place


def over_turns(text: str, parts: list[Part]) -> Iterator[Match]:
    joined = plain(" ".join(text[start:end] for start, end in parts))
    for match in (*seeds.find(joined), *seeds_han.find(joined)):
        yield from in_lines(match, parts)


def in_lines(match: Match, parts: Iterable[Part]) -> Iterator[Match]:
    """A match of the joined lines, line by line."""
    begin = 0
    for start, end in parts:
        first, past = max(match.start, begin), min(match.end, begin + end - start)
        if first < past:
            yield replace(match, start=start + first - begin, end=start + past - begin)
        begin += end - start + 1
