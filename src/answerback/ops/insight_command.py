"""`answerback insight …`: whether the measures are what the journal says, and counting them anew."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from answerback.ops.prepare import set_up
from answerback.ops.weekly_command import weekly_command

if TYPE_CHECKING:
    from answerback.insight.recount import Difference

app = typer.Typer(no_args_is_help=True, help="The measures: compare them with the journal, count them anew.")


@app.command("verify")
def verify_command() -> None:
    """Count the whole journal anew and compare; lists what differs. Status 1 when something does."""
    set_up()
    from answerback.insight.recount import verify

    verdict = verify()
    for one in verdict.differences:
        typer.echo(_said(one), err=True)
    if verdict.more:
        typer.echo(f"… and {verdict.more} more · 另有 {verdict.more} 项", err=True)
    found = len(verdict.differences) + verdict.more
    typer.echo(
        f"{verdict.seq} entries counted anew, {verdict.counts} counts, {found} differ."
        f" · 重新统计 {verdict.seq} 条记录、{verdict.counts} 项计数，{found} 项不符。",
        err=not verdict.ok,
    )
    sys.exit(0 if verdict.ok else 1)


@app.command("rebuild")
def rebuild_command() -> None:
    """Throw the counts away and count the whole journal anew, in each wallet's time zone as it is now."""
    set_up()
    from answerback.insight.recount import rebuild
    from answerback.ops.loops import now

    counted = rebuild(at=now())
    typer.echo(f"{counted} entries counted. · 已统计 {counted} 条记录。")


app.command("weekly")(weekly_command)


def _said(one: Difference) -> str:
    where = " ".join(part or "-" for part in (one.where.purpose, one.where.kind, one.where.language))
    return (
        f"{one.day} {one.measure}={one.bucket} {where} agent {one.where.agent or '-'} wallet {one.wallet_id}:"
        f" kept {one.kept}, journal {one.counted} · 已存 {one.kept}，应为 {one.counted}"
    )
