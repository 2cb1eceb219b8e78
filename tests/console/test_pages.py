"""Every page of the console opens for the role it is for, in both languages, and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.console.cast import House

LEADS = (
    "home",
    "callbacks",
    "customers",
    "alarms",
    "promises",
    "requests",
    "events",
    "imports",
    "rules",
    "rule_new",
    "guides",
    "staff",
    "policies",
    "texts",
    "texts_findings",
    "insight",
    "journal",
    "wallboard",
    "wallboard_figures",
)
ADMINISTERS = (
    "home",
    "staff",
    "staff_new",
    "wallet",
    "policies",
    "texts",
    "texts_findings",
    "keys",
    "webhooks",
    "deliveries",
    "journal",
)


def statuses(client, names):
    return {name: client.get(reverse(f"console:{name}")).status_code for name in names}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_supervisor_opens_every_page_of_his_work(house: House, language: str) -> None:
    client = house.client(house.cast.supervisor, language)

    assert statuses(client, LEADS) == dict.fromkeys(LEADS, 200)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_administrator_opens_every_page_of_housekeeping(house: House, language: str) -> None:
    client = house.client(house.administrator, language)

    assert statuses(client, ADMINISTERS) == dict.fromkeys(ADMINISTERS, 200)


def test_agent_has_no_console(house: House) -> None:
    client = house.client(house.cast.agent)

    assert statuses(client, LEADS + ADMINISTERS) == dict.fromkeys(LEADS + ADMINISTERS, 403)


def test_administrator_sees_no_customer(house: House) -> None:
    personal = ("callbacks", "customers", "alarms", "promises", "requests", "events", "imports")

    assert statuses(house.admin, personal) == dict.fromkeys(personal, 403)


def test_supervisor_sees_no_key(house: House) -> None:
    closed = ("keys", "webhooks", "deliveries", "wallet", "staff_new")

    assert statuses(house.lead, closed) == dict.fromkeys(closed, 403)


def test_analyst_is_shown_the_wallboard_first(house: House) -> None:
    response = house.client(house.analyst).get(reverse("console:home"))

    assert (response.status_code, response["Location"]) == (302, reverse("console:wallboard"))


def test_navigation_names_only_what_the_role_may_open(house: House) -> None:
    page = house.lead.get(reverse("console:home")).content.decode()

    named = [reverse(f"console:{name}") in page for name in ("customers", "rules", "keys", "webhooks")]
    assert named == [True, True, False, False]
