"""`answerback wallets …`: the wallets served; a new one comes with the ready-made rules and conversations."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import stop

if TYPE_CHECKING:
    from django.db.models import TextChoices

    from answerback.wallets.models import Wallet

app = typer.Typer(no_args_is_help=True, help="The wallets served: create, list.")
Chosen = TypeVar("Chosen", bound="TextChoices")


class Custody(StrEnum):
    """Who holds the keys; `wallets.kinds.Custody`, which needs Django, says more."""

    CUSTODIAL = "custodial"
    SELF_CUSTODIAL = "self_custodial"
    MIXED = "mixed"


class Calling(StrEnum):
    """How users may be reached by voice, as `wallets.kinds.Calling`."""

    PHONE = "phone"
    IN_APP_ONLY = "in_app_only"
    NEVER_BY_PHONE = "never_by_phone"


@app.command("list")
def list_command() -> None:
    """List the wallets."""
    set_up()
    from answerback.wallets.models import Wallet

    for wallet in Wallet.objects.order_by("slug"):
        lines = ",".join(wallet.lines)
        typer.echo(
            f"{wallet.slug:16} {wallet.custody:14} {wallet.calling:14} {lines:16} {wallet.name_en} · {wallet.name_zh}"
        )


@app.command("create")
def create_command(
    slug: str,
    name_en: Annotated[str, typer.Option(help="Name in English.")],
    name_zh: Annotated[str, typer.Option(help="Name in Chinese.")],
    custody: Annotated[Custody, typer.Option(help="Who holds the keys.")],
    calling: Annotated[Calling, typer.Option(help="How users may be reached by voice.")],
    capability: Annotated[list[str] | None, typer.Option(help="What its backend can do; repeat.")] = None,
    line: Annotated[list[str] | None, typer.Option(help="A way to place calls; repeat, best first.")] = None,
    official_number: Annotated[str, typer.Option(help="The number its users may dial, +86…")] = "",
    caller_number: Annotated[str, typer.Option(help="The number it rings from, +86…")] = "",
    website: Annotated[str, typer.Option(help="Its address, https://…")] = "",
    region: Annotated[str, typer.Option(help="Country of numbers without a country code.")] = "CN",
    zone: Annotated[str, typer.Option(help="Time zone of users who have named none.")] = "Asia/Shanghai",
) -> None:
    """Create a wallet with its rules and conversations. The same command twice changes nothing."""
    set_up()
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now
    from answerback.wallets import kinds
    from answerback.wallets.create import create_wallet

    wallet = create_wallet(
        slug,
        name_en=name_en,
        name_zh=name_zh,
        custody=kinds.Custody(custody),
        calling=kinds.Calling(calling),
        capabilities=_chosen(kinds.Capability, capability or []),
        lines=_chosen(kinds.Line, line or []),
        official_number=official_number,
        caller_number=caller_number,
        website=website,
        region=region,
        zone=zone,
        by=SYSTEM,
        at=now(),
    )
    _furnish(wallet)
    typer.echo(f"Wallet {slug} is ready. · 钱包 {slug} 已就绪。")


def _chosen(choices: type[Chosen], given: Sequence[str]) -> list[Chosen]:
    if wrong := [one for one in given if one not in choices.values]:
        stop(
            f"{wrong[0]}: choose from {', '.join(choices.values)} · {wrong[0]}：只能是 {'、'.join(choices.values)}"
        )
    return [choices(one) for one in given]


def _furnish(wallet: Wallet) -> None:
    from answerback.conversations.install import install_guides
    from answerback.intake.install import install
    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now

    install_guides(wallet, by=SYSTEM, at=now())
    install(wallet, by=SYSTEM, at=now())
