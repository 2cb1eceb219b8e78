"""The external line: the wallet's own dialer rings, its call centre reports, the user's page follows and says so."""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from answerback.callbacks import prove, reported, wrap_up
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import Outcome
from answerback.callbacks.prove import Checked
from answerback.callbacks.queries import facts_of, state_of
from answerback.callbacks.reported import Report, Taken
from answerback.callbacks.reported_refusals import (
    AgentBusy,
    AgentUnknown,
    AnotherCall,
    CallIsOver,
    NoExternalLine,
    NotVouchedFor,
    ReportTooOld,
)
from answerback.callbacks.states import State
from answerback.callbacks.status import Face
from answerback.customers.models import PhoneNumber, Stop
from answerback.journal.models import Entry
from answerback.journal.write import Actor
from answerback.live.verdict import judge
from answerback.people.models import Membership
from answerback.portal.shown import shown
from answerback.proofs.models import Proof
from answerback.storage.ids import new_id
from answerback.telephony.events import Cause
from answerback.telephony.models import ReportedCall
from tests.cast import NOON, Cast, make_cast, make_customer
from tests.story.acting import Clock, arrange

CENTRE = Actor("machine", new_id())
NUMBER = "+8617000000001"


@pytest.fixture(autouse=True)
def external(cast: Cast) -> None:
    cast.wallet.lines = ["external", "inapp"]
    cast.wallet.save()


def said(cast: Cast, event: str, at: datetime, **more: Any) -> Taken:
    heard = more.pop("heard", at)
    fields: dict[str, Any] = {
        "call_id": "call-1",
        "number": NUMBER,
        "agent": "1001",
        "event": event,
        "at": at,
    }
    return reported.report(cast.wallet, Report(**fields | more), by=CENTRE, at=heard)


def face(cast: Cast, at: datetime) -> Face:
    return state_of(cast.customer, at).face


def test_call_of_their_own_dialer_is_followed_proven_by_code_and_recorded(cast: Cast, clock: Clock) -> None:
    planned = arrange(cast)
    faces = [face(cast, clock.now)]

    said(cast, "ringing", clock.passes(1))
    faces.append(face(cast, clock.now))
    taken = said(cast, "answered", clock.passes(5))
    faces.append(face(cast, clock.now))
    assert taken.attempt is not None
    code = reported.code_of(taken.attempt, by=CENTRE, at=clock.now)
    assert prove.check(taken.attempt, code.sealed, by=cast.user, at=clock.passes(8)) == Checked.MATCHED
    faces.append(face(cast, clock.now))
    said(cast, "hung_up", clock.passes(60))
    faces.append(face(cast, clock.now))
    callback = (
        Callback.objects.for_wallet(cast.wallet).select_related("wallet", "customer").get(id=planned.id)
    )
    wrap_up.finish(callback, Outcome.SOLVED, by=cast.li_lei, at=clock.now)
    clock.passes(11)

    assert faces == [Face.ARRANGED, Face.RINGING, Face.CONNECTED, Face.TALKING, Face.ENDED]
    assert Callback.objects.for_wallet(cast.wallet).get(id=planned.id).state == State.DONE
    attempt = Attempt.objects.for_wallet(cast.wallet).get(callback=planned)
    assert (attempt.line, attempt.outcome, attempt.agent_id) == ("external", "spoke", cast.agent.id)


def test_every_face_of_a_reported_call_says_who_reported_it(cast: Cast, clock: Clock) -> None:
    told = []
    for event in ("ringing", "answered", "hung_up"):
        said(cast, event, clock.passes(2))
        told.append(shown(facts_of(cast.customer, clock.now), cast.customer, clock.now).reported)

    assert told == ["The wallet's own call centre reported this call; we do not see its line ourselves."] * 3


def test_signed_verdict_and_proof_name_the_call_centre_as_their_witness(cast: Cast, clock: Clock) -> None:
    taken = said(cast, "answered", clock.now)
    assert taken.attempt is not None
    before = Proof.objects.for_wallet(cast.wallet).count()
    code = reported.code_of(taken.attempt, by=CENTRE, at=clock.now)
    prove.check(taken.attempt, code.sealed, by=cast.user, at=clock.now)

    verdict = judge(
        facts_of(cast.customer, clock.now),
        fresh=True,
        issuer="answerback:lanyue",
        pairwise_id=cast.customer.pairwise_id,
        session="s",
        nonce="n",
        seq=1,
        at=clock.now,
    )
    proof = Proof.objects.for_wallet(cast.wallet).get()
    claims = [payload_of(token) for token in (verdict.jws, json.loads(proof.sealed)["token"])]
    assert before == 0
    assert (claims[0]["state"], claims[0]["witness"]) == ("talking", "reported")
    assert claims[1]["answerback"]["line"] == "external"


def payload_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_answered_call_never_confirms_itself(cast: Cast, clock: Clock) -> None:
    said(cast, "answered", clock.now)
    for _ in range(3):
        said(cast, "answered", clock.passes(20), heard=clock.now)

    assert face(cast, clock.now) is Face.CONNECTED


def test_event_told_twice_is_taken_once(cast: Cast, clock: Clock) -> None:
    first = said(cast, "ringing", clock.now)
    again = said(cast, "ringing", clock.passes(1))

    assert (first.is_new, again.is_new, first.call.id) == (True, False, again.call.id)
    assert Attempt.objects.for_wallet(cast.wallet).count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1), (0, 2, 1)])
def test_events_in_any_order_give_the_same_record(cast: Cast, clock: Clock, order: tuple[int, ...]) -> None:
    names = ("ringing", "answered", "hung_up")

    for place in order:
        at = NOON + timedelta(seconds=10 * place)
        reported.report(
            cast.wallet,
            Report(call_id="c", number=NUMBER, agent="1001", event=names[place], at=at),  # type: ignore[arg-type]
            by=CENTRE,
            at=NOON + timedelta(seconds=30),
        )

    attempt = Attempt.objects.for_wallet(cast.wallet).get()
    ended = NOON + timedelta(seconds=20)
    assert (attempt.state, attempt.ended_at) == ("ended", ended)
    assert face(cast, NOON + timedelta(seconds=30)) is Face.ENDED


def test_end_that_comes_first_waits_and_shows_nothing(cast: Cast, clock: Clock) -> None:
    taken = said(cast, "hung_up", clock.now)

    assert (taken.attempt, face(cast, clock.now)) == (None, Face.QUIET)


def test_busy_alone_is_news_that_somebody_else_is_on_the_line(cast: Cast, clock: Clock) -> None:
    said(cast, "hung_up", clock.now, cause=Cause.BUSY)

    assert face(cast, clock.now) is Face.ELSEWHERE


def test_event_after_the_end_is_refused_and_moves_nothing(cast: Cast, clock: Clock) -> None:
    said(cast, "ringing", clock.now)
    said(cast, "hung_up", clock.passes(5), cause=Cause.NO_ANSWER)

    with pytest.raises(CallIsOver):
        said(cast, "answered", clock.passes(5))

    assert face(cast, clock.now) is Face.ENDED


def test_strangers_number_is_refused_in_the_same_words_as_one_that_may_not_be_rung(
    cast: Cast, clock: Clock
) -> None:
    elsewhere = make_cast("second", "+8617000000031")
    cast.stranger.stop = Stop.EVERYTHING
    cast.stranger.save()
    numbers = ["+8617000000099", "+8617000000031", "+8617000000012", "not a number"]

    sentences: set[tuple[object, ...]] = set()
    for number in numbers:
        with pytest.raises(NotVouchedFor) as refused:
            said(
                cast, "ringing", clock.now, number=number, call_id=f"c{len(sentences)}-{number[-2:].strip()}"
            )
        sentences.add((refused.value.code, refused.value.sentence, refused.value.retry_at))

    assert len(sentences) == 1
    assert not Attempt.objects.for_wallet(elsewhere.wallet).exists()
    assert not ReportedCall.objects.for_wallet(cast.wallet).exists()
    kinds = Entry.objects.filter(wallet_id=cast.wallet.id, kind="leg.not_vouched_for").count()
    assert kinds == len(numbers)


def test_number_of_two_customers_needs_the_customers_name(cast: Cast, clock: Clock) -> None:
    sharing = make_customer(cast.wallet, "user-3", NUMBER)

    with pytest.raises(NotVouchedFor):
        said(cast, "ringing", clock.now)
    taken = said(cast, "ringing", clock.now, customer="user-3")

    assert taken.attempt is not None and taken.attempt.callback.customer_id == sharing.id


def test_call_outside_the_hours_of_the_person_is_not_vouched_for(cast: Cast, clock: Clock) -> None:
    clock.now = NOON + timedelta(hours=14)

    with pytest.raises(NotVouchedFor):
        said(cast, "ringing", clock.now)

    assert face(cast, clock.now) is Face.QUIET
    assert not Callback.objects.for_wallet(cast.wallet).exists()


def test_number_changed_an_hour_ago_is_not_vouched_for(cast: Cast, clock: Clock) -> None:
    PhoneNumber.objects.for_wallet(cast.wallet).update(changed_at=NOON - timedelta(hours=1))

    with pytest.raises(NotVouchedFor):
        said(cast, "ringing", clock.now)


def test_call_that_nobody_planned_becomes_a_follow_up(cast: Cast, clock: Clock) -> None:
    taken = said(cast, "ringing", clock.now)

    assert taken.attempt is not None
    assert (taken.attempt.callback.kind, taken.attempt.callback.state) == ("routine_follow_up", "dialling")


def test_agent_without_a_place_is_shown_by_the_name_reported_and_cannot_sign_in(
    cast: Cast, clock: Clock
) -> None:
    taken = said(cast, "ringing", clock.now, agent="", agent_label="坐席 7 号")
    again = said(cast, "answered", clock.now, agent="", agent_label="坐席 7 号")

    assert taken.attempt is not None and again.attempt is not None
    assert (taken.attempt.agent.name_zh, again.attempt.agent_id) == ("坐席 7 号", taken.attempt.agent_id)
    assert not taken.attempt.agent.person.has_usable_password()


def test_agent_without_a_desk_is_free_for_the_next_call_at_once(cast: Cast, clock: Clock) -> None:
    named = {"agent": "", "agent_label": "坐席 7 号"}
    first = said(cast, "answered", clock.now, **named)
    said(cast, "hung_up", clock.passes(30), outcome=Outcome.SOLVED, **named)

    second = said(cast, "ringing", clock.passes(1), call_id="call-2", number="+8617000000012", **named)
    said(
        cast, "hung_up", clock.passes(5), call_id="call-2", number="+8617000000012", cause=Cause.BUSY, **named
    )
    clock.passes(11)

    rows = Callback.objects.for_wallet(cast.wallet)
    assert first.attempt is not None and second.attempt is not None
    done, again = (rows.get(id=one.attempt.callback_id) for one in (first, second) if one.attempt)
    assert (done.state, done.outcome) == (State.DONE, "solved")
    assert again.state == State.PLANNED


def test_nameless_unknown_and_ended_agents_are_refused(cast: Cast, clock: Clock) -> None:
    taken = said(cast, "ringing", clock.now, agent="", agent_label="Desk 7")
    assert taken.attempt is not None
    Membership.objects.for_wallet(cast.wallet).filter(id=taken.attempt.agent_id).update(ended_at=clock.now)

    for named in ({"agent": ""}, {"agent": "9999"}, {"agent": "", "agent_label": "Desk 7"}):
        with pytest.raises(AgentUnknown):
            said(cast, "ringing", clock.now, call_id="call-2", **named)


def test_agent_who_is_held_by_another_customer_is_refused(cast: Cast, clock: Clock) -> None:
    said(cast, "ringing", clock.now)

    with pytest.raises(AgentBusy):
        said(cast, "ringing", clock.now, call_id="call-2", number="+8617000000012")


def test_agent_about_whom_an_alarm_waits_is_not_vouched_for(cast: Cast, clock: Clock) -> None:
    report = Report(call_id="c", number=NUMBER, agent="1001", event="ringing", at=clock.now)

    with pytest.raises(NotVouchedFor):
        reported.report(cast.wallet, report, by=CENTRE, at=clock.now, set_aside={cast.agent.id})


def test_call_id_stays_with_its_number(cast: Cast, clock: Clock) -> None:
    said(cast, "ringing", clock.now)

    with pytest.raises(AnotherCall):
        said(cast, "answered", clock.now, number="+8617000000012")


def test_old_news_and_news_from_the_future_are_refused_but_an_end_counts_late(
    cast: Cast, clock: Clock
) -> None:
    said(cast, "ringing", clock.now)
    for at in (clock.now - timedelta(minutes=3), clock.now + timedelta(minutes=1)):
        with pytest.raises(ReportTooOld):
            said(cast, "answered", at, heard=clock.now)

    late = reported.report(
        cast.wallet,
        Report(call_id="call-1", number=NUMBER, agent="1001", event="hung_up", at=clock.now),
        by=CENTRE,
        at=clock.now + timedelta(minutes=50),
    )

    assert late.attempt is not None and late.attempt.state == "ended"


def test_wallet_without_an_external_line_reports_nothing(cast: Cast, clock: Clock) -> None:
    cast.wallet.lines = ["simulator"]
    cast.wallet.save()

    with pytest.raises(NoExternalLine):
        said(cast, "ringing", clock.now)


def test_call_of_which_nothing_more_is_heard_does_not_stay_up(cast: Cast, clock: Clock) -> None:
    said(cast, "answered", clock.now)

    clock.now = NOON + timedelta(minutes=31)
    clock.passes(1)

    assert face(cast, clock.now) is Face.ENDED
