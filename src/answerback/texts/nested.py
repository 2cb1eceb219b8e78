"""Texts inside a JSON value: a guide, a rule's conditions, an event."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from answerback.guard import Action, Kind
from answerback.journal.write import Subject
from answerback.texts.take import Taken, take
from answerback.texts.together import refuse_cut
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place

LONGEST_PIECE = 160
"""Characters of a text that may be a piece of something; longer ones are read on their own."""
FEWEST_OCTETS = 32
SURE = 0.85
LATIN = re.compile(r"(?:[A-Za-z]{3,8}\W+){2}[A-Za-z]{3,8}")
"""Words such as a phrase has; a guide's hundreds of Chinese sentences beside English ones hold no half of one."""

TAKEN_OUT = (Action.BLOCK, Action.MASK)
PLACEHOLDER = Kind.SEED_PHRASE.placeholder


def clean_each(value: Any, clean: Callable[[str], str]) -> Any:
    """The value with every text cleaned, the names of its fields too: they are no place to hide in."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): clean_each(one, clean) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean_each(one, clean) for one in value]
    return value


def clean_together(value: Any, door: Callable[[str], Taken]) -> Any:
    """`clean_each`, and then what only shows when short texts are read one after another: a phrase cut in pieces,
    a word to a field, a name to a word, a key as a list of octets."""
    cleaned = clean_each(value, lambda text: door(text).text)
    leaves = list(_leaves(cleaned))
    hidden = {
        piece
        for names in (False, True)
        for piece in _pieces([text for text, is_name in leaves if is_name is names], door)
    }
    return _without(cleaned, hidden, door)


def _pieces(texts: list[str], door: Callable[[str], Taken]) -> set[str]:
    """Those short texts that make up a seed phrase with their neighbours."""
    short = [text for text in texts if len(text) <= LONGEST_PIECE and text.strip()]
    if len(short) < 2:
        return set()
    ends = list(accumulate(len(text) + 1 for text in short))
    spans = [(end - 1 - len(text), end - 1, text) for text, end in zip(short, ends, strict=True)]
    grave = [found for found in door(" ".join(short)).findings if found.kind is Kind.SEED_PHRASE]
    return {
        text
        for begin, end, text in spans
        for found in grave
        if found.action in TAKEN_OUT and begin < found.end and found.start < end
    }


def _without(value: Any, hidden: set[str], door: Callable[[str], Taken]) -> Any:
    if isinstance(value, str):
        return PLACEHOLDER if value in hidden else value
    if isinstance(value, Mapping):
        return {
            PLACEHOLDER if name in hidden else name: _without(one, hidden, door)
            for name, one in value.items()
        }
    if isinstance(value, list):
        octets = len(value) >= FEWEST_OCTETS and all(type(one) is int for one in value)
        taken = door(json.dumps(value)) if octets else None
        return taken.text if taken and taken.changed else [_without(one, hidden, door) for one in value]
    return value


def refuse_secrets(wallet: Wallet, value: Any, *, at: datetime, about: UUID | None = None) -> None:
    """What staff write to be used again and again (names, rules, guides) is kept as it is, or not at all.

    Raises SecretInText.
    """
    subject = Subject("setting", about) if about else None
    for text in texts_in(value):
        take(wallet, text, place=Place.CONSOLE, at=at, about=subject, whole=True)
    for siblings in _siblings(value):
        refuse_cut(wallet, siblings, place=Place.CONSOLE, at=at, about=subject, least=SURE)


def _siblings(value: Any) -> Iterator[list[str]]:
    """What one form's fields are kept as: the members of a list, each with all its texts; or every object of texts
    alone (a sentence in two languages), however deep. A guide's steps are pages of their own."""
    if isinstance(value, list | tuple):
        yield [" ".join(short) for one in value if (short := _short(one))]
    elif isinstance(value, Mapping):
        members = list(value.values())
        if all(isinstance(one, str) and LATIN.search(one) for one in members):
            yield members
        for one in members:
            for inner in one if isinstance(one, list | tuple) else [one]:
                yield from _siblings(inner) if isinstance(inner, Mapping) else ()


def _short(value: Any) -> list[str]:
    return [text for text, is_name in _leaves(value) if not is_name and len(text) <= LONGEST_PIECE]


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a JSON value, the names of its fields too."""
    return (text for text, _is_name in _leaves(value))


def _leaves(value: Any) -> Iterator[tuple[str, bool]]:
    """Every text in order, and whether it is the name of a field."""
    if isinstance(value, str):
        yield value, False
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield str(name), True
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
