"""Texts inside a JSON value: a guide, a rule's conditions, an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from answerback.journal.write import Subject
from answerback.texts.take import take
from answerback.wallets.models import Wallet
from answerback.wallets.places import Place


def clean_each(value: Any, clean: Callable[[str], str]) -> Any:
    """The value with every text cleaned, the names of its fields too: they are no place to hide in."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): clean_each(one, clean) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean_each(one, clean) for one in value]
    return value


def refuse_secrets(wallet: Wallet, value: Any, *, at: datetime, about: UUID | None = None) -> None:
    """What staff write to be used again and again (names, rules, guides) is kept as it is, or not at all.

    Raises SecretInText.
    """
    subject = Subject("setting", about) if about else None
    for text in texts_in(value):
        take(wallet, text, place=Place.CONSOLE, at=at, about=subject, whole=True)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a JSON value, the names of its fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield str(name)
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
