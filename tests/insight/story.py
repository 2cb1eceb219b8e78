"""Entries of the journal as the verbs write them, for stories that no test wants to live through."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from answerback.insight import follow
from answerback.insight.models import Count
from answerback.insight.slices import Slice
from answerback.journal.seal import seal
from answerback.journal.write import SYSTEM, Actor, Audience, Subject, write
from answerback.storage.ids import new_id

LILEI = UUID("0190f3a0-0000-7000-8000-00000000aaaa")
OTHER_AGENT = UUID("0190f3a0-0000-7000-8000-00000000bbbb")


class Story:
    """One customer's matter in one wallet; every line is one entry."""

    def __init__(self, wallet_id: UUID, customer_id: UUID | None = None, *, agent: UUID = LILEI) -> None:
        self.wallet_id, self.customer_id, self.agent = wallet_id, customer_id or new_id(), agent
        self.callback, self.ticket = new_id(), new_id()

    def write(
        self, kind: str, subject: str, id: UUID, at: datetime, /, *, by: Actor = SYSTEM, **data
    ) -> None:
        with transaction.atomic():
            write(
                kind,
                wallet_id=self.wallet_id,
                subject=Subject(subject, id),
                by=by,
                at=at,
                customer_id=self.customer_id,
                audience=Audience.CUSTOMER,
                data=data,
            )

    @property
    def by_agent(self) -> Actor:
        return Actor("staff", self.agent)

    def request(self, at: datetime, *, kind="payment_not_arrived", language="zh-hans", ticket=None) -> None:
        codes = {"kind": kind, "priority": 3, "purpose": "service", "language": language, "ticket": ticket}
        self.write("callback.requested", "callback", self.callback, at, **codes)

    def call(
        self, at: datetime, *, proven: bool = True, outcome: str = "spoke", minutes: int = 3, times: int = 1
    ) -> None:
        for number in range(times):
            start, attempt = at + timedelta(minutes=number), new_id()
            self.write("callback.offered", "callback", self.callback, start, was="planned", agent=self.agent)
            self.write("attempt.answered", "callback", self.callback, start, attempt=attempt)
            if proven:
                told = start + timedelta(seconds=30)
                self.write("attempt.confirmed", "callback", self.callback, told, attempt=attempt, how="code")
            end = start + timedelta(minutes=minutes)
            self.write("attempt.ended", "callback", self.callback, end, attempt=attempt, outcome=outcome)

    def end(self, at: datetime, state: str = "done", *, ticket: UUID | None = None) -> None:
        self.write(f"callback.{state}", "callback", self.callback, at, was="wrap_up", ticket=ticket)

    def open(self, at: datetime, *, origin: str | None = None, category="payment_not_arrived") -> None:
        codes = {"category": category, "priority": "normal", "language": "zh-hans"}
        said = f"callback:{self.callback}" if origin is None else origin
        self.write("ticket.opened", "ticket", self.ticket, at, origin=said, **codes)

    def solve(self, at: datetime) -> None:
        self.write("ticket.solved", "ticket", self.ticket, at, was="open", now="solved")

    def reopen(self, at: datetime) -> None:
        self.write("ticket.reopened", "ticket", self.ticket, at, was="solved", now="open", times=1)

    def rate(self, at: datetime, *, closing: int = 0, csat=None, ces=None, nps=None, sure="") -> None:
        scores = {"csat": csat, "ces": ces, "nps": nps, "sure": sure}
        said = {**scores, "closing": closing, "has_comment": False}
        self.write("ticket.rated", "ticket", self.ticket, at, **said)

    def whole(self, at: datetime, *, csat: int = 5, proven: bool = True) -> Story:
        """Asked for, called, solved and rated within the hour."""
        self.request(at)
        self.call(at + timedelta(minutes=10), proven=proven)
        self.open(at + timedelta(minutes=13))
        self.end(at + timedelta(minutes=15), ticket=self.ticket)
        self.solve(at + timedelta(minutes=15))
        self.rate(at + timedelta(minutes=30), csat=csat)
        return self


def count_all(at: datetime, *, batch: int = 500) -> None:
    """Seal what is written and count it."""
    while seal(at=at):
        pass
    while follow.step(at, limit=batch):
        pass


def counts(wallet_id: UUID, slice: Slice = Slice.SUM) -> dict[tuple[str, ...], int]:
    """{(day, measure, bucket): n} of what is not nothing."""
    rows = Count.objects.for_wallet(wallet_id).filter(slice=slice).exclude(n=0)
    return {(str(row.day), row.measure, row.bucket): row.n for row in rows}


def cells(wallet_id: UUID) -> dict[tuple[str, ...], int]:
    """{(day, measure, bucket, purpose, kind, agent, language): n} of the full slice."""
    rows = Count.objects.for_wallet(wallet_id).filter(slice=Slice.FULL).exclude(n=0)
    return {(str(r.day), r.measure, r.bucket, r.purpose, r.kind, r.agent, r.language): r.n for r in rows}
