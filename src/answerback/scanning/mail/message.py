"""One mail message: its headers, the text of its parts, and of attachments that are text."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import PurePath

from answerback.guard import DEFAULT, Action, clean
from answerback.scanning.layers import Laid, joined
from answerback.scanning.mail import html_text
from answerback.scanning.mail.mail_headers import header_pieces
from answerback.scanning.mail.mime import Part, head_of, heads, parts
from answerback.scanning.mail.transfer import Transfer
from answerback.scanning.octets import Octets, Reading, reading_of
from answerback.scanning.pieces import Edit, Fault, Piece, Place
from answerback.scanning.readers import NOT_IN_ENCODING, Sheet
from answerback.scanning.unread import reason_of_part

TOO_LARGE, NOT_TEXT, UNKNOWN_CHARSET = "attachment_too_large", "attachment_not_text", "unknown_charset"
TEXT_TYPES = ("text/", "application/json", "application/xml", "application/x-ndjson", "message/")
TEXT_FILES = {
    ".txt",
    ".csv",
    ".tsv",
    ".json",
    ".jsonl",
    ".log",
    ".md",
    ".html",
    ".htm",
    ".xml",
    ".eml",
    ".srt",
}
SIGNATURE = "signature"
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
"""Nobody writes words into them."""

GB_BELOW = ("gb2312", "gbk")
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "utf-8", "ascii": "utf-8", "utf-16": "utf-16-le"}
LONGEST_ID = 120


def message_id(raw: bytes, start: int) -> str:
    """As reports show it; a secret in it is not shown."""
    found = str(head_of(raw, start, len(raw)).fields.get("message-id", "")).strip()[:LONGEST_ID]
    return clean(" ".join(found.split()), DEFAULT.changed(email=Action.LEAVE)).text


def message_pieces(
    raw: bytes, start: int, place: Place, sheet: Sheet
) -> tuple[list[Piece[bytes]], tuple[Fault, ...]]:
    """The pieces of the message that begins at `start`, and what could not be read of it."""
    head = head_of(raw, start, len(raw))
    pieces, faults = list[Piece[bytes]](), list[Fault]()
    for number, one in heads(raw, head, len(raw)):
        pieces += header_pieces(raw, one, place, number)
    for part in parts(raw, head, len(raw)):
        here = Place(place.source, place.row, " ".join(filter(None, (part.number, _shown(part.file_name)))))
        if code := _refused(part, sheet):
            faults += [Fault(here, code, unread=True)] if code != SIGNATURE else []
            continue
        found, trouble = _text(raw, part, here, sheet)
        pieces += found
        faults += trouble
    return pieces, tuple(faults)


def _shown(file_name: str) -> str:
    return clean(" ".join(file_name.split())[:LONGEST_ID]).text


def _refused(part: Part, sheet: Sheet) -> str:
    """Why a part is not read; empty when it is."""
    is_text = part.type.startswith(TEXT_TYPES) or PurePath(part.file_name).suffix.lower() in TEXT_FILES
    if not is_text:
        reason = reason_of_part(part.type, part.file_name) or NOT_TEXT
        return SIGNATURE if part.type in SIGNATURES else reason
    octets = part.end - part.start
    inside = octets * 3 // 4 if part.transfer_encoding == "base64" else octets
    return TOO_LARGE if inside > sheet.attachment_octets else ""


def _text(raw: bytes, part: Part, place: Place, sheet: Sheet) -> tuple[list[Piece[bytes]], list[Fault]]:
    transfer = part.transfer(raw)
    reading, faults = _reading(part, sheet), list[Fault]()
    if reading is None:
        reading = sheet.reading
        faults.append(Fault(place, UNKNOWN_CHARSET))
    bom, found = reading_of(transfer.inside[:4])
    octets = (found if bom else reading).octets(transfer.inside[len(bom) :], len(bom))
    if not octets.is_clean:
        faults.append(Fault(place, NOT_IN_ENCODING))
    is_page = part.type == "text/html" or part.file_name.lower().endswith((".html", ".htm"))
    laid = _page(octets.text) if is_page else None
    text = laid.text if laid else octets.text
    return [Piece(place, text, _Lowering(laid, octets, transfer))], faults


def _page(source: str) -> Laid:
    """One piece for both: two edits of a Base64 body would each write the whole of it."""
    return joined([html_text.seen(source), html_text.tags(source)], "\n\n")


def _reading(part: Part, sheet: Sheet) -> Reading | None:
    """By the part's charset, its wider brother first: mail that says gb2312 mostly holds more than that."""
    if not part.charset:
        return sheet.reading
    try:
        name = codecs.lookup(WIDER.get(part.charset, part.charset)).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    others = (other for other in sheet.reading.encodings if other != name)
    return Reading((name, *others), part.charset if part.charset in GB_BELOW else "")


class _Lowering:
    """Edits of a part's words as edits of the message."""

    def __init__(self, laid: Laid | None, octets: Octets, transfer: Transfer) -> None:
        self.laid, self.octets, self.transfer = laid, octets, transfer

    def __call__(self, edits: Sequence[Edit[str]]) -> list[Edit[bytes]]:
        on_text = self.laid.lower(edits) if self.laid else list(edits)
        return self.transfer.lower(self.octets.lower(on_text))
