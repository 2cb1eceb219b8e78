"""What may be stored of a finding: its kind, where it stood, and a keyed code. Never the match."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from answerback.guard.kinds import Finding, Kind
from answerback.guard.secrets import spoken
from answerback.guard.secrets.plain import plain

Mac = Callable[[bytes], bytes]
"""A message to its HMAC under a key of the wallet's own: `partial(mac.mac, Purpose.INDEX, wallet_id)`.

The key is all that protects a short secret: whoever has it tries a million six-digit codes in a second, and whoever
has not learns nothing. So it is one for each wallet, and never beside what it made."""

SHORTEST_KEY = 32  # octets
AS_TYPED = frozenset({Kind.PASSWORD, Kind.PRIVATE_KEY})
SEPARATING, DIGIT = re.compile(r"[\W_]+"), re.compile("[0-9]")


@dataclass(frozen=True)
class Kept:
    """Code points `[start, end)` of the original text; `fingerprint`: hexadecimal."""

    kind: Kind
    start: int
    end: int
    fingerprint: str

    def as_plain(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "start": self.start,
            "end": self.end,
            "fingerprint": self.fingerprint,
        }


def kept(text: str, findings: Iterable[Finding], *, mac: Mac) -> tuple[Kept, ...]:
    """`kept(text, clean(text).findings, mac=mac)`: what to store beside the cleaned text."""
    return tuple(
        Kept(finding.kind, finding.start, finding.end, fingerprint(text, finding, mac=mac))
        for finding in findings
    )


def fingerprint(text: str, finding: Finding, *, mac: Mac) -> str:
    """The same for the same secret however it is written (１２３ 456, 123-456), other for another or another key."""
    return mac(f"{finding.kind}\0{canonical(text, finding)}".encode("utf-8", "surrogatepass")).hex()


def keyed(key: bytes) -> Mac:
    """HMAC-SHA-256 under a key in hand of at least 32 octets. Raises ValueError for a shorter one."""
    if len(key) < SHORTEST_KEY:
        raise ValueError("a key for fingerprints has at least 32 octets")
    return lambda message: hmac.digest(key, message, hashlib.sha256)


def canonical(text: str, finding: Finding) -> str:
    """The secret without how it was written: full width, blanks and dashes, capitals, read aloud."""
    match = plain(text[finding.start : finding.end]).text
    if finding.kind in AS_TYPED:
        return match
    letters = SEPARATING.sub("", match.lower())
    return letters if DIGIT.search(letters) else spoken.digits(letters) or letters
