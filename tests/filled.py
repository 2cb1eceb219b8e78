"""A wallet in which something of everything has happened: for pages to show, and for strangers not to find."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from PIL import Image

from answerback.callbacks import plan
from answerback.callbacks.models import Attempt, Callback
from answerback.callbacks.request import request
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.screen import Refused
from answerback.channels import control
from answerback.channels.kinds import Direction
from answerback.channels.kinds import Kind as ChannelKind
from answerback.channels.models import Way
from answerback.channels.propose import Wanted, propose
from answerback.console.guide_check import guides_of
from answerback.conversations.install import install_guides
from answerback.customers import notebook, portal_session
from answerback.customers.models import Customer, Purpose
from answerback.findings.campaigns.join import Report, join
from answerback.findings.campaigns.models import Source as FraudSource
from answerback.findings.campaigns.models import Warning as FraudWarning
from answerback.findings.hazards.by_hand import open_in_call
from answerback.findings.hazards.kinds import Kind as HazardKind
from answerback.findings.offers.models import Offer
from answerback.findings.solutions.begin import begin as begin_solution
from answerback.findings.solutions.draft import save_draft as save_solution
from answerback.findings.solutions.models import CourseStep
from answerback.findings.solutions.publish import publish as publish_solution
from answerback.findings.solutions.ready_made import ready_content
from answerback.findings.suggestions.kinds import Source, Topic
from answerback.findings.suggestions.make import Said, make
from answerback.findings.suggestions.models import Regrouping
from answerback.findings.suggestions.regroup import Titles, new_group
from answerback.hotline.answer import answer
from answerback.intake.accept import accept
from answerback.intake.imports import upload
from answerback.intake.imports.sheet import read_sheet
from answerback.intake.install import install as install_rules
from answerback.intake.queries import rules_of
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Membership, Role
from answerback.proofs import issue as proofs
from answerback.quality.form import install_form
from answerback.quality.items import READY
from answerback.quality.sample import draw_sample, last_week
from answerback.quality.score import Judgement, score
from answerback.reports.queries import evidence_of
from answerback.reports.raise_alarm import raise_alarm
from answerback.reports.receive import Told, receive
from answerback.storage.ids import new_id
from answerback.telephony.models import Leg, ReportedCall
from answerback.tickets.attach import attach
from answerback.tickets.kinds import ActionKind, Category
from answerback.tickets.models import Ticket
from answerback.tickets.open import open_ticket
from answerback.tickets.promise import make_promise
from answerback.tickets.request_action import request_action
from answerback.wallets import api_keys
from answerback.wallets.endpoints import add_endpoint
from answerback.wallets.kinds import Capability, Scope
from answerback.wallets.models import Delivery, Wallet
from answerback.wallets.outbox import queue

LIST = (
    "用户,事件,订单号,金额,币种,手机号\n"
    "user-1,payment_not_arrived,m-501,120.00,CNY,\n"
    "user-2,payment_not_arrived,m-502,88.50,CNY,\n"
    "user-2,payment_not_arrived,m-502,88.50,CNY,\n"
    "=cmd|calc,payment_not_arrived,m-503,free,CNY,12\n"
)


def fill(wallet: Wallet, customer: Customer, agent: Membership, *, at: datetime) -> dict[str, object]:
    """Ids by the names that addresses give them."""
    by = Actor("staff", agent.id)
    install_guides(wallet, by=SYSTEM, at=at)
    rules = install_rules(wallet, by=SYSTEM, at=at) or list(rules_of(wallet))
    ticket = _ticket(customer, by, at)
    callback = _fresh_callback(wallet, customer, ticket, at)
    session, _cookie = portal_session.begin(customer, at=at)
    hazard = open_in_call(callback, HazardKind.SHARED_SECRET, by=by, at=at)
    alarm = raise_alarm(customer, session_id=session.id, by=Actor("customer", customer.id), at=at)
    guide = guides_of(wallet)[0]
    key, _text = api_keys.make(wallet, name="payments backend", scopes=[Scope.EVENTS_WRITE], by=SYSTEM, at=at)
    delivery = _failed_delivery(wallet, at)
    leg_id = _leg(callback, agent, at)
    return {
        "alarm_id": alarm.id,
        "hazard_id": hazard.id,
        "measure_id": hazard.measures.filter(who="user")[0].id,
        "callback_id": callback.id,
        "customer_id": customer.id,
        "external_id": customer.external_id,
        "offer_id": _offer(wallet, agent, at),
        "promise_id": ticket.promises.all()[0].id,
        "ticket_id": ticket.id,
        "reference": ticket.reference,
        "foreign_reference": ticket.foreign_reference,
        "call_id": _reported(wallet, leg_id, agent, at),
        "question_id": _question(wallet, agent, at),
        "event_id": _event(wallet, at),
        "run_id": upload.keep(wallet, read_sheet(LIST.encode()), file_name="名单.csv", by=by, at=at).id,
        "rule_id": rules[0].id,
        "guide_id": guide.id,
        "number": 1,
        "member_id": agent.id,
        "key_id": key.id,
        "endpoint_id": delivery.endpoint_id,
        "delivery_id": delivery.id,
        "leg_id": leg_id,
        "file_id": attach(customer, content=b"what happened", name="a.txt", by=by, at=at, ticket=ticket).id,
        "request_id": _request(ticket, by, at),
        "note_id": _note(customer, at),
        "address": _proof(customer, at),
        **_solution(wallet, ticket, by, at),
        **_channel(wallet, at),
        **_suspect(wallet, at),
        **_suggestion(customer, by, at),
        **_fraud_campaign(wallet, customer, agent, at),
        **_review(wallet, callback, agent, at),
    }


def _solution(wallet: Wallet, ticket: Ticket, by: Actor, at: datetime) -> dict[str, object]:
    """A solution under way for the ticket."""
    content = ready_content("app_does_not_start") | {"custody": [wallet.custody]}
    version = publish_solution(save_solution(wallet, content=content, by=by, at=at), by=by, at=at)
    course = begin_solution(ticket, version, by=by, at=at)
    step = CourseStep.objects.for_wallet(wallet).filter(course=course)[0]
    return {"solution_id": version.solution_id, "step_id": step.id}


def _review(wallet: Wallet, callback: Callback, agent: Membership, at: datetime) -> dict[str, object]:
    """A call of last week that was drawn and scored."""
    lead = Membership.objects.for_wallet(wallet).filter(role=Role.SUPERVISOR).first()
    if lead is None:
        return {}
    week = last_week(wallet, at=at)
    Attempt.objects.create(
        wallet=wallet,
        callback=callback,
        agent=agent,
        number=2,
        line="inapp",
        state="ended",
        outcome="spoke",
        intended_at=week[0],
        answered_at=week[0],
        ended_at=week[0] + timedelta(minutes=4),
    )
    by, form = Actor("staff", lead.id), install_form(wallet, by=SYSTEM, at=at)
    sample = draw_sample(wallet, week=week, seed=1, drawer=lead, by=by, at=at)
    levels: dict[str, int | None] = {one.key: one.levels - 1 for one in READY}
    call = sample.calls.get()
    review = score(call, Judgement(levels), scorer=lead, by=by, at=at)
    return {"sample_id": sample.id, "sampled_id": call.id, "review_id": review.id, "form_id": form.id}


def _suggestion(customer: Customer, by: Actor, at: datetime) -> dict[str, object]:
    """A wish of the customer's, in a group."""
    said = Said("字体太小", (Topic.LOOK,), Source.PORTAL)
    wish = make(customer, said, by=Actor("customer", customer.id), at=at)
    titles = Titles("字体大一些", "Larger letters", Topic.LOOK)
    group = new_group(customer.wallet, titles, [wish.id], by=by, at=at)
    act = Regrouping.objects.for_wallet(customer.wallet_id).get(group=group)
    return {"suggestion_id": wish.id, "group_id": group.id, "regrouping_id": act.id}


def _suspect(wallet: Wallet, at: datetime) -> dict[str, object]:
    """Somebody reported a number, with a screenshot."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    told = Told("自称客服，要助记词", at, picture.getvalue())
    suspect = receive(wallet, "13800138000", told, sender=wallet.slug, by=SYSTEM, at=at)
    return {"suspect_id": suspect.id, "evidence_id": evidence_of(suspect)[0].id}


def _fraud_campaign(wallet: Wallet, customer: Customer, agent: Membership, at: datetime) -> dict[str, object]:
    """Somebody told of a fake support message, and a warning about it waits."""
    told = Report(
        wallet, FraudSource.HAZARD, new_id(), str(customer.id), at, "自称客服，号码 13800138000", customer
    )
    member = join(told, by=SYSTEM, at=at)
    assert member is not None
    warning = FraudWarning.objects.create(
        wallet=wallet,
        campaign=member.campaign,
        text_zh="我们不会催您。",
        text_en="We never hurry you.",
        fitting=1,
        known=2,
        proposed_by=agent,
        proposed_at=at,
    )
    return {
        "fraud_campaign_id": member.campaign_id,
        "fraud_member_id": member.id,
        "trait_id": member.traits.get().id,
        "warning_id": warning.id,
    }


def _channel(wallet: Wallet, at: datetime) -> dict[str, object]:
    """Proposed by the supervisor, and its proof begun."""
    lead = Membership.objects.for_wallet(wallet).filter(role=Role.SUPERVISOR).first()
    if lead is None:
        return {}
    by, wanted = Actor("staff", lead.id), Wanted(Direction.SITE, "Website", "官网")
    change = propose(wallet, ChannelKind.LINK, f"{wallet.slug}.example", wanted, by=by, at=at)
    proof = control.ask(change.channel, Way.DNS, by=by, at=at)
    return {"channel_id": change.channel_id, "change_id": change.id, "proof_id": proof.id}


def _proof(customer: Customer, at: datetime) -> str:
    leg = proofs.Leg(new_id(), "simulator", "+864000000188", "+8617000000001", "支付不到账", (), "1001", at)
    with transaction.atomic():
        proof = proofs.issue(customer, leg)
        proofs.release(customer.wallet_id, leg.attempt_id, at=at)
    return proof.address


def _offer(wallet: Wallet, agent: Membership, at: datetime) -> UUID:
    """A draft."""
    made: Offer = Offer.objects.create(
        wallet=wallet,
        title_zh="转账免手续费",
        title_en="No transfer fee",
        text_zh="本月转账免手续费。",
        text_en="Transfers cost no fee this month.",
        terms=f"https://{wallet.slug}.example/terms",
        valid_from=at,
        valid_until=at + timedelta(days=30),
        author=agent,
        written_at=at,
    )
    return made.id


def _ticket(customer: Customer, by: Actor, at: datetime) -> Ticket:
    ago = at - timedelta(days=2)
    ticket = open_ticket(
        customer,
        category=Category.PAYMENT_NOT_ARRIVED,
        by=by,
        at=ago,
        happened="转账 250 元没有到账。",
        foreign_reference=f"HD-{customer.wallet.slug}-1",
    )
    make_promise(ticket, text="查清楚后再给您回电。", due_at=at - timedelta(hours=3), by=by, at=ago)
    return ticket


def _fresh_callback(wallet: Wallet, customer: Customer, ticket: Ticket, at: datetime) -> Callback:
    """Held, because the SIM of the number changed yesterday."""
    customer.numbers.update(sim_changed_at=at - timedelta(days=1))
    callback = request(
        wallet=wallet,
        customer=customer,
        kind="payment_not_arrived",
        purpose=Purpose.SERVICE,
        priority=3,
        guide="payment_not_arrived",
        not_before=at,
        deadline_at=at + timedelta(days=3),
        ticket=ticket,
        by=SYSTEM,
        at=at,
    )
    with transaction.atomic():
        plan.hold(callback, Refused(Rule.NUMBER_FRESH, at + timedelta(days=2)), at=at)
    callback.refresh_from_db()
    return callback


def _reported(wallet: Wallet, leg_id: UUID, agent: Membership, at: datetime) -> str:
    """A call that the wallet's own dialer reported."""
    call_id = f"dialer:{wallet.slug}:1"
    ReportedCall.objects.create(
        wallet=wallet, call_id=call_id, leg_id=leg_id, agent_id=agent.id, number_index="0" * 64, heard_at=at
    )
    return call_id


def _question(wallet: Wallet, agent: Membership, at: datetime) -> UUID:
    """Asked at the hotline, and answered with no."""
    by = Actor("staff", agent.id)
    told = answer(wallet, pin="00000000", calling_number="", agent=agent, by=by, at=at)
    return told.question_id


def _event(wallet: Wallet, at: datetime) -> object:
    """Of a customer whom nobody knows yet."""
    envelope = {
        "specversion": "1.0",
        "id": f"e-{uuid4().hex[:8]}",
        "source": "/payments",
        "type": "answerback.payment_not_arrived.v1",
        "subject": "nobody-knows-him",
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": {"matter_id": "m-77", "amount": "250.00", "currency": "CNY", "rail": "bank_transfer"},
    }
    return accept(wallet, envelope, by=SYSTEM, at=at).event.id


def _failed_delivery(wallet: Wallet, at: datetime) -> Delivery:
    add_endpoint(wallet, url="https://backend.example/hooks", by=SYSTEM, at=at)
    (delivery,) = queue(wallet, "ticket.closed", {"ticket": "x"}, at=at)
    Delivery.objects.for_wallet(wallet).filter(id=delivery.id).update(
        state=Delivery.State.FAILED, attempts=8, last_error="refused", finished_at=at
    )
    return delivery


def _leg(callback: Callback, agent: Membership, at: datetime) -> UUID:
    attempt = Attempt.objects.create(
        wallet_id=callback.wallet_id,
        callback=callback,
        agent=agent,
        number=1,
        line="inapp",
        state="ended",
        outcome="no_answer",
        intended_at=at - timedelta(hours=5),
        ended_at=at - timedelta(hours=5),
    )
    leg = Leg.objects.create(
        wallet_id=callback.wallet_id,
        intent_id=attempt.id,
        line="inapp",
        customer_id=callback.customer_id,
        agent_id=agent.id,
        destination="",
        placed_at=at,
        ring_until=at + timedelta(seconds=30),
    )
    made: UUID = leg.id
    return made


def _request(ticket: Ticket, by: Actor, at: datetime) -> object:
    kind = ActionKind.UNLOCK_ACCOUNT
    assert ticket.wallet.can(Capability.UNLOCK_ACCOUNT)
    detail = {"account": "尾号 4821 的账户"}
    return request_action(ticket, kind=kind, detail=detail, confirmed=True, by=by, at=at).id


def _note(customer: Customer, at: datetime) -> object:
    return notebook.put(customer, "我自己记的", note_id=uuid4(), at=at).id
