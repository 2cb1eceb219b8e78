"""What a channel is, in which direction it is used, and what is said of one that somebody asks about."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How people are reached."""

    NUMBER = "number"
    LINK = "link"
    MAIL = "mail"


class Direction(StrEnum):
    """What an official channel is for. `rings`: we ring from it. `dialled`: ours to dial, we never ring from it."""

    RINGS = "rings"
    DIALLED = "dialled"
    SITE = "site"


class Standing(StrEnum):
    """What is known, the worst first. There is no "safe": whoever rings may show any number."""

    IMITATES = "imitates"
    DANGEROUS = "dangerous"
    SUSPICIOUS = "suspicious"
    NEVER_RINGS = "never_rings"
    OURS = "ours"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Official:
    """A channel of a wallet. `value` is E.164 or a short number, or a host in small letters."""

    wallet: str
    kind: Kind
    value: str
    direction: Direction


@dataclass(frozen=True)
class Piece:
    """A stretch of a number or name; `differs` where the official one reads otherwise."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Item:
    """One number, link or mail address that was asked about.

    `whose` is the channel that it is, or that it imitates; `pieces` mark the difference; `sentences` say why,
    in the reader's language.
    """

    kind: Kind
    shown: str
    standing: Standing
    whose: Official | None = None
    pieces: tuple[Piece, ...] = ()
    sentences: tuple[str, ...] = ()
