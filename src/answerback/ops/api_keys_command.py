"""`answerback api-keys …`: keys of the wallet's backend; a key is shown once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop, wallet_named

if TYPE_CHECKING:
    from datetime import datetime

    from answerback.wallets.models import ApiKey

app = typer.Typer(no_args_is_help=True, help="Keys of the wallet's backend: make, list, revoke.")


@app.command("make")
def make_command(
    name: str,
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    scope: Annotated[list[str], typer.Option(help="What it may do, such as events:write; repeat.")],
    days: Annotated[int, typer.Option(help="Days that it lives; 0 for as long as it is not revoked.")] = 0,
) -> None:
    """Make a key and print it: it is never shown again."""
    set_up()
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now
    from answerback.wallets.api_keys import make
    from answerback.wallets.kinds import Scope

    if wrong := [one for one in scope if one not in Scope.values]:
        known = ", ".join(Scope.values)
        stop(f"{wrong[0]}: choose from {known} · {wrong[0]}：只能是 {known}")
    ends_at = now() + timedelta(days=days) if days else None
    _key, text = make(wallet_named(wallet), name=name, scopes=scope, by=SYSTEM, at=now(), expires_at=ends_at)
    typer.echo("Keep it now, it is not shown again: · 请立即保存，之后不再显示：", err=True)
    typer.echo(text)


@app.command("list")
def list_command(wallet: Annotated[str, typer.Option(help="Slug of the wallet.")]) -> None:
    """List a wallet's keys: how each begins, its name, scopes and state."""
    set_up()
    from answerback.ops.loops import now
    from answerback.wallets.models import ApiKey

    for key in ApiKey.objects.for_wallet(wallet_named(wallet)).order_by("created_at"):
        typer.echo(f"{key.prefix:20} {key.name:24} {','.join(key.scopes)} {_state(key, now())}")


def _state(key: ApiKey, at: datetime) -> str:
    from answerback.wallets.api_keys import is_live

    if key.revoked_at:
        return "revoked · 已吊销"
    if not is_live(key, at=at):
        return "ended · 已到期"
    return f"until {key.expires_at:%Y-%m-%d} · 到期前有效" if key.expires_at else "live · 有效"


@app.command("revoke")
def revoke_command(
    prefix: Annotated[str, typer.Argument(help="How the key begins, from the list.")],
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
) -> None:
    """End a key at once."""
    set_up()
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now
    from answerback.wallets.api_keys import revoke
    from answerback.wallets.models import ApiKey

    key = ApiKey.objects.for_wallet(wallet_named(wallet)).filter(prefix=prefix).first()
    if key is None:
        stop("There is no such key in this wallet; see: answerback api-keys list · 该钱包没有这个密钥。")
    revoke(key, by=SYSTEM, at=now())
    typer.echo("The key is revoked. · 密钥已吊销。")
