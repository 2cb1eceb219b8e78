"""The memory of the whole system at rest, against a bare Django behind the same server.

python -m benchmarks.memory [SECONDS]

Proportional set size (smaps_rollup): what each process costs, shared pages counted once.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import uvicorn

from benchmarks import page
from benchmarks.running import Demo
from tests import postgresql

MIB = 1024 * 1024


def main(rest: float) -> None:
    """The bare one, the demo on SQLite, the three processes on PostgreSQL; each after `rest` seconds of quiet."""
    bare = _bare(rest)
    with tempfile.TemporaryDirectory(prefix="answerback-bench-") as folder, Demo(Path(folder)) as demo:
        _warm(demo.port)
        time.sleep(rest)
        alone = _size(demo.processes[0].pid)
    server = postgresql.start()
    try:
        with tempfile.TemporaryDirectory(prefix="answerback-bench-") as folder:
            given = {"ANSWERBACK_DATABASE_URL": server.url}
            _migrate(Path(folder), given)
            with Demo(Path(folder), **given) as demo:
                parts = {"serve": demo.processes[0], "work": demo.start("work"), "line": demo.start("line")}
                _warm(demo.port)
                time.sleep(rest + 5)
                apart = {name: _size(process.pid) for name, process in parts.items()}
    finally:
        server.stop()
    rows = [("the whole system on SQLite, one process", alone)]
    rows += [(f"on PostgreSQL: `{name}`", size) for name, size in apart.items()]
    rows += [("bare Django (one view) behind uvicorn and a2wsgi", bare)]
    page.write(
        "memory",
        "Memory at rest",
        why="Started, one page answered, then left alone. PostgreSQL's own memory is not counted.",
        head=("", "MiB", "against bare"),
        rows=[(name, f"{size / MIB:.0f}", page.ratio(size, bare)) for name, size in rows],
        notes=[f"{rest:g} s of quiet before reading; proportional set size", "demo data; no stream open"],
    )


def _migrate(folder: Path, given: dict[str, str]) -> None:
    environment = Demo(folder, **given).environment
    subprocess.run([sys.executable, "-m", "answerback.ops.entry", "migrate"], env=environment, check=True)


def _warm(port: int) -> None:
    for _ in range(3):
        httpx.get(f"http://localhost:{port}/", trust_env=False, timeout=30).raise_for_status()


def _size(process: int) -> float:
    """Bytes of this process, by the kernel's own account."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("this kernel does not tell the proportional set size")


def _bare(rest: float) -> float:
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.memory", "--bare", "18650"])
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                _warm(18650)
                break
            except httpx.TransportError:
                continue
        time.sleep(rest)
        return _size(process.pid)
    finally:
        process.kill()
        process.wait(10)


def serve_bare(port: int) -> None:
    """A Django with one view, the default middleware and an empty SQLite file."""
    import django
    from a2wsgi import WSGIMiddleware
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def hello(request: HttpRequest) -> HttpResponse:
        return HttpResponse("hello")

    settings.configure(
        SECRET_KEY=os.urandom(32).hex(),
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=type("urls", (), {"urlpatterns": [path("", hello)]}),
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    )
    django.setup()
    uvicorn.run(
        WSGIMiddleware(get_wsgi_application(), workers=12),
        port=port,
        log_config=None,
        lifespan="off",
        ws="none",
    )  # type: ignore[arg-type]


if __name__ == "__main__":
    if "--bare" in sys.argv:
        serve_bare(int(sys.argv[-1]))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)
