"""Seed phrases with remarks in brackets, tags and other marks between their words: "warm (not sure) able …".

Read once more without what stands in brackets, where eight rare listed words stand close together.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from answerback.guard.kinds import Match
from answerback.guard.secrets import seeds
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain, plain
from answerback.guard.secrets.undressed import Undressed
from answerback.guard.secrets.views import around

# At most four other words between two rare ones (flag 2), eight of these and more.
CLOSE = pattern(rb"\x02(?:[^\x02]{0,4}\x02){7,}")
REMARK = pattern(r"\([^()\n]{1,40}\)|（[^（）\n]{1,40}）|\[[^\[\]\n]{1,40}\]")
TAG = pattern(r"<[^<>\n]{1,60}>|&[a-z#0-9]{2,8};")
FEWEST, FEWEST_TAGS, ROOM = 2, 8, 200
ROOM_OF_TAGS = 800
"""Characters beside a tag that can matter to a phrase with tags in it; farther away `seeds` sees the same text."""
PROVEN, MOST_UNPROVEN = 0.99, 0.6  # what is said in brackets in prose may have been a verb


def find(searched: Plain, flags: bytes) -> Iterator[Match]:
    if min(searched.low.count(b"<"), searched.low.count(b">")) >= FEWEST_TAGS:
        tags = (found.start() for found in TAG.finditer(searched.lowered))
        for start, end in around(tags, len(searched.lowered), before=ROOM_OF_TAGS, after=ROOM_OF_TAGS):
            yield from without(TAG, searched.lowered, start, end)
    for found in CLOSE.finditer(flags):
        first, last = searched.spans[found.start()], searched.spans[found.end() - 1]
        start, end = max(0, first[0] - ROOM), last[1] + ROOM
        if len(REMARK.findall(searched.lowered[start:end])) >= FEWEST:
            for match in without(REMARK, searched.lowered, start, end):
                yield match if match.certainty >= PROVEN else replace(match, certainty=MOST_UNPROVEN)


def without(remark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Match]:
    view = Undressed(text[start:end], remark, lambda found: " ")
    yield from view.back(seeds.find(plain(view.text)), by=start)
