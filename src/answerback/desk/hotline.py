"""What the hotline's page shows an agent: the answer alone; the case once the user has proven himself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from answerback.hotline import words
from answerback.hotline.answer import told_before
from answerback.hotline.models import Joining, Question
from answerback.hotline.rejoin import Case, case_of, open_code, question_of
from answerback.people.models import Membership
from answerback.tickets.reference import spoken

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class Told:
    """`read`: the sentence in both languages. `question` is there after a yes only."""

    yes: bool
    read: list[tuple[str, str]]
    question: Question | None
    code: Joining | None
    case: Case | None
    at: datetime

    @property
    def digits(self) -> str:
        """The code in two groups."""
        return f"{self.code.sealed[:3]} {self.code.sealed[3:]}" if self.code else ""

    @property
    def seconds(self) -> int:
        """How long the code still lives."""
        return max(0, round((self.code.expires_at - self.at).total_seconds())) if self.code else 0

    @property
    def reference(self) -> str:
        """The reference of the case's ticket."""
        ticket = self.case.callback.ticket if self.case else None
        return spoken(ticket.reference) if ticket else ""


def told_on_screen(agent: Membership, question_id: UUID, *, at: datetime) -> Told | None:
    """The answer that this agent was given within the last half hour, and what has become of it."""
    told = told_before(agent, question_id, at=at)
    if told is None:
        return None
    question = question_of(agent, question_id, at=at)
    return Told(
        yes=told.yes,
        read=[(language, words.said(told, language=language)) for language in LANGUAGES],
        question=question,
        code=open_code(question, at=at) if question else None,
        case=case_of(question, at=at) if question else None,
        at=at,
    )
