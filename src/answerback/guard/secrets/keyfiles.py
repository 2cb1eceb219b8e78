"""Keys that come as a file: PEM, a keystore in JSON, an array of bytes."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets.keys import is_key_pair, nearest
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain

PEM_BEGIN = pattern(r"-----BEGIN (?:[A-Z0-9]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
PEM_END = pattern(r"-----END (?:[A-Z0-9]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----")
PEM_BODY = pattern(r"[A-Za-z0-9+/=\s\\,:\-]*+")
BRACE_OR_MARK = pattern(r"[{}]|[\"'](?:ciphertext|kdf(?:params)?|encryptedSeed|encrypted_seed)\\{0,3}[\"']")
"""In JSON, in a string of JSON (once or twice), and as Python prints it."""
BYTES = pattern(r"\[\s*[0-9]{1,3}(?:\s*,\s*[0-9]{1,3}){31,}+\s*\]?", re.ASCII)
NUMBER = pattern(r"[0-9]+", re.ASCII)
QUOTATION = "\"'\\"


def find(searched: Plain) -> Iterator[Match]:
    text = searched.text
    if "-----BEGIN" in text:
        yield from pem(text)
    if "ciphertext" in text:
        yield from keystores(text)
    if "[" in text:
        yield from byte_arrays(text, searched.lowered)


def pem(text: str) -> Iterator[Match]:
    place = 0
    while begin := PEM_BEGIN.search(text, place):
        end = PEM_END.search(text, begin.end())
        body = PEM_BODY.match(text, begin.end())
        place = end.end() if end else body.end() if body else begin.end()
        yield Match(Kind.PRIVATE_KEY, begin.start(), place, 0.99)


def keystores(text: str) -> Iterator[Match]:
    """The outermost object that holds both a ciphertext and how its key is derived (Web3 Secret Storage)."""
    opened: list[int] = []
    marks: set[str] = set()
    for found in BRACE_OR_MARK.finditer(text):
        sign = found.group()
        if sign == "{":
            opened.append(found.start())
        elif sign != "}":
            marks.add(sign.strip(QUOTATION))
        elif opened:
            start = opened.pop()
            if not opened and "ciphertext" in marks and len(marks) > 1:
                yield Match(Kind.PRIVATE_KEY, start, found.end(), 0.97)
            if not opened:
                marks.clear()
    if opened and "ciphertext" in marks and len(marks) > 1:  # cut off in the middle
        yield Match(Kind.PRIVATE_KEY, opened[0], len(text), 0.9)


def byte_arrays(text: str, lowered: str) -> Iterator[Match]:
    """`[12, 34, …]`: 64 numbers that are a Solana key pair, or 32 and more that are called a key."""
    for found in BYTES.finditer(text):
        numbers = [int(number) for number in NUMBER.findall(found.group())]
        if max(numbers) > 255 or len(numbers) > 64:
            continue
        if len(numbers) == 64 and is_key_pair(bytes(numbers)):
            yield Match(Kind.PRIVATE_KEY, *found.span(), 0.99)
        elif len(numbers) in (32, 64) and nearest(lowered, *found.span()) == "key":
            yield Match(Kind.PRIVATE_KEY, *found.span(), 0.9)
