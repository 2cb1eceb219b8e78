"""May we ring? Every refusal names its rule and the next allowed time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from answerback.callbacks.approve import approve
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.outcomes import AttemptOutcome
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.screen import Allowed, Refused, line_index, screen
from answerback.callbacks.states import AttemptState
from answerback.customers.models import Consent, Customer, PhoneNumber, Purpose, Stop
from answerback.storage.ids import new_id
from answerback.telephony.models import LineLock
from answerback.wallets.kinds import Calling, Line
from tests.cast import NOON, Cast, make_customer
from tests.story.acting import arrange

HOUR = timedelta(hours=1)


def fresh(callback: Callback) -> Callback:
    rows = Callback.objects.for_wallet(callback.wallet_id).select_related("customer", "wallet")
    found: Callback = rows.get(id=callback.id)
    return found


def change(cast: Cast, **fields: object) -> None:
    Customer.objects.for_wallet(cast.wallet).filter(id=cast.customer.id).update(**fields)


def change_number(cast: Cast, **fields: object) -> None:
    PhoneNumber.objects.for_wallet(cast.wallet).filter(customer=cast.customer).update(**fields)


def test_ordinary_callback_is_allowed_on_the_number_on_file(cast: Cast) -> None:
    number = PhoneNumber.objects.for_wallet(cast.wallet).get(customer=cast.customer)

    assert screen(arrange(cast), NOON) == Allowed(Line.SIMULATED, number)


def test_do_not_call_takes_effect_at_once_and_says_no_time(cast: Cast) -> None:
    callback = arrange(cast)
    change(cast, stop=Stop.EVERYTHING)

    assert screen(fresh(callback), NOON) == Refused(Rule.DO_NOT_CALL, None)


@pytest.mark.parametrize(
    ("stop", "purpose", "rule"),
    [
        (Stop.OFFERS, Purpose.SERVICE, None),
        (Stop.OFFERS, Purpose.MARKETING, Rule.DO_NOT_CALL),
        (Stop.ALL_BUT_SECURITY, Purpose.SERVICE, Rule.DO_NOT_CALL),
        (Stop.ALL_BUT_SECURITY, Purpose.SECURITY, None),
        (Stop.EVERYTHING, Purpose.SECURITY, Rule.DO_NOT_CALL),
    ],
)
def test_stop_level_spares_what_it_says(cast: Cast, stop: Stop, purpose: Purpose, rule: Rule | None) -> None:
    callback = arrange(cast, purpose=purpose)
    change(cast, stop=stop)
    verdict = screen(fresh(callback), NOON)

    assert (verdict.rule if isinstance(verdict, Refused) else None) == rule


def test_service_and_marketing_need_consents_of_their_own(cast: Cast) -> None:
    marketing = arrange(cast, purpose=Purpose.MARKETING)
    service = arrange(cast)
    Consent.objects.for_wallet(cast.wallet).filter(purpose=Purpose.SERVICE).update(purpose=Purpose.MARKETING)

    assert isinstance(screen(fresh(marketing), NOON), Allowed)
    assert screen(fresh(service), NOON) == Refused(Rule.CONSENT_MISSING)


def test_calling_hours_are_the_users_own(cast: Cast) -> None:
    callback = arrange(cast)
    night = NOON + 12 * HOUR  # ten in the evening in Shanghai

    assert screen(fresh(callback), night) == Refused(
        Rule.CALLING_HOURS, datetime.fromisoformat("2026-11-24T01:00:00+00:00")
    )
    change(cast, zone="America/New_York")
    assert isinstance(screen(fresh(callback), NOON), Refused)
    assert isinstance(screen(fresh(callback), NOON + 13 * HOUR), Allowed)


def test_quiet_until_names_its_own_end(cast: Cast) -> None:
    callback = arrange(cast)
    change(cast, quiet_until=NOON + HOUR)

    assert screen(fresh(callback), NOON) == Refused(Rule.QUIET_UNTIL, NOON + HOUR)
    assert isinstance(screen(fresh(callback), NOON + HOUR), Allowed)


def test_appointment_is_not_rung_early(cast: Cast) -> None:
    callback = arrange(cast, appointment_at=NOON + HOUR)

    assert screen(fresh(callback), NOON) == Refused(Rule.APPOINTMENT, NOON + HOUR)


def test_number_that_changed_lately_waits_for_a_supervisor(cast: Cast) -> None:
    callback = arrange(cast)
    change_number(cast, sim_changed_at=NOON - 71 * HOUR)

    assert screen(fresh(callback), NOON) == Refused(Rule.NUMBER_FRESH, NOON + HOUR)
    approve(callback, cast.supervisor, by=cast.han_meimei, at=NOON)
    assert isinstance(screen(fresh(callback), NOON), Allowed)


def test_forwarded_number_waits_however_old_it_is(cast: Cast) -> None:
    callback = arrange(cast)
    change_number(cast, forwarding=True)

    assert screen(fresh(callback), NOON) == Refused(Rule.NUMBER_FRESH, None)


def test_unverified_number_is_never_rung(cast: Cast) -> None:
    callback = arrange(cast)
    change_number(cast, verified_at=None)

    assert screen(fresh(callback), NOON) == Refused(Rule.NO_NUMBER)


def test_phone_that_another_wallet_rings_is_left_alone(cast: Cast) -> None:
    callback = arrange(cast)
    number = PhoneNumber.objects.for_wallet(cast.wallet).get(customer=cast.customer)
    LineLock.objects.create(index=line_index(callback, number), intent_id=new_id(), taken_at=NOON)

    verdict = screen(fresh(callback), NOON)

    assert isinstance(verdict, Refused) and verdict.rule == Rule.ALREADY_ON_A_CALL


def test_unanswered_attempts_are_counted_per_person_not_per_row(cast: Cast) -> None:
    tried, waiting = arrange(cast), arrange(cast)
    Attempt.objects.create(
        wallet=cast.wallet, callback=tried, agent=cast.agent, number=1, line=Line.SIMULATED, intended_at=NOON - HOUR,
        state=AttemptState.ENDED, outcome=AttemptOutcome.NO_ANSWER,
    )  # fmt: skip

    verdict = screen(fresh(waiting), NOON)

    assert isinstance(verdict, Refused) and verdict.rule == Rule.ATTEMPTS_TODAY
    assert verdict.retry_at is not None and verdict.retry_at > NOON + 12 * HOUR


def test_our_own_silent_line_is_not_counted_against_the_customer(cast: Cast) -> None:
    callback = arrange(cast)
    Attempt.objects.create(
        wallet=cast.wallet, callback=callback, agent=cast.agent, number=1, line=Line.SIMULATED, intended_at=NOON - HOUR,
        state=AttemptState.ENDED, outcome=AttemptOutcome.LINE_SILENT,
    )  # fmt: skip

    assert isinstance(screen(fresh(callback), NOON), Allowed)


def test_wallet_that_calls_in_the_app_only_never_rings_a_phone(cast: Cast) -> None:
    cast.wallet.calling = Calling.IN_APP_ONLY
    cast.wallet.save()
    customer = make_customer(cast.wallet, "install-1", number="", name="")
    callback = arrange(cast)
    Callback.objects.for_wallet(cast.wallet).filter(id=callback.id).update(customer=customer)

    assert screen(fresh(callback), NOON) == Allowed(Line.IN_APP, None)
