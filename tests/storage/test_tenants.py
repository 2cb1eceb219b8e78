"""Tenancy below the code: queries by wallet, and links that cannot cross from one wallet to another."""

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction

from answerback.customers.models import Consent, Customer, PhoneNumber
from answerback.storage.triggers import missing
from tests.cast import NOON, make_customer, make_wallet

pytestmark = pytest.mark.django_db


@pytest.fixture
def lanyue():
    return make_wallet("lanyue")


@pytest.fixture
def qingtan():
    return make_wallet("qingtan")


@pytest.fixture
def customer(lanyue):
    return make_customer(lanyue, "user-1")


@pytest.fixture
def stranger(qingtan):
    return make_customer(qingtan, "user-1")


def test_for_wallet_finds_this_wallets_rows_only(lanyue, qingtan, customer, stranger):
    assert list(Customer.objects.for_wallet(lanyue)) == [customer]
    assert list(Customer.objects.for_wallet(qingtan.id)) == [stranger]
    assert list(Customer.objects.filter(external_id="user-1").for_wallet(lanyue)) == [customer]


def consent_of(customer, wallet):
    return Consent(wallet=wallet, customer=customer, purpose="service", source="app", granted_at=NOON)


def test_row_cannot_name_another_wallets_row(lanyue, qingtan, customer, stranger):
    Consent.objects.all().delete()

    consent_of(customer, lanyue).save()
    with pytest.raises(IntegrityError, match="another wallet"), transaction.atomic():
        consent_of(stranger, lanyue).save()
    with pytest.raises(IntegrityError, match="another wallet"), transaction.atomic():
        Consent.objects.bulk_create([consent_of(stranger, lanyue)])

    assert list(Consent.objects.values_list("customer", flat=True)) == [customer.id]


@pytest.mark.parametrize("change", ["customer", "wallet"])
def test_row_cannot_be_moved_to_another_wallets_row(lanyue, qingtan, customer, stranger, change):
    values = {"customer": stranger} if change == "customer" else {"wallet": qingtan}

    with pytest.raises(IntegrityError, match="another wallet"), transaction.atomic():
        Consent.objects.filter(customer=customer).update(**values)

    assert Consent.objects.get(customer=customer).wallet_id == lanyue.id


def guards():
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'guard%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name for (name,) in cursor.fetchall())


def test_every_link_between_tenants_is_guarded():
    from answerback.journal.guards import append_only
    from answerback.storage.links import same_wallet

    wanted = sorted(trigger.full_name for trigger in [*append_only(), *same_wallet()])

    assert set(wanted) <= set(guards())
    assert "guard_customers_phonenumber_customer_id_insert" in wanted
    assert len(wanted) == len(set(wanted))


@pytest.mark.django_db(transaction=True)
def test_guards_return_after_a_table_was_rebuilt():
    before = guards()
    field = PhoneNumber._meta.get_field("last_two")
    wider = type(field)(max_length=4)
    wider.set_attributes_from_name("last_two")
    wider.model = PhoneNumber

    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default")
    with connection.schema_editor() as editor:
        editor.alter_field(PhoneNumber, field, wider)
    with connection.schema_editor() as editor:
        editor.alter_field(PhoneNumber, wider, field)
    without, gone = guards(), missing()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert (without, guards()) == ([], before)
    assert (set(gone), missing()) == (set(before), [])
