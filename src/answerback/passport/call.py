"""The call that a proof is held against: who rang whom, and when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from answerback.passport.failure import Failure, Reason

DIGITS = re.compile(
    r"[0-9*#]{1,32}\Z"
)  # a number as claims write it: no plus, no blanks (RFC 8224, section 8.3)
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+\Z")
Kind = Literal["tn", "uri"]


@dataclass(frozen=True)
class Call:
    """`orig` and `dest` are digits as in the claim, or a URI. `at` is in seconds since 1970, UTC."""

    orig: str
    dest: str
    at: int


def kind_of(identity: str) -> Kind:
    """`tn` for digits, else `uri`.

    >>> [kind_of(one) for one in ("12155551212", "sip:alice@example.com")]
    ['tn', 'uri']
    """
    return "tn" if DIGITS.match(identity) else "uri"


def origin(claim: object) -> str:
    """The one identity of `orig`. Raises Failure(claims)."""
    if not isinstance(claim, Mapping) or len(claim) != 1:
        raise Failure(Reason.CLAIMS, "orig is not one identity")
    [(kind, identity)] = claim.items()
    _check(kind, identity, "orig")
    return str(identity)


def destinations(claim: object) -> list[str]:
    """All identities of `dest`. Raises Failure(claims)."""
    if not isinstance(claim, Mapping) or not claim:
        raise Failure(Reason.CLAIMS, "dest is no object of identities")
    found = []
    for kind, identities in claim.items():
        if not isinstance(identities, list) or not identities:
            raise Failure(Reason.CLAIMS, "dest holds no list of identities")
        for identity in identities:
            _check(kind, identity, "dest")
            found.append(str(identity))
    return found


def _check(kind: object, identity: object, name: str) -> None:
    pattern = {"tn": DIGITS, "uri": URI}.get(str(kind))
    if pattern is None or not isinstance(identity, str) or not pattern.match(identity):
        raise Failure(Reason.CLAIMS, f"{name} holds what is neither a number nor a URI")
