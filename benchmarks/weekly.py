"""How long a weekly report takes: facts, words, document; by callbacks in the year before it.

python -m benchmarks.weekly [CALLBACKS …]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import page

UNTIL = datetime(2026, 11, 20, tzinfo=UTC)
AT = datetime(2026, 11, 21, tzinfo=UTC)
SEED = 7
ROUNDS = 15
PARTS = ("facts gathered", "words and tables", "PDF in Chinese", "PDF in English")


def main(sizes: list[int]) -> None:
    """One database after another, each in a process of its own."""
    rows = []
    for size in sizes:
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            with tempfile.TemporaryDirectory() as folder, os.fdopen(write, "w") as answers:
                answers.write(" ".join(f"{one:.6f}" for one in _measured(Path(folder), size)))
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as answers:
            seconds = [float(one) for one in answers.read().split()]
        os.waitpid(child, 0)
        rows.append((f"{size:,}", *(f"{one * 1000:.0f}" for one in seconds)))
    page.write(
        "weekly",
        "The weekly report",
        why="Built from the kept counts and from what the answers became in the week; the history is the product's own"
        " (`answerback history`), on SQLite. Median milliseconds of CPU:",
        head=("callbacks in the year", *PARTS),
        rows=rows,
        notes=[
            f"{ROUNDS} rounds each, `time.process_time`, one process; the week is one of the year's last",
            "the facts of a frozen week are one row: then only the words and the document are left",
        ],
    )


def _measured(folder: Path, callbacks: int) -> list[float]:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "answerback.settings",
        "ANSWERBACK_MODE": "demo",
        "ANSWERBACK_DATA_DIR": str(folder),
        "ANSWERBACK_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import translation

    from answerback.insight.weekly.freeze import Told
    from answerback.insight.weekly.gather import gather
    from answerback.insight.weekly.pdf import pdf_of
    from answerback.insight.weekly.report import report_of
    from answerback.insight.weekly.week import last_week
    from answerback.ops.history.make import make_history
    from answerback.ops.history.shapes import Order
    from answerback.wallets.models import Wallet

    make_history(Order(SEED, callbacks, UNTIL), at=AT, anyway=True, say=lambda *_said: None)
    wallet = Wallet.objects.get(slug="lanyue")
    week = last_week(wallet, at=AT)
    facts = gather(wallet, week, at=AT)
    told = Told(week, facts, AT, so_far=False)
    found = [_median(lambda: gather(wallet, week, at=AT)), _median(lambda: report_of(wallet, told))]
    for language in ("zh-hans", "en"):
        with translation.override(language):
            report = report_of(wallet, told)
            found.append(_median(lambda report=report: pdf_of(report)))
    return found


def _median(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return median(seconds)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000])
