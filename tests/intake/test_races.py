"""Backends repeat themselves, and at the same time. What must happen once happens once."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.customers.models import Customer, PortalLink
from answerback.customers.portal_link import LinkSpent, make, spend
from answerback.customers.queries import numbers_of
from answerback.intake.accept import accept
from answerback.intake.imports.mapping import guess
from answerback.intake.imports.run import step
from answerback.intake.imports.sheet import read_sheet
from answerback.intake.imports.start import start
from answerback.intake.models import Event, ImportRun, Rule
from answerback.intake.resume import arrive
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, NOON, full_data
from tests.intake.cast import event

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads returned."""

    def one(index: int) -> Any:
        try:
            return act(index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_one_event_sent_eight_times_at_once_is_one_callback(customer: Customer, rule: Rule) -> None:
    told = at_once(8, lambda _: accept(customer.wallet, event(), by=BACKEND, at=NOON).answer)

    assert [one for one in told if one != told[0]] == []
    assert (Event.objects.count(), Callback.objects.count()) == (1, 1)


def test_eight_events_of_one_matter_at_once_ring_once(customer: Customer, rule: Rule) -> None:
    told = at_once(
        8, lambda n: accept(customer.wallet, event(f"e-{n}"), by=BACKEND, at=NOON).answer["status"]
    )

    assert sorted(told) == ["joined"] * 7 + ["planned"]
    assert Callback.objects.count() == 1


def test_one_customer_brought_eight_times_at_once_is_one_customer(lanyue: Wallet, rule: Rule) -> None:
    accept(lanyue, event(), by=BACKEND, at=NOON)

    brought = at_once(8, lambda _: arrive(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON))

    assert [one.created for one in brought].count(True) == 1
    assert {one.version for one in brought} == {1}
    assert len(numbers_of(brought[0].customer)) == 1
    assert (Customer.objects.count(), Callback.objects.count()) == (1, 1)


def test_one_link_spent_eight_times_at_once_opens_one_session(customer: Customer) -> None:
    token = make(customer, by=BACKEND, at=NOON)

    def opened(_: int) -> bool:
        try:
            return bool(spend(token, at=NOON))
        except LinkSpent:
            return False

    assert at_once(8, opened).count(True) == 1
    assert PortalLink.objects.exclude(spent_at=None).count() == 1


IMPORTER = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "answerback.settings"
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from answerback.intake.imports.run import step
from answerback.intake.models import ImportRun
from datetime import datetime, UTC
run = ImportRun.objects.get()
while step(run, at=datetime(2026, 11, 23, 4, 0, tzinfo=UTC)):
    pass
"""


def test_an_import_killed_at_any_moment_goes_on_and_does_no_row_twice(customer: Customer, rule: Rule) -> None:
    rows = "".join(f"u-1001,m-{number},{number}.00\n" for number in range(400))
    sheet = read_sheet(f"customer,matter,amount\n{rows}".encode())
    mapped = guess(sheet.columns, kind=Kind.PAYMENT_NOT_ARRIVED)
    run = start(customer.wallet, sheet, mapped, by=BACKEND, at=NOON)
    command = [sys.executable, "-c", IMPORTER, str(connection.settings_dict["NAME"])]

    places = []
    for _ in range(3):
        process = subprocess.Popen(command)
        seen = run.rows_done
        while run.rows_done < seen + 20 and process.poll() is None:
            time.sleep(0.02)
            run.refresh_from_db()
        process.kill()
        process.wait()
        run.refresh_from_db()
        places.append(run.rows_done)
    while step(run, at=NOON):
        pass

    run = ImportRun.objects.get()
    assert places == sorted(places)
    assert 0 < places[0] < 400
    assert (run.state, run.rows_done, run.planned, run.duplicates) == ("finished", 400, 400, 0)
    assert (Event.objects.count(), Callback.objects.count()) == (400, 400)
