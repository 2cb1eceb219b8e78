"""The command line of an operator. Django is set up inside each command, after what it needs from the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Answerback · 回访通")
journal_app = typer.Typer(no_args_is_help=True, help="The journal: check its chain.")
keys_app = typer.Typer(no_args_is_help=True, help="Keys by purpose: make, list, rotate.")
app.add_typer(journal_app, name="journal")
app.add_typer(keys_app, name="keys")
events_app = typer.Typer(no_args_is_help=True, help="Events: import a list.")
app.add_typer(events_app, name="events")


def run() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    app()


def _django() -> None:
    import django

    from answerback.ops.logs import configure_logs

    configure_logs()
    django.setup()


@app.command()
def demo() -> None:
    """Start the whole system with demo data, on this machine only."""
    os.environ["ANSWERBACK_MODE"] = "demo"
    from answerback.ops.start import start_demo

    start_demo(_django)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve web pages and streams; on SQLite also everything else."""
    os.environ.setdefault("ANSWERBACK_MODE", "production")
    from answerback.ops.start import start_server

    start_server(_django, host, port)


@app.command()
def work() -> None:
    """Run the background work apart from the web process (PostgreSQL)."""
    os.environ.setdefault("ANSWERBACK_MODE", "production")
    from answerback.ops.start import start_loops

    start_loops(_django, "work")


@app.command()
def line() -> None:
    """Run the telephone lines apart from the web process (PostgreSQL)."""
    os.environ.setdefault("ANSWERBACK_MODE", "production")
    from answerback.ops.start import start_loops

    start_loops(_django, "line")


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    typer.echo("The database is up to date. · 数据库已是最新。")


@app.command()
def doctor() -> None:
    """Say which settings are unsafe, and why."""
    _django()
    from answerback.ops.safety import faults

    found = faults()
    for fault in found:
        typer.echo(f"{fault.setting}: {fault.why}", err=True)
    typer.echo("Nothing unsafe was found. · 未发现不安全的设置。" if not found else "")
    sys.exit(1 if found else 0)


@journal_app.command("verify")
def journal_verify(
    wallet: Annotated[str, typer.Option(help="Slug of one wallet; all when left out.")] = "",
) -> None:
    """Check the hash chain; names the first broken link."""
    _django()
    from answerback.ops.journal_command import verify_and_say

    sys.exit(verify_and_say(wallet))


@keys_app.command("rotate")
def keys_rotate(
    purpose: str,
    wallet: Annotated[str, typer.Option(help="Slug of one wallet; the deployment's key when left out.")] = "",
) -> None:
    """Make a new key for PURPOSE; the old one overlaps until everything it signed or sealed has been renewed."""
    _django()
    from answerback.ops.keys_command import rotate_and_say

    sys.exit(rotate_and_say(purpose, wallet))


@app.command()
def backup(target: Path) -> None:
    """Copy the database and the keys into one file, while the system runs."""
    _django()
    from answerback.ops.backups import backup as take

    typer.echo(f"Backup written: {take(target)}")


@app.command()
def restore(source: Path) -> None:
    """Put a backup back. Nothing is dialled before `answerback reconcile --confirm`."""
    from answerback.ops.backups import restore as put_back

    put_back(source)
    typer.echo("Restored. Nothing is dialled until you run: answerback reconcile --confirm")


@app.command()
def reconcile(confirm: Annotated[bool, typer.Option(help="Dialling may begin again.")] = False) -> None:
    """After a restore: show what was under way, and let dialling begin again."""
    _django()
    from answerback.ops.hold import reconcile_and_say

    reconcile_and_say(confirm)


@events_app.command("import")
def events_import(
    file: Path,
    wallet: Annotated[str, typer.Option(help="Slug of the wallet.")],
    kind: Annotated[str, typer.Option(help="Kind of every row, unless a column says it.")] = "",
    column: Annotated[list[str] | None, typer.Option(help="TARGET=HEADING, where the guess is wrong.")] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would happen.")] = False,
    failed: Annotated[Path | None, typer.Option(help="Where failed rows go, with reasons (CSV).")] = None,
) -> None:
    """Import a list of events (.csv or .xlsx). Repeat the command to go on after an interruption."""
    _django()
    from answerback.ops.events_command import import_and_say

    sys.exit(import_and_say(file, wallet, kind, columns=column or [], only_try=dry_run, failed=failed))
