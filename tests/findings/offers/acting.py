"""A routine call with a user who agreed to hear of offers, and an offer that 韩梅梅 wrote and 李雷's lead approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.conversations.begin import begin
from answerback.conversations.guide import Kind, Step
from answerback.conversations.install import install_guides
from answerback.conversations.models import Conversation
from answerback.conversations.queries import StepView, current_step, published_guide
from answerback.conversations.record import walk_of
from answerback.customers.models import Consent, Customer, Purpose
from answerback.findings import hear
from answerback.findings.hazards.queries import open_hazards
from answerback.findings.offers.approve import approve_offer
from answerback.findings.offers.models import Offer, Saying
from answerback.findings.offers.ready import circumstances_in, make_ready, offer_in
from answerback.findings.offers.standing import Standing, standing_in
from answerback.findings.offers.write_offer import Draft, write_offer
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from tests.cast import NOON, Cast, make_cast, make_member

CALM = ("no", "none", "nothing", "own", "app", "store", "yes", "paper")


@dataclass
class House:
    """The wallet, its people, and 李华, a second supervisor who approves."""

    cast: Cast
    li_hua: Membership

    @property
    def approver(self) -> Actor:
        return Actor("staff", self.li_hua.id)

    def draft(self, **changes: object) -> Draft:
        words = {
            "title_zh": "转账免手续费",
            "title_en": "No transfer fee",
            "text_zh": "本月转账免手续费。",
            "text_en": "Transfers cost no fee this month.",
            "terms": "https://lanyue.example/terms/fee",
            "valid_from": NOON - timedelta(days=1),
            "valid_until": NOON + timedelta(days=300),
            "audience": {},
        }
        return Draft(**words | changes)  # type: ignore[arg-type]

    def offer(self, **changes: object) -> Offer:
        """One in force."""
        written = write_offer(self.cast.wallet, self.draft(**changes), by=self.cast.han_meimei, at=NOON)
        return approve_offer(written, if_version=1, by=self.approver, at=NOON)

    def entries(self, kind: str) -> list[dict[str, object]]:
        rows = Entry.objects.for_wallet(self.cast.wallet).filter(kind=kind).order_by("id")
        return [entry.data for entry in rows]

    def sayings(self) -> list[Saying]:
        return list(Saying.objects.for_wallet(self.cast.wallet).order_by("shown_at", "id"))


def make_house() -> House:
    cast = make_cast()
    cast.wallet.website = "https://lanyue.example"
    cast.wallet.save()
    li_hua = make_member(cast.wallet, Role.SUPERVISOR, "lihua", "李华", "Li Hua", "2002")
    for customer in (cast.customer, cast.stranger):
        agree(customer)
    install_guides(cast.wallet, by=SYSTEM, at=NOON)
    return House(cast, li_hua)


def agree(customer: Customer) -> None:
    Consent.objects.create(
        wallet_id=customer.wallet_id,
        customer=customer,
        purpose=Purpose.MARKETING,
        source="test",
        granted_at=NOON - timedelta(days=30),
    )


def withdraw(customer: Customer) -> None:
    rows = Consent.objects.for_wallet(customer.wallet_id).filter(customer=customer)
    rows.filter(purpose=Purpose.MARKETING).update(withdrawn_at=NOON)


@dataclass
class Call:
    """李雷 and a user; before each step the page asks what may be offered, as the desk does."""

    house: House
    callback: Callback
    talk: Conversation
    at: datetime = NOON

    @classmethod
    def begun(
        cls, house: House, *, kind: str = "routine_follow_up", customer: Customer | None = None,
        at: datetime = NOON, language: str = "zh-hans",
    ) -> Call:  # fmt: skip
        wallet, customer = house.cast.wallet, customer or house.cast.customer
        callback = request(
            wallet=wallet, customer=customer, kind=kind, purpose=Purpose.SERVICE, priority=3, guide=kind,
            not_before=at, deadline_at=None, by=SYSTEM, at=at, language=language,
        )  # fmt: skip
        version = published_guide(wallet, slug=kind, kind=kind)
        assert version is not None
        talk = begin(
            version,
            callback_id=callback.id,
            customer_id=customer.id,
            language=language,
            circumstances=circumstances_in(callback, standing(callback), at=at),
            by=house.cast.li_lei,
            at=at,
        )
        return cls(house, callback, talk, at)

    def ready(self) -> Conversation:
        """The page is drawn."""
        by = self.house.cast.li_lei
        self.talk = make_ready(self.callback, self.talk, standing(self.callback), by=by, at=self.at)
        return self.talk

    def shown(self) -> StepView:
        talk = self.ready()
        offer = offer_in(talk)
        return current_step(talk, names={"offer": offer.words(talk.language)} if offer else {})

    def says(self, **answers: str) -> Call:
        """Go on calmly until every one of these steps is answered."""
        left = dict(answers)
        while left:
            step = walk_of(self.ready()).frontier
            assert step.kind is not Kind.END, f"not on the way: {sorted(left)}"
            self.answer(step, left.pop(step.id, ""))
        return self

    def to_the_end(self) -> list[str]:
        """Go on calmly to the end; the ids of the steps that were shown on the way."""
        shown = []
        while (step := walk_of(self.ready()).frontier).kind is not Kind.END:
            shown.append(step.id)
            self.answer(step, "")
        return shown

    def to(self, wanted: str) -> Call:
        """Go on calmly until this step stands on the screen."""
        while (step := walk_of(self.ready()).frontier).id != wanted:
            assert step.kind is not Kind.END, f"not on the way: {wanted}"
            self.answer(step, "")
        return self

    def answer(self, step: Step, said: str) -> None:
        self.at += timedelta(seconds=1)
        by = self.house.cast.li_lei
        hear.answer(self.callback, self.talk, step=step.id, given=given(step, said), by=by, at=self.at)


def standing(callback: Callback) -> Standing:
    return standing_in(callback, open_hazards=open_hazards(callback.customer).count())


def given(step: Step, said: str) -> dict[str, object]:
    match step.kind:
        case Kind.CHOICE | Kind.MULTI:
            calm = [code for code in CALM if step.choice(code)] or [step.choices[0].code]
            return {"declined": True} if said == "declined" else {"codes": [said or calm[0]]}
        case Kind.TEXT:
            return {"text": said or "没有"}
        case Kind.NUMBER | Kind.SCALE:
            return {"number": step.high}
        case Kind.DATE:
            return {"day": "2026-11-20"}
        case _:
            return {}
