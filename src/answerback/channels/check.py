"""What anybody may ask: is this number, link, mail, account, app, contract or message yours? Nothing is kept.

Any spelling of the same thing gets the same answer. An answer never says that a caller is real: a number can be
faked, and whether we are talking to somebody now is said in his wallet alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from itertools import islice

from answerback.channels.index import Index
from answerback.channels.judging import judged, judged_number
from answerback.channels.things import (
    PACKAGE,
    contract,
    mail,
    numbers_in,
    of_any_link,
    of_word,
    rest_of,
    things_in,
)
from answerback.channels.verdicts import BADNESS, Answer, Item
from answerback.guard import find
from answerback.guard.links.texts import links_in
from answerback.guard.messages import judge
from answerback.guard.policy import KEYS

LONGEST = 5_000  # characters of a message
MOST_ITEMS = 12
MOST_JUDGED = 48  # things, and numbers, of one text: a trap behind a dozen official links is seen
LONGEST_NUMBER = 64
LONGEST_WORD = 80
LONGEST_ADDRESS = 200
SHORTEST_KEY = 40
ROUND_ABOUT = string.whitespace + "\u00a0\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# A host, an address of mail or of a page: no number is written so, and most questions are.
IS_NO_NUMBER = re.compile(r"[@＠]|://|[A-Za-z]\.[A-Za-z]{2}")
# One plain address, which most questions are: nothing else can stand in it. No address of a chain is as short.
LABELS = r"[a-z0-9-]{1,20}(?:\.[a-z0-9-]{1,20}){0,3}\.[a-z][a-z0-9-]{1,15}"
ONE_LINK = re.compile(rf"(?:https?://)?{LABELS}(?:/[a-z0-9_]{{0,20}})?", re.ASCII)
ONE_MAIL = re.compile(rf"[a-z0-9]{{1,20}}@{LABELS}", re.ASCII)
SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}.*[^\W\d_]{2}", re.DOTALL)


def check(text: str, index: Index) -> Answer:
    """One answer for a text of any sort; of what is longer than `LONGEST` the beginning is judged, and it says so."""
    is_cut, text = len(text) > LONGEST, text[:LONGEST].strip(ROUND_ABOUT)
    may_be_number = len(text) <= LONGEST_NUMBER and not IS_NO_NUMBER.search(text)
    alone = judged_number(text, index) if may_be_number else None
    if alone is not None:
        return Answer((alone,), None, is_whole=not is_cut)
    lone = _only_address(text, index)
    if lone is not None:
        return Answer((lone,), None, is_whole=not is_cut)
    return _of_text(text, index, is_cut=is_cut)


def _of_text(text: str, index: Index, *, is_cut: bool) -> Answer:
    """Of a text of any sort: all that stands in it, and what its words ask for."""
    items, is_all = _items(text, index)
    word = () if items else _only_word(text, index)
    message = judge(text) if not word and SAYS_SOMETHING.search(rest_of(text)) else None
    return Answer(items or word, message, _holds_key(text), is_whole=is_all and not is_cut)


def _only_address(text: str, index: Index) -> Item | None:
    """The same answer as `_of_text` gives, without looking for what cannot be there."""
    if len(text) >= SHORTEST_KEY:
        return None
    if ONE_MAIL.fullmatch(text):
        thing = mail(text)
    elif ONE_LINK.fullmatch(text) and not PACKAGE.search(text):
        links = list(dict.fromkeys(links_in(text)))
        thing = of_any_link(links[0]) if len(links) == 1 else None
    else:
        return None
    return judged(thing, index) if thing is not None else None


def _holds_key(text: str) -> bool:
    """Recovery words or a private key; twelve Chinese characters may be the one, forty signs the other."""
    if len(text) < SHORTEST_KEY and text.isascii():
        return False
    return any(finding.kind in KEYS for finding in find(text))


def _items(text: str, index: Index) -> tuple[tuple[Item, ...], bool]:
    """The items, of too many the worst ones; and whether all were judged."""
    things = things_in(text, most=MOST_JUDGED + 1)
    numbers = list(islice(dict.fromkeys(numbers_in(text)), MOST_JUDGED + 1))
    judgements = [judged(thing, index) for thing in things[:MOST_JUDGED]]
    judgements += [judged_number(written, index) for written in numbers[:MOST_JUDGED]]
    found = dict.fromkeys(item for item in judgements if item is not None)
    is_all = len(things) <= MOST_JUDGED and len(numbers) <= MOST_JUDGED
    return _worst(found), is_all


def _worst(items: Iterable[Item]) -> tuple[Item, ...]:
    kept = tuple(items)
    if len(kept) <= MOST_ITEMS:
        return kept
    return tuple(sorted(kept, key=lambda item: BADNESS[item.standing])[:MOST_ITEMS])


def _only_word(text: str, index: Index) -> tuple[Item, ...]:
    """A text in which nothing stands out: one word that may be a name, or an address in groups."""
    if len(text) > LONGEST_ADDRESS:
        return ()
    word = of_word(text) if len(text) <= LONGEST_WORD else None
    things = [word] if word is not None else contract(text)
    found = (judged(thing, index) for thing in things)
    return tuple(item for item in found if item is not None)
