"""The rows go into the database in short transactions, so that whoever else writes never waits long.

What is there already is left alone: an interrupted run is gone on with by running it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from django.db import models, transaction

from answerback.callbacks.models import Attempt, Callback
from answerback.conversations.models import Answer, Conversation
from answerback.customers.models import Consent, Customer, PhoneNumber
from answerback.journal.models import Entry
from answerback.ops.history.people import people
from answerback.ops.history.plan import plan
from answerback.ops.history.rows import customers
from answerback.ops.history.rows.calls import attempts_of, callback_of, tell_calls
from answerback.ops.history.rows.setting import Setting
from answerback.ops.history.rows.tale import Tale
from answerback.ops.history.rows.talks import conversation_rows
from answerback.ops.history.rows.tickets import References, ticket_rows
from answerback.ops.history.shapes import Matter, Order
from answerback.tickets.models import Promise, Rating, Ticket

_ORDER = (
    Customer,
    PhoneNumber,
    Consent,
    Ticket,
    Callback,
    Attempt,
    Conversation,
    Answer,
    Promise,
    Rating,
    Entry,
)
_PLACE = {model: place for place, model in enumerate(_ORDER)}

Progress = Callable[[int], None]
MATTERS_AT_ONCE = 12
PEOPLE_AT_ONCE = 20
"""So many make a transaction of well under 100 ms on SQLite (docs/history.md has the measurement)."""
WAIT_SECONDS = 0.002
"""Between two transactions, for whoever stands in the queue of writers."""


def store(order: Order, settings: dict[str, Setting], *, progress: Progress) -> int:
    """Write the people, then the callbacks with all that belongs to them; how many callbacks were new."""
    known = [person for person in people(order) if person.wallet in settings]
    for some in _in_batches(known, PEOPLE_AT_ONCE):
        _write_new(
            Customer,
            [customers.rows_of(settings[person.wallet], person) for person in some],
        )
    references = {slug: References(setting) for slug, setting in settings.items()}
    written = 0
    for batch in _in_batches(plan(order), MATTERS_AT_ONCE):
        rows = [rows_of(settings[one.wallet], one, references[one.wallet]) for one in batch]
        written += _write_new(Callback, rows)
        progress(batch[-1].number)
    return written


def rows_of(setting: Setting, matter: Matter, references: References) -> list[models.Model]:
    """Everything that one matter leaves in the database."""
    tale = Tale(setting, matter.number, setting.customer_id(matter.person))
    tell_calls(tale, setting, matter)
    conversation = conversation_rows(tale, setting, matter)
    ticket = ticket_rows(tale, setting, matter, references)
    calls = [callback_of(setting, matter), *attempts_of(setting, matter)]
    return [*ticket, *calls, *conversation, *tale.entries()]


def _in_batches(all_of_them: Iterable[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(all_of_them)
    while batch := list(islice(remaining, size)):
        yield batch


def _write_new(marker: type[Customer] | type[Callback], groups: Sequence[list[models.Model]]) -> int:
    """Write the groups whose marker row is not there yet; how many."""
    mark = {id(group): next(row for row in group if isinstance(row, marker)) for group in groups}
    ids = [row.pk for row in mark.values()]
    # every wallet: the ids are this history's own
    there = set(marker.objects.filter(pk__in=ids).values_list("pk", flat=True))
    new = [group for group in groups if mark[id(group)].pk not in there]
    if new:
        _insert([row for group in new for row in group])
        time.sleep(WAIT_SECONDS)
    return len(new)


def _insert(rows: list[models.Model]) -> None:
    """All in one transaction, in the order in which the tables need one another."""
    rows.sort(key=lambda row: _PLACE[type(row)])
    with transaction.atomic():
        for model, some in groupby(rows, key=type):
            model._default_manager.bulk_create(list(some))  # type: ignore[attr-defined]
