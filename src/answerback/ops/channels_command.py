"""`answerback channels …`: the signed list of official channels: published by two people, checked by anybody."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from answerback.ops.passphrases import FROM_FILE, ask_new, ask_two
from answerback.ops.prepare import set_up
from answerback.ops.said import stop

if TYPE_CHECKING:
    from answerback.channels.signed.client import Client

app = typer.Typer(no_args_is_help=True, help="The signed list of official channels: publish, verify, rotate.")
KEYS = "Folder of the holders' key files; registry/keys in the data folder when left out."
CEREMONY = """\
There is no signed list yet: this is its key ceremony. Three people, the holders, each choose a passphrase of 15
characters or more and tell it to nobody; any two of them publish. Nobody can recover a passphrase.
尚无签名名单，现在举行密钥仪式。三位保管人各自设定不少于 15 个字符的口令，不告诉任何人；任意两位即可发布。口令无法找回。
"""
AFTERWARDS = """\
The keys are in {keys}. Each holder now takes away his own root-N file, on a medium of its own, and leaves
no copy here: it is needed again only to rotate. Bundle {root} with your applications.
密钥在 {keys}。请每位保管人把自己的 root-N 文件转存到专用介质并带走，此处不留副本；只有轮换密钥时才再用到。
请把 {root} 随应用一起发布。
"""


@app.command("publish")
def publish_command(
    keys: Annotated[Path | None, typer.Option(help=KEYS)] = None,
    passphrase: Annotated[list[str] | None, typer.Option(help=FROM_FILE)] = None,
) -> None:
    """Sign the channels that are published in the console; two of three holders give their passphrases.

    The first time this is the key ceremony, with all three.
    """
    set_up()
    from answerback.ops import registry
    from answerback.ops.loops import now

    folder = keys or registry.keys_folder()
    given = passphrase or []
    phrases = {}
    if not registry.has_begun():
        typer.echo(CEREMONY, err=True)
        phrases = ask_new(given, (1, 2, 3))
        registry.begin(phrases, folder, at=now())
        typer.echo(AFTERWARDS.format(keys=folder, root=registry.published_folder() / "1.root.json"), err=True)
    with _plain():
        versions = registry.publish(phrases or ask_two(given), folder, at=now())
    said = (
        "Published: · 已发布："
        if versions.changed
        else "Nothing has changed since it was published: · 发布后没有变化："
    )
    typer.echo(
        f"{said} root {versions.root}, targets {versions.targets}, snapshot {versions.snapshot},"
        f" timestamp {versions.timestamp}\n{registry.published_folder()}"
    )


@app.command("verify")
def verify_command(
    source: Annotated[str, typer.Argument(help="Folder or address of a published list.")],
    root: Annotated[Path, typer.Option(help="The root that you trust, such as 1.root.json from the wallet.")],
    kept: Annotated[
        Path | None,
        typer.Option(help="Folder that remembers what was seen, so that nothing older is believed later."),
    ] = None,
    channels: Annotated[bool, typer.Option(help="Print every channel, not only how many.")] = False,
) -> None:
    """Check a published list as a wallet app does; JSON lines, the last one the result. Status 1 when refused.

    Needs no database and no settings; a folder is checked without any network.
    """
    is_address = source.startswith(("http://", "https://"))
    if not is_address and not Path(source).is_dir():
        stop(f"No such folder or address: {source} · 没有这个文件夹或地址：{source}")
    if not root.is_file():
        stop(f"No such file: {root} · 没有这个文件：{root}")
    from answerback.channels.signed.client import Client, Refused

    try:
        with Client(source, root.read_bytes(), kept=kept) as client:
            for line in _lines(client, channels):
                typer.echo(json.dumps(line, ensure_ascii=False))
    except Refused as refused:
        typer.echo(json.dumps({"valid": False, "reason": refused.reason.value}))
        sys.exit(1)


@app.command("rotate")
def rotate_command(
    role: Annotated[str, typer.Argument(help="root, targets, snapshot or timestamp.")],
    holder: Annotated[int, typer.Option(help="Only this holder's key (1, 2 or 3); all three when 0.")] = 0,
    keys: Annotated[Path | None, typer.Option(help=KEYS)] = None,
    passphrase: Annotated[list[str] | None, typer.Option(help=FROM_FILE)] = None,
) -> None:
    """Replace the keys of ROLE: a new root, signed by two holders of the old one and by the new one's own.

    For a holder who leaves, a lost passphrase, a broken-in server, and once a year, before the root expires.
    """
    from answerback.channels.signed.roles import HELD, HOLDERS, Role

    if role not in list(Role):
        stop(f"Roles are: {', '.join(Role)} · 角色只能是：{', '.join(Role)}")
    if holder not in range(HOLDERS + 1) or (holder and Role(role) not in HELD):
        stop(
            "Holders 1, 2 and 3 hold keys of root and targets only."
            " · 保管人只有 1、2、3，且只持有 root 和 targets 密钥。"
        )
    set_up()
    from answerback.ops import registry
    from answerback.ops.loops import now

    if not registry.has_begun():
        stop(
            "There is no signed list yet: answerback channels publish"
            " · 尚无签名名单，请先运行 answerback channels publish"
        )
    given, chosen = passphrase or [], Role(role)
    if chosen in HELD and not holder:
        phrases = ask_two(given, wanted=HOLDERS)
    elif holder:
        phrases = {**ask_two(given, without=holder), **ask_new(given, (holder,))}
    else:
        phrases = ask_two(given)
    with _plain():
        versions = registry.rotate(chosen, holder or None, phrases, keys or registry.keys_folder(), at=now())
    typer.echo(
        f"Root {versions.root} is published; the former keys of {role} no longer count."
        f" · 已发布 root {versions.root}，{role} 的原密钥不再有效。"
    )


def _lines(client: Client, channels: bool) -> Iterator[dict[str, Any]]:
    count = 0
    for wallet in client.wallets():
        found = client.channels(wallet.slug)
        count += len(found)
        yield {"wallet": wallet.slug, "name": dict(wallet.name), "channels": len(found)}
        for one in found if channels else ():
            yield {"wallet": one.wallet, "kind": one.kind, "value": one.value, "direction": one.direction}
    standing = {**asdict(client.standing), "expires": client.standing.expires.isoformat()}
    yield {"valid": True, "channels": count, **standing}


@contextmanager
def _plain() -> Iterator[None]:
    """What holders can mend, in a sentence."""
    from answerback.channels.signed.holders import WrongPassphrase
    from answerback.channels.signed.repository import TooFewSigners

    try:
        yield
    except WrongPassphrase as wrong:
        stop(f"This is not the passphrase of holder {wrong.holder}. · 保管人 {wrong.holder} 的口令不正确。")
    except TooFewSigners as few:
        stop(
            f"{few.role} needs {few.needed} keys and {few.given} are here: bring the holders' key files (--keys)."
            f" · {few.role} 需要 {few.needed} 把密钥，此处只有 {few.given} 把：请带来保管人的密钥文件（--keys）。"
        )
