"""`answerback guard scan` and `answerback guard fix`: what was written before there was a guard.

`answerback guard` alone is the engine, a filter of JSON lines, and never comes here (`ops.entry`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from answerback.ops.prepare import set_up

MEBI = 1 << 20
HELP = "Text safety: a filter of JSON lines; `scan` and `fix` what is stored already."
SOURCE = typer.Argument(
    help="A file (CSV, JSON lines, mbox, .eml, text; .gz too), a folder or Maildir, an SQLite file, sqlite:///…"
    " or postgresql://…; left out: this deployment's own database."
)
WALLET = typer.Option(help="Slug of the wallet whose policy counts; of the own database, only its rows.")
POLICY = typer.Option(help='A policy of its own (JSON): {"kinds": {"email": "leave"}, "least": 0.5}.')
KEY = typer.Option(help="File with the key for fingerprints; guard_key in the data folder by itself.")
SHAPE = typer.Option(
    "--as", help="csv, jsonl, json, mbox, eml or text, where the file's name does not say it."
)
ENCODING = typer.Option(help="Where the guess (UTF-8, UTF-16, GB 18030) is wrong.")
DELIMITER = typer.Option(help="Of a CSV, where the guess is wrong.")
ATTACHMENT = typer.Option(help="Larger attachments are told of and not read.")
JSON = typer.Option("--json", help="JSON lines on stdout.")
STATE = typer.Option(
    help="Where to note how far it has come: after Ctrl-C or a crash the same command goes on."
)
PLAN = typer.Option(help="Where the plan of the dry run goes; SOURCE.fix-plan.jsonl by itself.")
APPLY = typer.Option(help="Carry out the plan in this file, and nothing else.")
KEEP = typer.Option(
    help="Keep each old file as FILE.original. It holds the secrets: delete it once compared."
)

app = typer.Typer(no_args_is_help=True, help=HELP)


@app.callback()
def group() -> None:
    """Text safety: a filter of JSON lines; `scan` and `fix` what is stored already."""


def _asked(
    source: Annotated[str, SOURCE] = "",
    wallet: Annotated[str, WALLET] = "",
    policy: Annotated[Path | None, POLICY] = None,
    key: Annotated[Path | None, KEY] = None,
    shape: Annotated[str, SHAPE] = "",
    encoding: Annotated[str, ENCODING] = "",
    delimiter: Annotated[str, DELIMITER] = "",
    attachment_mb: Annotated[int, ATTACHMENT] = 10,
) -> Any:
    """What every command here is asked (an `Asked`). Django is set up, and speaks the terminal's language."""
    set_up()
    from django.utils.translation import activate

    from answerback.ops.said import stop
    from answerback.ops.scanning import words
    from answerback.ops.scanning.asked import Asked
    from answerback.scanning.files.shapes import Shape, Wanted

    activate(words.language())
    if shape and shape not in list(Shape):
        stop(words.unknown_shape(", ".join(Shape)))
    chosen = Shape(shape) if shape else None
    wanted = Wanted(chosen, encoding, delimiter.replace("\\t", "\t"), attachment_mb * MEBI)
    return Asked("", source, wallet, policy, key, wanted)


def _with_source(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `_asked` before its own: Typer reads signatures, and knows no shared options."""
    shared = signature(_asked, eval_str=True).parameters.values()
    own = list(signature(command, eval_str=True).parameters.values())[1:]

    @wraps(command)
    def run(**given: Any) -> None:
        asked = _asked(**{one.name: given.pop(one.name) for one in shared})
        command(asked, **given)

    run.__signature__ = Signature([*shared, *own])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*shared, *own)}
    del run.__wrapped__
    return run


@app.command("scan")
@_with_source
def scan_command(
    asked: Any, as_json: Annotated[bool, JSON] = False, state: Annotated[Path | None, STATE] = None
) -> None:
    """Tell where secrets and personal data stand, never what they are. Ends with 0 (nothing), 1 (found), 2 (error)."""
    from answerback.ops.scanning.runs import run_scan

    sys.exit(run_scan(replace(asked, does="scan"), state=state, as_json=as_json))


@app.command("fix")
@_with_source
def fix_command(
    asked: Any,
    as_json: Annotated[bool, JSON] = False,
    plan: Annotated[Path | None, PLAN] = None,
    apply: Annotated[Path | None, APPLY] = None,
    keep_original: Annotated[bool, KEEP] = False,
) -> None:
    """Take secrets out: first a plan (dry run), then --apply PLAN, which refuses what has changed since."""
    from answerback.ops.scanning.runs import run_apply, run_plan

    does = replace(asked, does="fix", may_write=apply is not None)
    if apply is not None:
        sys.exit(run_apply(does, plan=apply, as_json=as_json, keep_original=keep_original))
    sys.exit(run_plan(does, plan=plan or Path(f"{does.name()}.fix-plan.jsonl"), as_json=as_json))
