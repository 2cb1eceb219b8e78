"""Sealed data opens for the same wallet, purpose and context only, and shows every change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerback.keys.envelope import CannotOpen, binding
from answerback.keys.purposes import Purpose
from answerback.keys.seal import blind_index, blind_indexes, open_sealed, seal

pytestmark = pytest.mark.django_db

on_one_database = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@on_one_database
@given(plaintext=st.binary(max_size=200), context=st.binary(max_size=40))
def test_sealed_value_opens_and_is_never_the_same_twice(lanyue, plaintext, context):
    first, second = (seal(lanyue, Purpose.DATA, plaintext, context=context) for _ in range(2))

    assert first != second
    assert open_sealed(lanyue, Purpose.DATA, first, context=context) == plaintext
    assert len(first) == 1 + 8 + 12 + len(plaintext) + 16
    assert len(plaintext) < 4 or plaintext not in first


@on_one_database
@given(data=st.data())
def test_sealed_value_that_was_changed_anywhere_is_refused(lanyue, data):
    sealed = seal(lanyue, Purpose.DATA, b"+8617000000001", context=b"number")
    place = data.draw(st.integers(0, len(sealed) - 1))
    flip = data.draw(st.integers(1, 255))
    changed = sealed[:place] + bytes([sealed[place] ^ flip]) + sealed[place + 1 :]

    with pytest.raises(CannotOpen):
        open_sealed(lanyue, Purpose.DATA, changed, context=b"number")


@on_one_database
@given(kept=st.integers(0, 50))
def test_sealed_value_that_was_cut_off_is_refused(lanyue, kept):
    sealed = seal(lanyue, Purpose.DATA, b"+8617000000001", context=b"number")
    assert len(sealed) == 51

    with pytest.raises(CannotOpen):
        open_sealed(lanyue, Purpose.DATA, sealed[:kept], context=b"number")
    with pytest.raises(CannotOpen):
        open_sealed(lanyue, Purpose.DATA, sealed + b"x", context=b"number")


@on_one_database
@given(context=st.binary(max_size=20).filter(lambda one: one != b"number"))
def test_sealed_value_is_refused_in_another_context(lanyue, context):
    sealed = seal(lanyue, Purpose.DATA, b"secret", context=b"number")

    with pytest.raises(CannotOpen):
        open_sealed(lanyue, Purpose.DATA, sealed, context=context)


def test_sealed_value_is_refused_for_another_wallet_or_purpose(lanyue, qingtan):
    sealed = seal(lanyue, Purpose.DATA, b"secret", context=b"number")

    for wallet, purpose in ((qingtan, Purpose.DATA), (None, Purpose.DATA), (lanyue, Purpose.CODE)):
        with pytest.raises(CannotOpen):
            open_sealed(wallet, purpose, sealed, context=b"number")


def test_sealed_value_is_refused_when_the_key_of_another_wallet_is_written_into_it(lanyue, qingtan):
    sealed = seal(lanyue, Purpose.DATA, b"secret", context=b"number")
    theirs = seal(qingtan, Purpose.DATA, b"secret", context=b"number")

    with pytest.raises(CannotOpen):
        open_sealed(qingtan, Purpose.DATA, theirs[:9] + sealed[9:], context=b"number")


@given(one=st.lists(st.binary(max_size=6), max_size=4), other=st.lists(st.binary(max_size=6), max_size=4))
def test_binding_differs_whenever_its_parts_differ(one, other):
    assert (binding(*one) == binding(*other)) == (one == other)


def test_blind_index_is_stable_within_a_wallet_and_tells_nothing_across(lanyue, qingtan):
    number = "+8617000000001"

    index = blind_index(lanyue, number)

    assert index == blind_index(lanyue, number) == blind_indexes(lanyue, number)[0]
    others = {blind_index(qingtan, number), blind_index(None, number), blind_index(lanyue, "+8617000000002")}
    assert len({index, *others}) == 4
    assert len(index) == 64
