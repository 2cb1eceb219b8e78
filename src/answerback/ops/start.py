"""Starting: the demo, a web process, the loops apart."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from answerback.ops.ports import listen

if TYPE_CHECKING:
    from answerback.ops.loops import Loop

LOOPBACK = ("127.0.0.1", "::1")


def start_demo(set_up: Callable[[], None]) -> None:
    """Everything in this process, on loopback only, with demo data; says where to look in both languages."""
    sockets, port = listen(LOOPBACK, int(os.environ.get("PORT") or 8000))
    os.environ["ANSWERBACK_PORT"] = str(port)
    set_up()
    from answerback.configuration import configuration
    from answerback.ops.demo.addresses import welcome
    from answerback.ops.demo.seed import seed
    from answerback.ops.loops import now
    from answerback.ops.serve import serve

    with _alone():
        _migrate()
        seed(at=now())
        serve(configuration(), sockets, _loops(), ready=lambda: typer.echo(welcome(at=now())))


def start_server(set_up: Callable[[], None], host: str, port: int) -> None:
    """One web process; on SQLite with every loop in it."""
    os.environ.setdefault("ANSWERBACK_PORT", str(port))
    set_up()
    from answerback.configuration import configuration
    from answerback.ops.serve import serve

    _refuse_if_unsafe()
    sockets, _ = listen((host,), port)
    with _alone():
        _migrate()
        serve(configuration(), sockets, _loops())


def start_loops(set_up: Callable[[], None], role: str) -> None:
    """The loops of one role until a signal comes; SQLite refuses, its one process has them already."""
    set_up()
    from answerback.ops.loops import Running
    from answerback.ops.work import LINE_LOOPS, WORK_LOOPS

    _refuse_if_unsafe()
    if _on_sqlite():
        sys.exit("On SQLite `answerback serve` runs everything. · 使用 SQLite 时，serve 已包含全部工作。")
    running, stopped = Running({"work": WORK_LOOPS, "line": LINE_LOOPS}[role]), threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    running.start()
    stopped.wait()
    running.stop()


def _on_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _loops() -> tuple[Loop, ...]:
    from answerback.ops.work import LINE_LOOPS, WORK_LOOPS

    return (*LINE_LOOPS, *WORK_LOOPS) if _on_sqlite() else ()


def _migrate() -> None:
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if _on_sqlite():
        call_command("migrate", verbosity=0)


def _refuse_if_unsafe() -> None:
    from answerback.ops.safety import faults

    found = faults()
    if found:
        sys.exit(
            "\n".join(
                [
                    "Unsafe settings, not started. · 设置不安全，未启动。",
                    *(f"  {f.setting}: {f.why}" for f in found),
                ]
            )
        )


@contextmanager
def _alone() -> Iterator[None]:
    """On SQLite one serving process at a time: a second one refuses to start."""
    from answerback.configuration import configuration
    from answerback.storage.lease import AlreadyServing, hold_serving_lock

    if not _on_sqlite():
        yield
        return
    try:
        with hold_serving_lock(configuration().data_dir / "serving.lock"):
            yield
    except AlreadyServing as other:
        sys.exit(f"Another process already serves this data. · 已有进程在使用这些数据：{other}")
