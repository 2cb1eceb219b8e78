"""`answerback lists update`: fetch the configured lists of bad hosts, for `answerback link --list`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Lists of bad hosts: keep them up to date.")


@app.callback()
def group() -> None:
    """Lists of bad hosts: keep them up to date."""


@app.command("update")
def update_command(
    names: Annotated[list[str] | None, typer.Argument(help="Only these of the configured lists.")] = None,
    force: Annotated[
        bool, typer.Option(help="Also believe a list that has lost half of its entries.")
    ] = False,
) -> None:
    """Fetch the lists of ANSWERBACK_LINK_LISTS that have changed; a list that cannot be fetched stays as it was."""
    from answerback.ops.list_sources import folder, sources
    from answerback.ops.list_update import update
    from answerback.ops.said import stop

    chosen = [source for source in sources() if not names or source.name in names]
    if not chosen:
        stop("None of these lists is configured (ANSWERBACK_LINK_LISTS). · 这些名单都没有配置。")
    failed = False
    for source in chosen:
        outcome = update(source, folder(), force=force)
        failed = failed or bool(outcome.trouble)
        if outcome.trouble:
            typer.echo(
                f"{outcome.name}: not updated ({outcome.trouble}), {outcome.entries} entries kept"
                f" · 未更新，保留原有 {outcome.entries} 条",
                err=True,
            )
        else:
            typer.echo(
                f"{outcome.name}: {outcome.entries} entries, {outcome.added} new, {outcome.removed} gone"
                f" · 共 {outcome.entries} 条，新增 {outcome.added}，移除 {outcome.removed}"
            )
    sys.exit(1 if failed else 0)
