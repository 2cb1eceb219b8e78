"""Owner, measures, follow-up, lateness and closing: each once, however often it is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerback.callbacks.models import Callback
from answerback.callbacks.screen import Allowed, Refused, screen
from answerback.callbacks.states import State as CallState
from answerback.customers.erase import erase
from answerback.customers.models import Consent, Stop
from answerback.findings.hazards import follow_up, late
from answerback.findings.hazards.by_hand import open_by_hand, open_in_call
from answerback.findings.hazards.close import close_hazard, withdraw_by_hand
from answerback.findings.hazards.do import HazardOver, NotYours, settle_measure
from answerback.findings.hazards.facts import Fact
from answerback.findings.hazards.forget import forget_old
from answerback.findings.hazards.from_alarm import raise_alarm, review_alarm
from answerback.findings.hazards.kinds import Cause, Kind, Level, MeasureState, SafeBy, State
from answerback.findings.hazards.measures import BY_CODE, BY_KIND, ready_for
from answerback.findings.hazards.models import Hazard, Measure
from answerback.findings.hazards.own import NotAnOwner, assign, hand_over
from answerback.findings.hazards.queries import overdue, without_owner
from answerback.findings.hazards.words import (
    SAY_KEY_KNOWN,
    WHY,
    WHY_KEY_KNOWN,
    WHY_TAKEN_IN,
    say_now,
    why_it_matters,
)
from answerback.journal.write import SYSTEM
from answerback.reports.models import Verdict
from answerback.storage.ids import new_id
from answerback.texts.refusals import SecretInText
from answerback.wallets.kinds import Capability, Custody
from tests.cast import NOON, Cast
from tests.findings.hazards.acting import Call, by_hand, entries
from tests.phrase import PHRASE

DAY = timedelta(days=1)


def measure(hazard: Hazard, code: str) -> Measure:
    return Measure.objects.for_wallet(hazard.wallet_id).get(hazard=hazard, code=code)


def again(hazard: Hazard) -> Hazard:
    return Hazard.objects.for_wallet(hazard.wallet_id).get(id=hazard.id)


def follow_ups(cast: Cast) -> list[Callback]:
    rows = Callback.objects.for_wallet(cast.wallet).filter(matter_id__startswith="hazard:")
    return list(rows.order_by("created_at"))


# Measures


def test_a_self_custodial_wallet_is_promised_no_freezing(cast: Cast) -> None:
    cast.wallet.custody, cast.wallet.capabilities = Custody.SELF_CUSTODIAL, []

    for kind in Kind:
        codes = {one.code for one in ready_for(kind, cast.wallet, list(Fact))}
        assert not codes & {"pause_account", "pause_yourself", "recall_transfer", "change_password"}
    theirs = {one.code for one in ready_for(Kind.SHARED_SECRET, cast.wallet, [])}
    assert theirs == {"new_wallet"}


def test_only_what_the_backend_can_do_is_a_measure(cast: Cast) -> None:
    def codes() -> set[str]:
        return {one.code for one in ready_for(Kind.FRAUD_LOSS, cast.wallet, [])}

    able = codes()
    cast.wallet.capabilities = [Capability.FREEZE_ACCOUNT.value]

    assert able - codes() == {"recall_transfer", "ask_platform"}


def test_every_kind_has_measures_and_every_measure_a_kind() -> None:
    assert set(BY_KIND) == set(Kind)
    assert {code for codes in BY_KIND.values() for code in codes} == set(BY_CODE)


def test_the_user_ticks_off_his_own_measure_once(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    own = measure(hazard, "change_password")

    for _twice in range(2):
        settle_measure(own, MeasureState.DONE, by=cast.user, at=NOON)

    assert (measure(hazard, "change_password").state, measure(hazard, "change_password").done_at) == (
        "done",
        NOON,
    )
    assert entries(cast, "hazard.measure_done") == [
        {"hazard": str(hazard.id), "measure": "change_password", "who": "user"}
    ]


def test_the_user_cannot_tick_off_ours(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)

    with pytest.raises(NotYours):
        settle_measure(measure(hazard, "watch_account"), MeasureState.DONE, by=cast.user, at=NOON)


def test_after_the_closing_nothing_is_ticked_off(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    close_hazard(hazard, safe_by=SafeBy.PASSWORD_CHANGED, by=cast.han_meimei, at=NOON)

    with pytest.raises(HazardOver):
        settle_measure(measure(hazard, "two_step_on"), MeasureState.DONE, by=cast.user, at=NOON)


# Owner


def test_a_grave_one_without_a_call_goes_to_the_supervisor_with_the_fewest(cast: Cast) -> None:
    assert by_hand(cast, Kind.SHARED_SECRET).owner == cast.supervisor


def test_a_light_one_waits_for_somebody(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SUSPICIOUS_MESSAGE)

    assert list(without_owner(cast.wallet)) == [hazard]
    for _twice in range(2):
        assign(hazard, owner=cast.supervisor, by=cast.han_meimei, at=NOON)
    assert list(without_owner(cast.wallet)) == []
    assert len(entries(cast, "hazard.assigned")) == 1


def test_who_does_not_handle_alarms_is_no_owner(cast: Cast) -> None:
    with pytest.raises(NotAnOwner):
        assign(by_hand(cast, Kind.MALWARE), owner=cast.agent, by=cast.han_meimei, at=NOON)


def test_after_the_call_a_grave_one_passes_from_the_agent_to_a_supervisor(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["call"], h_did=["told_code"])
    hazard = call.hazards(kind="shared_secret")[0]
    Callback.objects.filter(id=call.callback.id).update(state=CallState.TALKING)
    late.step(call.at)
    during = again(hazard).owner

    Callback.objects.filter(id=call.callback.id).update(state=CallState.DONE)
    late.step(call.at)

    assert (during, again(hazard).owner) == (cast.agent, cast.supervisor)


# Follow-up


def test_a_follow_up_is_a_security_callback_requested_once(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)

    assert [follow_up.step(NOON) for _twice in range(2)] == [1, 0]

    [callback] = follow_ups(cast)
    assert again(hazard).follow_up_callback_id == callback.id
    assert (callback.purpose, callback.guide, callback.not_before) == (
        "security",
        "routine_follow_up",
        NOON + 3 * DAY,
    )


def test_a_follow_up_is_due_at_an_hour_at_which_the_customer_may_be_rung(cast: Cast) -> None:
    midnight = NOON + timedelta(hours=12)
    by_hand(cast, Kind.SHARED_SECRET, midnight)

    follow_up.step(midnight)

    [callback] = follow_ups(cast)
    assert midnight + 3 * DAY < callback.not_before < midnight + 4 * DAY
    assert isinstance(screen(callback, callback.not_before), Allowed)


def test_it_needs_no_consent_but_is_screened_like_all(cast: Cast) -> None:
    Consent.objects.all().delete()
    by_hand(cast, Kind.SHARED_SECRET)
    follow_up.step(NOON)
    [callback] = follow_ups(cast)

    assert isinstance(screen(callback, NOON), Allowed)
    assert isinstance(screen(callback, NOON + timedelta(hours=15)), Refused)


def test_who_wants_no_call_gets_none(cast: Cast) -> None:
    cast.customer.stop = Stop.EVERYTHING
    cast.customer.save()
    by_hand(cast, Kind.SHARED_SECRET)

    assert (follow_up.step(NOON), follow_ups(cast)) == (0, [])


def test_two_hazards_of_one_person_are_followed_up_by_one_call(cast: Cast) -> None:
    by_hand(cast, Kind.SHARED_SECRET)
    by_hand(cast, Kind.UNKNOWN_LOGIN, at=NOON)

    assert follow_up.step(NOON) == 2
    assert len(follow_ups(cast)) == 1


def test_during_the_call_nothing_is_requested_for_the_answers_may_change(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    Callback.objects.filter(id=call.callback.id).update(state=CallState.TALKING)
    during = follow_up.step(call.at)
    call.says(h_did=["nothing"])
    Callback.objects.filter(id=call.callback.id).update(state=CallState.DONE)

    assert (during, follow_up.step(call.at), len(follow_ups(cast))) == (0, 1, 1)
    assert call.hazards(kind="shared_secret")[0].follow_up_callback_id is None


@pytest.mark.parametrize("how", ["closed", "withdrawn"])
def test_what_is_over_is_not_followed_up(cast: Cast, how: str) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    follow_up.step(NOON)

    for _twice in range(2):
        if how == "closed":
            close_hazard(hazard, safe_by=SafeBy.PASSWORD_CHANGED, by=cast.han_meimei, at=NOON)
        else:
            withdraw_by_hand(hazard, by=cast.han_meimei, at=NOON)

    assert [one.state for one in follow_ups(cast)] == [CallState.CANCELLED]
    assert follow_up.step(NOON) == 0


def test_a_call_that_another_hazard_waits_for_stays(cast: Cast) -> None:
    first, _second = by_hand(cast, Kind.SHARED_SECRET), by_hand(cast, Kind.SCREEN_SHARED)
    follow_up.step(NOON)

    close_hazard(first, safe_by=SafeBy.PASSWORD_CHANGED, by=cast.han_meimei, at=NOON)

    assert [one.state for one in follow_ups(cast)] == [CallState.PLANNED]


# Lateness


def test_a_late_measure_flags_its_hazard_once(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    late.step(NOON)
    before = again(hazard).late_since

    for _twice in range(2):
        late.step(NOON + 2 * DAY)

    assert (before, again(hazard).late_since) == (None, NOON + 2 * DAY)
    assert entries(cast, "hazard.overdue") == [
        {"hazard": str(hazard.id), "level": "high", "owner": str(cast.supervisor.id)}
    ]


def test_a_late_follow_up_flags_it_too(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    for one in Measure.objects.all():
        settle_measure(one, MeasureState.DONE, by=cast.han_meimei, at=NOON)

    rows = Hazard.objects.for_wallet(cast.wallet)
    assert (list(overdue(rows, NOON + 2 * DAY)), list(overdue(rows, NOON + 4 * DAY))) == ([], [hazard])


def test_what_is_done_in_the_end_is_late_no_more(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.UNLIMITED_APPROVAL)
    late.step(NOON + 2 * DAY)
    flagged = again(hazard).late_since

    settle_measure(measure(hazard, "revoke_approvals"), MeasureState.DONE, by=cast.user, at=NOON + 2 * DAY)
    late.step(NOON + 2 * DAY)

    assert (flagged, again(hazard).late_since) == (NOON + 2 * DAY, None)


# Closing


def test_the_first_closing_stands_and_says_what_made_it_safe(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)

    close_hazard(
        hazard, safe_by=SafeBy.PASSWORD_CHANGED, words="用户自己换了密码。", by=cast.han_meimei, at=NOON + DAY
    )
    close_hazard(hazard, safe_by=SafeBy.NO_HAZARD, by=cast.han_meimei, at=NOON + 2 * DAY)

    closed = again(hazard)
    assert (closed.state, closed.safe_by, closed.closing_words) == (
        "closed",
        "password_changed",
        "用户自己换了密码。",
    )
    assert (closed.closed_at, closed.closed_by) == (NOON + DAY, cast.supervisor)
    assert entries(cast, "hazard.closed") == [
        {"hazard": str(hazard.id), "kind": "shared_secret", "safe_by": "password_changed", "seconds": 86400}
    ]


def test_a_secret_in_the_closing_words_is_refused_and_it_stays_open(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)

    with pytest.raises(SecretInText):
        close_hazard(hazard, safe_by=SafeBy.MOVED_TO_NEW_WALLET, words=PHRASE, by=cast.han_meimei, at=NOON)

    assert again(hazard).state == State.OPEN


def test_what_was_closed_is_not_opened_by_the_same_answer(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code"])
    for hazard in call.hazards():
        close_hazard(hazard, safe_by=SafeBy.USER_INFORMED, by=cast.han_meimei, at=call.at)

    call.says(h_did=["told_code", "paid"])

    assert call.states() == {
        "suspicious_message": "closed",
        "shared_secret": "closed",
        "fraud_loss": "open",
    }


# By hand, and by alarm


def test_staff_open_one_by_hand_once_and_say_its_cause(cast: Cast) -> None:
    token = new_id()

    for _twice in range(2):
        open_by_hand(
            cast.customer,
            Kind.LOST_DEVICE,
            token=token,
            facts=[Fact.NO_BACKUP, Fact.APP_LOCK_OFF],
            cause=Cause.ATTACK,
            words="手机被抢。",
            by=cast.han_meimei,
            at=NOON,
        )

    [hazard] = Hazard.objects.for_wallet(cast.wallet)
    assert (hazard.cause, hazard.cause_rule, hazard.points, hazard.level) == ("attack", "staff", 65, "high")
    assert (hazard.words, hazard.source) == ("手机被抢。", "staff")


def test_what_the_guide_opened_is_the_same_one_by_hand(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_did=["told_code", "shared_screen"])

    points = call.hazards(kind="shared_secret")[0].points
    open_in_call(call.callback, Kind.SHARED_SECRET, by=cast.li_lei, at=call.at)
    assert call.hazards(kind="shared_secret")[0].points == points
    open_in_call(call.callback, Kind.LOST_DEVICE, by=cast.li_lei, at=call.at)
    call.says(h_loss=["no"])

    assert call.states() == dict.fromkeys(
        ["suspicious_message", "shared_secret", "screen_shared", "lost_device"], "open"
    )


def test_the_one_tap_alarm_is_a_hazard_once(cast: Cast) -> None:
    for _twice in range(2):
        alarm = raise_alarm(cast.customer, session_id=new_id(), by=cast.user, at=NOON)

    [hazard] = Hazard.objects.for_wallet(cast.wallet)
    assert (hazard.kind, hazard.source, hazard.ticket) == ("secret_asked", "alarm", alarm.ticket)
    assert (hazard.cause, hazard.level) == (Cause.ATTACK, Level.MEDIUM)


def test_another_hazard_within_ninety_days_raises_the_next_one(cast: Cast) -> None:
    first = by_hand(cast, Kind.SUSPICIOUS_CALL)
    tokens = [new_id(), new_id()]

    soon = open_by_hand(
        cast.customer, Kind.SUSPICIOUS_CALL, token=tokens[0], by=cast.han_meimei, at=NOON + 89 * DAY
    )
    Hazard.objects.filter(id=soon.id).delete()
    afterwards = open_by_hand(
        cast.customer, Kind.SUSPICIOUS_CALL, token=tokens[1], by=cast.han_meimei, at=NOON + 91 * DAY
    )

    assert (first.points, soon.points, afterwards.points) == (10, 20, 10)


# Forgetting


def test_erasing_the_customer_leaves_no_hazard(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["sms"], h_said="自称客服", h_did=["told_code"])

    erase(cast.customer, by=SYSTEM, at=call.at)

    assert (Hazard.objects.count(), Measure.objects.count()) == (0, 0)


def test_a_settled_hazard_is_forgotten_with_the_notes_and_an_open_one_never(cast: Cast) -> None:
    kept, settled = by_hand(cast, Kind.MALWARE), by_hand(cast, Kind.LOST_DEVICE)
    close_hazard(settled, safe_by=SafeBy.DEVICE_BACK, by=cast.han_meimei, at=NOON)

    early = forget_old(cast.wallet, at=NOON + 1094 * DAY)
    forget_old(cast.wallet, at=NOON + 1096 * DAY)

    assert (early, list(Hazard.objects.for_wallet(cast.wallet))) == (0, [kept])


# What follows from a review, from custody, from a call that was made


@pytest.mark.parametrize(
    ("verdict", "state", "safe_by"),
    [
        (Verdict.MISTAKEN, "closed", "no_hazard"),
        (Verdict.IMPOSTOR, "open", ""),
        (Verdict.CONFIRMED, "open", ""),
    ],
)
def test_an_alarm_reviewed_as_mistaken_closes_its_hazard_once(
    cast: Cast, verdict: Verdict, state: str, safe_by: str
) -> None:
    alarm = raise_alarm(cast.customer, session_id=new_id(), by=cast.user, at=NOON)
    follow_up.step(NOON)
    by, later = cast.han_meimei, NOON + timedelta(minutes=5)

    for _twice in range(2):
        review_alarm(alarm, verdict, reviewer=cast.supervisor, by=by, at=later)
    review_alarm(alarm, Verdict.MISTAKEN, reviewer=cast.supervisor, by=by, at=later)  # the first one stands
    raise_alarm(cast.customer, session_id=new_id(), by=cast.user, at=later)  # tapped again: the same alarm

    [hazard] = Hazard.objects.for_wallet(cast.wallet)
    assert (hazard.state, hazard.safe_by) == (state, safe_by)
    assert len(entries(cast, "hazard.closed")) == (state == "closed")
    assert [one.state for one in follow_ups(cast)] == ["cancelled" if state == "closed" else "planned"]


def test_what_turned_out_harmless_does_not_raise_the_next_one(cast: Cast) -> None:
    first = by_hand(cast, Kind.SUSPICIOUS_CALL)
    close_hazard(first, safe_by=SafeBy.NO_HAZARD, by=cast.han_meimei, at=NOON)

    later = open_by_hand(
        cast.customer, Kind.SUSPICIOUS_CALL, token=new_id(), by=cast.han_meimei, at=NOON + DAY
    )

    assert later.points == 10


def test_a_secret_of_a_self_custodial_wallet_is_urgent_however_it_is_opened(cast: Cast) -> None:
    cast.wallet.custody, cast.wallet.capabilities = Custody.SELF_CUSTODIAL, []
    cast.wallet.save()

    hazard = open_by_hand(cast.customer, Kind.SHARED_SECRET, token=new_id(), by=cast.han_meimei, at=NOON)

    assert (hazard.level, hazard.points) == (Level.URGENT, 100)
    assert (say_now(hazard), why_it_matters(hazard)) == (SAY_KEY_KNOWN, WHY_KEY_KNOWN)


def test_who_was_taken_in_is_not_praised_for_noticing(cast: Cast) -> None:
    noticed = by_hand(cast, Kind.SUSPICIOUS_MESSAGE, facts=[Fact.NOTHING_DONE])
    taken_in = by_hand(cast, Kind.SUSPICIOUS_MESSAGE, facts=[Fact.MONEY_GONE])

    assert (why_it_matters(noticed), why_it_matters(taken_in)) == (
        WHY[Kind.SUSPICIOUS_MESSAGE],
        WHY_TAKEN_IN,
    )


def test_after_its_call_a_follow_up_is_late_no_more(cast: Cast) -> None:
    hazard = by_hand(cast, Kind.SHARED_SECRET)
    follow_up.step(NOON)
    for one in Measure.objects.all():
        settle_measure(one, MeasureState.DONE, by=cast.han_meimei, at=NOON)
    rows, after = Hazard.objects.for_wallet(cast.wallet), NOON + 4 * DAY
    before = list(overdue(rows, after))

    Callback.objects.filter(matter_id=f"hazard:{hazard.id}").update(state=CallState.DONE)

    assert (before, list(overdue(rows, after))) == ([hazard], [])
    assert list(overdue(rows, NOON + 3 * DAY + timedelta(hours=11))) == []


def test_of_two_who_pass_a_hazard_on_one_does(cast: Cast, call: Call) -> None:
    call.says(h_contacts=["call"], h_did=["told_code"])
    first, second = (call.hazards(kind="shared_secret")[0] for _both in range(2))

    assert [hand_over(one, at=call.at) for one in (first, second)] == [True, False]
    assert len(entries(cast, "hazard.assigned")) == 1
