"""`answerback events import FILE`: tried dry first, then step by step; a file of failed rows at the end.

Killed half-way, the same command goes on where it stopped, and no row is taken twice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop, wallet_named

if TYPE_CHECKING:
    from answerback.callbacks.outcomes import Kind
    from answerback.intake.imports.dry_run import DryRun
    from answerback.intake.imports.mapping import Mapped
    from answerback.intake.imports.sheet import Sheet
    from answerback.intake.models import ImportRun

app = typer.Typer(no_args_is_help=True, help="Events: import a list.")
MAP = "TARGET=HEADING, where the guess is wrong; repeat for more."


@app.callback()
def group() -> None:
    """Events: import a list."""


@app.command("import")
def import_command(
    file: Path,
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    kind: Annotated[str, typer.Option(help="Kind of every row, unless a column says it.")] = "",
    column: Annotated[list[str] | None, typer.Option("--map", help=MAP)] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would happen.")] = False,
    failed: Annotated[
        Path | None, typer.Option(help="Where failed rows go, with reasons (CSV); FILE.failed.csv by itself.")
    ] = None,
) -> None:
    """Import a list of events (.csv or .xlsx). Repeat the command to go on after an interruption."""
    set_up()
    from answerback.intake.imports.dry_run import dry_run as try_dry
    from answerback.intake.imports.sheet import read_sheet
    from answerback.intake.imports.start import start
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now

    chosen, wanted = wallet_named(wallet), _kind(kind)
    sheet = read_sheet(file.read_bytes())
    mapped = _mapped(sheet, wanted, column or [])
    tried = try_dry(chosen, sheet, mapped, at=now())
    _say_tried(tried)
    if dry_run:
        sys.exit(1 if tried.invalid else 0)
    begun = start(chosen, sheet, mapped, file_name=file.name, by=SYSTEM, at=now())
    sys.exit(_run(begun, failed or file.with_name(f"{file.name}.failed.csv")))


def _kind(kind: str) -> Kind | None:
    from answerback.callbacks.outcomes import Kind

    if kind and kind not in Kind.values:
        stop(f"Kinds are: {', '.join(Kind.values)} · 事件类型只能是：{', '.join(Kind.values)}")
    return Kind(kind) if kind else None


def _mapped(sheet: Sheet, kind: Kind | None, columns: Sequence[str]) -> Mapped:
    """The guess, with `target=heading` pairs said by the user on top."""
    from answerback.intake.imports.mapping import guess

    if wrong := [pair for pair in columns if "=" not in pair]:
        stop(f"--map wants TARGET=HEADING: {wrong[0]} · --map 的格式是 目标=表头：{wrong[0]}")
    guessed = guess(sheet.columns, kind=kind)
    return replace(guessed, columns={**guessed.columns, **dict(pair.split("=", 1) for pair in columns)})


def _say_tried(tried: DryRun) -> None:
    """The counts in both languages, and the first faults by row and column, without the cells."""
    from django.utils.translation import override

    from answerback.intake.imports.failed_rows import reason_text

    for language in ("en", "zh-hans"):
        with override(language):
            typer.echo(tried.sentence)
            for fault in tried.faults[:10]:
                typer.echo(f"  {fault.row} {fault.column}: {reason_text(fault.reason)}", err=True)


def _run(run: ImportRun, failed: Path) -> int:
    """Exit status 0 when every row was taken, 1 when some failed."""
    from answerback.intake.imports.failed_rows import failed_rows
    from answerback.intake.imports.run import step
    from answerback.ops.loops import now

    while step(run, at=now()):
        run.refresh_from_db()
        typer.echo(f"\r{run.rows_done}/{run.rows}", nl=False, err=True)
    run.refresh_from_db()
    typer.echo("", err=True)
    typer.echo(
        f"planned {run.planned}, kept {run.kept}, duplicates {run.duplicates}, failed {run.failed}"
        f" · 已安排 {run.planned}，已留存 {run.kept}，重复 {run.duplicates}，失败 {run.failed}"
    )
    if not run.failed:
        return 0
    with open(failed, "w", encoding="utf-8", newline="", opener=_private) as out:
        out.writelines(failed_rows(run))
    typer.echo(f"Failed rows with reasons: {failed} · 失败的行及原因：{failed}")
    return 1


def _private(path: str, flags: int) -> int:
    """Failed rows are somebody's data: readable by the owner only."""
    return os.open(path, flags, 0o600)
