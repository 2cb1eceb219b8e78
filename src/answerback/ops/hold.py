"""After a restore nothing is dialled and nothing is sent before a person has seen what was under way.

The hold is a file beside the data, written by `answerback restore` and removed by `answerback reconcile --confirm`:
a restored database cannot lift it by what it says of itself.
"""

from __future__ import annotations

from pathlib import Path

import typer

from answerback.configuration import configuration
from answerback.ops.loops import now

NAME = "restored-and-held"


def path() -> Path:
    """Where the hold stands."""
    return configuration().data_dir / NAME


def is_held() -> bool:
    """Whether dialling and sending wait for a person."""
    return path().exists()


def hold() -> None:
    """Let nothing be dialled or sent."""
    path().parent.mkdir(parents=True, exist_ok=True)
    path().touch()


def reconcile_and_say(confirm: bool) -> None:
    """Say what was under way when the backup was taken; with `confirm` end it and lift the hold."""
    from answerback.ops.restored import end_what_was_under_way, under_way

    for line in under_way():
        typer.echo(line)
    if not confirm:
        typer.echo(
            "Run again with --confirm to end these calls and let dialling begin. · 加上 --confirm 确认后恢复拨号。"
        )
        return
    ended = end_what_was_under_way(at=now())
    if is_held():
        from answerback.journal.write import SYSTEM
        from answerback.proofs.keep_log import go_on

        name = go_on(by=SYSTEM, at=now())
        typer.echo(f"The public log goes on under a new name: {name} · 公开日志以新名称继续：{name}")
    path().unlink(missing_ok=True)
    typer.echo(f"{ended} calls ended as interrupted; dialling may begin. · 已结束中断的通话，可以开始拨号。")
