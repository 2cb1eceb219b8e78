"""Offers and promises at the console: written, tried, approved by another, ended; who kept his word."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from answerback.findings.offers.models import Offer, Saying, Use
from answerback.findings.offers.queries import counts_of, offers_with_counts
from answerback.people.models import Role
from answerback.storage.ids import new_id
from answerback.tickets.kinds import Category
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import make_promise
from answerback.tickets.promise_break import step
from tests.cast import make_member
from tests.console.cast import now

if TYPE_CHECKING:
    from tests.console.cast import House


def form(**changes: object) -> dict[str, object]:
    today = now().date()
    return {
        "title_zh": "转账免手续费",
        "title_en": "No transfer fee",
        "text_zh": "本月转账免手续费。",
        "text_en": "Transfers cost no fee this month.",
        "terms": "https://lanyue.example/terms",
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=30)).isoformat(),
        "most_per_person": "1",
        "languages": ["zh-hans"],
        "days_at_least": "30",
    } | changes


def written(house: House) -> Offer:
    house.cast.wallet.website = "https://lanyue.example"
    house.cast.wallet.created_at = now() - timedelta(days=365)  # its site counts as published since then
    house.cast.wallet.save()
    assert house.lead.post("/console/offers/new", form()).status_code == 302
    found: Offer = Offer.objects.for_wallet(house.cast.wallet).get()
    return found


def test_offer_is_written_tried_approved_by_another_and_ended(house: House) -> None:
    offer = written(house)
    other = house.client(make_member(house.cast.wallet, Role.SUPERVISOR, "lihua", "李华", "Li Hua", "2002"))
    page = f"/console/offers/{offer.id}"

    own = house.lead.get(page).content.decode()
    assert ("0 of 0 people would hear it now." in own, "I have read it" in own) == (True, False)
    assert "Only in calls in: Chinese." in own
    assert "I have read it" in other.get(page).content.decode()
    assert "Offers to approve" in other.get("/console/").content.decode()

    codes = [
        house.lead.post(f"{page}/approval", {"version": "1"}).status_code,
        other.post(f"{page}/approval", {"version": "9"}).status_code,
        other.post(f"{page}/approval", {"version": "1"}).status_code,
    ]
    offer.refresh_from_db()
    assert (codes, offer.state) == ([409, 409, 302], "approved")
    assert other.post(f"{page}/end").status_code == 302
    offer.refresh_from_db()
    assert offer.state == "ended"
    assert "No transfer fee" in other.get("/console/offers").content.decode()


def test_form_comes_back_with_the_reason(house: House) -> None:
    wrong = form(terms="https://evil.example/terms")
    answer = house.lead.post("/console/offers/new", wrong)
    assert (answer.status_code, Offer.objects.count()) == (422, 0)
    assert "must lie on a site that this wallet has published" in answer.content.decode()


def test_draft_is_rewritten_from_the_version_that_was_seen(house: House) -> None:
    offer = written(house)
    page = f"/console/offers/{offer.id}/words"

    codes = [
        house.lead.post(page, form(title_en="Free transfers", version="1")).status_code,
        house.lead.post(page, form(title_en="Other words", version="1")).status_code,
    ]

    offer.refresh_from_db()
    assert (codes, offer.title_en, offer.version) == ([302, 422], "Free transfers", 2)


def test_who_kept_his_word_is_counted_and_the_unexplained_need_a_person(house: House) -> None:
    cast, made = house.cast, now() - timedelta(days=5)
    ticket = open_ticket(cast.customer, category=Category.OTHER, by=cast.li_lei, at=made, origin="t")
    make_promise(ticket, text="查清楚后答复。", due_at=made + timedelta(days=1), by=cast.li_lei, at=made)
    step(now() - timedelta(days=2))

    home = house.lead.get("/console/").content.decode()
    listed = house.lead.get("/console/promises?which=unexplained").content.decode()

    promise = ticket.promises.get()
    assert (
        "Who answers for what we promised" in house.lead.get(f"/console/tickets/{ticket.id}").content.decode()
    )
    owners = [str(cast.supervisor.id), str(house.other.agent.id), "nobody"]
    codes = [
        house.lead.post(f"/console/promises/{promise.id}/owner", {"owner": owner}).status_code
        for owner in owners
    ]
    promise.refresh_from_db()
    assert (codes, promise.owner) == ([302, 404, 404], cast.supervisor)
    assert "Broken promises without a word" in home
    assert ("Broken, not explained" in listed, "How we kept our word" in listed) == (True, True)
    assert ticket.reference not in house.lead.get("/console/promises?which=all&kind=call").content.decode()


def test_list_of_offers_counts_as_each_page_does_in_one_query_for_all(house: House) -> None:
    first = written(house)
    for number in range(2):
        customer = house.cast.customer if number else house.cast.stranger
        saying = Saying.objects.create(
            wallet=house.cast.wallet, offer=first, customer=customer, callback_id=new_id(),
            conversation_id=new_id(), shown_at=now(), said_at=now(), reply="accepted" if number else "refused",
        )  # fmt: skip
        for use in range(3):
            Use.objects.create(
                wallet=house.cast.wallet, offer=first, customer=customer, saying=saying if use else None,
                use_id=f"{number}-{use}", used_at=now(),
            )  # fmt: skip

    one = offers_with_counts(house.cast.wallet).get()

    known = counts_of(first)
    assert (one.said, one.accepted, one.refused, one.used) == (2, 1, 1, 4)
    assert (known.said, known.accepted, known.refused, known.used, known.used_unheard) == (2, 1, 1, 4, 2)
    assert 'class="numeric">4<' in house.lead.get("/console/offers").content.decode().replace("\n", "")
