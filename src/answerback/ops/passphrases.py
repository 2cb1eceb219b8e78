"""The holders' passphrases: typed where nobody sees them, or read from files; never an argument, never a setting."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from answerback.ops.said import stop

FROM_FILE = "N=FILE: the passphrase of holder N is the first line of FILE; repeat. Asked for when left out."
SHORTEST = 15  # characters, as for a password that is the only factor (NIST SP 800-63B-4)
HOLDERS = (1, 2, 3)


def ask_new(given: Iterable[str], holders: Iterable[int]) -> dict[int, str]:
    """A new passphrase of each of these holders; typed twice."""
    files = _files(given)
    return {one: _long_enough(one, files) for one in holders}


def ask_two(given: Iterable[str], *, without: int = 0, wanted: int = 2) -> dict[int, str]:
    """The passphrases of `wanted` holders, `without` one of them; an empty answer means that he is not here."""
    files = _files(given)
    found: dict[int, str] = {}
    for one in (one for one in HOLDERS if one != without):
        phrase = _from_file(files[one]) if one in files else ""
        if not phrase and len(files) < wanted and len(found) < wanted:
            phrase = _typed(
                f"Passphrase of holder {one}, empty if absent · 保管人 {one} 的口令，不在场请留空"
            )
        if phrase:
            found[one] = phrase
    if len(found) < wanted:
        stop(
            f"{wanted} holders are needed, {len(found)} came. · 需要 {wanted} 位保管人，只来了 {len(found)} 位。"
        )
    return found


def _long_enough(holder: int, files: dict[int, Path]) -> str:
    phrase = (
        _from_file(files[holder])
        if holder in files
        else _typed(f"New passphrase of holder {holder} · 保管人 {holder} 的新口令", twice=True)
    )
    if len(phrase) < SHORTEST:
        stop(
            f"A passphrase has {SHORTEST} characters or more (holder {holder})."
            f" · 口令不得少于 {SHORTEST} 个字符（保管人 {holder}）。"
        )
    return phrase


def _files(given: Iterable[str]) -> dict[int, Path]:
    pairs = [one.partition("=") for one in given]
    if any(number not in ("1", "2", "3") or not path for number, _, path in pairs):
        stop("Write it as --passphrase 1=FILE. · 请写成 --passphrase 1=文件。")
    return {int(number): Path(path) for number, _, path in pairs}


def _from_file(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines()
    return lines[0] if lines else ""


def _typed(question: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        stop(
            "Passphrases are typed at a terminal, or given as --passphrase N=FILE."
            " · 请在终端输入口令，或使用 --passphrase N=文件。"
        )
    asked = typer.prompt(
        question,
        default="" if not twice else None,
        hide_input=True,
        show_default=False,
        confirmation_prompt=twice,
    )
    return str(asked)
