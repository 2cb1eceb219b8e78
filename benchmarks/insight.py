"""How long the pages of figures take at 10 thousand, 100 thousand and 1 million callbacks, and what is found.

    python -m benchmarks.insight pages --callbacks 100000 [--databases sqlite postgresql]
    python -m benchmarks.insight faults --callbacks 10000 --seeds 20
    python -m benchmarks.insight campaigns --callbacks 20000 --seeds 5

Prints rows of the tables in docs/benchmarks/insight.md. `pages` works in a folder of its own and deletes it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from typing import Any

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
SEED = 7
OPENED = 30


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("pages", "faults", "campaigns"))
    parser.add_argument("--callbacks", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    asked = parser.parse_args()
    if asked.what == "pages":
        _pages(asked.callbacks, asked.databases)
    else:
        from benchmarks import insight_found

        getattr(insight_found, asked.what)(asked.callbacks, asked.seeds)


def _pages(callbacks: int, databases: list[str]) -> None:
    """Each database in a process of its own, which inherits the cells."""
    from answerback.ops.history.shapes import Order
    from benchmarks.insight_cells import cells_of

    cells = cells_of(Order(SEED, callbacks, UNTIL))
    for database in databases:
        child = get_context("fork").Process(target=_in_database, args=(database, callbacks, cells))
        child.start()
        child.join()


def _in_database(database: str, callbacks: int, cells: Any) -> None:
    from tests import postgresql

    folder = Path(tempfile.mkdtemp(prefix="answerback-insight-"))
    server = postgresql.start() if database == "postgresql" else None
    try:
        _prepare(folder, server.url if server else f"sqlite:///{folder}/bench.sqlite3")
        _measure(callbacks, cells)
        size = sum(one.stat().st_size for one in folder.glob("bench*"))
        print(f"{database}: file of {size / 2**20:.0f} MiB\n" if size else "\n", flush=True)
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder)


def _prepare(folder: Path, url: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "answerback.settings",
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATA_DIR": str(folder),
        "ANSWERBACK_DATABASE_URL": url,
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _measure(callbacks: int, cells: Any) -> None:
    from answerback.insight.figures import figures
    from answerback.people.models import Membership, Person, Role, SignInLink
    from answerback.people.sign_in_link import make
    from benchmarks import insight_filling as filling
    from benchmarks import people

    wallet = people.wallet("lanyue", UNTIL - timedelta(days=400))
    person = Person.objects.create(username="hanmeimei")
    faces = {"name_zh": "韩梅梅", "name_en": "Han Meimei", "work_number": "2001"}
    Membership.objects.create(wallet=wallet, person=person, role=Role.SUPERVISOR, **faces)
    rows = filling.fill_counts(wallet, cells)
    entries = filling.fill_journal(wallet, callbacks, UNTIL)
    from django.db import connection

    print(f"{connection.vendor}, {callbacks} callbacks: {rows} rows of counts, {entries} entries to scan\n")
    token = make(person, at=datetime.now(UTC), purpose=SignInLink.Purpose.DEMO)
    _table(_asks(wallet, token, figures))


def _asks(wallet: object, token: str, figures: Callable[..., object]) -> dict[str, Callable[[], object]]:
    """What is measured, beside its floors and its peer."""
    from django.db import connection
    from django.test import Client

    from answerback.insight.rises import rises
    from answerback.insight.weekly.freeze import told
    from answerback.insight.weekly.pdf import pdf_of
    from answerback.insight.weekly.report import report_of
    from answerback.insight.weekly.week import last_week
    from answerback.people.sign_in_link import path_of

    client = Client(headers={"accept-language": "en"}, SERVER_NAME="localhost")
    client.post(path_of(token))
    stranger = Client(SERVER_NAME="localhost")
    year = (UNTIL - timedelta(days=365)).date(), UNTIL.date()
    days = f"since={year[0]}&until={year[1]}"

    def select_one() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()

    def opened(address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    week = last_week(wallet, at=UNTIL)
    return {
        "SELECT 1": select_one,
        "the page of signing in": lambda: stranger.get("/accounts/login/"),
        "figures of 12 weeks, query only": lambda: figures(
            wallet, UNTIL.date() - timedelta(days=84), UNTIL.date()
        ),
        "figures of a year, query only": lambda: figures(wallet, *year),
        "rises, query and detector": lambda: rises(wallet, UNTIL.date()),
        "page, 12 weeks": lambda: opened(
            f"/console/insight?until={UNTIL.date()}&since={UNTIL.date() - timedelta(days=84)}"
        ),
        "page, a year": lambda: opened(f"/console/insight?{days}"),
        "page, a year, one kind": lambda: opened(f"/console/insight?{days}&kind=account_locked"),
        "weekly report": lambda: report_of(wallet, told(wallet, week, at=UNTIL)),
        "weekly report as PDF": lambda: pdf_of(report_of(wallet, told(wallet, week, at=UNTIL))),
        "naive scan of the journal": lambda: _naive(wallet),
    }


def _naive(wallet: object) -> object:
    """CSAT and callbacks by kind without kept counts: every entry of the year is read."""
    from django.db import connection

    number = "(data->>'csat')::int" if connection.vendor == "postgresql" else "json_extract(data, '$.csat')"
    sql = f"""
    SELECT kind, count(*), sum(CASE WHEN {number} >= 4 THEN 1 ELSE 0 END) FROM journal_entry
    WHERE wallet_id = %s AND kind IN ('callback.requested', 'ticket.rated') AND at >= %s GROUP BY kind
    """
    id = wallet.pk if connection.vendor == "postgresql" else wallet.pk.hex  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(sql, [id, UNTIL - timedelta(days=365)])
        return cursor.fetchall()


def _table(asks: dict[str, Callable[[], object]]) -> None:
    print("| What | p50 ms | p95 ms | CPU ms of the web process, p50 |")
    print("| --- | --- | --- | --- |")
    for name, ask in asks.items():
        ask()
        times, busy = [], []
        for _time in range(OPENED if "naive" not in name else 5):
            wall, cpu = time.perf_counter(), time.process_time()
            ask()
            times.append((time.perf_counter() - wall) * 1000)
            busy.append((time.process_time() - cpu) * 1000)
        cuts = quantiles(times, n=20, method="inclusive")
        print(f"| {name} | {cuts[9]:.1f} | {cuts[18]:.1f} | {quantiles(busy, n=2)[0]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
