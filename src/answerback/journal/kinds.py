"""The words of the journal: who may read an entry, who acted, what it is about.

The set of kinds is open: a kind is `noun.past_tense` in lower case, such as `callback.offered`.
"""

import re
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

_KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


class ActorKind(StrEnum):
    """Who can act. Equal to its text, so that `Actor("staff", id)` is right too."""

    SYSTEM = "system"
    STAFF = "staff"
    CUSTOMER = "customer"
    MACHINE = "machine"


class Audience(StrEnum):
    """Who may be shown an entry."""

    STAFF = "staff"
    CUSTOMER = "customer"  # staff and the entry's own customer
    PUBLIC = "public"
    AUDIT = "audit"


@dataclass(frozen=True)
class Actor:
    """Who did it. A machine is an API key; the system has no id."""

    kind: ActorKind | Literal["system", "staff", "customer", "machine"]
    id: uuid.UUID | None


@dataclass(frozen=True)
class Subject:
    """What an entry is about: `Subject("callback", callback.id)`."""

    kind: str
    id: uuid.UUID


SYSTEM = Actor("system", None)


def is_kind(kind: str) -> bool:
    """Whether this is a well-formed kind.

    >>> is_kind("callback.offered"), is_kind("Offered")
    (True, False)
    """
    return len(kind) <= 64 and _KIND.fullmatch(kind) is not None
