"""How commands speak: one plain sentence in both languages; trouble never shows the values it happened with."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from answerback.configuration import WrongSettings
    from answerback.ui.refusals import Refusal
    from answerback.wallets.models import Wallet

REFUSED, BUG = 2, 70  # 70: EX_SOFTWARE of sysexits.h


class Stopped(Exception):
    """The command cannot go on, for a reason its user can mend."""


def stop(sentence: str) -> NoReturn:
    """End the command with this sentence and status 2."""
    raise Stopped(sentence)


@contextmanager
def plain_troubles() -> Iterator[None]:
    """Whatever goes wrong inside ends as a sentence: status 2 when the user can mend it, 70 when it is our fault."""
    try:
        yield
    except Stopped as stopped:
        _say(str(stopped), REFUSED)
    except Exception as trouble:  # noqa: BLE001  the last guard: an exception may quote personal data
        _say(_sentence(trouble) or _bug(trouble), REFUSED if _sentence(trouble) else BUG)


def _say(sentence: str, status: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(status)


def _sentence(trouble: Exception) -> str:
    """What the user is told; empty when it is a bug."""
    from django.db.utils import OperationalError, ProgrammingError

    from answerback.configuration import WrongSettings
    from answerback.ui.refusals import Refusal

    if isinstance(trouble, Refusal):
        return refusal_said(trouble)
    if isinstance(trouble, WrongSettings):
        return settings_said(trouble)
    if isinstance(trouble, OperationalError | ProgrammingError):
        return (
            "The database does not answer or is not up to date; run: answerback migrate"
            " · 数据库无法使用或尚未更新，请运行：answerback migrate"
        )
    if isinstance(trouble, OSError):
        return f"{trouble.strerror or type(trouble).__name__}: {trouble.filename or ''} · 无法读写文件或网络"
    return ""


def refusal_said(refused: Refusal) -> str:
    """The refusal's sentence in both languages, with each fault of what was brought."""
    from django.utils.translation import override

    from answerback.customers.faults import Invalid

    said = []
    for language in ("en", "zh-hans"):
        with override(language):
            said.append(refused.sentence)
            faults = refused.faults if isinstance(refused, Invalid) else ()
            said += [f"  {fault.pointer}: {fault.sentence}" for fault in faults]
    return "\n".join(said)


def settings_said(wrong: WrongSettings) -> str:
    """Every wrong setting by its variable, with the reason and without its value."""
    faults = [f"  {variable}: {reason}" for variable, reason in wrong.faults]
    return "\n".join(["These settings are wrong: · 以下设置有误：", *faults])


def _bug(trouble: Exception) -> str:
    """The kind of exception and where, without its words: those may quote what a user wrote."""
    frames = [
        f"  {frame.filename.rsplit('/src/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trouble.__traceback__)[-6:]
    ]
    head = f"This is a fault of Answerback ({type(trouble).__name__}). · 这是回访通的程序错误。"
    return "\n".join([head, *frames])


def wallet_named(slug: str) -> Wallet:
    """The wallet of that slug, or the command ends."""
    from answerback.wallets.models import Wallet

    wallet: Wallet | None = Wallet.objects.filter(slug=slug).first()
    if wallet is None:
        known = ", ".join(Wallet.objects.order_by("slug").values_list("slug", flat=True)) or "–"
        stop(f"There is no wallet {slug}; there is: {known} · 没有钱包 {slug}，现有：{known}")
    return wallet


def optional_wallet(slug: str) -> Wallet | None:
    """The wallet of that slug; none when none is named."""
    return wallet_named(slug) if slug else None
