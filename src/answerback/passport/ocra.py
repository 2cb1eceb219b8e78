"""Codes that two devices with one key prove themselves by: OCRA, the challenge-response of OATH (RFC 6287).

In mutual mode each side asks a question; the server answers over the client's question then its own, the client
over the server's then its own, so that neither answer can be used for the other (section 7.2).
"""

import hmac
import re
from dataclasses import dataclass

SUITE = re.compile(r"OCRA-1:HOTP-SHA(1|256|512)-(4|5|6|7|8|9|10):Q([ANH])(0[4-9]|[1-5][0-9]|6[0-4])\Z")
QUESTIONS = {"A": r"[ -~]+", "N": r"[0-9]+", "H": r"[0-9A-Fa-f]+"}
OCTETS = 128  # of the question, filled up with zeros (section 5.1)


@dataclass(frozen=True)
class Suite:
    """`OCRA-1:HOTP-SHA256-8:QA08`: the hash, the digits of an answer, the kind and length of one question.

    Counters, PINs, sessions and time are not offered: their suites are refused.
    """

    name: str
    hash: str
    digits: int
    kind: str
    longest: int


def suite(name: str) -> Suite:
    """Raises ValueError for what is not offered.

    >>> suite("OCRA-1:HOTP-SHA256-8:QA08").digits
    8
    """
    found = SUITE.match(name)
    if found is None:
        raise ValueError("not a suite that is offered")
    size, digits, kind, longest = found.groups()
    return Suite(name, f"sha{size}", int(digits), kind, int(longest))


def server_answer(suite: Suite, key: bytes, *, client_question: str, server_question: str) -> str:
    """What the server shows, for the client to compare. Raises ValueError for a question of another kind."""
    return _answer(suite, key, checked(suite, client_question) + checked(suite, server_question))


def client_answer(suite: Suite, key: bytes, *, client_question: str, server_question: str) -> str:
    """What the client shows, for the server to compare. Raises ValueError for a question of another kind."""
    return _answer(suite, key, checked(suite, server_question) + checked(suite, client_question))


def answer(suite: Suite, key: bytes, question: str) -> str:
    """One way: the answer to one question. Raises ValueError.

    >>> answer(suite("OCRA-1:HOTP-SHA1-6:QN08"), b"12345678901234567890", "00000000")
    '237653'
    """
    return _answer(suite, key, checked(suite, question))


def holds(given: str, wanted: str) -> bool:
    """Compare two answers in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def checked(suite: Suite, question: str) -> str:
    """The question. Raises ValueError when it is empty, too long or of other letters than the suite says."""
    if not re.fullmatch(QUESTIONS[suite.kind], question) or len(question) > suite.longest:
        raise ValueError("not a question of this suite")
    return question


def _octets(suite: Suite, questions: str) -> bytes:
    """Numbers as one hexadecimal number, left-aligned; texts as they are (section 5.1, appendix A)."""
    if suite.kind == "A":
        return questions.encode("ascii")
    digits = f"{int(questions):X}" if suite.kind == "N" else questions
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _answer(suite: Suite, key: bytes, questions: str) -> str:
    data = suite.name.encode("ascii") + b"\0" + _octets(suite, questions).ljust(OCTETS, b"\0")
    digest = hmac.digest(key, data, suite.hash)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**suite.digits:0{suite.digits}d}"
