"""Files made anew: the content decides what a file is, and what is kept is written by us, not by its sender.

Pictures are decoded and encoded again, PDF documents rebuilt page by page, texts decoded. What of it can be read
goes to the guard (`attach`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from answerback.tickets.files.documents import rebuilt_document
from answerback.tickets.files.pictures import rebuilt_picture
from answerback.tickets.files.texts import rebuilt_text
from answerback.tickets.kinds import AttachmentKind
from answerback.tickets.refusals import FileNotAccepted, FileTooLarge

MOST_BYTES = 5 * 1024 * 1024

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", AttachmentKind.PNG),
    (b"\xff\xd8\xff", AttachmentKind.JPEG),
    (b"%PDF-", AttachmentKind.PDF),
)

# Pillow quotes what it finds in a file, and that is not for our logs.
logging.getLogger("PIL").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Rebuilt:
    """A file as it could be kept, and the `text` that stands in it. In a picture nothing is read."""

    kind: AttachmentKind
    content: bytes
    text: str = ""


def rebuilt(content: bytes) -> Rebuilt:
    """The file made anew. Refuses what is too large, no PNG, JPEG, PDF or text, damaged or active."""
    if len(content) > MOST_BYTES:
        raise FileTooLarge
    if not content.strip():
        raise FileNotAccepted
    result = _rebuilt(content)
    if len(result.content) > MOST_BYTES:
        raise FileTooLarge
    return result


def kind_of(content: bytes) -> AttachmentKind:
    """What the first bytes say. Whatever is nothing else may be text."""
    return next((kind for start, kind in _BEGINNINGS if content.startswith(start)), AttachmentKind.TEXT)


def _rebuilt(content: bytes) -> Rebuilt:
    kind = kind_of(content)
    if kind in (AttachmentKind.PNG, AttachmentKind.JPEG):
        return Rebuilt(kind, rebuilt_picture(content, kind))
    if kind is AttachmentKind.PDF:
        document = rebuilt_document(content)
        return Rebuilt(kind, document.content, document.text)
    plain = rebuilt_text(content)
    return Rebuilt(kind, plain.encode(), plain)
