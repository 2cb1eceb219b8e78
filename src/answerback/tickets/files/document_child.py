"""The child process that rebuilds one PDF document: bytes in, bytes out, and an exit code.

It stands alone (the standard library and pypdf) and limits its own time and memory before it reads a byte, so
that a document made to be slow or huge costs seconds, not the service. See `documents`.
"""

from __future__ import annotations

import io
import logging
import resource
import sys
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

ACTIVE, NOT_ACCEPTED, TOO_LARGE = 10, 11, 12
CPU_SECONDS = 4
MEMORY_BYTES = 768 * 1024 * 1024
MOST_PAGES = 60
MOST_OBJECTS = 40_000
MOST_CHARACTERS = 400_000

_ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/AFRelationship"}
)
_ACTIVE_NAMES = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/EmbeddedFile",
        "/RichMedia",
        "/Rendition",
        "/GoToE",
    }
)
_PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
_LEFT_OUT = (
    "/Metadata", "/PieceInfo", "/AF", "/OPI", "/Ref", "/Alternates", "/LastModified", "/StructParent",
    "/StructParents", "/Parent", "/Annots", "/AA", "/A", "/Thumb", "/B", "/Measure",
)  # fmt: skip
# What pypdf raises on damaged or hostile input besides its own errors.
_DAMAGED = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    ArithmeticError,
    RuntimeError,
)


class Refused(Exception):
    """The document is refused; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main() -> int:
    """Rebuild what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    logging.disable(logging.CRITICAL)  # pypdf quotes what it finds in a file
    try:
        result = rebuild(sys.stdin.buffer.read())
    except Refused as refused:
        return refused.code
    sys.stdout.buffer.write(result)
    return 0


def joined(text: str, content: bytes) -> bytes:
    """Both in one stream: the octets of the text, eight octets long, then the text, then the document."""
    octets = text.encode("utf-8", "replace")
    return len(octets).to_bytes(8, "big") + octets + content


def parted(output: bytes) -> tuple[str, bytes]:
    """What `joined` put together."""
    end = 8 + int.from_bytes(output[:8], "big")
    return output[8:end].decode(), output[end:]


def rebuild(content: bytes) -> bytes:
    """The text that is drawn and the document with its drawn pages only, `joined`. Raises Refused."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused(ACTIVE)
        root = reader.trailer["/Root"].get_object()
        if any(_is_active(found) for found in _objects_below(root)):
            raise Refused(ACTIVE)
        return joined(_drawn_text(reader), _written(reader))
    except _DAMAGED:
        raise Refused(NOT_ACCEPTED) from None


def _drawn_text(reader: PdfReader) -> str:
    """As far as its letters can be told; a page whose text cannot be read has none."""
    parts: list[str] = []
    for page in reader.pages[:MOST_PAGES]:
        try:
            parts.append(page.extract_text()[: MOST_CHARACTERS - sum(map(len, parts))])
        except _DAMAGED:
            continue
    return "\n".join(parts)


def _objects_below(root: PdfObject | None) -> Iterator[DictionaryObject]:
    """Every dictionary and stream that can be reached, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[PdfObject | None] = [root]
    count = 0
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) in seen:
                continue
            seen.add((found.idnum, found.generation))
            found = found.get_object()
        count += 1
        if count > MOST_OBJECTS:
            raise Refused(TOO_LARGE)
        if isinstance(found, DictionaryObject):
            yield found
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += list.__iter__(found)


def _is_active(found: DictionaryObject) -> bool:
    kinds = {str(found.get(key)) for key in ("/S", "/Type", "/Subtype")}
    return bool(_ACTIVE_KEYS & set(found) or _ACTIVE_NAMES & kinds)


def _written(reader: PdfReader) -> bytes:
    pages = reader.pages
    if not 0 < len(pages) <= MOST_PAGES:
        raise Refused(TOO_LARGE if len(pages) else NOT_ACCEPTED)
    writer = PdfWriter()
    for page in pages:
        fresh = writer.add_blank_page(page.mediabox.width, page.mediabox.height)
        for key in _PAGE_KEYS:
            if key in page:
                fresh[NameObject(key)] = page.raw_get(key).clone(writer, ignore_fields=_LEFT_OUT)
    for number in range(len(writer._objects)):
        _without_picture_metadata(writer._objects[number])
    writer.metadata = None
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _without_picture_metadata(found: PdfObject | None) -> None:
    """A picture from a camera stands in a document as it was, with its place and time; take them out."""
    if isinstance(found, StreamObject) and found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        found._data = jpeg_without_metadata(found._data)


def jpeg_without_metadata(picture: bytes) -> bytes:
    """A JPEG stream without its comments and application segments, but JFIF (APP0) and Adobe (APP14).

    ITU-T T.81 annex B: segments are marker, length, content, up to the start of scan.
    """
    kept, place = [picture[:2]], 2
    while place + 4 <= len(picture) and picture[place] == 0xFF and picture[place + 1] != 0xDA:
        marker = picture[place + 1]
        end = place + 2 + int.from_bytes(picture[place + 2 : place + 4], "big")
        if not (marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)):
            kept.append(picture[place:end])
        place = end
    return b"".join([*kept, picture[place:]])


if __name__ == "__main__":
    sys.exit(main())
