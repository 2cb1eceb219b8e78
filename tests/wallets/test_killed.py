"""A process killed while it sends: the message goes out again under the same id, once, by whoever is left."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.db import connection

from answerback.journal.kinds import SYSTEM
from answerback.wallets import deliver, endpoints, outbox
from answerback.wallets.models import Delivery, Wallet
from answerback.wallets.sender import HttpSender
from tests.wallets.receiver import Receiver, listening

SENDER = """
import django; django.setup()
from datetime import datetime, UTC
from answerback.wallets.deliver import step
from answerback.wallets.sender import HttpSender
step(datetime.now(UTC), HttpSender(allow_loopback=True, total_seconds=60))
"""
PATIENCE_SECONDS = 30


def database_url() -> str:
    """The database of this very test, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["ANSWERBACK_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def wait_until_heard(receiver: Receiver, times: int) -> None:
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while len(receiver.heard) < times and time.monotonic() < ends_at:
        time.sleep(0.05)
    assert len(receiver.heard) == times


@pytest.mark.django_db(transaction=True)
def test_a_killed_sender_is_followed_by_another_under_the_same_id(lanyue: Wallet) -> None:
    now = datetime.now(UTC)
    with listening(Receiver(drip_seconds=20)) as receiver:
        endpoints.add_endpoint(lanyue, url=receiver.url, by=SYSTEM, at=now)
        outbox.queue(lanyue, "ticket.closed", {"reference": "K7-M2"}, at=now)
        environment = {
            **os.environ,
            "ANSWERBACK_DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "answerback.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        victim = subprocess.Popen([sys.executable, "-c", SENDER], env=environment)
        wait_until_heard(receiver, 1)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        receiver.drip_seconds = 0

        assert deliver.step(datetime.now(UTC), HttpSender(allow_loopback=True)) == 0
        later = datetime.now(UTC) + deliver.LEASE
        assert deliver.step(later, HttpSender(allow_loopback=True)) == 1

    first, second = ((headers["webhook-id"], body) for _, headers, body in receiver.heard)
    assert first == second
    delivery = Delivery.objects.for_wallet(lanyue).get()
    assert (delivery.state, delivery.attempts) == (Delivery.State.DELIVERED, 2)
