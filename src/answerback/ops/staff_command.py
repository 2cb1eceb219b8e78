"""`answerback staff …`: the first people of a deployment come in by a link from here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from answerback.ops.prepare import set_up
from answerback.ops.said import wallet_named

app = typer.Typer(no_args_is_help=True, help="Staff: invite, list.")


class Role(StrEnum):
    """What somebody does in a wallet; `people.models.Role`, which needs Django, says more."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


@app.command("list")
def list_command(wallet: Annotated[str, typer.Option(help="Slug of the wallet.")]) -> None:
    """List who works for a wallet: user name, role, work number."""
    set_up()
    from answerback.people.models import Membership

    rows = Membership.objects.for_wallet(wallet_named(wallet)).select_related("person")
    for one in rows.order_by("role", "work_number"):
        ended = "ended · 已结束" if one.ended_at else ""
        typer.echo(f"{one.person.username:24} {one.role:14} {one.work_number:12} {ended}".rstrip())


@app.command("invite")
def invite_command(
    username: str,
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    work_number: Annotated[str, typer.Option(help="Shown to users; letters and digits.")],
    role: Annotated[Role, typer.Option(help="What he or she does.")] = Role.ADMINISTRATOR,
    name_en: Annotated[str, typer.Option(help="Name shown to users, in English.")] = "",
    name_zh: Annotated[str, typer.Option(help="Name shown to users, in Chinese.")] = "",
    team_en: Annotated[str, typer.Option(help="Team shown to users, in English.")] = "",
    team_zh: Annotated[str, typer.Option(help="Team shown to users, in Chinese.")] = "",
    language: Annotated[list[str] | None, typer.Option(help="zh-hans or en; repeat.")] = None,
) -> None:
    """Invite somebody to a wallet and print the link to sign in with: once, within ten minutes.

    The same command again prints a fresh link.
    """
    set_up()
    from django.conf import settings

    from answerback.journal.write import SYSTEM
    from answerback.ops.loops import now
    from answerback.people import models
    from answerback.people.invite import Face, invite
    from answerback.people.sign_in_link import make, path_of

    member = invite(
        wallet_named(wallet),
        username=username,
        role=models.Role(role),
        face=Face(name_en or username, name_zh or name_en or username, team_en, team_zh),
        work_number=work_number,
        languages=language or ["zh-hans", "en"],
        by=SYSTEM,
        at=now(),
    )
    typer.echo("This link signs in once, within ten minutes: · 此链接十分钟内有效，只能使用一次：")
    typer.echo(settings.ORIGINS["staff"] + path_of(make(member.person, at=now())))
