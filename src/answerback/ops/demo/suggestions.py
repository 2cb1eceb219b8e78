"""What others have wished for before the demo begins: two groups, and three wishes that wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from answerback.customers.bring import bring
from answerback.customers.data import CustomerData
from answerback.customers.models import Customer, Language
from answerback.findings.suggestions.kinds import Source, State, Topic
from answerback.findings.suggestions.make import Said, make
from answerback.findings.suggestions.models import Asked, Suggestion
from answerback.findings.suggestions.regroup import Titles, new_group
from answerback.findings.suggestions.states import follow
from answerback.journal.write import SYSTEM
from answerback.storage.ids import new_id
from answerback.wallets.models import Wallet

BUTTON = (
    "确认和取消按钮挨得太近，老是按错",
    "The confirm button is confusing, I pressed cancel instead",
    "确认按钮太小，手指点不准",
)
FEE = ("付款前把手续费写清楚", "Show me the fee before I confirm", "转完才看到收了多少手续费")
WAITING = (
    "晚上太亮，希望有深色模式",
    "Please add a dark mode, the screen is too bright at night",
    "找一笔去年的记录翻了半天，加个搜索",
)
ASKED_TOO = 5


def seed_suggestions(wallet: Wallet, *, at: datetime) -> None:
    """Once: what is there already stays as it is."""
    if Suggestion.objects.for_wallet(wallet).exists():
        return
    people = [_customer(wallet, number, at) for number in range(len(BUTTON) + len(FEE) + ASKED_TOO)]
    for number, one in enumerate(people):
        _asked(one, at - timedelta(days=3 + number))
    button = _said(people[:3], BUTTON, Topic.LOOK, at)
    fee = _said(people[3:6], FEE, Topic.PAY, at)
    _said(people[6:9], WAITING, Topic.LOOK, at)
    titles = Titles("确认按钮更好认、更好按", "A clearer, larger confirm button", Topic.LOOK)
    new_group(wallet, titles, button, by=SYSTEM, at=at)
    group = new_group(wallet, Titles("先说手续费", "Say the fee first", Topic.PAY), fee, by=SYSTEM, at=at)
    follow(group, State.PLANNED, by=SYSTEM, at=at)


def _customer(wallet: Wallet, number: int, at: datetime) -> Customer:
    data = CustomerData(language=Language.ZH, zone=wallet.zone)
    return bring(wallet, f"wisher-{number + 1}", data, by=SYSTEM, at=at).customer


def _asked(customer: Customer, at: datetime) -> None:
    Asked.objects.create(
        wallet_id=customer.wallet_id, customer=customer, conversation_id=new_id(), asked_at=at
    )


def _said(people: Sequence[Customer], words: Sequence[str], topic: Topic, at: datetime) -> list[UUID]:
    found = []
    for number, (one, text) in enumerate(zip(people, words, strict=True)):
        said = Said(text, (topic,), Source.CONVERSATION, conversation_id=new_id(), step="s_better")
        found.append(make(one, said, by=SYSTEM, at=at - timedelta(days=3 + number)).id)
    return found
