"""The figures' page says first what rises beyond chance and season."""

from __future__ import annotations

from datetime import date, timedelta

from answerback.insight.models import Count
from answerback.insight.slices import Slice
from tests.console.cast import House, now


def counted(house: House, member: str, day: date, n: int) -> Count:
    rest = dict.fromkeys(("bucket", "purpose", "kind", "agent", "language"), "*")
    return Count(wallet=house.cast.wallet, slice=Slice.SUM, day=day, measure=f"rail.{member}", n=n, **rest)


def days(house: House, *, bank_since_rise: int) -> None:
    """Half a year of payments that went wrong; three weeks ago those to a bank may have risen."""
    today = now().date()
    rows = []
    for ago in range(180):
        day = today - timedelta(days=ago)
        rows += [counted(house, "inside", day, 9), counted(house, "merchant", day, 6)]
        rows.append(counted(house, "bank", day, bank_since_rise if ago < 21 else 3))
    Count.objects.bulk_create(rows)


def test_payments_to_a_bank_that_go_wrong_more_often_than_usual_are_told(house: House) -> None:
    days(house, bank_since_rise=12)

    shown = house.lead.get("/console/insight").context["risen"]

    assert [(one.change.member, one.is_standing) for one in shown] == [("bank", True)]
    assert house.lead.get("/console/insight").content.decode().count(shown[0].sentence) == 1


def test_nothing_is_told_of_what_stays_as_it_was(house: House) -> None:
    days(house, bank_since_rise=3)

    page = house.lead.get("/console/insight")

    assert page.context["risen"] == ()
    assert "nothing rises" in page.content.decode()
