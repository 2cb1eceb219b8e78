"""`answerback history`: a year of plausible callbacks in the demo's wallets, from a seed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop

NOT_EMPTY = (
    "A demo wallet has callbacks that are not of this history: nothing was written. To add it all the same: --anyway"
    " · 演示钱包里已有别的回访，未写入任何内容。仍要写入，请加 --anyway"
)
IN_PRODUCTION = (
    "This is a production system: invented callbacks do not belong here. If you mean it: --anyway"
    " · 这是生产系统，不应写入虚构的回访。确要写入，请加 --anyway"
)


def history(
    callbacks: Annotated[int, typer.Option(min=10, max=2_000_000, help="Callbacks in the year.")] = 100_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same year.")] = 7,
    until: Annotated[
        str, typer.Option(help="Last day of the year, YYYY-MM-DD; today by itself. Give it to go on later.")
    ] = "",
    anyway: Annotated[bool, typer.Option(help="Also where other callbacks are, or in production.")] = False,
) -> None:
    """Make a year of invented callbacks in the demo's wallets. Repeat the command to go on after an interruption."""
    set_up()
    from django.conf import settings
    from django.core.management import call_command

    from answerback.ops.history.make import NotEmpty, make_history
    from answerback.ops.history.shapes import Order
    from answerback.ops.history.truth import write_truth
    from answerback.ops.loops import now

    if settings.PRODUCTION and not anyway:
        stop(IN_PRODUCTION)
    call_command("migrate", verbosity=0)
    order = Order(seed, callbacks, _end(until, now()))
    try:
        made = make_history(order, at=now(), anyway=anyway, say=_say)
    except NotEmpty:
        stop(NOT_EMPTY)
    truth = write_truth(order, settings.ANSWERBACK.data_dir)
    typer.echo("", err=True)
    typer.echo(
        f"callbacks {made.callbacks}, findings {made.findings}, entries sealed {made.sealed}, counted {made.counted}"
        f" · 回访 {made.callbacks}，发现 {made.findings}，已封存条目 {made.sealed}，已计数 {made.counted}"
    )
    typer.echo(f"What was planted: {truth} · 埋设内容记录：{truth}")


def _end(until: str, now: datetime) -> datetime:
    """Noon of that day, in UTC; of today the midnight before, so that a second run today is the same year."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if not until:
        return midnight
    try:
        day = datetime.strptime(until, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        stop("--until wants a day, as 2026-05-03 · --until 的格式是日期，例如 2026-05-03")
    return min(day + timedelta(hours=12), midnight) if day <= now else midnight


def _say(what: str, number: int) -> None:
    """Where it stands, on the error stream."""
    if number % 100 < 12:
        typer.echo(f"\r{what} {number}    ", nl=False, err=True)
