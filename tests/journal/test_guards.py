"""The database refuses what the models refuse, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from answerback.journal.models import Entry
from answerback.journal.seal import seal
from tests.journal.conftest import NOON

pytestmark = pytest.mark.django_db


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


FORBIDDEN = [
    "DELETE FROM journal_entry",
    "UPDATE journal_entry SET kind = 'other.kind'",
    "UPDATE journal_entry SET kind = 'other.kind', seq = 1, hash = 'x'",
    "UPDATE journal_entry SET customer_id = NULL, seq = 1, hash = 'x'",
    "UPDATE journal_entry SET seq = 1",
    "UPDATE journal_entry SET data = '{}', seq = 1, hash = 'x'",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_database_refuses_to_change_an_unsealed_entry(write_one, lanyue, statement):
    entry = write_one(lanyue, customer_id=lanyue, data={"n": 1})

    with pytest.raises(IntegrityError, match="append-only"):
        run(statement)

    assert Entry.objects.get() == entry


@pytest.mark.parametrize("statement", [*FORBIDDEN, "UPDATE journal_entry SET seq = 7, hash = 'y'"])
def test_database_refuses_to_change_a_sealed_entry(write_one, lanyue, statement):
    write_one(lanyue, customer_id=lanyue, data={"n": 1})
    seal(at=NOON)
    sealed = Entry.objects.values().get()

    with pytest.raises(IntegrityError, match="append-only"):
        run(statement)

    assert Entry.objects.values().get() == sealed


def test_database_refuses_to_change_a_payload_but_lets_it_go(write_one, lanyue):
    write_one(lanyue, payload={"note": "a"})

    with pytest.raises(IntegrityError, match="erased, never changed"):
        run("UPDATE journal_payload SET salt = octets")
    run("DELETE FROM journal_payload")
