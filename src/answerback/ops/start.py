"""Starting: the demo, a web process, the loops apart."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from answerback.ops.ports import LOOPBACK, listen
from answerback.ops.said import stop

if TYPE_CHECKING:
    from answerback.ops.loops import Loop
    from answerback.ops.safety import Fault


def start_demo(set_up: Callable[[], None]) -> None:
    """Everything in this process, on loopback only, with demo data; says where to look in both languages."""
    from answerback.ops.safety import not_loopback

    if given := os.environ.get("ANSWERBACK_HOST"):
        _refuse(not_loopback(given))
    sockets, port = listen(LOOPBACK, int(os.environ.get("PORT") or 8000))
    os.environ["ANSWERBACK_PORT"] = str(port)
    set_up()
    from answerback.configuration import configuration
    from answerback.ops.demo import registry
    from answerback.ops.demo.addresses import welcome
    from answerback.ops.demo.chains import bring_chains
    from answerback.ops.demo.seed import seed
    from answerback.ops.loops import now
    from answerback.ops.serve import serve

    bring_chains(configuration())
    _refuse_if_unsafe()
    with _alone():
        _migrate()
        seed(at=now())
        loops = (*_every_loop(), registry.LOOP)
        serve(configuration(), sockets, loops, ready=lambda: typer.echo(welcome(at=now())))


def start_server(set_up: Callable[[], None]) -> None:
    """One web process; on SQLite with every loop in it."""
    set_up()
    from answerback.configuration import configuration
    from answerback.ops.serve import serve

    _refuse_if_unsafe()
    config = configuration()
    with _alone():
        _migrate()
        _refuse_if_behind()
        sockets, port = listen((config.host or LOOPBACK[0],), config.port, only=True)
        serve(
            config,
            sockets,
            _every_loop() if _on_sqlite() else (),
            ready=lambda: typer.echo(f"Serving on port {port}. · 已在端口 {port} 提供服务。"),
        )


def start_loops(set_up: Callable[[], None], role: str) -> None:
    """The loops of one role until a signal comes; SQLite refuses, its one process has them already."""
    set_up()
    from answerback.ops.loops import Running
    from answerback.ops.work import LINE_LOOPS, WORK_LOOPS

    _refuse_if_unsafe()
    if _on_sqlite():
        stop(
            "On SQLite `answerback serve` runs everything. · 使用 SQLite 时，answerback serve 已包含全部工作。"
        )
    _refuse_if_behind()
    running, stopped = Running({"work": WORK_LOOPS, "line": LINE_LOOPS}[role]), threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: os._exit(130) if stopped.is_set() else stopped.set())
    running.start()
    typer.echo(f"Running: {role} · 已启动：{role}")
    stopped.wait()
    running.stop()


def _on_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _every_loop() -> tuple[Loop, ...]:
    from answerback.ops.work import LINE_LOOPS, WORK_LOOPS

    return (*LINE_LOOPS, *WORK_LOOPS)


def _migrate() -> None:
    """SQLite is brought up to date at the start; PostgreSQL, which others may be using, by `answerback migrate`."""
    from django.conf import settings
    from django.core.management import call_command

    from answerback.ops.migrations import is_current

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if _on_sqlite() and not is_current():
        call_command("migrate", verbosity=0)


def _refuse_if_behind() -> None:
    from answerback.ops.migrations import is_current

    if not is_current():
        stop(
            "The database is not up to date; run: answerback migrate · 数据库尚未更新，请运行：answerback migrate"
        )


def _refuse_if_unsafe() -> None:
    from answerback.ops.safety import faults

    _refuse(faults())


def _refuse(found: list[Fault]) -> None:
    if found:
        head = "Unsafe settings, not started. · 设置不安全，未启动。"
        stop("\n".join([head, *(f"  {fault.setting}: {fault.why}" for fault in found)]))


@contextmanager
def _alone() -> Iterator[None]:
    """On SQLite one serving process at a time: a second one refuses to start."""
    from answerback.configuration import configuration
    from answerback.storage.lease import AlreadyServing, hold_serving_lock

    if not _on_sqlite():
        yield
        return
    try:
        held = hold_serving_lock(configuration().data_dir / "serving.lock")
    except AlreadyServing as other:
        stop(f"Process {other.pid} already serves this data. · 进程 {other.pid} 已在使用这些数据。")
    with held:
        yield
