"""One more report in SQLite, among so many: the verb as it is called, with its transaction, journal and index."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from time import process_time
from uuid import uuid4

from benchmarks import database
from benchmarks.campaigns_noise import NOISES, passed_on
from benchmarks.messages_data import Sets

BEGAN = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
SIZES = (100, 1_000)
SAMPLES = 30


def measured(sets: Sets) -> Iterator[str]:
    """Filled by the verb itself."""
    with database.environment("sqlite") as given:
        os.environ.update(given)
        database.set_up()
        yield "| reports so far | median ms of CPU | queries | rows of the index |"
        yield "| --- | --- | --- | --- |"
        yield from _measured(sets)


def _measured(sets: Sets) -> Iterator[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from answerback.findings.campaigns.models import Posting
    from tests.cast import make_wallet

    wallet, dice = make_wallet(), Random(6)
    texts = [row["text"] for row in sets.rows("fbs_sms/fbs_sms")] + sets.everyday("zh") + sets.everyday("en")
    count = 0
    for size in SIZES:
        _fill(wallet, [passed_on(dice.choice(texts), NOISES[2], dice) for _ in range(size - count)])
        count = size
        seconds, asked = [], []
        for number in range(SAMPLES):
            text = passed_on(dice.choice(texts), NOISES[2], dice)
            with CaptureQueriesContext(connection) as queries:
                began = process_time()
                _join(wallet, text, f"late-{size}-{number}", BEGAN + timedelta(days=2))
                seconds.append(process_time() - began)
            asked.append(len(queries))
        entries = Posting.objects.for_wallet(wallet).count()
        yield f"| {size:,} | {median(seconds) * 1e3:.1f} | {median(asked):.0f} | {entries:,} |"


def _join(wallet: object, text: str, who: str, at: datetime) -> None:
    from answerback.findings.campaigns.join import Report, join
    from answerback.findings.campaigns.models import Source
    from answerback.journal.write import SYSTEM

    join(Report(wallet, Source.REPORT, uuid4(), who, at, text), by=SYSTEM, at=at)  # type: ignore[arg-type]


def _fill(wallet: object, texts: list[str]) -> None:
    """By the verb, five hundred in one transaction: what is measured is the one after them."""
    from django.db import transaction

    for start in range(0, len(texts), 500):
        with transaction.atomic():
            for number, text in enumerate(texts[start : start + 500]):
                _join(wallet, text, f"{start}-{number}", BEGAN + timedelta(seconds=start + number))
