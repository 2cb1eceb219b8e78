"""`/live/status` on one core: against the barest ASGI application and plain Django, with 1 and with many open streams.

python -m benchmarks.live_status [SECONDS] [STREAMS]

Throughput is requests per second of the server's own processor time, so that other work on the machine counts little.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import database, page

PORT = 18671
CONNECTIONS = 16
CUSTOMERS = 200
BODY = b'{"state":"quiet","leg":null,"key":"quiet||","seq":1,"iat":1795399200,"jws":"%s"}' % (b"x" * 420)


def main(seconds: float, streams: int) -> None:
    """Each server alone, in a process of its own."""
    cases = [("bare", 0), ("django", 0), ("live", 0), ("live", 1), ("live", streams)]
    with database.environment("sqlite") as given:
        found = {case: asyncio.run(_measured(*case, seconds, given)) for case in cases}
    bare = found["bare", 0]["rate"]
    names = {
        "bare": "the barest ASGI application, same bytes",
        "django": "plain Django: the same verdict by a view",
    }
    rows = [
        (
            names.get(kind, f"`/live/status`, {count:,} open streams"),
            f"{one['rate']:,.0f}",
            f"{one['rate'] / bare:.0%}",
            f"{one['p50'] * 1000:.2f}",
            f"{one['p99'] * 1000:.2f}",
        )
        for (kind, count), one in found.items()
    ]
    page.write(
        "live_status",
        "The live status, asked once",
        why="A wallet's app asks whether a call is ours: a ticket is checked, the verdict signed anew (ES256) and "
        "answered. uvicorn (h11), one process, keep-alive. Rates count the server's processor seconds; times are the "
        "client's, at half the rate at which that server was saturated by the clock.",
        head=("", "per CPU second", "of bare", "p50 ms", "p99 ms"),
        rows=rows,
        notes=[
            f"{CONNECTIONS} connections, {CUSTOMERS} customers, {seconds:g} s for each measurement",
            "with open streams their heartbeats (a signature for each stream every four seconds) are in the "
            "processor time: what is left for questions is what the row says",
        ],
    )


async def _measured(kind: str, streams: int, seconds: float, given: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.live_status", "--serve", kind]
    process = subprocess.Popen(command, env=os.environ | given, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        tickets = process.stdout.readline().split()
        await _until_up()
        listeners = [asyncio.create_task(_listen(tickets[n % len(tickets)])) for n in range(streams)]
        await asyncio.sleep(2 + streams / 1000)
        paths = [f"/live/status?ticket={ticket}&nonce=n" for ticket in tickets]
        await _each_once(paths)
        await asyncio.sleep(1.5)
        await _load(paths, 0.5)
        before = _processor(process.pid)
        done = await _load(paths, seconds)
        spent = _processor(process.pid) - before
        times = await _paced(paths, seconds, done / seconds / 2)
        for one in listeners:
            one.cancel()
        times.sort()
        return {"rate": done / spent, "p50": median(times), "p99": times[int(len(times) * 0.99)]}
    finally:
        process.kill()
        process.wait(10)


async def _until_up() -> None:
    for _ in range(400):
        try:
            (await asyncio.open_connection("127.0.0.1", PORT))[1].close()
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


async def _listen(ticket: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(_request(f"/live/stream?ticket={ticket}&nonce=n"))
    try:
        while await reader.read(65536):
            pass
    finally:
        writer.close()


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> None:
    writer.write(_request(path))
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head[:16]:
        raise SystemExit(head.decode())
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    await reader.readexactly(length)


async def _each_once(paths: list[str]) -> None:
    """Everybody is read for the first time before anything is measured."""
    streams = await asyncio.open_connection("127.0.0.1", PORT)
    for path in paths:
        await _ask(*streams, path)
    streams[1].close()


async def _load(paths: list[str], seconds: float) -> int:
    """As fast as it goes; how many were answered."""
    until = time.monotonic() + seconds

    async def one(number: int) -> int:
        streams, done = await asyncio.open_connection("127.0.0.1", PORT), 0
        while time.monotonic() < until:
            await _ask(*streams, paths[(number * 7 + done) % len(paths)])
            done += 1
        streams[1].close()
        return done

    return sum(await asyncio.gather(*(one(number) for number in range(CONNECTIONS))))


async def _paced(paths: list[str], seconds: float, rate: float) -> list[float]:
    """So many per second whatever is answered: each time runs from when the question was due."""
    times: list[float] = []
    idle: asyncio.Queue[Any] = asyncio.Queue()
    for _ in range(CONNECTIONS * 2):
        idle.put_nowait(await asyncio.open_connection("127.0.0.1", PORT))

    async def one(number: int, due: float) -> None:
        streams = await idle.get()
        await _ask(*streams, paths[number % len(paths)])
        times.append(time.monotonic() - due)
        idle.put_nowait(streams)

    began, asked = time.monotonic(), []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        asked.append(asyncio.create_task(one(number, due)))
    await asyncio.gather(*asked)
    return times


def _processor(process: int) -> float:
    """Seconds of processor time so far, user and system."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(kind: str) -> None:
    """The server's process: says the tickets, then serves."""
    if kind == "bare":
        print("t", flush=True)
        asyncio.run(_serve(_bare))
        return
    database.set_up()
    from answerback.customers.models import Customer
    from answerback.live import tickets
    from answerback.live.tickets import Audience, mint
    from answerback.wallets.models import Wallet
    from benchmarks import people

    tickets.LIVES_SECONDS = 3600  # longer than the bench
    now = datetime.now(UTC)
    its = Wallet.objects.filter(slug="lanyue").first() or people.wallet("lanyue", now)
    known = list(Customer.objects.for_wallet(its)) or people.customers(
        its, CUSTOMERS, zone="Asia/Shanghai", at=now
    )
    print(*(mint(Audience.APP, its.id, one.id, f"s{n}", at=now) for n, one in enumerate(known)), flush=True)
    asyncio.run(_serve_django() if kind == "django" else _serve_live())


async def _bare(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})


async def _serve(app: Any) -> None:
    import uvicorn

    config = uvicorn.Config(
        app, port=PORT, log_config=None, access_log=False, lifespan="off", ws="none", http="h11", backlog=8192
    )
    await uvicorn.Server(config).serve()


async def _serve_live() -> None:
    from answerback.journal.seal import seal
    from answerback.journal.wake import Bell, ring
    from answerback.live import hub as hubs
    from answerback.live.app import LiveApp
    from answerback.live.hub import Hub
    from answerback.live.reader import Reader
    from answerback.ops.loops import Loop, Running, now

    hubs.PER_ADDRESS = hubs.PER_READER = 100_000  # all of them come from this machine
    hubs.PER_SESSION = 1_000
    hub = Hub(asyncio.get_running_loop(), partial(ring, Bell.SEALED))
    reader = Reader(hub, now)
    sealer = Loop("sealer", lambda at: seal(at=at), 1.0, Bell.WRITTEN)
    Running([sealer, Loop("live", lambda at: reader.step(), 0.5, Bell.SEALED)]).start()
    await _serve(LiveApp(hub, now, reader.answers))


async def _serve_django() -> None:
    """The same verdict by a view, read from the database each time, in as many threads as the product uses."""
    from a2wsgi import WSGIMiddleware
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import path

    sys.modules[__name__].urlpatterns = [path("live/status", _view)]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.ALLOWED_HOSTS = __name__, [], ["*"]
    await _serve(WSGIMiddleware(WSGIHandler(), workers=12))  # type: ignore[arg-type]


def _view(request: Any) -> Any:
    from django.http import HttpResponse, JsonResponse

    from answerback.callbacks.queries import facts_of
    from answerback.customers.models import Customer
    from answerback.live.answers import signed
    from answerback.live.snapshot import Known
    from answerback.live.tickets import read

    now = datetime.now(UTC)
    ticket = read(request.GET["ticket"], at=now)
    if ticket is None:
        return HttpResponse(status=403)
    his = Customer.objects.select_related("wallet").filter(id=ticket.subject_id)[0]
    known = Known(now, facts_of(his, now), his.pairwise_id, f"answerback:{his.wallet.slug}")
    told = JsonResponse(signed(known, ticket, request.GET.get("nonce", ""), fresh=True, seq=1, now=now))
    told["Content-Length"] = str(len(told.content))
    return told


if __name__ == "__main__":
    given = [float(text) for text in sys.argv[1:] if text.replace(".", "").isdigit()]
    if "--serve" in sys.argv:
        serve(sys.argv[2])
    else:
        main(given[0] if given else 5.0, int(given[1]) if len(given) > 1 else 5_000)
