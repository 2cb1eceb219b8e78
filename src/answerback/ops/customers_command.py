"""`answerback customers …`: a person is forgotten and the journal's chain still holds; a canary is planted."""

from __future__ import annotations

from typing import Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop, wallet_named

app = typer.Typer(no_args_is_help=True, help="Customers: erase, plant.")


@app.callback()
def group() -> None:
    """Customers: erase, plant."""


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


@app.command("plant")
def plant_command(
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    external_id: Annotated[str, typer.Option(help="A customer whom your backend has made up and brought.")],
) -> None:
    """Make a made-up customer a canary: whoever of the staff opens it, the auditors and your backend are told."""
    set_up()
    from answerback.customers.canary import plant
    from answerback.customers.queries import find
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now

    customer = find(wallet_named(wallet), external_id)
    if customer is None:
        stop("There is no such customer; bring it first. · 没有这位用户，请先由后台建立。")
    plant(customer, by=SYSTEM, at=now())
    typer.echo("Planted. Tell nobody. · 已布设，请勿告诉任何人。")
