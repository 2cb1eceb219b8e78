"""What is planted, and recorded so that it can be looked for: campaigns, one fault, and rises that are no fault."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from answerback.ops.history.people import LANYUE, QINGTAN
from answerback.ops.history.releases import release_days
from answerback.ops.history.seasons import SPRING_FESTIVALS
from answerback.ops.history.shapes import CampaignPlan, FaultPlan, Order, Planted
from answerback.ops.history.words import a_link, a_number, scams

CAMPAIGNS = 8
FAULTY_RELEASE = 5
FAULT_WEEKS = 6
FAULT_FACTOR = 4.0
"""While a person has the faulty version, payments over its rail fail so many times as often."""
CAMPAIGN_SHARE = 0.0006
"""The median campaign's reports for each callback of the year; from a third of it to three times as many."""
FEWEST_REPORTS = 6


def planted(order: Order) -> Planted:
    """Everything that is planted in this order's year."""
    dice = order.dice("planted")
    campaigns = tuple(_campaign(order, number, dice) for number in range(CAMPAIGNS))
    return Planted(campaigns, _fault(order), _seasons(order))


def _campaign(order: Order, number: int, dice: Random) -> CampaignPlan:
    wallet = LANYUE if number % 3 else QINGTAN
    language = "en" if number % 4 == 3 else "zh-hans"
    themes = sorted(scams()["themes"])
    size = max(FEWEST_REPORTS, round(order.callbacks * CAMPAIGN_SHARE * 3 ** dice.uniform(-1, 1)))
    lasts = dice.randrange(10, 40)
    start = order.until.date() - timedelta(days=dice.randrange(lasts + 8, 355))
    return CampaignPlan(
        code=f"campaign-{number}",
        wallet=wallet,
        theme=themes[number % len(themes)],
        language=language,
        numbers=tuple(a_number(dice) for _ in range(dice.choice((1, 1, 2, 3)))),
        links=tuple(a_link(dice) for _ in range(dice.choice((1, 1, 2)))),
        wording=tuple(dice.randrange(12) for _ in range(4)),
        noise=dice.choice((0.05, 0.15, 0.3)),
        days=tuple(sorted(_spread(start, lasts, dice) for _ in range(size))),
    )


def _spread(start: date, lasts: int, dice: Random) -> date:
    """Campaigns rise quickly and fade."""
    return start + timedelta(days=min(lasts - 1, int(dice.betavariate(1.6, 3.0) * lasts)))


def _fault(order: Order) -> FaultPlan:
    """From the release that brings it until the people have the repaired one."""
    releases = release_days(order.until.date())
    version, since = releases[FAULTY_RELEASE]
    return FaultPlan(
        wallet=LANYUE,
        version=version,
        since=since,
        until=since + timedelta(weeks=FAULT_WEEKS),
        rail="bank_transfer",
        screen="records",
        factor=FAULT_FACTOR,
    )


def _seasons(order: Order) -> tuple[tuple[str, date, date], ...]:
    """The rises of the year that are nobody's fault."""
    last = order.until.date()
    first = last - timedelta(days=365)
    found = [
        ("spring_festival", day - timedelta(days=8), day + timedelta(days=15)) for day in SPRING_FESTIVALS
    ]
    for year in (first.year, last.year):
        found.append(("singles_day", date(year, 11, 1), date(year, 11, 15)))
        found.append(("midyear_sale", date(year, 6, 17), date(year, 6, 19)))
    return tuple(one for one in found if first <= one[1] and one[2] <= last)
