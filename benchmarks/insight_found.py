"""Are planted things found, and what is found that was not planted? Over planned years, without a database.

The fault: `answerback.insight.changes`, asked every day as the product asks it. Campaigns: the joining engine of
`answerback.findings.campaigns`, fed report by report; a group is found as the product finds it (`PEOPLE` distinct
people `WITHIN` days). A group is false when fewer than half of its members at that moment belong to one planted
campaign.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from statistics import median

from answerback.insight.changes import Change, changes
from answerback.ops.history.calls import ZONE
from answerback.ops.history.people import LANYUE, QINGTAN
from answerback.ops.history.plan import RAIL_CODES, plan
from answerback.ops.history.planting import planted
from answerback.ops.history.shapes import FaultPlan, Matter, Order

UNTIL = datetime(2026, 11, 21, tzinfo=UTC)
STILL_TRUE = timedelta(weeks=3)
"""After the repaired version comes out people have the faulty one for so long."""


def faults(callbacks: int, seeds: int) -> None:
    """Days from the release to the finding, per family; false alarms in a year of both wallets."""
    took: dict[str, list[int]] = {"rail": [], "screen": []}
    false: Counter[str] = Counter()
    for seed in range(seeds):
        order = Order(seed, callbacks, UNTIL)
        matters = list(plan(order))
        fault = planted(order).fault
        first: dict[str, int] = {}
        for wallet in (LANYUE, QINGTAN):
            for one in changes(
                _families(matters, wallet), since=UNTIL.date() - timedelta(days=365), until=UNTIL.date()
            ):
                if fault and wallet == fault.wallet and _is_the_fault(one, fault):
                    first.setdefault(one.family, (one.found_on - fault.since).days)
                else:
                    false[f"{one.family}.{one.member}"] += 1
        for family, days in first.items():
            took[family].append(days)
    for family, found in took.items():
        when = (
            f"median {median(found):.0f} days after the release, {min(found)}–{max(found)}" if found else "–"
        )
        print(f"| {callbacks} | {family} | {len(found)} of {seeds} | {when} |")
    print(f"false alarms: {sum(false.values())} in {seeds} years ({dict(false)})")


def _families(matters: list[Matter], wallet: str) -> dict[str, dict[str, Counter[date]]]:
    """As the counts have them: by the codes of the answers, on the day of the talk."""
    found: dict[str, dict[str, Counter[date]]] = {
        "rail": defaultdict(Counter),
        "screen": defaultdict(Counter),
    }
    for matter in matters:
        if matter.wallet == wallet and matter.talk:
            day = matter.talk.ended_at.astimezone(ZONE).date()
            if matter.rail and wallet == LANYUE:
                found["rail"][RAIL_CODES[matter.rail]][day] += 1
            for screen in matter.hard_screens:
                found["screen"][screen][day] += 1
    return {family: members for family, members in found.items() if members}


def _is_the_fault(one: Change, fault: FaultPlan) -> bool:
    lasts = fault.since <= one.found_on <= fault.until + STILL_TRUE
    return lasts and one.member in (RAIL_CODES[fault.rail], fault.screen)


def campaigns(callbacks: int, seeds: int) -> None:
    """Reports until found, for each planted campaign; false groups; how pure and how whole the found ones are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    import django

    django.setup()
    reports, missed, false, free, pairs = [], 0, 0, 0, Counter[str]()
    for seed in range(seeds):
        order = Order(seed, callbacks, UNTIL)
        told = sorted((one for one in plan(order) if one.hazard), key=lambda one: one.requested_at)
        free += sum(not one.hazard.campaign for one in told if one.hazard)
        for wallet in (LANYUE, QINGTAN):
            found, wrong, grouped = _play([one for one in told if one.wallet == wallet])
            reports += found.values()
            false += wrong
            missed += sum(one.wallet == wallet and one.code not in found for one in planted(order).campaigns)
            pairs += grouped
    print(
        f"{callbacks} callbacks, {seeds} years, {len(reports) + missed} planted campaigns, {free} independent reports"
    )
    if reports:
        print(
            f"found {len(reports)}, with report number {median(reports):.0f} at the median,"
            f" {min(reports)}–{max(reports)}"
        )
    print(
        f"missed {missed}; false groups {false}, {1000 * false / max(1, free):.2f} for 1000 independent reports"
    )
    both, ours, theirs = pairs["both"], pairs["joined"], pairs["true"]
    print(
        f"pairs: precision {both / max(1, ours):.3f} of {ours}, recall {both / max(1, theirs):.3f} of {theirs}"
    )


def _play(told: list[Matter]) -> tuple[dict[str, int], int, Counter[str]]:
    """One wallet's year: {campaign: which of its reports found it}, false groups, and the pairs at the end."""
    from answerback.findings.campaigns.found import PEOPLE, WITHIN
    from answerback.findings.campaigns.joining.board import Board

    board, by_name, seen = Board(), {str(one.number): one for one in told}, Counter[str]()
    found: dict[str, int] = {}
    judged: set[str] = set()
    false = 0
    for matter in told:
        name = str(matter.number)
        board.add(name, _traits(matter))
        campaign = matter.hazard.campaign if matter.hazard else ""
        seen[campaign] += 1
        group = board.group_of[name]
        members = [by_name[one] for one, its in board.group_of.items() if its == group]
        recent = [one for one in members if matter.requested_at - one.requested_at < WITHIN]
        if group in judged or len({one.person.number for one in recent}) < PEOPLE:
            continue
        judged.add(group)
        whose, most = Counter(one.hazard.campaign for one in recent if one.hazard).most_common(1)[0]
        if whose and most * 2 > len(recent):
            found.setdefault(whose, seen[whose])
        else:
            false += 1
    return found, false, _pairs(board.group_of, by_name)


def _traits(matter: Matter) -> object:
    from answerback.findings.campaigns.joining.identify import identifiers
    from answerback.findings.campaigns.joining.traits import traits

    words = matter.hazard.words if matter.hazard else ""
    return traits(words, identifiers(words), key=b"bench", blind=lambda spelled: spelled)


def _pairs(group_of: dict[str, str], by_name: dict[str, Matter]) -> Counter[str]:
    """Pairs that were joined, that belong together, and both; independent reports belong to nobody."""
    joined, true, both = Counter(group_of.values()), Counter[str](), Counter[tuple[str, str]]()
    for name, group in group_of.items():
        hazard = by_name[name].hazard
        if hazard and hazard.campaign:
            true[hazard.campaign] += 1
            both[(group, hazard.campaign)] += 1
    return Counter(joined=_sum(joined.values()), true=_sum(true.values()), both=_sum(both.values()))


def _sum(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
