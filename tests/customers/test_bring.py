from datetime import timedelta

import pytest

from answerback.customers import consent
from answerback.customers.bring import VersionChanged, bring
from answerback.customers.data import ConsentData, CustomerData, NumberData, OnlyAnInstallation
from answerback.customers.faults import Fault, Invalid
from answerback.customers.models import Customer, Language, PhoneNumber, Purpose, Stop
from answerback.customers.queries import by_number, consents_of, find, numbers_of
from answerback.journal.models import Entry
from answerback.wallets.models import Wallet
from tests.customers.cast import BACKEND, LAST_YEAR, NOON, NUMBER, OTHER_NUMBER, full_data

LATER = NOON + timedelta(hours=1)


def kinds_written() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("kind", flat=True))


def test_a_new_customer_is_kept_whole(lanyue: Wallet) -> None:
    brought = bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON)

    found = find(lanyue, "u-1001")
    assert found is not None
    assert (brought.created, brought.changed, brought.version) == (True, True, 1)
    assert (found.name, found.language, found.zone, found.version) == ("苏晴", "zh-hans", "Asia/Shanghai", 1)
    assert [(n.e164, n.last_two, n.verified_at, n.changed_at) for n in numbers_of(found)] == [
        (NUMBER, "21", LAST_YEAR, None)
    ]
    assert [(c.purpose, c.granted_at) for c in consents_of(found)] == [("service", LAST_YEAR)]


def test_bringing_the_same_again_changes_and_writes_nothing(lanyue: Wallet) -> None:
    bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON)
    before = kinds_written()

    again = bring(lanyue, "u-1001", full_data(), by=BACKEND, at=LATER)

    assert (again.created, again.changed, again.version) == (False, False, 1)
    assert kinds_written() == before


def test_a_name_or_number_is_nowhere_in_the_database_in_the_clear(lanyue: Wallet) -> None:
    from django.db import connection

    bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON)

    with connection.cursor() as cursor:
        rows = []
        for table in ("customers_customer", "customers_phonenumber", "journal_entry", "journal_payload"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows += cursor.fetchall()
    stored = b"".join(
        bytes(cell) if isinstance(cell, memoryview) else repr(cell).encode() for row in rows for cell in row
    )
    assert len(rows) > 2
    assert NUMBER[3:].encode() not in stored
    assert "苏晴".encode() not in stored


def test_a_number_seen_for_the_first_time_on_a_known_customer_counts_as_changed_now(lanyue: Wallet) -> None:
    bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON)

    brought = bring(lanyue, "u-1001", full_data(OTHER_NUMBER), by=BACKEND, at=LATER)

    assert [(n.e164, n.changed_at) for n in numbers_of(brought.customer)] == [(OTHER_NUMBER, LATER)]
    assert [n.retired_at for n in PhoneNumber.objects.for_wallet(lanyue).filter(last_two="21")] == [LATER]
    assert kinds_written()[-2:] == ["customer.number_changed", "customer.changed"]


def test_repeating_a_changed_number_does_not_make_it_young_again(lanyue: Wallet) -> None:
    bring(lanyue, "u-1001", full_data(), by=BACKEND, at=NOON)
    bring(lanyue, "u-1001", full_data(OTHER_NUMBER), by=BACKEND, at=LATER)

    again = bring(lanyue, "u-1001", full_data(OTHER_NUMBER), by=BACKEND, at=LATER + timedelta(days=4))

    assert [n.changed_at for n in numbers_of(again.customer)] == [LATER]


def test_every_number_on_file_is_found_by_its_owner_in_its_own_wallet_only(
    customer: Customer, stranger: Customer
) -> None:
    assert by_number(customer.wallet, "170 0000 0021") == [customer]
    assert by_number(stranger.wallet, "170 0000 0021") == []
    assert by_number(customer.wallet, "not a number") == []


def test_another_version_than_the_stored_one_is_refused_and_nothing_is_written(lanyue: Wallet) -> None:
    bring(lanyue, "u-1001", full_data(), if_match=0, by=BACKEND, at=NOON)

    with pytest.raises(VersionChanged):
        bring(lanyue, "u-1001", CustomerData(name="别人"), if_match=7, by=BACKEND, at=LATER)

    found = find(lanyue, "u-1001")
    assert found is not None
    assert (found.name, found.version) == ("苏晴", 1)


def test_all_faults_are_told_at_once_and_nothing_is_written(lanyue: Wallet) -> None:
    data = CustomerData(
        zone="Mars/Olympus",
        numbers=(
            NumberData("nowhere"),
            NumberData("110"),
            NumberData(NUMBER),
            NumberData("170 0000 0021"),
            NumberData(OTHER_NUMBER, changed_at=NOON + timedelta(days=1)),
        ),
    )

    with pytest.raises(Invalid) as refused:
        bring(lanyue, "u 1001", data, by=BACKEND, at=NOON)

    assert refused.value.faults == (
        Fault("/external_id", "malformed"),
        Fault("/zone", "not_a_zone"),
        Fault("/numbers/4/changed_at", "in_the_future"),
        Fault("/numbers/0/number", "not_a_number"),
        Fault("/numbers/1/number", "short_number"),
        Fault("/numbers/3/number", "twice"),
    )
    assert Customer.objects.for_wallet(lanyue).count() == 0


@pytest.mark.parametrize(
    ("external_id", "data"),
    [
        ("inst-7f3a", CustomerData(name="苏晴")),
        ("inst-7f3a", CustomerData(numbers=(NumberData(NUMBER),))),
        ("inst-7f3a", CustomerData(mail="su@example.org")),
        ("su@example.org", CustomerData()),
        (NUMBER, CustomerData()),
    ],
)
def test_a_self_custodial_wallet_refuses_whatever_names_a_person(
    qingtan: Wallet, external_id: str, data: CustomerData
) -> None:
    with pytest.raises(OnlyAnInstallation):
        bring(qingtan, external_id, data, by=BACKEND, at=NOON)

    assert Customer.objects.for_wallet(qingtan).count() == 0


def test_an_installation_of_a_self_custodial_wallet_needs_nothing_but_its_id(qingtan: Wallet) -> None:
    brought = bring(qingtan, "inst-7f3a", CustomerData(language=Language.EN), by=BACKEND, at=NOON)

    assert (brought.customer.name, brought.customer.language, numbers_of(brought.customer)) == ("", "en", [])


def test_a_yes_from_before_the_last_no_does_not_come_back(customer: Customer) -> None:
    consent.withdraw(customer, Purpose.SERVICE, by=BACKEND, at=LATER)

    bring(customer.wallet, "u-1001", full_data(), by=BACKEND, at=LATER + timedelta(days=1))

    assert list(consents_of(customer)) == []


def test_a_new_yes_after_the_no_counts(customer: Customer) -> None:
    consent.withdraw(customer, Purpose.SERVICE, by=BACKEND, at=LATER)
    again = ConsentData(Purpose.SERVICE, granted=True, at=LATER + timedelta(hours=1))

    bring(
        customer.wallet, "u-1001", CustomerData(consents=(again,)), by=BACKEND, at=LATER + timedelta(hours=2)
    )

    assert [c.granted_at for c in consents_of(customer)] == [again.at]


def test_the_wallets_own_list_may_stop_more_but_never_less(customer: Customer) -> None:
    bring(customer.wallet, "u-1001", CustomerData(stop=Stop.EVERYTHING), by=BACKEND, at=LATER)

    bring(customer.wallet, "u-1001", CustomerData(stop=Stop.NOTHING), by=BACKEND, at=LATER)

    found = find(customer.wallet, "u-1001")
    assert found is not None
    assert (found.stop, found.version) == (Stop.EVERYTHING, 2)
