"""The public check on one core: the JSON look-up and the page, against the barest ASGI application and plain Django.

python -m benchmarks.public_check [SECONDS]

Each server is a process of its own on the first core, the questions come from the second. First as many as it can
answer, then half of that at even intervals: the times are counted from when a question was due.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote_plus

from benchmarks import page
from benchmarks.public_check_asked import QUESTIONS

PORT = 18_720
CONNECTIONS = 16
COUNTS = (1, 100, 10_000)
STARTS_WITHIN_SECONDS = 120
SERVER_CORE, ASKING_CORE = 0, 1


@dataclass(frozen=True)
class Measured:
    """One server: answers a second at saturation and for each second of its CPU, milliseconds at half of that."""

    name: str
    per_second: float
    per_cpu_second: float
    median_ms: float
    p99_ms: float


def main(seconds: float) -> None:
    """Every server, one after the other."""
    with tempfile.TemporaryDirectory(prefix="answerback-bench-") as folder:
        found = [measured(*one, seconds=seconds, folder=Path(folder)) for one in servers()]
    bare, plain = found[0], found[1]
    page.write(
        "public_check",
        "The public check, per core",
        why="Asked in turn: our numbers, sites, mail addresses and accounts in several spellings, imitations of "
        "them, and what nobody knows. One server process on one core, uvicorn with the house's protocol; no answer is "
        "remembered. p99 at half the saturation rate, from when a question was due.",
        head=(
            *("", "answers/s", "answers per CPU second", "against the bare ASGI", "against plain Django"),
            *("median ms at half", "p99 ms at half"),
        ),
        rows=[
            (
                one.name,
                f"{one.per_second:.0f}",
                f"{one.per_cpu_second:.0f}",
                f"{one.per_cpu_second / bare.per_cpu_second:.2f}",
                f"{one.per_cpu_second / plain.per_cpu_second:.2f}",
                f"{one.median_ms:.2f}",
                f"{one.p99_ms:.2f}",
            )
            for one in found
        ],
        notes=[
            f"goals: p99 under 5 ms, half of the bare ASGI application's rate, no growth with the number of channels; "
            f"{CONNECTIONS} connections kept alive, {seconds:g} seconds each",
            "the bare ASGI application sends 1 kB of JSON and reads nothing; plain Django has no middleware",
            "the ratios are per CPU second of the server, so that they hold on a machine that does other work too",
        ],
    )


def servers() -> Iterator[tuple[str, str, int]]:
    """(name, what the child serves, number of channels)."""
    yield "the barest ASGI application", "bare", 0
    yield "plain Django, one view without middleware", "plain", 0
    for count in COUNTS:
        yield f"look-up, {count:,} channels", "look_up", count
    for count in (COUNTS[0], COUNTS[-1]):
        yield f"page (POST), {count:,} channels", "page", count


def measured(name: str, kind: str, count: int, *, seconds: float, folder: Path) -> Measured:
    """Saturation first, then half of it."""
    requests = [request_of(kind, text) for text in QUESTIONS]
    with running(kind, count, folder) as process:
        os.sched_setaffinity(0, {ASKING_CORE % (os.cpu_count() or 1)})
        asyncio.run(asking(requests, seconds=seconds / 2, rate=None))
        before = cpu_seconds(process)
        answers = len(asyncio.run(asking(requests, seconds=seconds, rate=None)))
        rate, per_cpu = answers / seconds, answers / (cpu_seconds(process) - before)
        times = asyncio.run(asking(requests, seconds=seconds, rate=rate / 2))
    p99 = quantiles(times, n=100, method="inclusive")[98]
    print(f"{name}: {rate:.0f}/s, {per_cpu:.0f} per CPU second, p99 {p99 * 1000:.2f} ms", flush=True)
    return Measured(name, rate, per_cpu, median(times) * 1000, p99 * 1000)


def request_of(kind: str, text: str) -> bytes:
    """One HTTP request, whole."""
    asked = quote_plus(text)
    head = "Host: check.localhost\r\nAccept-Language: zh-CN,zh;q=0.9\r\n"
    if kind != "page":
        return f"GET /check.json?q={asked} HTTP/1.1\r\n{head}\r\n".encode()
    body = f"text={asked}"
    form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"POST /check/ HTTP/1.1\r\n{head}{form}\r\n{body}".encode()


async def asking(requests: list[bytes], *, seconds: float, rate: float | None) -> list[float]:
    """Seconds of each answer; with a `rate` (a second) at even intervals, else as fast as answers come."""
    began, times = time.perf_counter(), list[float]()
    turns = iter(range(1 << 62))
    until = began + seconds

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        for turn in turns:
            due = time.perf_counter() if rate is None else began + turn / rate
            if due >= until:
                break
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            writer.write(requests[turn % len(requests)])
            await answered(reader)
            times.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(one_connection() for _ in range(CONNECTIONS)))
    return times


async def answered(reader: asyncio.StreamReader) -> None:
    """Read one answer; anything but 200 ends the run."""
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.decode("latin-1"))
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length))


@contextmanager
def running(kind: str, count: int, folder: Path) -> Iterator[int]:
    """The server as a process of its own, until it answers."""
    environment = os.environ | {
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATA_DIR": str(folder),
        "ANSWERBACK_PORT": str(PORT),
        "DJANGO_SETTINGS_MODULE": "answerback.settings",
    }
    command = [sys.executable, "-m", "benchmarks.public_check_serving", kind, str(count), str(PORT)]
    process = subprocess.Popen(command, env=environment)
    try:
        os.sched_setaffinity(process.pid, {SERVER_CORE})
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not asyncio.run(is_up()):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{kind} did not start")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def cpu_seconds(process: int) -> float:
    """User and system time of a process and its threads (proc(5), fields 14 and 15 of stat)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def is_up() -> bool:
    """Whether somebody listens."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", PORT)
    except OSError:
        return False
    writer.close()
    return True


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
