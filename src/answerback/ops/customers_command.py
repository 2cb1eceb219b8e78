"""`answerback customers erase`: a person is forgotten, and the journal's chain still holds."""

from __future__ import annotations

from typing import Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop, wallet_named

app = typer.Typer(no_args_is_help=True, help="Customers: erase.")


@app.callback()
def group() -> None:
    """Customers: erase."""


@app.command("erase")
def erase_command(
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    external_id: Annotated[str, typer.Option(help="How the wallet's backend names the customer.")],
    yes: Annotated[bool, typer.Option(help="Yes, for ever.")] = False,
) -> None:
    """Erase everything known of a customer. Backups made before still hold it."""
    set_up()
    from answerback.customers.erase import erase
    from answerback.customers.queries import find
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now

    customer = find(wallet_named(wallet), external_id)
    if customer is None:
        stop("There is no such customer; perhaps erased before. · 没有这位用户，可能已被抹除。")
    if not yes:
        stop("This cannot be undone; add --yes. · 此操作无法撤销，请加上 --yes。")
    erase(customer, by=SYSTEM, at=now())
    typer.echo("Everything known of this customer is erased. · 该用户的全部资料已抹除。")
