"""Message authentication codes by purpose and wallet."""

import hmac
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from answerback.keys.mac import check, check_with, mac
from answerback.keys.purposes import Purpose
from answerback.keys.ring import now, ring

pytestmark = pytest.mark.django_db


def test_mac_is_hmac_sha256_under_a_key_derived_for_macs(lanyue):
    key = ring(Purpose.TICKET, lanyue).current(now())
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"answerback mac").derive(key.private)

    assert mac(Purpose.TICKET, lanyue, b"message") == hmac.new(derived, b"message", sha256).digest()


def test_mac_checks_for_its_own_message_purpose_and_wallet_only(lanyue, qingtan):
    code = mac(Purpose.TICKET, lanyue, b"message")

    assert check(Purpose.TICKET, lanyue, b"message", code)
    assert not check(Purpose.TICKET, lanyue, b"messages", code)
    assert not check(Purpose.TICKET, lanyue, b"message", code[:-1])
    assert not check(Purpose.TICKET, lanyue, b"message", b"")
    assert not check(Purpose.TICKET, qingtan, b"message", code)
    assert not check(Purpose.CODE, lanyue, b"message", code)


def test_mac_checks_with_a_ring_in_hand_and_no_database(lanyue, django_assert_num_queries):
    held, code = ring(Purpose.TICKET, lanyue), mac(Purpose.TICKET, lanyue, b"message")

    with django_assert_num_queries(0):
        assert check_with(held, b"message", code)
        assert not check_with(held, b"other", code)


def test_opened_key_never_shows_its_private_part(lanyue):
    key = ring(Purpose.TICKET, lanyue).current(now())

    assert "private" not in repr(key)
    assert repr(key.private) not in repr(key)
