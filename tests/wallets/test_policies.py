"""Policies are typed, have house defaults and hard limits, and every change is in the journal."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from answerback.calling.caps import Caps
from answerback.calling.hours import Hours, Window
from answerback.calling.retries import Outcome
from answerback.journal.kinds import SYSTEM
from answerback.journal.models import Entry
from answerback.wallets.models import Wallet
from answerback.wallets.policies import Policies, Retained, parse, policies_of
from answerback.wallets.refusals import CapabilityImpossible, PolicyWrong, WalletIncomplete
from answerback.wallets.update import change_policies, update_wallet
from tests.wallets.conftest import AT


def test_nothing_stored_gives_the_house_defaults() -> None:
    policies = parse({})

    assert policies == Policies()
    assert (policies.undo_window, policies.number_age) == (timedelta(seconds=10), timedelta(hours=72))
    assert (policies.attachment_days, policies.word_codes, policies.ring_seconds) == (90, False, 30)


def test_what_is_stored_is_read_and_the_rest_stays_as_it_was() -> None:
    policies = parse(
        {
            "hours": {"windows": ["10:00-12:00"], "outer": "08:00-22:00"},
            "caps": {"per_day": 2, "gap_hours": 6},
            "retry": {"busy": [30]},
            "retention_days": {"attachments": 30},
            "freeze_on_secret_alarm": True,
        }
    )

    assert policies.hours == Hours(
        windows=(Window(time(10), time(12)),), rest_windows=(), outer=Window(time(8), time(22))
    )
    assert policies.caps == replace(Caps(), per_day=2, gap=timedelta(hours=6))
    assert policies.retry[Outcome.BUSY] == (timedelta(minutes=30),)
    assert policies.retry[Outcome.NO_ANSWER] == Policies().retry[Outcome.NO_ANSWER]
    assert policies.keeps(Retained.ATTACHMENTS) == timedelta(days=30)
    assert policies.keeps(Retained.NOTES) == Policies().keeps(Retained.NOTES)
    assert policies.freeze_on_secret_alarm is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no_such_policy", 1),
        ("undo_seconds", 121),
        ("undo_seconds", True),
        ("undo_seconds", "10"),
        ("ring_seconds", 9),
        ("word_codes", 1),
        ("hours", {"windows": ["9-12"]}),
        ("hours", {"windows": "09:00-12:00"}),
        ("hours", {"outer": None}),
        ("hours", {"outer": "07:00-23:00"}),
        ("hours", {"window": []}),
        ("hours", [1]),
        ("caps", {"per_day": 100}),
        ("retry", {"busy": [0]}),
        ("retry", {"bored": [5]}),
        ("retention_days", {"call_records": 29}),
        ("retention_days", None),
    ],
)
def test_a_value_out_of_its_limits_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(PolicyWrong) as refused:
        parse({field: value})

    assert refused.value.holes == {"field": field}


def test_changing_a_policy_tells_before_and_after_and_twice_only_once(lanyue: Wallet) -> None:
    for _ in range(2):
        change_policies(
            lanyue, changes={"undo_seconds": 20, "hours": {"windows": ["10:00-12:00"]}}, by=SYSTEM, at=AT
        )

    (entry,) = Entry.objects.filter(kind="policies.changed")
    assert entry.data == {
        "before": {"hours": None, "undo_seconds": None},
        "after": {"hours": {"windows": ["10:00-12:00"]}, "undo_seconds": 20},
    }
    lanyue.refresh_from_db()
    assert policies_of(lanyue).undo_seconds == 20


def test_none_returns_a_policy_to_its_default(lanyue: Wallet) -> None:
    change_policies(lanyue, changes={"undo_seconds": 20}, by=SYSTEM, at=AT)

    wallet = change_policies(lanyue, changes={"undo_seconds": None}, by=SYSTEM, at=AT)

    assert wallet.policies == {}


def test_a_refused_policy_changes_nothing(lanyue: Wallet) -> None:
    with pytest.raises(PolicyWrong):
        change_policies(lanyue, changes={"undo_seconds": 20, "caps": "many"}, by=SYSTEM, at=AT)

    lanyue.refresh_from_db()
    assert lanyue.policies == {}
    assert not Entry.objects.filter(kind="policies.changed").exists()


def test_updating_a_wallet_names_the_changed_fields(lanyue: Wallet) -> None:
    for _ in range(2):
        update_wallet(lanyue, changes={"name_en": "Lanyue", "zone": lanyue.zone}, by=SYSTEM, at=AT)

    assert [entry.data for entry in Entry.objects.filter(kind="wallet.changed")] == [{"fields": ["name_en"]}]


def test_an_update_must_leave_a_wallet_that_fits(qingtan: Wallet) -> None:
    with pytest.raises(CapabilityImpossible):
        update_wallet(qingtan, changes={"capabilities": ["freeze_account"]}, by=SYSTEM, at=AT)

    with pytest.raises(WalletIncomplete):
        update_wallet(qingtan, changes={"slug": "other"}, by=SYSTEM, at=AT)

    qingtan.refresh_from_db()
    assert (qingtan.capabilities, qingtan.slug) == ([], "qingtan")
