"""Texts are decoded and kept as UTF-8."""

from __future__ import annotations

import codecs
import re

from answerback.tickets.refusals import FileNotAccepted, FileTooLarge

MOST_CHARACTERS = 200_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def rebuilt_text(content: bytes) -> str:
    """UTF-8, GB 18030 or marked UTF-16 as UTF-8."""
    text = _decoded(content)
    if len(text) > MOST_CHARACTERS:
        raise FileTooLarge
    if _CONTROLS.search(text):
        raise FileNotAccepted
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _decoded(content: bytes) -> str:
    marked = [encoding for mark, encoding in _MARKED if content.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileNotAccepted
