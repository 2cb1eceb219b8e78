"""A report taken apart: its identifiers under a keyed hash, its wording as a sketch."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from answerback.findings.campaigns.joining.kinds import Identifier, Traits
from answerback.findings.campaigns.joining.wording import sketch


def spelled(one: Identifier) -> str:
    """What is hashed of an identifier: kind and key, so that no two kinds meet by chance."""
    return f"{one.kind}:{one.key}"


def traits(
    text: str, identifiers: Iterable[Identifier], *, key: bytes, blind: Callable[[str], str]
) -> Traits:
    """`key`: of the wording (`wording.sketch`); `blind`: the keyed hash of an identifier as it is stored."""
    tokens = frozenset((one.by, blind(spelled(one))) for one in identifiers)
    return Traits(tokens, sketch(text, key=key))
