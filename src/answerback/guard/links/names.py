"""A host's name as browsers make it of what was written: percent signs, UTS 46, punycode, numeric addresses."""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from answerback.guard.links.address import ends_in_number, ipv4, ipv6
from answerback.guard.links.kinds import Reason

LONGEST_WRITTEN = 4096
"""Characters read of a host as written; DNS ends at 253."""
LONGEST_NAME, LONGEST_LABEL = 253, 63
PLAIN = re.compile(r"[a-z0-9_.-]+")
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)

IGNORED = re.compile(
    "[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
"""Those that a browser leaves out as well (UTS 46); beside the others it refuses the name."""


def canonical_name(written: str) -> tuple[str, frozenset[Reason]]:
    """The host in ASCII, and the disguises that were taken off; an empty host where a browser would refuse."""
    if len(written) > LONGEST_WRITTEN:
        return "", frozenset({Reason.NOT_A_NAME})
    if written.startswith("["):
        address = ipv6(written[1:-1].lower()) if written.endswith("]") else None
        return address or "", frozenset({Reason.BARE_ADDRESS if address else Reason.NOT_A_NAME})
    if PLAIN.fullmatch(lowered := written.lower()) and lowered.isascii():
        return _finished(lowered, set())
    tricks: set[Reason] = set()
    if "%" in written:
        tricks.add(Reason.ENCODED_HOST)
        written = unquote_to_bytes(written.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    visible = HIDDEN.sub("", written)
    if visible != written:
        tricks.add(Reason.HIDDEN_CHARACTERS)
        if HIDDEN.search(IGNORED.sub("", written)):
            tricks.add(Reason.NOT_A_NAME)
    return _finished(_mapped(visible, tricks), tricks)


def _mapped(text: str, tricks: set[Reason]) -> str:
    """UTS 46, without the rules on length and hyphens, which browsers do not apply either."""
    if text.isascii():
        return text.lower()
    import idna

    try:
        mapped = idna.uts46_remap(text, std3_rules=False)
    except idna.IDNAError:
        return ""
    return ".".join(_encoded(label) for label in mapped.split("."))


def _encoded(label: str) -> str:
    if label.isascii():
        return label
    # The codec works in the square of the length; a longer label is no name anyway.
    return "xn--" + label.encode("punycode").decode() if len(label) <= LONGEST_LABEL else "x" * 64


def _finished(name: str, tricks: set[Reason]) -> tuple[str, frozenset[Reason]]:
    name = name.removesuffix(".")
    if ends_in_number(name):
        address = ipv4(name)
        if address is not None:
            tricks.add(Reason.BARE_ADDRESS if address == name else Reason.ODD_ADDRESS)
            return address, frozenset(tricks)
        return "", frozenset(tricks | {Reason.NOT_A_NAME})
    if not _is_name(name):
        return "", frozenset(tricks | {Reason.NOT_A_NAME})
    return name, frozenset(tricks)


def _is_name(name: str) -> bool:
    if not PLAIN.fullmatch(name) or len(name) > LONGEST_NAME:
        return False
    return all(0 < len(label) <= LONGEST_LABEL for label in name.split("."))


@lru_cache(maxsize=4096)
def unicode_label(label: str) -> str:
    """What a label shows: punycode undone, if it can be.

    >>> unicode_label("xn--mtamask-bya")
    'métamask'
    """
    if not label.startswith("xn--") or len(label) > LONGEST_LABEL:
        return label
    try:
        return label[4:].encode().decode("punycode").lower()
    except (UnicodeError, ValueError, OverflowError):
        return label
