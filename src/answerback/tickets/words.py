"""Free text on its way in: cleaned by the guard, and refused where a secret cannot be cut out of it."""

from __future__ import annotations

from answerback import guard
from answerback.tickets.refusals import EmptyText, SecretInText


def kept(text: str) -> str:
    """The text as it may be stored, secrets masked, without outer white space; may be empty."""
    cleaned = guard.clean(text.strip())
    if cleaned.blocked:
        raise SecretInText
    return cleaned.text


def kept_not_empty(text: str) -> str:
    """Like `kept`, and refuses when nothing is left."""
    result = kept(text)
    if not result:
        raise EmptyText
    return result
