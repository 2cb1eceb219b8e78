"""A wallet's app with a key on the device, written from RFC 6287 alone: it scans, computes and compares by itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from uuid import UUID


@dataclass
class App:
    """Its owner scans the code on his page; `question` is new for every call."""

    suite: str
    key: bytes
    device: UUID
    question: str = ""

    @classmethod
    def scan(cls, uri: str) -> App:
        address = urlsplit(uri)
        assert (address.scheme, address.netloc) == ("answerback-ocra", "enrol")
        said = {name: values[0] for name, values in parse_qs(address.query).items()}
        secret = said["secret"]
        return cls(said["suite"], base64.b32decode(secret + "=" * (-len(secret) % 8)), UUID(said["device"]))

    def first_code(self) -> str:
        return self._code(self.device.hex[-8:])

    def ask(self) -> str:
        self.question = secrets.token_hex(4).upper()
        return self.question

    def is_ours(self, typed: str, server_question: str) -> bool:
        """What its owner typed from the caller's mouth, compared by machine."""
        return hmac.compare_digest(typed, self._code(self.question + server_question))

    def answer(self, server_question: str) -> str:
        return self._code(server_question + self.question)

    def _code(self, questions: str) -> str:
        data = self.suite.encode() + b"\0" + questions.encode().ljust(128, b"\0")
        digest = hmac.new(self.key, data, hashlib.sha256).digest()
        start = digest[-1] & 15
        return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**8:08d}"
