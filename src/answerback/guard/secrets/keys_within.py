"""Keys that are no word of their own: pasted twice without a blank, glued to a word or digits, cut by a blank or line.

Four bytes of checksum (1 in 4,294,967,296) make it safe to try every place where a key may begin. Hexadecimal digits
prove nothing: they count behind a name for a key, in whole keys only.
"""

from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import base58
from answerback.guard.secrets.lazy import pattern

# WIF of Bitcoin and EOS (version 0x80), extended keys (SLIP-132): how each begins decides how long it is.
BEGINS = pattern(r"(?=(?P<long>5[HJK])|(?P<compressed>K[w-z]|L[1-5])|(?P<extended>[xyztuvYZUV]prv))")
LENGTHS = {"long": 51, "compressed": 52, "extended": 111}
MOST_TRIED = 64
"""Places without a key in one word: longer ones are pictures or files, not keys."""
NAMED_DIGITS = pattern(
    r"(?i)(?P<name>pk|sk|key|wif|priv|secret|seed|seckey|secretkey|privkey|privatekey|private_key)?"
    r"(?P<keys>(?:(?:0x)?[0-9a-f]{64})+)"
)
PIECE = pattern(r"[1-9A-HJ-NP-Za-km-z]{1,112}+")
GAP = pattern(r"[ \t]?\r?\n?[ \t]{0,2}")
MOST_PIECES = 30
PAYLOADS = {51: 33, 52: 34, 111: 78}


def glued(word: str) -> Iterator[tuple[int, int]]:
    """Where keys with their checksum stand within a word of letters and digits."""
    done, tried = 0, 0
    for found in BEGINS.finditer(word):
        if found.start() < done:
            continue
        past = found.start() + LENGTHS[found.lastgroup or "long"]
        if is_key(word[found.start() : past]):
            yield found.start(), past
            done = past
        elif (tried := tried + 1) == MOST_TRIED:
            return


def is_key(word: str) -> bool:
    """Whether the length and the checksum are right; of extended keys only the private ones begin with …prv."""
    if len(word) not in PAYLOADS:
        return False
    payload = base58.checked(word)
    return payload is not None and len(payload) == PAYLOADS[len(word)]


def named_digits(word: str) -> tuple[bool, int] | None:
    """For "pk" or nothing and then one key of 64 digits or more: whether it is named, where the keys begin."""
    found = NAMED_DIGITS.fullmatch(word)
    if found is None or (found["name"] is None and len(word) < 2 * 64):
        return None
    return found["name"] is not None, found.start("keys")


def in_pieces(text: str, start: int, end: int) -> Iterator[Match]:
    """Keys cut into pieces, of which the first begins within these bounds as keys do."""
    place = start
    while found := BEGINS.search(text, place, end):
        place = found.start() + 1
        if not text[found.start() - 1 : found.start()].isalnum():
            past = joined(text, found.start(), LENGTHS[found.lastgroup or "long"])
            if past is not None:
                yield Match(Kind.PRIVATE_KEY, found.start(), past, 0.99)
                place = past


def joined(text: str, start: int, length: int) -> int | None:
    """Where the pieces end that make up a key of this length, if they do."""
    pieces, place = "", start
    for _ in range(MOST_PIECES):
        piece = PIECE.match(text, place)
        if piece is None:
            return None
        pieces, place = pieces + piece.group(), piece.end()
        if len(pieces) >= length:
            return place if len(pieces) == length and is_key(pieces) else None
        gap = GAP.match(text, place)
        place = gap.end() if gap is not None else place
    return None
