"""`answerback keys …`: the keys by purpose; a new one overlaps the old, and an old one is destroyed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import optional_wallet, stop, wallet_named

if TYPE_CHECKING:
    from datetime import datetime

    from answerback.keys.models import Key

app = typer.Typer(no_args_is_help=True, help="Keys by purpose: list, rotate, destroy.")
STOLEN = "The key was stolen: the old one stops counting at once, where nothing sealed needs it."


@app.command("list")
def list_command() -> None:
    """List the keys: purpose, identifier, generation, wallet, since when, and whether they still count."""
    set_up()
    from answerback.keys.models import Key
    from answerback.ops.loops import now
    from answerback.wallets.models import Wallet

    slugs = dict(Wallet.objects.values_list("id", "slug"))
    for key in Key.objects.order_by("purpose", "wallet_id", "generation"):
        owner = slugs.get(key.wallet_id, "-") if key.wallet_id else "-"
        typer.echo(
            f"{key.purpose:8} {key.kid:16} {key.generation:3} {owner:16}"
            f" {key.not_before:%Y-%m-%d %H:%M}Z {_state(key, now())}"
        )


def _state(key: Key, at: datetime) -> str:
    if key.destroyed_at:
        return f"destroyed {key.destroyed_at:%Y-%m-%d} · 已销毁"
    if key.not_before > at:
        return "coming · 待启用"
    if key.retire_at is not None:
        ended = key.retire_at <= at
        return "retired · 已停用" if ended else f"until {key.retire_at:%Y-%m-%d %H:%M}Z · 重叠期"
    return "in use · 使用中"


@app.command("rotate")
def rotate_command(
    purpose: str,
    wallet: Annotated[str, typer.Option(help="Slug of one wallet; the deployment's key when left out.")] = "",
    stolen: Annotated[bool, typer.Option(help=STOLEN)] = False,
) -> None:
    """Make a new key for PURPOSE; the old one overlaps until everything it signed or sealed has been renewed."""
    set_up()
    from datetime import timedelta

    from answerback.journal.write import SYSTEM
    from answerback.keys.purposes import Purpose
    from answerback.keys.rotate import LEAD, rotate
    from answerback.ops.loops import now

    if purpose not in list(Purpose):
        stop(f"Purposes are: {', '.join(Purpose)} · 用途只能是：{', '.join(Purpose)}")
    owner = optional_wallet(wallet)
    key = rotate(
        Purpose(purpose),
        wallet_id=owner.id if owner else None,
        by=SYSTEM,
        at=now(),
        lead=timedelta(0) if stolen else LEAD,
    )
    typer.echo(
        f"New key {key.kid} for {purpose}, used from {key.not_before:%H:%M:%S}Z; the old one overlaps."
        f" · 已生成新密钥 {key.kid}，旧密钥在重叠期内仍有效。"
    )


@app.command("delegate")
def delegate_command(
    chain: Annotated[Path, typer.Argument(help="PEM: the delegate certificate first, then its issuers.")],
    key: Annotated[Path, typer.Argument(help="PEM: the private key of the certificate, P-256.")],
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
) -> None:
    """Sign a wallet's call proofs with a certificate of its numbers' authority (RFC 9060) instead of our own."""
    set_up()
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now
    from answerback.proofs.delegate import Unfit, take_delegate

    try:
        taken = take_delegate(wallet_named(wallet), chain.read_bytes(), key.read_bytes(), by=SYSTEM, at=now())
    except Unfit as unfit:
        stop(
            f"This certificate cannot sign the wallet's proofs: {unfit} · 此证书不能用于签署该钱包的通话证明。"
        )
    typer.echo(
        f"Taken for {', '.join(taken.callers)}, until {taken.not_after:%Y-%m-%d}; used with key {taken.kid} in ten"
        " minutes. Delete the file of the key. · 已导入，十分钟后启用；请删除私钥文件。"
    )


@app.command("destroy")
def destroy_command(kid: str, yes: Annotated[bool, typer.Option(help="Yes, for ever.")] = False) -> None:
    """Destroy the private part of a superseded key for ever; refused while anything needs it."""
    set_up()
    from answerback.journal.write import SYSTEM
    from answerback.keys.models import Key
    from answerback.keys.rotate import KeyInUse, destroy
    from answerback.ops.loops import now

    key = Key.objects.filter(kid=kid).first()
    if key is None:
        stop(f"There is no key {kid}. · 没有密钥 {kid}。")
    if not yes:
        stop("This cannot be undone; add --yes. · 此操作无法撤销，请加上 --yes。")
    try:
        destroy(key, by=SYSTEM, at=now())
    except KeyInUse:
        stop("It is in use: rotate, let everything be re-sealed, then destroy. · 密钥仍在使用：请先轮换。")
    typer.echo(f"Key {kid} is destroyed. · 密钥 {kid} 已销毁。")
