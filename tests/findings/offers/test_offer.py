"""Two people stand behind an offer; its terms lie on a site of the wallet; it is used once per use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from answerback.findings.offers.approve import approve_offer, end_offer, step
from answerback.findings.offers.erase import erase_offers
from answerback.findings.offers.forget import forget_old
from answerback.findings.offers.models import Offer, Saying, Silent, Thanks, Use
from answerback.findings.offers.queries import Counts, counts_of
from answerback.findings.offers.refusals import (
    ApproverIsAuthor,
    AudienceWrong,
    DatesUnfit,
    NotADraft,
    NotAllowed,
    OfferMoved,
    TermsNotOurs,
    WordsMissing,
)
from answerback.findings.offers.use import use_offer
from answerback.findings.offers.write_offer import rewrite_offer, write_offer
from answerback.journal.write import SYSTEM
from answerback.storage.ids import new_id
from answerback.texts.refusals import SecretInText
from tests.cast import NOON, make_cast
from tests.findings.offers.acting import Call

if TYPE_CHECKING:
    from tests.findings.offers.acting import House

SEED = "legal winner thank year wave sausage worth useful legal winner thank yellow"


def write(house: House, **changes: object) -> Offer:
    return write_offer(house.cast.wallet, house.draft(**changes), by=house.cast.han_meimei, at=NOON)


def test_draft_is_said_only_after_somebody_else_approved_it(house: House) -> None:
    offer = write(house)

    with pytest.raises(ApproverIsAuthor):
        approve_offer(offer, if_version=1, by=house.cast.han_meimei, at=NOON)
    for _ in range(2):
        approve_offer(offer, if_version=1, by=house.approver, at=NOON)

    assert (offer.state, offer.approver) == ("approved", house.li_hua)
    assert len(house.entries("offer.approved")) == 1


def test_who_rewrote_it_last_is_its_author(house: House) -> None:
    offer = write(house)
    rewrite_offer(offer, house.draft(title_en="Free transfers"), if_version=1, by=house.approver, at=NOON)

    with pytest.raises(ApproverIsAuthor):
        approve_offer(offer, if_version=2, by=house.approver, at=NOON)
    with pytest.raises(OfferMoved):
        approve_offer(offer, if_version=1, by=house.cast.han_meimei, at=NOON)
    assert approve_offer(offer, if_version=2, by=house.cast.han_meimei, at=NOON).state == "approved"


def test_approved_words_never_change(house: House) -> None:
    offer = house.offer()
    with pytest.raises(NotADraft):
        rewrite_offer(offer, house.draft(title_en="Other"), if_version=1, by=house.cast.han_meimei, at=NOON)


def test_rewriting_the_same_changes_nothing_and_an_old_page_is_refused(house: House) -> None:
    offer = write(house)
    for version in (1, 9):
        rewrite_offer(offer, house.draft(), if_version=version, by=house.approver, at=NOON)
    assert (offer.version, offer.author) == (1, house.cast.supervisor)
    with pytest.raises(OfferMoved):
        rewrite_offer(offer, house.draft(title_en="Other"), if_version=9, by=house.approver, at=NOON)


def test_same_id_twice_is_one_offer(house: House) -> None:
    same = new_id()
    rows = [
        write_offer(house.cast.wallet, house.draft(), by=house.cast.han_meimei, at=NOON, offer_id=same)
        for _ in range(2)
    ]
    assert (rows[0], Offer.objects.count()) == (rows[1], 1)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title_zh": " "}, WordsMissing),
        ({"text_en": ""}, WordsMissing),
        ({"text_zh": SEED}, SecretInText),
        ({"valid_until": NOON}, DatesUnfit),
        ({"valid_from": NOON + timedelta(days=400)}, DatesUnfit),
        ({"audience": {"age": 30}}, AudienceWrong),
        ({"audience": {"days_at_least": 9, "days_at_most": 8}}, AudienceWrong),
        ({"audience": {"languages": "en"}}, AudienceWrong),
        ({"terms": "https://lanyue-pay.example/terms"}, TermsNotOurs),
        ({"terms": "https://lanyue.example@evil.example/terms"}, TermsNotOurs),
        ({"terms": "https://1anyue.example/terms"}, TermsNotOurs),
        ({"terms": ""}, TermsNotOurs),
        ({"terms": "https://lanyue.example/terms 或 https://evil.example"}, TermsNotOurs),
        ({"terms": "https://lanyue.example/t\u202eevil"}, TermsNotOurs),
        ({"terms": "https://lanyue.example\\@evil.example/"}, TermsNotOurs),
        ({"terms": "https://evil.example@lanyue.example/terms"}, TermsNotOurs),
        ({"terms": "hxxps://lanyue.example/terms"}, TermsNotOurs),
        ({"terms": "http://lanyue.example/terms"}, TermsNotOurs),
        ({"terms": "lanyue[.]example/terms"}, TermsNotOurs),
    ],
)
def test_offer_that_is_not_fit_to_be_said_is_refused(
    house: House, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        write(house, **changes)
    assert Offer.objects.count() == 0


def test_terms_are_read_in_any_spelling_of_the_host(house: House) -> None:
    assert write(house, terms="HTTPS://LANYUE.example/Terms").terms == "HTTPS://LANYUE.example/Terms"


def test_site_of_another_wallet_is_not_ours(house: House) -> None:
    other = make_cast("qingtan", "+8617000000031")
    other.wallet.website = "https://qingtan.example"
    other.wallet.save()
    with pytest.raises(TermsNotOurs):
        write(house, terms="https://qingtan.example/terms")


def test_agents_strangers_and_machines_write_and_approve_nothing(house: House) -> None:
    other, offer = make_cast("qingtan", "+8617000000031"), write(house)
    for by in (house.cast.li_lei, other.han_meimei, SYSTEM, house.cast.user):
        with pytest.raises(NotAllowed):
            write_offer(house.cast.wallet, house.draft(), by=by, at=NOON)
        with pytest.raises(NotAllowed):
            approve_offer(offer, if_version=1, by=by, at=NOON)


def test_offer_ends_by_its_last_day_or_by_hand_once(house: House) -> None:
    over = house.offer(valid_until=NOON + timedelta(days=1))
    by_hand = house.offer()

    for _ in range(2):
        end_offer(by_hand, by=house.cast.han_meimei, at=NOON)

    assert [step(NOON + timedelta(days=days)) for days in (0, 1, 1)] == [0, 1, 0]
    over.refresh_from_db()
    assert (over.state, by_hand.state, len(house.entries("offer.ended"))) == ("ended", "ended", 2)


def test_use_counts_once_and_belongs_to_who_heard_it(house: House) -> None:
    offer, machine = house.offer(), SYSTEM
    call = Call.begun(house).says(t_offer="yes", t_offer_what="interested")
    later = NOON + timedelta(days=2)

    news = [
        use_offer(offer, customer, use_id=use_id, by=machine, at=later).is_new
        for customer, use_id in (
            (house.cast.customer, "fee-1"),
            (house.cast.customer, "fee-1"),
            (house.cast.stranger, "fee-2"),
        )
    ]

    assert news == [True, False, True]
    assert counts_of(offer) == Counts(shown=1, said=1, accepted=1, refused=0, used=1, used_unheard=1)
    assert [one["callback"] for one in house.entries("offer.used")] == [str(call.callback.id), None]


def test_erased_person_leaves_no_row_and_the_offer_stays(house: House) -> None:
    offer = house.offer()
    Call.begun(house).says(t_offer="yes", t_offer_what="interested").to_the_end()
    use_offer(offer, house.cast.customer, use_id="fee-1", by=SYSTEM, at=NOON + timedelta(days=1))

    erased = [erase_offers(house.cast.wallet, customer_id=house.cast.customer.id) for _ in range(2)]

    assert erased == [3, 0]
    assert [model.objects.count() for model in (Use, Saying, Silent, Thanks, Offer)] == [0, 0, 0, 0, 1]


def test_what_a_user_heard_is_forgotten_with_the_records_of_calls(house: House) -> None:
    house.offer()
    Call.begun(house).says(t_offer="yes", t_offer_what="later").to_the_end()

    kept = NOON + timedelta(days=1095)

    assert forget_old(house.cast.wallet, at=kept) == 0
    assert forget_old(house.cast.wallet, at=kept + timedelta(days=1)) == 2
    assert forget_old(house.cast.wallet, at=kept + timedelta(days=1)) == 0


def test_what_guards_a_user_outlives_the_records_of_calls(house: House) -> None:
    offer = house.offer()
    house.cast.wallet.policies = {"retention_days": {"call_records": 30}}
    house.cast.wallet.save()
    Call.begun(house).says(t_offer="no").to_the_end()
    other = Call.begun(house, customer=house.cast.stranger)
    other.says(t_offer="yes", t_offer_what="later").to_the_end()

    forget_old(house.cast.wallet, at=NOON + timedelta(days=179))
    assert len(house.sayings()) == 2  # one refused, and both count towards the cap of an offer that goes on

    end_offer(offer, by=house.approver, at=NOON + timedelta(days=179))
    forget_old(house.cast.wallet, at=NOON + timedelta(days=181))
    assert house.sayings() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": NOON - timedelta(days=9)},
        {"state": "approved"},
        {"state": "ended"},
        {"most_per_person": 0},
    ],
)
def test_database_refuses_impossible_offers(house: House, changes: dict[str, object]) -> None:
    offer = write(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(id=offer.id).update(**changes)


def test_database_refuses_the_author_as_approver(house: House) -> None:
    offer = write(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(id=offer.id).update(approver_id=offer.author_id)
