"""A tick is good news: no verdict that leaves something to mend wears one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answerback.chains import Chain
from answerback.chains.approvals import Threat
from answerback.chains.sightings import Permission
from answerback.chains.triage import Case, Verdict, Who
from answerback.lookups.page_evidence import page_evidence
from answerback.lookups.tones import is_well, notice_of
from tests.chains.triage.cases import BOB, USDT, case, seen

SEEN = case(seen())
TOLD = case()
GRAVE = Threat("unlimited", Permission("erc20", BOB, USDT), None, chain=Chain.ETHEREUM)


def verdict(who: Who) -> Verdict:
    return Verdict("any", who, "")


@pytest.mark.parametrize("who", [one for one in Who if one is not Who.NOTHING_LOST])
def test_no_verdict_but_nothing_lost_is_good_news(who: Who) -> None:
    expected = "info" if who is Who.UNKNOWN else "care"
    assert (is_well(SEEN, verdict(who)), notice_of(verdict(who), SEEN)) == (False, expected)


@pytest.mark.parametrize(
    ("told", "notice"),
    [
        (SEEN, "done"),
        (TOLD, "info"),
        (replace(SEEN, approvals=(GRAVE,)), "info"),
        (replace(SEEN, approvals=(replace(GRAVE, is_grave=False),)), "done"),
    ],
)
def test_nothing_lost_is_good_news_only_where_a_chain_says_so_and_nobody_may_take_more(
    told: Case, notice: str
) -> None:
    assert notice_of(verdict(Who.NOTHING_LOST), told) == notice


def test_what_was_said_then_and_what_is_said_today_must_both_be_good() -> None:
    good, bad = verdict(Who.NOTHING_LOST), verdict(Who.PLATFORM)
    assert [is_well(SEEN, *pair) for pair in ((good, good), (good, bad), (bad, good))] == [True, False, False]


def test_final_has_a_tick_only_where_all_is_well() -> None:
    shown = [page_evidence(SEEN, is_well=well) for well in (True, False)]
    assert [(one.status, one.tone) for one in shown] == [
        ("Final", "done"),
        ("Final: it cannot be called back", "care"),
    ]
