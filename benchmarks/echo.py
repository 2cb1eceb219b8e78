"""The floor of everything live: a POST that is told to a stream by the same server with nothing in between.

python -m benchmarks.echo PORT
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from benchmarks.listening import Listener

Message = MutableMapping[str, Any]
streams: set[asyncio.Queue[bytes]] = set()


async def app(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """GET is a stream; POST is told to every stream."""
    if scope["method"] == "POST":
        body = (await receive())["body"]
        for queue in streams:
            queue.put_nowait(b"event: echo\ndata: " + body + b"\n\n")
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    streams.add(queue)
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )
    while True:
        await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})


@contextmanager
def running(port: int) -> Iterator[None]:
    """The echo server as a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.echo", str(port)])
    try:
        yield
    finally:
        process.kill()
        process.wait(10)


def measure(port: int, samples: int) -> list[float]:
    """Seconds from sending a POST to hearing it on the stream."""
    listener, found = _listener(port), []
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        client.post("/", content=json.dumps({"n": -1}))
        time.sleep(0.5)
        for number in range(samples):
            began = time.monotonic()
            client.post("/", content=json.dumps({"n": number}))
            heard = listener.wait_for(lambda one, wanted=number: one.data["n"] == wanted)
            found.append(heard.at - began)
            time.sleep(0.02)
    return found


def _listener(port: int) -> Listener:
    for _ in range(100):
        try:
            return Listener(port, "/")
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the echo server did not start")


if __name__ == "__main__":
    uvicorn.run(
        app, port=int(sys.argv[1]), log_config=None, access_log=False, lifespan="off", ws="none", http="h11"
    )
