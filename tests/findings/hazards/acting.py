"""A call that is gone through: the answers that matter are given, everything else is answered calmly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from answerback.callbacks.models import Callback
from answerback.callbacks.request import request
from answerback.conversations.begin import Circumstances, begin
from answerback.conversations.guide import Kind as StepKind
from answerback.conversations.guide import Step
from answerback.conversations.install import install_guides
from answerback.conversations.models import Conversation
from answerback.conversations.queries import published_guide
from answerback.conversations.record import walk_of
from answerback.customers.models import Purpose
from answerback.findings import hear
from answerback.findings.hazards.kinds import Kind, Source
from answerback.findings.hazards.models import Hazard
from answerback.findings.hazards.open import Found, open_hazard
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM
from tests.cast import NOON, Cast

CALM = ("no", "none", "nothing", "own", "app", "store", "yes", "paper")


@dataclass
class Call:
    """李雷 and the customer; time passes by a second with each answer."""

    cast: Cast
    callback: Callback
    conversation: Conversation
    at: datetime = NOON

    @classmethod
    def about(cls, cast: Cast, kind: str, **about: object) -> Call:
        """A call of this kind, begun."""
        install_guides(cast.wallet, by=SYSTEM, at=NOON)
        callback = request(
            wallet=cast.wallet,
            customer=cast.customer,
            kind=kind,
            purpose=Purpose.SERVICE,
            priority=3,
            guide=kind,
            not_before=NOON,
            deadline_at=None,
            by=SYSTEM,
            at=NOON,
            about=about,
        )
        callback.agent = cast.agent
        callback.save()
        version = published_guide(cast.wallet, slug=kind, kind=kind)
        assert version is not None
        talk = begin(
            version,
            callback_id=callback.id,
            customer_id=cast.customer.id,
            language="en",
            circumstances=Circumstances([], 0, about),
            by=cast.li_lei,
            at=NOON,
        )
        return cls(cast, callback, talk)

    def says(self, **answers: Iterable[str] | str) -> None:
        """Go on until every one of these steps is answered; a step that is behind is answered again."""
        left: dict[str, Iterable[str] | str] = dict(answers)
        while left:
            walked = walk_of(self.conversation)
            behind = [one.step for one in walked.passed if one.step.id in left]
            step = behind[0] if behind else walked.frontier
            assert step.kind is not StepKind.END, f"not on the way: {sorted(left)}"
            self.answer(step, left.pop(step.id, None))

    def answer(self, step: Step, said: Iterable[str] | str | None) -> None:
        self.at += timedelta(seconds=1)
        given = _given(step, said)
        hear.answer(
            self.callback, self.conversation, step=step.id, given=given, by=self.cast.li_lei, at=self.at
        )

    def hazards(self, **only: object) -> list[Hazard]:
        rows = Hazard.objects.for_wallet(self.cast.wallet).filter(callback_id=self.callback.id, **only)
        return list(rows.order_by("opened_at", "kind"))

    def states(self) -> dict[str, str]:
        return {hazard.kind: hazard.state for hazard in self.hazards()}


def _given(step: Step, said: Iterable[str] | str | None) -> Mapping[str, object]:
    match step.kind:
        case StepKind.CHOICE | StepKind.MULTI:
            calm = [code for code in CALM if step.choice(code)] or [step.choices[0].code]
            return {"codes": list(said) if said is not None else calm[:1]}
        case StepKind.TEXT:
            return {"text": said if isinstance(said, str) else "没有"}
        case StepKind.NUMBER | StepKind.SCALE:
            return {"number": step.high}
        case StepKind.DATE:
            return {"day": "2026-11-20"}
        case _:
            return {}


def by_hand(cast: Cast, kind: Kind, at: datetime = NOON, origin: str = "", **more: object) -> Hazard:
    """A hazard that 韩梅梅 opened by hand."""
    found = Found(Source.STAFF, origin=origin)
    return open_hazard(cast.customer, kind=kind, found=found, by=cast.han_meimei, at=at, **more)  # type: ignore[arg-type]


def entries(cast: Cast, kind: str) -> list[dict[str, object]]:
    """The data of every entry of this kind, the oldest first."""
    rows = Entry.objects.for_wallet(cast.wallet).filter(kind=kind).order_by("id")
    return [entry.data for entry in rows]
