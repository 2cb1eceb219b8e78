"""The web process: uvicorn on our own sockets, the live reader beside it, and on SQLite every other loop too."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import uvicorn
from django.core.wsgi import get_wsgi_application

from answerback.channels.current import FOLLOWED
from answerback.configuration import Configuration
from answerback.journal.wake import Bell, ring
from answerback.live.app import LiveApp
from answerback.live.hub import Hub
from answerback.live.limits import LIMITS
from answerback.live.look_up import LookUp
from answerback.live.reader import Reader
from answerback.live.registry_files import RegistryFiles
from answerback.ops import health
from answerback.ops.front import Front
from answerback.ops.loops import Loop, Running, now
from answerback.ops.protocol import ImpatientProtocol
from answerback.ops.registry import published_folder

LONGEST_HEADERS = 32 * 1024


class Server(uvicorn.Server):
    """uvicorn without its own signal handling: the streams must end before it waits for them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to `_stop_on_signals`."""
        yield


def serve(
    settings: Configuration,
    sockets: list[socket.socket],
    loops: Sequence[Loop],
    *,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called once requests are answered."""
    asyncio.run(_serve(settings, sockets, loops, ready))


async def _serve(
    settings: Configuration, sockets: list[socket.socket], loops: Sequence[Loop], ready: Callable[[], None]
) -> None:
    loop = asyncio.get_running_loop()
    hub = Hub(loop, partial(ring, Bell.SEALED))
    reader = Reader(hub, now)
    health.watch(reader)
    following = Loop("channels", FOLLOWED.step, 1.0, Bell.SEALED)
    running = Running([*loops, Loop("live", lambda at: reader.step(), 0.5, Bell.SEALED), following])
    server = Server(
        _config(
            settings,
            Front(
                LiveApp(hub, now, reader.answers, behind_proxy=settings.behind_proxy),
                get_wsgi_application(),
                threads=settings.web_threads,
                max_body_bytes=settings.max_body_bytes,
                look_up=LookUp(FOLLOWED, LIMITS, now, behind_proxy=settings.behind_proxy),
                registry=RegistryFiles(published_folder()),
            ),
        )
    )
    _stop_on_signals(loop, server, hub)
    running.start()
    told = asyncio.ensure_future(_tell_when_ready(server, ready))
    told.add_done_callback(lambda task: _stop_if_failed(task, server))
    try:
        await server.serve(sockets=sockets)
        if told.done():
            told.result()
    finally:
        told.cancel()
        hub.close()
        await asyncio.to_thread(running.stop)


def _config(settings: Configuration, app: Front) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=20,
        ws="none",
        http=ImpatientProtocol,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
    )


async def _tell_when_ready(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    await asyncio.to_thread(ready)


def _stop_if_failed(told: asyncio.Task[None], server: uvicorn.Server) -> None:
    """A start that cannot be announced is no start."""
    if not told.cancelled() and told.exception():
        server.should_exit = True


def _stop_on_signals(loop: asyncio.AbstractEventLoop, server: uvicorn.Server, hub: Hub) -> None:
    """The first signal ends streams and serving; a second one ends the process at once."""

    def stop() -> None:
        if server.should_exit:
            os._exit(130)
        server.should_exit = True
        hub.close()

    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop)
