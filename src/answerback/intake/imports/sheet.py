"""Reads a table as people send it: CSV in UTF-8 or GB 18030, or an Excel workbook. Told by content."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import openpyxl
from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_COLUMNS = 100
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t|"


class NotATable(Refusal):
    """Neither CSV nor .xlsx, or broken."""

    code = "imports.not_a_table"
    status = 422
    says = _("This file cannot be read as a table. Save it as CSV (UTF-8 or GB 18030) or as .xlsx.")


class TableTooLarge(Refusal):
    """Too many bytes, columns or packed bytes."""

    code = "imports.too_large"
    status = 413
    says = _("This file is too large: at most 50 MB and 100 columns. Split it into several files.")


class TableEmpty(Refusal):
    """No row below the headings."""

    code = "imports.empty"
    status = 422
    says = _("This file has no rows below its headings.")


@dataclass(frozen=True)
class Sheet:
    """`rows` are numbered as a spreadsheet shows them: the first below the headings is 2."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(content: bytes) -> Sheet:
    """Raises `NotATable`, `TableTooLarge`, `TableEmpty`."""
    if len(content) > MOST_BYTES:
        raise TableTooLarge
    lines = _workbook(content) if content.startswith(b"PK") else _csv(_text(content))
    columns, *rows = [line for line in lines if any(line[1])] or [(0, ())]
    if len(columns[1]) > MOST_COLUMNS:
        raise TableTooLarge
    if not rows:
        raise TableEmpty
    width = len(columns[1])
    return Sheet(columns[1], tuple((number, _fitted(cells, width)) for number, cells in rows))


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]


def _text(content: bytes) -> str:
    """GB 18030 takes almost any bytes, so it comes last, and control characters give the lie away."""
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign in text for sign in "\0\x01\x02\x03\ufffd"):
            return text
    raise NotATable


def _csv(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], delimiters=DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    dialect.doublequote = True
    reader = csv.reader(io.StringIO(text, newline=""), dialect)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, tuple(cell.strip() for cell in cells)
    except csv.Error as broken:
        raise NotATable from broken


def _workbook(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first sheet; values, not formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise TableTooLarge
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        lines = [tuple(_cell(one) for one in line) for line in book.worksheets[0].iter_rows(values_only=True)]
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
    ) as broken:
        raise NotATable from broken
    yield from enumerate(lines, start=1)


def _cell(value: object) -> str:
    """A telephone number that Excel made a number stays its digits; a date becomes ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()
