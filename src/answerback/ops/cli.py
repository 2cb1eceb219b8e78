"""The command line of an operator; the commands on one kind of thing stand in `*_command.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from answerback.ops.api_keys_command import app as api_keys_app
from answerback.ops.channels_command import app as channels_app
from answerback.ops.customers_command import app as customers_app
from answerback.ops.events_command import app as events_app
from answerback.ops.guard_command import app as guard_app
from answerback.ops.history_command import history
from answerback.ops.insight_command import app as insight_app
from answerback.ops.journal_command import app as journal_app
from answerback.ops.keys_command import app as keys_app
from answerback.ops.lists_command import app as lists_app
from answerback.ops.prepare import set_up
from answerback.ops.said import plain_troubles
from answerback.ops.staff_command import app as staff_app
from answerback.ops.wallets_command import app as wallets_app

# Typer's own tracebacks print the values of variables: whatever goes wrong is said by `plain_troubles` instead.
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Answerback · 回访通"
)
for name, commands in (
    ("api-keys", api_keys_app),
    ("channels", channels_app),
    ("customers", customers_app),
    ("events", events_app),
    ("guard", guard_app),
    ("insight", insight_app),
    ("journal", journal_app),
    ("keys", keys_app),
    ("lists", lists_app),
    ("staff", staff_app),
    ("wallets", wallets_app),
):
    app.add_typer(commands, name=name)
app.command()(history)


def run() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    with plain_troubles():
        app()


@app.command()
def demo() -> None:
    """Start the whole system with demo data, on this machine only."""
    os.environ["ANSWERBACK_MODE"] = "demo"
    from answerback.ops.start import start_demo

    start_demo(set_up)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; ANSWERBACK_HOST, else 127.0.0.1.")] = "",
    port: Annotated[int | None, typer.Option(help="Port to listen on; ANSWERBACK_PORT, else 8000.")] = None,
) -> None:
    """Serve web pages and streams; on SQLite also everything else."""
    _in_production()
    if host:
        os.environ["ANSWERBACK_HOST"] = host
    if port is not None:
        os.environ["ANSWERBACK_PORT"] = str(port)
    from answerback.ops.start import start_server

    start_server(set_up)


@app.command()
def work() -> None:
    """Run the background work apart from the web process (PostgreSQL)."""
    _in_production()
    from answerback.ops.start import start_loops

    start_loops(set_up, "work")


@app.command()
def line() -> None:
    """Run the telephone lines apart from the web process (PostgreSQL)."""
    _in_production()
    from answerback.ops.start import start_loops

    start_loops(set_up, "line")


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    typer.echo("The database is up to date. · 数据库已是最新。")


@app.command()
def doctor() -> None:
    """Say which settings are given and where, what is unsafe, and whether database, disk and port are well."""
    set_up()
    from answerback.ops.doctor import examine_and_say

    sys.exit(examine_and_say())


@app.command()
def backup(target: Path) -> None:
    """Copy the database and the keys into one file, while the system runs."""
    set_up()
    from answerback.ops.backups import backup as take

    written = take(target)
    typer.echo(f"Backup written: {written} · 备份已写入：{written}")
    typer.echo("It holds every key: keep it as safe as the data. · 其中含有全部密钥，请与数据同等保管。")


@app.command()
def restore(source: Path) -> None:
    """Put a backup back. Nothing is dialled before `answerback reconcile --confirm`."""
    from answerback.ops.backups import restore as put_back

    put_back(source)
    typer.echo("Restored. Nothing is dialled or sent until you run: answerback reconcile --confirm")
    typer.echo("已恢复。运行 answerback reconcile --confirm 之前，不会拨号，也不会发送消息。")


@app.command()
def reconcile(confirm: Annotated[bool, typer.Option(help="Dialling may begin again.")] = False) -> None:
    """After a restore: show what was under way, and let dialling begin again."""
    set_up()
    from answerback.ops.hold import reconcile_and_say

    reconcile_and_say(confirm)


def _in_production() -> None:
    """Without a word about the mode, in the environment or the `.env` file, a server is no demo."""
    from answerback.configuration import source_of

    if source_of("mode") == "default":
        os.environ["ANSWERBACK_MODE"] = "production"
