"""A customer at the console: found whole or not at all, masked, changed as he says, erased when his id is typed."""

from __future__ import annotations

from django.urls import reverse

from answerback.customers.models import Customer, Purpose, Stop
from answerback.customers.queries import has_consent
from answerback.journal.models import Entry
from tests.console.cast import House


def page(house: House, name: str = "customer", customer: Customer | None = None) -> str:
    return reverse(f"console:{name}", args=[(customer or house.cast.customer).id])


def search(house: House, text: str) -> str:
    response = house.lead.post(reverse("console:customer_search"), {"q": text})
    return response.get("Location", "") or (
        "nobody" if "Nobody found" in response.content.decode() else "several"
    )


def test_customer_is_found_by_id_by_whole_number_and_by_nothing_less(house: House) -> None:
    own = page(house)

    found = [search(house, text) for text in ("user-1", "+86 170 0000 0001", "17000000001", "user", "0001")]

    assert found == [own, own, own, "nobody", "nobody"]


def test_number_of_another_wallets_customer_finds_nobody(house: House) -> None:
    assert search(house, "+8617000000031") == "nobody"


def test_page_masks_the_number_and_says_who_opened_it(house: House) -> None:
    text = house.lead.get(page(house)).content.decode()

    read = Entry.objects.filter(kind="customer.read", customer_id=house.cast.customer.id)
    assert ("•••• 01" in text, "17000000001" in text) == (True, False)
    assert [(one.actor_id, one.data) for one in read] == [(house.cast.supervisor.id, {"what": "record"})]


def test_page_opened_twice_in_an_hour_is_one_entry(house: House) -> None:
    client = house.lead
    for _time in range(2):
        client.get(page(house))

    assert Entry.objects.filter(kind="customer.read").count() == 1


def test_consent_is_given_and_taken_back(house: House) -> None:
    customer, client = house.cast.customer, house.lead
    agrees = []
    for answer in ("yes", "no"):
        client.post(page(house, "customer_consents"), {"purpose": "marketing", "agrees": answer})
        agrees.append(has_consent(customer, Purpose.MARKETING))

    assert agrees == [True, False]


def test_stop_level_holds_at_once(house: House) -> None:
    house.lead.post(page(house, "customer_stop"), {"stop": "everything"})

    house.cast.customer.refresh_from_db()
    assert house.cast.customer.stop == Stop.EVERYTHING


def test_quiet_is_read_on_the_customers_clock(house: House) -> None:
    day = "2027-01-04"
    response = house.lead.post(page(house, "customer_quiet"), {"until": f"{day}T09:30"})

    house.cast.customer.refresh_from_db()
    until = house.cast.customer.quiet_until
    assert (response.status_code, until and until.isoformat()) == (302, f"{day}T01:30:00+00:00")


def test_erasing_needs_the_very_id_of_this_customer(house: House) -> None:
    address = page(house, "customer_erasure")

    refused = house.lead.post(address, {"typed": "user-2"})
    kept = Customer.objects.get(id=house.cast.customer.id).erased_at
    done = house.lead.post(address, {"typed": "user-1"})

    erased = Customer.objects.get(id=house.cast.customer.id).erased_at
    assert (refused.status_code, kept, done.status_code, erased is None) == (422, None, 302, False)


def test_list_holds_no_name_and_no_number(house: House) -> None:
    text = house.lead.get(reverse("console:customers")).content.decode()

    assert ("user-1" in text, "王小明" in text, "17000000001" in text) == (True, False, False)


def test_export_cannot_run_as_a_formula_and_is_written_down(house: House) -> None:
    Customer.objects.filter(id=house.cast.customer.id).update(external_id="=HYPERLINK(1)")

    response = house.lead.get(reverse("console:customers") + "?export=csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()

    noted = Entry.objects.get(kind="list.exported")
    assert [line.split(",")[0] for line in lines[1:]] == ["user-2", "'=HYPERLINK(1)"]
    assert noted.data == {"list": "customers", "rows": 2}


def test_console_opens_no_more_customers_in_an_hour_than_the_policy_allows(house: House) -> None:
    wallet, others = house.cast.wallet, [house.cast.customer, house.cast.stranger]
    wallet.policies = {**wallet.policies, "reads_per_hour": 1}
    wallet.save(update_fields=["policies"])

    answers = [house.lead.get(page(house, customer=one)).status_code for one in (*others, others[0])]

    told = Entry.objects.filter(kind="agent.read_rate_exceeded")
    assert (answers, told.count()) == ([200, 429, 200], 1)
