"""The journal's payloads at rest: sealed, bound to their entries, re-sealed after a rotation."""

from datetime import timedelta

import pytest
from django.db import transaction

from answerback.journal.kinds import SYSTEM, Subject
from answerback.journal.models import Payload
from answerback.journal.payloads import Unreadable
from answerback.journal.read import payloads_of
from answerback.journal.seal import seal as seal_journal
from answerback.journal.verify import Fault, verify
from answerback.journal.write import write
from answerback.keys import ring as ring_module
from answerback.keys.models import Key
from answerback.keys.purposes import Purpose
from answerback.keys.reseal import reseal_step
from answerback.keys.rotate import destroy, rotate
from answerback.storage.ids import new_id
from tests.keys.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(clock, lanyue):
    """Two sealed entries with payloads, one of a wallet and one of the deployment."""
    with transaction.atomic():
        written = [tell(wallet) for wallet in (lanyue, None)]
    while seal_journal(at=NOON):
        pass
    return written


def tell(wallet):
    about = Subject("customer", new_id())
    return write("a.told", wallet_id=wallet, subject=about, by=SYSTEM, at=NOON, payload={"name": "王小明"})


def test_payload_stands_sealed_and_reads_back(entries):
    assert "王小明".encode() not in b"".join(bytes(one.octets) for one in Payload.objects.all())
    assert payloads_of(entries) == {entry.id: {"name": "王小明"} for entry in entries}
    assert verify().ok


def test_payload_put_into_another_entrys_row_does_not_open_and_is_found(entries):
    first, second = entries
    stolen = Payload.objects.get(entry_id=first.id).octets
    Payload.objects.filter(entry_id=second.id).update(octets=stolen)

    with pytest.raises(Unreadable):
        payloads_of([second])
    broken = verify().first_broken
    assert (broken.entry_id, broken.fault) == (second.id, Fault.PAYLOAD)


def test_payload_is_sealed_again_after_a_rotation_and_the_chain_verifies(entries, lanyue):
    before = bytes(Payload.objects.get(entry_id=entries[0].id).octets)
    old = Key.objects.get(purpose=Purpose.DATA, wallet_id=lanyue)
    rotate(Purpose.DATA, wallet_id=lanyue, by=SYSTEM, at=NOON, lead=timedelta(0))
    ring_module.forget()

    assert (reseal_step(at=NOON), reseal_step(at=NOON)) == (1, 0)
    destroy(old, by=SYSTEM, at=NOON)

    ring_module.forget()
    assert bytes(Payload.objects.get(entry_id=entries[0].id).octets)[:9] != before[:9]
    assert payloads_of(entries)[entries[0].id] == {"name": "王小明"}
    assert verify().ok
