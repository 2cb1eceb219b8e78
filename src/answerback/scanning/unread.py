"""What is not read, said by its kind: nobody shall take a PDF or a photograph of a phrase for clean."""

from __future__ import annotations

from pathlib import PurePath

PDF, OFFICE, PICTURE, ARCHIVE = "pdf_not_read", "office_not_read", "picture_not_read", "archive_not_read"
OFFICE_NAMES = {
    *(".doc", ".docx", ".docm", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ppt", ".pptx", ".odt", ".ods", ".odp"),
    *(".wps", ".et", ".dps", ".pages", ".numbers"),
}
OFFICE_TYPES = (
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-",
    "application/vnd.oasis.",
)
PICTURES = ("image/", "audio/", "video/")
PICTURE_STARTS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x1aE\xdf\xa3",
)
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
ARCHIVE_TYPES = (
    "application/zip",
    "application/x-7z",
    "application/x-rar",
    "application/vnd.rar",
    "application/x-tar",
)
OLE, PDF_START, BOX = b"\xd0\xcf\x11\xe0", b"%PDF-", b"ftyp"


def reason_of_file(name: str, start: bytes) -> str:
    """Why a file that begins so is not read; empty when nobody knows what it is."""
    if is_pdf(start):
        return PDF
    if start.startswith(OLE) or _is_office(name):
        return OFFICE
    if start.startswith(PICTURE_STARTS) or start[4:8] == BOX:
        return PICTURE
    return ARCHIVE if start.startswith(ARCHIVES) else ""


def is_pdf(start: bytes) -> bool:
    """Readers look for its sign in the first 1,024 octets (ISO 32000-1, annex H)."""
    return PDF_START in start[:1024]


def reason_of_part(media_type: str, name: str) -> str:
    """The same for an attachment, by what its message says of it."""
    if media_type == "application/pdf" or name.lower().endswith(".pdf"):
        return PDF
    if media_type.startswith(OFFICE_TYPES) or _is_office(name):
        return OFFICE
    if media_type.startswith(PICTURES):
        return PICTURE
    return (
        ARCHIVE
        if media_type.startswith(ARCHIVE_TYPES) or name.lower().endswith((".zip", ".rar", ".7z"))
        else ""
    )


def _is_office(name: str) -> bool:
    return PurePath(name).suffix.lower() in OFFICE_NAMES
