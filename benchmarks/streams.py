"""A thousand open streams on uvicorn and on granian, with this system's own live handler on both.

python -m benchmarks.streams [STREAMS] [ENTRIES]

One journal entry is written every half second; noted is when it has reached each stream, and when all of them.
"""

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import database, page

SERVERS = ("uvicorn", "granian")
PORTS = {"uvicorn": 18661, "granian": 18662}
BEFORE_FIRST_ENTRY_SECONDS = 1.0


def main(streams: int, entries: int) -> None:
    """Each server in turn, in a process of its own with a fresh database."""
    rows, notes = [], []
    for server in SERVERS:
        found = _measure(server, streams, entries)
        rows.append(page.times(f"{server}: entry to a stream", found["each"]))
        rows.append(page.times(f"{server}: entry to the last of {streams:,}", found["last"]))
        notes.append(
            f"{server}: {streams:,} streams opened in {found['opened'][0]:.2f} s, {found['kib'][0]:.0f} KiB of "
            f"memory for each, {found['cpu'][0]:.1f} ms of processor time for each entry told to all"
        )
    page.write(
        "streams",
        f"{streams:,} open streams: uvicorn and granian",
        why="The same handler (`live/app.py`), hub and reader behind both servers; only the server differs. Times run "
        "from the writing of a journal entry, so sealing is in them.",
        head=page.TIMES,
        rows=rows,
        notes=notes,
    )


def _measure(server: str, streams: int, entries: int) -> dict[str, list[float]]:
    with database.environment("sqlite") as given:
        command = [sys.executable, "-m", "benchmarks.streams", "--serve", server, str(entries)]
        process = subprocess.Popen(
            command, env=os.environ | given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout is not None and process.stdin is not None
            ticket = process.stdout.readline().strip()
            return asyncio.run(_listen(process, PORTS[server], ticket, streams, entries))
        finally:
            process.kill()
            process.wait(10)


async def _listen(
    process: subprocess.Popen[str], port: int, ticket: str, streams: int, entries: int
) -> dict[str, list[float]]:
    assert process.stdin is not None
    await _until_up(port)
    heard: dict[int, list[float]] = {}
    before, began = _memory(process.pid), time.monotonic()
    readers = [asyncio.create_task(_one(port, ticket, heard, entries)) for _ in range(streams)]
    while len(heard.get(-1, [])) < streams:
        await asyncio.sleep(0.02)
    opened = time.monotonic() - began
    await asyncio.sleep(1)
    kib, spent = (_memory(process.pid) - before) / streams, _processor(process.pid)
    process.stdin.write("go\n")
    process.stdin.flush()
    await asyncio.wait_for(asyncio.gather(*readers), 50)
    cpu = (_processor(process.pid) - spent) * 1000 / entries
    told = [times for number, times in heard.items() if number >= 0]
    each = [seconds for times in told for seconds in times]
    return {
        "each": each,
        "last": [max(times) for times in told],
        "opened": [opened],
        "kib": [kib],
        "cpu": [cpu],
    }


async def _until_up(port: int) -> None:
    for _ in range(200):
        try:
            (await asyncio.open_connection("127.0.0.1", port))[1].close()
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit("the server did not start")


async def _one(port: int, ticket: str, heard: dict[int, list[float]], entries: int) -> None:
    """One stream: notes the welcome under -1 and the seconds of each entry under its number."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /live/stream?ticket={ticket} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    name, told = b"", 0
    while told < entries:
        line = await reader.readline()
        if not line:
            raise SystemExit("a stream ended early")
        if line.startswith(b"event: "):
            name = line[7:].strip()
        elif line.startswith(b"data: ") and name == b"welcome":
            heard.setdefault(-1, []).append(0.0)
        elif line.startswith(b"data: ") and name == b"entry":
            said = json.loads(line[6:])["data"]
            heard.setdefault(said["number"], []).append(time.monotonic() - said["written_us"] / 1e6)
            told += 1
    writer.close()


def _memory(process: int) -> float:
    """Resident KiB."""
    for line in Path(f"/proc/{process}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1])
    return 0.0


def _processor(process: int) -> float:
    """Seconds of processor time so far, user and system."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(server: str, entries: int) -> None:
    """The server's process: says a stream ticket, serves, and writes the entries once it is told to go."""
    database.set_up()
    from benchmarks import people

    its = people.wallet("lanyue", datetime.now(UTC))
    desk = people.agent(its)
    print(_ticket(its, desk), flush=True)
    asyncio.run(_serve(server, its, desk, entries))


def _ticket(its: Any, desk: Any) -> str:
    from answerback.live.tickets import Audience, mint

    return mint(Audience.DESK, its.id, desk.id, "bench", at=datetime.now(UTC))


async def _serve(server: str, its: Any, desk: Any, entries: int) -> None:
    from answerback.journal.seal import seal
    from answerback.journal.wake import Bell, subscribe
    from answerback.live.app import LiveApp
    from answerback.live.hub import Hub
    from answerback.live.reader import Reader
    from answerback.ops.loops import Loop, Running, now

    hub = Hub(asyncio.get_running_loop(), subscribe(Bell.SEALED).set)
    reader = Reader(hub, now)
    sealer = Loop("sealer", lambda at: seal(at=at), 1.0, Bell.WRITTEN)
    Running([sealer, Loop("live", lambda at: reader.step(), 0.5, Bell.SEALED)]).start()
    threading.Thread(target=_write, args=(its, desk, entries), daemon=True).start()
    await {"uvicorn": _uvicorn, "granian": _granian}[server](LiveApp(hub, now), PORTS[server])


async def _uvicorn(app: Any, port: int) -> None:
    import uvicorn

    config = uvicorn.Config(
        app, port=port, log_config=None, access_log=False, lifespan="off", ws="none", http="h11", backlog=4096
    )
    await uvicorn.Server(config).serve()


async def _granian(app: Any, port: int) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    server = Server(
        app, port=port, interface=Interfaces.ASGINL, log_enabled=False, websockets=False, backlog=4096
    )
    await server.serve()


def _write(its: Any, desk: Any, entries: int) -> None:
    """Wait for the word, then write one entry every half second, each with its number and the time."""
    from django.db import transaction

    from answerback.journal.write import SYSTEM, Subject, write

    sys.stdin.readline()
    time.sleep(BEFORE_FIRST_ENTRY_SECONDS)
    for number in range(entries):
        data = {"number": number, "written_us": int(time.monotonic() * 1e6)}
        with transaction.atomic():
            write(
                "bench.written",
                wallet_id=its.id,
                subject=Subject("membership", desk.id),
                by=SYSTEM,
                at=datetime.now(UTC),
                data=data,
            )
        time.sleep(0.5)


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    if "--serve" in sys.argv:
        serve(sys.argv[2], numbers[0])
    else:
        main(numbers[0] if numbers else 1_000, numbers[1] if len(numbers) > 1 else 30)
