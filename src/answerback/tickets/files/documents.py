"""PDF documents are rebuilt: a new file holding the drawn pages only.

Kept: page sizes, what is drawn, and the fonts and pictures that it needs. Left out: metadata, links,
comments, form fields, bookmarks, thumbnails and whatever no page draws. Refused: encryption, scripts,
embedded files, commands that start or send something, forms of the XFA kind.

What it cannot do: the drawing itself (text, fonts, pictures) is copied, not drawn again, so a reader with a
bug in its fonts or pictures stays exposed; and the guard does not read what is drawn. Hence a PDF is only
ever handed out as a download.
"""

from __future__ import annotations

import io
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

from answerback.tickets.refusals import FileActive, FileNotAccepted, FileTooLarge

MOST_PAGES = 60
MOST_OBJECTS = 40_000

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
_DAMAGED = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError)


def rebuilt_document(content: bytes) -> bytes:
    """The document with its drawn pages only."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise FileActive
        root = reader.trailer["/Root"].get_object()
        if any(_is_active(found) for found in _objects_below(root)):
            raise FileActive
        return _written(reader)
    except _DAMAGED:
        raise FileNotAccepted from None


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
            raise FileTooLarge
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
        raise FileTooLarge if len(pages) else FileNotAccepted
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
