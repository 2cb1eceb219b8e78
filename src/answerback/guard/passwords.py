"""Passwords and PINs that somebody wrote down."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.plain import Plain

HAN = re.compile(
    r"(?:密码|密碼|口令|暗号|pin码|pin碼)(?:\s*(?:[:：=]|就?是|为|叫|設成|设成|设为|改成|改为|填|用的?是?|还是|依然是|一直是))+\s*"
    r"[\"'“‘「『《]?([\x21-\x7e]{4,64})"
)
HAN_PLAIN = re.compile(r"(?:密码|密碼|口令)\s{0,2}([\x21-\x7e]{6,64})")
USED = re.compile(
    r"(?:用|输入?|填)\s*([\x21-\x7e]{6,64}?)\s*(?:这个|作为|做|当|当作)?(?:登[录陆]|支付)?密[码碼]"
)
ENGLISH = re.compile(
    r"\b(?:passwords?|passwd|pwd|pass ?phrase|passcode|pin(?: code| number)?)\b"
    r"(?:\s+(?:for|to|of)\s+(?:\S{1,20}\s+){1,3}?)?"
    r"(?P<link>\s*[:=]\s*|\s+(?:is|was|are)\s*:?\s+(?:now |still |actually |just )?|\s+(?:to|will be|should be)\s+)"
    r"[\"'“‘`]?(?P<value>[\x21-\x7e]{4,64})",
)
REVERSED = re.compile(
    r"(?<![\x21-\x7e])(?P<value>[\x21-\x7e]{6,64}?)[\"'”’`]?\s+(?:as|is)\s+(?:the|my|your|our|a)\s+"
    r"(?:\S{1,16}\s+)?(?:password|passphrase|passcode|pin)\b",
)
TRIGGER = re.compile(r"pass|pwd|pin\b|密[码碼]|口令|暗号")
CLOSING = "\"'`,.;)]}>"
PLACEHOLDER = re.compile(r"[*•xX.\-_#?]+|<[^>]*>|\{[^}]*\}|\$\{?\w+\}?|\[[^\]]*\]|https?://\S*|www\.\S*")
# What English sentences about passwords go on with.
PROSE = frozenset(
    [
        "not", "wrong", "incorrect", "correct", "required", "invalid", "expired", "forgotten", "reset", "changed", "sent",
        "being", "same", "still", "never", "always", "weak", "strong", "safe", "secure", "good", "fine", "okay", "too", "very",
        "what", "that", "this", "there", "your", "mine", "only", "also", "used", "stored", "needed", "case", "case-sensitive",
        "empty", "blank", "missing", "hidden", "protected", "secret", "private", "unique", "long", "short", "longer", "shorter",
        "shown", "known", "unknown", "lost", "stolen", "leaked", "shared", "saved", "working", "reused", "updated", "valid",
        "compromised", "different", "important", "enough", "important", "asked", "entered", "typed", "because", "something",
        "nothing", "anything", "everything", "about", "above", "below", "here", "your", "make", "help", "ensure", "access",
        "protect", "login", "continue", "unlock", "keep", "change", "reset", "recover", "restore", "open", "with", "when",
    ]
)  # fmt: skip


def find(searched: Plain) -> Iterator[Match]:
    text, lowered = searched.text, searched.lowered
    if TRIGGER.search(lowered) is None:
        return
    for pattern in (HAN, HAN_PLAIN, USED):
        for found in pattern.finditer(lowered):
            yield from given(text, found.span(1), sure=pattern is HAN)
    for pattern in (ENGLISH, REVERSED):
        for found in pattern.finditer(lowered):
            assigned = pattern is ENGLISH and not found["link"].strip().isalpha()
            yield from given(text, found.span("value"), sure=assigned)


def given(text: str, span: tuple[int, int], *, sure: bool) -> Iterator[Match]:
    """The value without the quotation mark or full stop that closes it, if it can be a password at all."""
    start, end = span
    while end - start > 1 and text[end - 1] in CLOSING:
        end -= 1
    value = text[start:end]
    if len(value) < 4 or PLACEHOLDER.fullmatch(value):
        return
    if looks_made_up(value):
        yield Match(Kind.PASSWORD, start, end, 0.9)
    elif sure and value.lower() not in PROSE:
        yield Match(Kind.PASSWORD, start, end, 0.6)


def looks_made_up(value: str) -> bool:
    """A digit or a sign among the letters, or capitals in the middle: prose has none of these."""
    letters = any(sign.isalpha() for sign in value)
    digits = any(sign.isdigit() for sign in value)
    signs = any(sign in "!@#$%^&*_+~" for sign in value)
    return (
        digits
        and (letters or signs or len(value) >= 4)
        or letters
        and signs
        or value[1:].lower() != value[1:]
    )
