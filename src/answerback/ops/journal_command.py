"""`answerback journal …`: whether the chain holds, and checkpoints kept where the database is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import optional_wallet, stop

if TYPE_CHECKING:
    from answerback.journal.checkpoint import Checkpoint
    from answerback.journal.verify import Verdict

app = typer.Typer(no_args_is_help=True, help="The journal: check its chain, export checkpoints.")


@app.command("verify")
def verify_command(
    wallet: Annotated[str, typer.Option(help="Slug of one wallet; all when left out.")] = "",
    checkpoints: Annotated[
        Path | None, typer.Option(help="Compare with these exported checkpoints too.")
    ] = None,
) -> None:
    """Check the hash chain; names the first broken link. Status 1 when it is broken."""
    set_up()
    from answerback.journal.verify import verify

    chosen = optional_wallet(wallet)
    verdict = verify(chosen.id if chosen else None, checkpoints=_loaded(checkpoints) if checkpoints else ())
    typer.echo(_said(verdict), err=not verdict.ok)
    sys.exit(0 if verdict.ok else 1)


@app.command("export")
def export_command(file: Path) -> None:
    """Append a signed checkpoint to FILE. Keep the file where the database is not."""
    set_up()
    from answerback.journal.checkpoint import export
    from answerback.keys.checking import sign_checkpoint
    from answerback.ops.loops import now

    checkpoint = export(file, at=now(), sign=sign_checkpoint)
    typer.echo(
        f"Checkpoint written: place {checkpoint.seq}, {len(checkpoint.heads)} chains."
        f" · 检查点已写入：序号 {checkpoint.seq}，共 {len(checkpoint.heads)} 条链。"
    )


def _loaded(file: Path) -> list[Checkpoint]:
    from answerback.journal.checkpoint import load
    from answerback.keys.checking import BadSignature, check_checkpoint

    try:
        return load(file, check=check_checkpoint)
    except (BadSignature, KeyError, TypeError, ValueError):
        stop(f"Not checkpoints signed by this deployment: {file} · 并非本系统签发的检查点：{file}")


def _said(verdict: Verdict) -> str:
    if verdict.ok:
        return (
            f"The chain holds: {verdict.sealed} sealed, {verdict.erased} of them without their erased part,"
            f" {verdict.tail} not yet sealed."
            f" · 链条完整：已封存 {verdict.sealed} 条，其中 {verdict.erased} 条已抹除个人部分，"
            f"待封存 {verdict.tail} 条。"
        )
    broken = verdict.first_broken
    assert broken is not None  # noqa: S101  a verdict that is not ok names its link
    where = f"place {broken.seq}, {broken.fault}, wallet {broken.wallet_id or '-'}, entry {broken.entry_id or '-'}"
    return f"The chain is broken at: {where} · 链条在此处断开：序号 {broken.seq}"
