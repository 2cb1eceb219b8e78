"""`answerback insight weekly`: the report of a week, read in the terminal or written as a PDF."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop

if TYPE_CHECKING:
    from answerback.insight.weekly.report import Report


class Language(StrEnum):
    """The languages that a report is written in."""

    ENGLISH = "en"
    CHINESE = "zh-hans"


def weekly_command(
    wallet: Annotated[str, typer.Option(help="The wallet's short name.")],
    week: Annotated[
        str, typer.Option(help="Any day of the week, 2026-11-16; the last finished week without.")
    ] = "",
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.CHINESE,
    pdf: Annotated[Path | None, typer.Option(help="Write a PDF here instead.")] = None,
) -> None:
    """The week in five minutes: in words, or with --pdf as a file."""
    set_up()
    from django.utils import translation

    from answerback.insight.weekly.pdf import pdf_of

    with translation.override(language.value):
        report = _report(wallet, week)
        if pdf is None:
            typer.echo(_as_text(report))
        else:
            pdf.write_bytes(pdf_of(report))
            typer.echo(f"{pdf} · {report.span}")


def _report(slug: str, day: str) -> Report:
    from answerback.insight.weekly.freeze import told
    from answerback.insight.weekly.report import report_of
    from answerback.insight.weekly.week import last_week, week_of
    from answerback.ops.loops import now
    from answerback.wallets.models import Wallet

    wallet = Wallet.objects.filter(slug=slug).first()
    if wallet is None:
        stop(f"There is no wallet {slug}. · 没有钱包 {slug}。")
    try:
        week = week_of(wallet, date.fromisoformat(day)) if day else last_week(wallet, at=now())
    except (ValueError, OverflowError):
        stop(f"{day} is no day. · {day} 不是日期。")
    return report_of(wallet, told(wallet, week, at=now()))


def _as_text(report: Report) -> str:
    lines = [f"{report.title} · {report.wallet}", report.span, report.status]
    for section in report.sections:
        lines += ["", f"## {section.title}", *section.sentences]
    for table in report.tables:
        lines += ["", f"## {table.caption}", "\t".join(table.columns)]
        lines += ["\t".join(row) for row in table.rows]
    return "\n".join(lines)
