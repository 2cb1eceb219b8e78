"""The report as a PDF: text that can be selected and read aloud, Chinese from the font that every reader carries.

`STSong-Light` is one of Adobe's predefined CJK fonts (PDF 32000-1, 9.7.5): it is named, not embedded, and the reader
supplies the glyphs. The same facts give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from answerback.insight.weekly.report import Report, Section
from answerback.insight.weekly.tables import Table

CHINESE = "STSong-Light"
LATIN = "Helvetica"
MARGIN = 18 * mm
INK, SOFT, LINE = colors.HexColor("#1b1f24"), colors.HexColor("#57606a"), colors.HexColor("#c9d1d9")


def pdf_of(report: Report) -> bytes:
    """The document, A4."""
    if CHINESE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"{report.title} · {report.wallet}",
        author="Answerback",
        subject=report.span,
        lang=_language(report),
        invariant=1,
    )
    frame = Frame(document.leftMargin, document.bottomMargin, document.width, document.height, id="page")
    document.addPageTemplates([PageTemplate("page", [frame], onPage=partial(_footer, report))])
    document.build(_flow(report, document.width))
    return target.getvalue()


def _language(report: Report) -> str:
    return "zh-Hans" if report.language.startswith("zh") else "en"


def _flow(report: Report, width: float) -> list[Any]:
    chinese = report.language.startswith("zh")
    flow: list[Any] = [
        _Heading(report.title, _style(chinese, 20, after=2), 0),
        _paragraph(f"{report.wallet} · {report.span}", _style(chinese, 11, SOFT)),
        _paragraph(report.status, _style(chinese, 10, SOFT, after=8)),
    ]
    for section in report.sections:
        flow += _section(section, chinese)
    for table in report.tables:
        flow += _table(table, chinese, width)
    return flow


def _section(section: Section, chinese: bool) -> list[Any]:
    heading = _Heading(section.title, _style(chinese, 13, before=9, after=3, stays=True), 1)
    return [heading, *(_paragraph(one, _style(chinese, 10.5, after=2)) for one in section.sentences)]


def _table(table: Table, chinese: bool, width: float) -> list[Any]:
    small, head = _style(chinese, 8.5), _style(chinese, 8.5, SOFT)
    rows = [[_paragraph(one, head) for one in table.columns]]
    rows += [[_paragraph(cell, small) for cell in row] for row in table.rows]
    first = 0.34 * width
    others = (width - first) / (len(table.columns) - 1)
    grid = Grid(rows, colWidths=[first, *[others] * (len(table.columns) - 1)], repeatRows=1)
    grid.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    heading = _Heading(table.caption, _style(chinese, 13, before=12, after=4, stays=True), 1)
    note = [_paragraph(table.note, _style(chinese, 8.5, SOFT, before=3))] if table.note else []
    return [heading, grid, *note, Spacer(1, 2)]


def _style(
    chinese: bool,
    size: float,
    colour: Any = INK,
    *,
    before: float = 0,
    after: float = 0,
    stays: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}",
        fontName=CHINESE if chinese else LATIN,
        fontSize=size,
        leading=size * 1.45,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=stays,
        wordWrap="CJK" if chinese else None,
    )


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_marked(text, style), style)


def _marked(text: str, style: ParagraphStyle) -> str:
    return escape(text) if style.fontName == CHINESE else _mixed(text)


def _mixed(text: str) -> str:
    """English with whatever Helvetica lacks, such as a title in Chinese, in the other font."""
    runs: Sequence[tuple[bool, str]] = [
        (plain, "".join(run)) for plain, run in groupby(text, key=lambda one: _in_latin(one))
    ]
    return "".join(
        escape(run) if plain else f'<font name="{CHINESE}">{escape(run)}</font>' for plain, run in runs
    )


def _in_latin(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


class _Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that stands in the document's outline."""

    def __init__(self, text: str, style: ParagraphStyle, level: int) -> None:
        super().__init__(_marked(text, style), style)
        self.said, self.level = text, level

    def draw(self) -> None:
        """Draw it, and note where."""
        name = f"{self.level}-{self.said}"
        self.canv.bookmarkPage(name)
        self.canv.addOutlineEntry(self.said, name, self.level)
        super().draw()


def _footer(report: Report, canvas: Canvas, document: Any) -> None:
    """The page's number; the window shows the title, not the file's name."""
    chinese = report.language.startswith("zh")
    said = _("Page %(number)s") % {"number": document.page}
    canvas.saveState()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setFont(CHINESE if chinese else LATIN, 8)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, said)
    canvas.restoreState()
