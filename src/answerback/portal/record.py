"""The record of a callback, as a letter: who rang and when, what was said, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.callbacks.low_score import ABOUT as LOW_SCORE
from answerback.callbacks.models import Attempt, Callback, Preparation
from answerback.callbacks.outcomes import AttemptOutcome, Kind, Outcome
from answerback.callbacks.states import TERMINAL, State
from answerback.conversations.queries import Said, conversation_of, summary
from answerback.customers.models import Customer
from answerback.portal.pages import language_here
from answerback.proofs.read import addresses_of
from answerback.tickets.models import Promise
from answerback.tickets.reference import spoken
from answerback.wallets.kinds import Line

ABOUT_MONEY = frozenset({Kind.PAYMENT_NOT_ARRIVED, Kind.MISTAKEN_TRANSFER, Kind.SCAM_REPORTED})


@dataclass(frozen=True)
class Rung:
    """One time we rang. The agent is named only when the call was proven to be ours."""

    began_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    agent: str
    work_number: str
    last_two: str
    in_app: bool
    reported: bool
    proven: bool
    proof: str = ""  # the address of its signed proof, once that may be read


@dataclass(frozen=True)
class Record:
    """All that the customer keeps of one callback."""

    callback: Callback
    about: str
    state: str
    reference: str
    rung: tuple[Rung, ...]
    said: tuple[Said, ...]
    promised: tuple[Promise, ...]
    own_words: str

    @property
    def is_waiting(self) -> bool:
        """Whether it may still be moved, refused or taken in the app."""
        return self.callback.state == State.PLANNED

    @property
    def is_about_low_score(self) -> bool:
        """Whether we ring because the customer was not satisfied."""
        return LOW_SCORE in self.callback.about

    @property
    def is_about_money(self) -> bool:
        """Whether where the payment is can be asked."""
        return self.callback.kind in ABOUT_MONEY

    @property
    def is_ahead(self) -> bool:
        """Whether we have not yet spoken in it."""
        return self.callback.state in (State.PLANNED, State.OFFERED, State.DIALLING)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.callback.state in TERMINAL

    @property
    def outcome(self) -> str:
        """How the agent summed it up, once that can no longer be undone."""
        return str(Outcome(self.callback.outcome).label) if self.is_over and self.callback.outcome else ""


def own_callback(customer: Customer, callback_id: UUID) -> Callback | None:
    """The customer's own callback; another's is not there."""
    rows = Callback.objects.for_wallet(customer.wallet_id).filter(customer=customer, id=callback_id)
    return rows.select_related("customer", "wallet", "ticket", "agent").first()


def record_of(callback: Callback) -> Record:
    """The letter about one callback, in the language of the page."""
    rows = Attempt.objects.for_wallet(callback.wallet_id).filter(callback=callback).exclude(placed_at=None)
    attempts = list(rows.select_related("agent"))
    proven = any(attempt.confirmed_at for attempt in attempts)
    proofs = addresses_of(callback.customer, [attempt.id for attempt in attempts])
    return Record(
        callback=callback,
        about=str(Kind(callback.kind).label),
        state=str(State(callback.state).label),
        reference=spoken(callback.ticket.reference) if callback.ticket else "",
        rung=tuple(_rung(attempt, proofs.get(attempt.id, "")) for attempt in attempts),
        said=tuple(_said(callback)) if proven else (),
        promised=tuple(_promised(callback)),
        own_words=own_words(callback),
    )


def own_words(callback: Callback) -> str:
    """What the customer wrote down before the call."""
    kept = Preparation.objects.for_wallet(callback.wallet_id).filter(callback=callback).first()
    return kept.text if kept else ""


def _rung(attempt: Attempt, proof: str) -> Rung:
    proven = attempt.confirmed_at is not None
    zh = language_here().startswith("zh")
    name = attempt.agent.name_zh if zh else attempt.agent.name_en
    return Rung(
        began_at=attempt.ringing_at or attempt.placed_at or attempt.intended_at,
        answered_at=attempt.answered_at,
        ended_at=attempt.ended_at,
        outcome=str(AttemptOutcome(attempt.outcome).label) if attempt.outcome else "",
        agent=name if proven else "",
        work_number=attempt.agent.work_number if proven else "",
        last_two=attempt.last_two,
        in_app=attempt.line == Line.IN_APP,
        reported=attempt.line == Line.EXTERNAL,
        proven=proven,
        proof=proof,
    )


def _said(callback: Callback) -> list[Said]:
    conversation = conversation_of(callback.wallet, callback_id=callback.id)
    return summary(conversation, language=language_here()) if conversation else []


def _promised(callback: Callback) -> list[Promise]:
    rows = Promise.objects.for_wallet(callback.wallet_id).filter(callback_id=callback.id, released_at=None)
    return list(rows.filter(ticket__customer_id=callback.customer_id))
