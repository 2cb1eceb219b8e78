"""A sealed text field: text in Python, octets in the database, opened for its own row only."""

import pytest
from django.core import serializers
from django.db import connection

from answerback.customers.models import Customer
from answerback.keys.envelope import CannotOpen
from answerback.keys.fields import Sealed
from tests.cast import make_customer, make_wallet

pytestmark = pytest.mark.django_db


@pytest.fixture
def wallet():
    return make_wallet("lanyue")


@pytest.fixture
def customer(wallet):
    return make_customer(wallet, "user-1", name="王小明")


def stored(customer):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM customers_customer WHERE external_id = %s", [customer.external_id])
        return bytes(cursor.fetchone()[0])


def test_sealed_text_reads_back_and_stands_sealed_in_the_database(customer):
    assert Customer.objects.get(id=customer.id).name == "王小明"
    assert "王小明".encode() not in stored(customer)
    assert len(stored(customer)) == 37 + len("王小明".encode())


def test_sealed_text_is_not_opened_before_it_is_read(customer):
    row = Customer.objects.get(id=customer.id)

    assert repr(row.__dict__["name"]) == "<sealed>"
    assert "王小明" not in repr(list(Customer.objects.values_list("name")))
    assert row.name == "王小明"


def test_sealed_text_that_was_not_read_is_saved_as_it_stood(customer):
    before = stored(customer)
    row = Customer.objects.get(id=customer.id)

    row.language = "en"
    row.save()

    assert stored(customer) == before


def test_sealed_text_is_changed_by_saving(customer):
    row = Customer.objects.get(id=customer.id)
    row.name = "李华"
    assert row.name == "李华"
    row.save(update_fields=["name"])

    assert Customer.objects.get(id=customer.id).name == "李华"


def test_empty_text_is_stored_as_nothing(wallet):
    customer = make_customer(wallet, "user-2", name="")

    assert (stored(customer), Customer.objects.get(id=customer.id).name) == (b"", "")


def test_sealed_text_works_deferred_refreshed_and_created_in_bulk(wallet, customer):
    assert Customer.objects.only("external_id").get(id=customer.id).name == "王小明"
    assert Customer.objects.only("name").get(id=customer.id).name == "王小明"
    customer.name = "x"
    customer.refresh_from_db()
    assert customer.name == "王小明"

    time = customer.created_at
    two = [
        Customer(wallet=wallet, external_id=name, name=name, created_at=time, updated_at=time)
        for name in "ab"
    ]
    Customer.objects.bulk_create(two)
    assert [Customer.objects.get(external_id=name).name for name in "ab"] == ["a", "b"]


@pytest.mark.parametrize("swap", ["row", "field", "wallet"])
def test_sealed_text_moved_elsewhere_does_not_open(wallet, customer, swap):
    other = make_customer(make_wallet("qingtan") if swap == "wallet" else wallet, "user-9")
    octets = Sealed(stored(customer))
    if swap == "field":
        number = customer.numbers.get()
        type(number).objects.filter(id=number.id).update(e164=octets)
        moved = lambda: customer.numbers.get().e164  # noqa: E731
    else:
        Customer.objects.filter(id=other.id).update(name=octets)
        moved = lambda: Customer.objects.get(id=other.id).name  # noqa: E731

    with pytest.raises(CannotOpen):
        moved()


def test_plain_text_never_reaches_the_column_past_its_row(customer):
    for attempt in (
        lambda: Customer.objects.filter(id=customer.id).update(name="李华"),
        lambda: Customer.objects.filter(name="王小明").count(),
        lambda: Customer.objects.bulk_update([customer], ["name"]),
    ):
        with pytest.raises(TypeError, match="sealed"):
            attempt()


def test_sealed_text_is_exported_sealed_and_imported_again(customer):
    text = serializers.serialize("json", Customer.objects.all())
    assert "王小明" not in text

    for imported in serializers.deserialize("json", text):
        imported.save()

    assert Customer.objects.get(id=customer.id).name == "王小明"
