"""`answerback events import FILE`: tried dry first, then step by step; a file of failed rows at the end.

Killed half-way, the same command goes on where it stopped, and no row is taken twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import typer

from answerback.callbacks.outcomes import Kind
from answerback.customers.faults import Invalid
from answerback.intake.imports.dry_run import dry_run
from answerback.intake.imports.failed_rows import failed_rows
from answerback.intake.imports.mapping import Mapped, guess
from answerback.intake.imports.run import step
from answerback.intake.imports.sheet import Sheet, read_sheet
from answerback.intake.imports.start import start
from answerback.intake.models import ImportRun
from answerback.journal.write import SYSTEM
from answerback.ops.loops import now
from answerback.ui.refusals import Refusal
from answerback.wallets.models import Wallet


def import_and_say(
    file: Path, slug: str, kind: str, *, columns: Sequence[str], only_try: bool, failed: Path | None
) -> int:
    """Exit status 0 when every row was taken, 1 when some failed, 2 when the import could not begin."""
    wallet = Wallet.objects.filter(slug=slug).first()
    if wallet is None or (kind and kind not in Kind.values):
        typer.echo(f"Wallets: {', '.join(_slugs())}. Kinds: {', '.join(Kind.values)}.", err=True)
        return 2
    try:
        sheet = read_sheet(file.read_bytes())
        mapped = _mapped(sheet, Kind(kind) if kind else None, columns)
        tried = dry_run(wallet, sheet, mapped, at=now())
    except Refusal as refused:
        _say_refused(refused)
        return 2
    typer.echo(tried.sentence)
    if only_try:
        return 1 if tried.invalid else 0
    return _run(start(wallet, sheet, mapped, file_name=file.name, by=SYSTEM, at=now()), failed)


def _slugs() -> list[str]:
    return list(Wallet.objects.values_list("slug", flat=True))


def _mapped(sheet: Sheet, kind: Kind | None, columns: Sequence[str]) -> Mapped:
    """The guess, with `target=heading` pairs said by the user on top."""
    guessed = guess(sheet.columns, kind=kind)
    said = dict(pair.split("=", 1) for pair in columns if "=" in pair)
    return replace(guessed, columns={**guessed.columns, **said})


def _say_refused(refused: Refusal) -> None:
    typer.echo(refused.sentence, err=True)
    for fault in refused.faults if isinstance(refused, Invalid) else ():
        typer.echo(f"  {fault.pointer}: {fault.sentence}", err=True)


def _run(run: ImportRun, failed: Path | None) -> int:
    while step(run, at=now()):
        run.refresh_from_db()
        typer.echo(f"\r{run.rows_done}/{run.rows}", nl=False, err=True)
    run.refresh_from_db()
    typer.echo("", err=True)
    typer.echo(
        f"planned {run.planned}, kept {run.kept}, duplicates {run.duplicates}, failed {run.failed}"
        f" · 已安排 {run.planned}，已留存 {run.kept}，重复 {run.duplicates}，失败 {run.failed}"
    )
    if run.failed and failed is not None:
        failed.write_text("".join(failed_rows(run)), encoding="utf-8")
        typer.echo(f"Failed rows with reasons: {failed}")
    return 1 if run.failed else 0
