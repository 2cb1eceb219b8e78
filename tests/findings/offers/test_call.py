"""In a call: when an offer is said, when it is not, and what is counted."""

from datetime import timedelta

import pytest

from answerback.conversations.record import walk_of
from answerback.conversations.speak import speak
from answerback.customers.models import Stop
from answerback.customers.stop import stop
from answerback.findings.hazards.kinds import Kind as Hazard
from answerback.findings.hazards.kinds import Source
from answerback.findings.hazards.open import Found, open_hazard
from answerback.findings.offers.approve import end_offer
from answerback.findings.offers.kinds import Reply, Silence
from answerback.findings.offers.models import Silent
from answerback.findings.offers.queries import Counts, counts_of, heard_by, silences
from answerback.findings.offers.ready import why_silent
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from tests.cast import NOON
from tests.findings.offers.acting import Call, House, withdraw

OFFERED = {"t_offer", "t_offer_what"}


def reasons(house: House) -> list[str]:
    return list(Silent.objects.for_wallet(house.cast.wallet).values_list("reason", flat=True))


def test_user_without_trouble_hears_the_offers_own_words(house: House) -> None:
    offer = house.offer()

    call = Call.begun(house).says(t_offer="yes")

    assert call.shown().step.id == "t_offer_what"
    assert call.shown().prompt.startswith("本月转账免手续费。")
    assert [(one.offer, one.callback_id) for one in house.sayings()] == [(offer, call.callback.id)]


def test_english_call_says_the_english_words(house: House) -> None:
    house.offer()
    call = Call.begun(house, language="en").says(t_offer="yes")
    assert call.shown().prompt.startswith("Transfers cost no fee this month.")


@pytest.mark.parametrize(
    ("answers", "reply", "kinds"),
    [
        ({"t_offer": "yes", "t_offer_what": "interested"}, Reply.ACCEPTED, ["said", "accepted"]),
        ({"t_offer": "yes", "t_offer_what": "later"}, Reply.NONE, ["said"]),
        ({"t_offer": "yes", "t_offer_what": "no"}, Reply.REFUSED, ["said", "refused"]),
        ({"t_offer": "no"}, Reply.REFUSED, ["said", "refused"]),
        ({"t_offer": "declined"}, Reply.REFUSED, ["said", "refused"]),
    ],
)
def test_what_the_user_says_to_it_is_counted_once(
    house: House, answers: dict[str, str], reply: Reply, kinds: list[str]
) -> None:
    offer = house.offer()

    call = Call.begun(house).says(**answers)
    call.to_the_end()

    data = {"offer": str(offer.id), "callback": str(call.callback.id)}
    assert [one.reply for one in house.sayings()] == [reply]
    written = {kind: house.entries(f"offer.{kind}") for kind in ("said", "accepted", "refused")}
    assert written == {kind: [data] if kind in kinds else [] for kind in written}
    assert reasons(house) == []


def test_without_consent_nothing_is_offered_and_the_reason_is_counted(house: House) -> None:
    house.offer()
    withdraw(house.cast.customer)

    assert OFFERED.isdisjoint(Call.begun(house).to_the_end())
    assert (house.sayings(), reasons(house)) == ([], [Silence.NO_CONSENT])


def test_open_ticket_silences_the_offer(house: House) -> None:
    house.offer()
    open_ticket(
        house.cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=house.cast.li_lei, at=NOON, origin="x"
    )

    assert OFFERED.isdisjoint(Call.begun(house).to_the_end())
    assert reasons(house) == [Silence.OPEN_TROUBLE]


def test_trouble_told_in_this_very_call_silences_the_offer(house: House) -> None:
    house.offer()
    call = Call.begun(house).says(h_contacts="sms")

    assert OFFERED.isdisjoint(call.to_the_end())
    assert (house.sayings(), house.entries("offer.said")) == ([], [])
    assert reasons(house) == [Silence.OPEN_TROUBLE]


def test_call_about_something_wrong_offers_nothing_while_its_own_ticket_is_open(house: House) -> None:
    house.offer()
    call = Call.begun(house, kind="account_locked")
    call.callback.ticket = open_ticket(
        house.cast.customer, category=Category.ACCOUNT_LOCKED, by=house.cast.li_lei, at=NOON, origin="y"
    )
    call.callback.save()

    assert why_silent(call.ready()) == Silence.OPEN_TROUBLE


def test_open_hazard_silences_the_offer(house: House) -> None:
    house.offer()
    found = Found(Source.STAFF, origin="by hand")
    open_hazard(
        house.cast.customer, kind=Hazard.SUSPICIOUS_MESSAGE, found=found, by=house.cast.han_meimei, at=NOON
    )

    assert OFFERED.isdisjoint(Call.begun(house).to_the_end())
    assert reasons(house) == [Silence.OPEN_HAZARD]


def test_consent_withdrawn_while_the_offer_stands_on_the_screen_takes_it_off(house: House) -> None:
    house.offer()
    call = Call.begun(house).to("t_offer")

    stop(house.cast.customer, Stop.OFFERS, by=house.cast.user, at=call.at)

    assert call.shown().step.id == "t_thanks"
    assert why_silent(call.talk) == Silence.NO_CONSENT
    call.to_the_end()
    assert house.entries("offer.said") == []


def test_offer_ended_during_the_call_is_said_no_more(house: House) -> None:
    offer = house.offer()
    call = Call.begun(house).to("t_offer")

    end_offer(offer, by=house.cast.han_meimei, at=call.at)

    assert call.shown().step.id == "t_thanks"


def test_offer_for_one_language_falls_silent_when_the_call_goes_on_in_another(house: House) -> None:
    house.offer(audience={"languages": ["zh-hans"]})
    call = Call.begun(house).to("t_offer")
    assert call.shown().step.id == "t_offer"

    call.talk = speak(call.talk, "en", by=house.cast.li_lei, at=call.at)

    assert call.shown().step.id == "t_thanks"


def test_offer_whose_terms_lie_on_our_site_no_longer_is_said_no_more(house: House) -> None:
    house.offer()
    call = Call.begun(house).to("t_offer")

    house.cast.wallet.website = "https://moved.example"
    house.cast.wallet.save()

    assert call.shown().step.id == "t_thanks"


def test_after_a_refusal_nothing_is_offered_for_the_days_of_the_policy(house: House) -> None:
    house.offer(most_per_person=5)
    Call.begun(house).says(t_offer="no").to_the_end()

    soon = Call.begun(house, at=NOON + timedelta(days=179)).to_the_end()
    later = Call.begun(house, at=NOON + timedelta(days=181)).to_the_end()

    assert (OFFERED.isdisjoint(soon), OFFERED.isdisjoint(later)) == (True, False)
    assert reasons(house) == [Silence.REFUSED_LATELY]


def test_one_offer_is_said_to_one_person_as_often_as_it_allows(house: House) -> None:
    house.offer()
    Call.begun(house).says(t_offer="yes", t_offer_what="later").to_the_end()

    again = Call.begun(house, at=NOON + timedelta(days=100)).to_the_end()
    other = Call.begun(house, customer=house.cast.stranger).to_the_end()

    assert (OFFERED.isdisjoint(again), OFFERED.isdisjoint(other)) == (True, False)


def test_all_offers_together_are_capped_for_ninety_days(house: House) -> None:
    house.offer(most_per_person=9)
    for days in (0, 10):
        Call.begun(house, at=NOON + timedelta(days=days)).says(
            t_offer="yes", t_offer_what="later"
        ).to_the_end()

    third = Call.begun(house, at=NOON + timedelta(days=20)).to_the_end()
    after = Call.begun(house, at=NOON + timedelta(days=91)).to_the_end()

    assert (OFFERED.isdisjoint(third), OFFERED.isdisjoint(after)) == (True, False)
    assert silences(house.cast.wallet, since=NOON, until=NOON + timedelta(days=99)) == [
        (Silence.HEARD_ENOUGH, 1)
    ]


def test_drawing_the_page_again_holds_the_offer_once(house: House) -> None:
    offer = house.offer()
    call = Call.begun(house).to("t_offer")

    for _ in range(3):
        call.ready()

    assert len(house.sayings()) == 1
    assert counts_of(offer) == Counts(shown=1, said=0, accepted=0, refused=0, used=0, used_unheard=0)
    assert list(heard_by(house.cast.customer)) == []


def test_changed_mind_is_kept_and_said_is_written_once(house: House) -> None:
    offer = house.offer()
    call = Call.begun(house).says(t_offer="yes", t_offer_what="interested")
    step = walk_of(call.talk).guide.by_id["t_offer_what"]

    call.answer(step, "no")
    call.answer(step, "no")

    assert counts_of(offer) == Counts(shown=1, said=1, accepted=0, refused=1, used=0, used_unheard=0)
    assert len(house.entries("offer.said")) == 1


def test_answer_taken_back_is_written_so_that_it_counts_no_more(house: House) -> None:
    offer = house.offer()
    call = Call.begun(house).says(t_offer="yes", t_offer_what="interested")
    step = walk_of(call.talk).guide.by_id["t_offer_what"]

    call.answer(step, "later")
    call.answer(step, "later")

    said = {"offer": str(offer.id), "callback": str(call.callback.id)}
    assert counts_of(offer) == Counts(shown=1, said=1, accepted=0, refused=0, used=0, used_unheard=0)
    assert (house.entries("offer.accepted"), house.entries("offer.reply_withdrawn")) == ([said], [said])


def test_thanks_are_given_once_with_or_without_an_offer(house: House) -> None:
    call = Call.begun(house)
    call.to_the_end()
    step = walk_of(call.talk).guide.by_id["t_thanks"]
    call.answer(step, "")

    assert house.entries("thanks.given") == [{"callback": str(call.callback.id)}]
    assert reasons(house) == [Silence.NONE_IN_FORCE]


def test_thanks_of_every_ready_guide_carry_no_offer(house: House) -> None:
    guide = walk_of(Call.begun(house).talk).guide
    thanks = [step for step in guide.steps if step.thanks]
    assert [(step.id, step.offer, "{offer}" in step.prompt.zh + step.prompt.en) for step in thanks] == [
        ("t_thanks", False, False)
    ]
