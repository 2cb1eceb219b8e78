"""What every text may expect of the guard, whatever is in it. Each promise raises AssertionError with its name."""

import re
from itertools import pairwise

from answerback.guard import Action, Cleaned, Finding, Kind, Watcher, clean, find, kept, keyed

GRAVE = (Kind.SEED_PHRASE, Kind.PRIVATE_KEY)
HEX_CODE = re.compile("[0-9a-f]{64}")
FEWEST_WORDS = 8
MAC = keyed(b"k" * 32)


class Broken(AssertionError):
    """`promise`: which one; the text is with whoever asked."""

    def __init__(self, promise: str, detail: object = "") -> None:
        super().__init__(f"{promise}: {detail}")
        self.promise = promise


def keep(promise: str, holds: bool, detail: object = "") -> None:
    if not holds:
        raise Broken(promise, detail)


def secrets(text: str) -> None:
    """Ordered spans within the text; the same answer twice; what is taken out is gone and stays gone."""
    cleaned = clean(text)
    ordered(text, cleaned.findings)
    keep("the same text gives the same answer", clean(text) == cleaned)
    keep("what is found is taken out", all(is_within(found, cleaned.findings) for found in find(text)))
    gone(text, cleaned)
    keep("clean text has nothing to block", not clean(cleaned.text).blocked, cleaned.findings)
    codes = [stored.fingerprint for stored in kept(text, cleaned.findings[:3], mac=MAC)]
    keep("a fingerprint is 64 hex digits", all(HEX_CODE.fullmatch(code) for code in codes), codes)


def is_within(found: Finding, findings: tuple[Finding, ...]) -> bool:
    """`clean` may take out more: all from the first to the last, when something would still be refused."""
    return any(one.start <= found.start and found.end <= one.end for one in findings)


def ordered(text: str, findings: tuple[Finding, ...]) -> None:
    inside = all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    keep("spans lie inside the text", inside, findings)
    apart = all(left.end <= right.start for left, right in pairwise(findings))
    keep("findings are in order and apart", apart, findings)
    sure = all(0.5 <= finding.certainty <= 1 for finding in findings)
    keep("certainty is between a half and one", sure, findings)


def gone(text: str, cleaned: Cleaned) -> None:
    """A key to money that is blocked stands nowhere in what is kept, not even a second time."""
    for finding in cleaned.findings:
        secret = text[finding.start : finding.end]
        if finding.kind in GRAVE and finding.action is Action.BLOCK and not is_part(secret):
            keep("a blocked secret is gone", secret not in cleaned.text, finding)
    rest = len(text) - sum(finding.end - finding.start for finding in cleaned.findings)
    words = sum(len(f"‹{finding.kind}›") for finding in cleaned.findings)
    keep("what is left is the rest", len(cleaned.text) == rest + words)


def is_part(secret: str) -> bool:
    """A few words of a phrase that stands in pieces: alone they are words, and may stand elsewhere as such."""
    words = secret.split()
    return len(words) < FEWEST_WORDS and all(word.isascii() and word.isalpha() for word in words)


def between_lines(text: str) -> None:
    """A key to money is blocked whether the text is alone or has empty lines around it."""
    framed = f"\n\n{text}\n\n"
    keep("lines around change no block", clean(framed).blocked == clean(text).blocked, find(framed))


def watched(text: str) -> None:
    """While it is being typed: no crash at any length, spans inside what was typed so far."""
    watcher = Watcher()
    for end in sorted({len(text) // 3, len(text) // 2, max(0, len(text) - 1), len(text)}):
        warning = watcher.feed(text[:end])
        keep(
            "a warning lies inside what was typed",
            warning is None or 0 <= warning.start < warning.end <= end,
            warning,
        )
    if clean(text).blocked:
        keep("what is blocked is warned of", watcher.feed(text) is not None)
