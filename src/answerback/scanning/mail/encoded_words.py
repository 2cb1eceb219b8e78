"""How mail writes what is not ASCII in its headers: encoded words (RFC 2047) and parameters (RFC 2231)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import Header, decode_header
from urllib.parse import quote, unquote_to_bytes

from answerback.scanning.octets import in_brackets

WORD = rb"=\?[^?\s]+\?[bBqQ]\?[^?\r\n]*\?="
WORDS = re.compile(WORD + rb"(?:[ \t\r\n]+" + WORD + rb")*")
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "utf-8", "ascii": "utf-8"}
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def decoded(words: bytes) -> str | None:
    """What encoded words next to each other say; None for an encoding that nobody knows."""
    try:
        found = decode_header(words.decode("latin-1"))
        return "".join(one if isinstance(one, str) else _text(one, charset or "") for one, charset in found)
    except (HeaderParseError, LookupError, ValueError):
        return None


def _text(octets: bytes, charset: str) -> str:
    name = charset.partition("*")[0].lower() or "utf-8"
    return octets.decode(WIDER.get(name, name), "replace")


def encoded(text: str, *, name: str, newline: str) -> bytes:
    """As encoded words, folded behind the field's name."""
    return Header(text, "utf-8", header_name=name).encode(linesep=newline).encode()


def parameter_text(values: Sequence[tuple[bytes, bool]]) -> str:
    """A parameter's pieces as one text; with each, whether it is extended (percent signs, a charset in the first)."""
    charset, octets = "utf-8", b""
    for number, (value, is_extended) in enumerate(values):
        inside = _unquoted(value)
        if is_extended and number == 0 and inside.count(b"'") >= 2:
            given, _language, inside = inside.split(b"'", 2)
            charset = given.decode("latin-1").lower() or "utf-8"
        octets += unquote_to_bytes(inside) if is_extended else inside
    try:
        text = octets.decode(WIDER.get(charset, charset), "replace")
    except LookupError:
        text = octets.decode("utf-8", "replace")
    return WORDS.sub(lambda words: _or_as_it_is(words[0]).encode(), text.encode()).decode()


def _or_as_it_is(words: bytes) -> str:
    text = decoded(words)
    return words.decode() if text is None else text.encode("utf-8", "replace").decode()


def _unquoted(value: bytes) -> bytes:
    if len(value) < 2 or not (value.startswith(b'"') and value.endswith(b'"')):
        return value
    return ESCAPED.sub(r"\1", value[1:-1].decode("latin-1")).encode("latin-1")


def in_parameter(text: str, *, before: bytes, is_extended: bool) -> bytes:
    """A parameter's value, in the manner it was written in before."""
    if is_extended:
        return b"utf-8''" + quote(text, safe="").encode()
    if WORDS.search(before):
        return b'"' + Header(text, "utf-8").encode(maxlinelen=0).encode() + b'"'
    plain = in_brackets(text) if before.isascii() else text
    return b'"' + plain.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'
