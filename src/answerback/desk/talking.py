"""The middle: the guided conversation, one step at a time, in the language of the customer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.callbacks.models import Callback
from answerback.callbacks.states import State
from answerback.conversations.begin import begin
from answerback.conversations.guide import RATHER_NOT_SAY, Kind, Part, Text
from answerback.conversations.models import Conversation, GuideVersion
from answerback.conversations.queries import (
    Said,
    StepView,
    conversation_of,
    current_step,
    published_guide,
    summary,
)
from answerback.conversations.record import guide_of
from answerback.findings.hazards.queries import open_hazards
from answerback.findings.offers.kinds import Silence
from answerback.findings.offers.models import Offer
from answerback.findings.offers.ready import circumstances_in, make_ready, offer_in, why_silent
from answerback.findings.offers.standing import Standing, standing_in
from answerback.guard import Policy, Warning
from answerback.journal.write import Actor
from answerback.people.models import Membership
from answerback.ui.guarded import without_beginnings

PARTS: Mapping[Part, Promise] = {
    Part.PROBLEM: _("The problem"),
    Part.HAZARDS: _("Security hazards"),
    Part.SUGGESTIONS: _("Suggestions"),
    Part.THANKS: _("Thanks and offers"),
}
_AN_OFFER = Text("（系统选出的活动介绍）", "(the offer that fits this user)")
BEGINS_IN = (State.TALKING, State.WRAP_UP)


@dataclass(frozen=True)
class PartShown:
    """One of the four parts, and whether it is behind us, here, or to come."""

    word: Promise
    place: str


@dataclass(frozen=True)
class Line:
    """One line of the preview."""

    part: Promise
    prompt: str


@dataclass(frozen=True)
class Talk:
    """The conversation on the screen; `step` is None while it has not begun, and then `preview` is there."""

    language: str
    lang: str
    step: StepView | None = None
    parts: list[PartShown] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    preview: list[Line] = field(default_factory=list)
    over: bool = False
    offer: Offer | None = None
    silent: Silence | None = None

    @property
    def other_language(self) -> str:
        """What a switch switches to."""
        return "en" if self.language.startswith("zh") else "zh-hans"

    @property
    def scale(self) -> range:
        """The scores of a scale."""
        return range(self.step.step.low, self.step.step.high + 1) if self.step else range(0)


def talk_of(callback: Callback, agent: Membership, *, answered: bool, by: Actor, at: datetime) -> Talk | None:
    """The conversation of this callback: begun by the answered call, before it only to be read."""
    version = published_guide(callback.wallet, slug=callback.guide, kind=callback.kind)
    found = conversation_of(callback.wallet, callback_id=callback.id)
    if found is None:
        if version is None:
            return None
        if not answered or callback.state not in BEGINS_IN:
            return _preview(version, callback, agent)
        found = _begun(version, callback, by, at)
    found = make_ready(callback, found, standing_of(callback), by=by, at=at)
    offer = offer_in(found)
    said = names(agent, found.language) | ({"offer": offer.words(found.language)} if offer else {})
    step = current_step(found, names=said)
    return Talk(
        offer=offer if step.step.offer else None,
        silent=why_silent(found) if step.part is Part.THANKS else None,
        language=found.language,
        lang=lang(found.language),
        step=step,
        parts=_parts(step.part),
        said=summary(found),
        over=found.ended_at is not None,
    )


def names(agent: Membership, language: str) -> dict[str, str]:
    """What fills {wallet} and {agent}, in the language of the call."""
    wallet = agent.wallet
    if language.startswith("zh"):
        return {"wallet": wallet.name_zh, "agent": agent.name_zh}
    return {"wallet": wallet.name_en, "agent": agent.name_en}


def lang(language: str) -> str:
    """The same as BCP 47 wants it for `lang`."""
    return "zh-Hans" if language.startswith("zh") else "en"


def standing_of(callback: Callback) -> Standing:
    """What stands in the way of an offer: the face puts together what the rooms of the findings know."""
    return standing_in(callback, open_hazards=open_hazards(callback.customer).count())


def given_in_form(post: QueryDict, policy: Policy) -> tuple[dict[str, object], Warning | None]:
    """An answer as `conversations.answer` takes it, out of the fields of the form; what of it had to stop."""
    if "text" in post and RATHER_NOT_SAY not in post.getlist("answer"):
        text, begun = without_beginnings(post.get("text", ""), policy)
        return {"text": text} | ({"day": post["day"]} if "day" in post else {}), begun
    return _chosen(post), None


def _chosen(post: QueryDict) -> dict[str, object]:
    codes = post.getlist("answer")
    if RATHER_NOT_SAY in codes:
        return {"declined": True}
    if "number" in post:
        number = post.get("number", "").strip()
        return {"number": int(number) if number.isascii() and number.isdigit() and len(number) < 14 else None}
    return {"day": post["day"]} if "day" in post else {"codes": codes}


def _begun(version: GuideVersion, callback: Callback, by: Actor, at: datetime) -> Conversation:
    return begin(
        version,
        callback_id=callback.id,
        customer_id=callback.customer_id,
        language=callback.language,
        circumstances=circumstances_in(callback, standing_of(callback), at=at),
        by=by,
        at=at,
    )


def _preview(version: GuideVersion, callback: Callback, agent: Membership) -> Talk:
    said = names(agent, callback.language) | {"offer": _AN_OFFER.words(callback.language)}
    steps = [step for step in guide_of(version).steps if step.kind is not Kind.END]
    lines = [Line(PARTS[step.part], step.prompt.words(callback.language, said)) for step in steps]
    return Talk(language=callback.language, lang=lang(callback.language), preview=lines)


def _parts(here: Part) -> list[PartShown]:
    order = list(Part)
    places = {True: "done", False: "later"}
    return [
        PartShown(PARTS[part], "here" if part is here else places[order.index(part) < order.index(here)])
        for part in order
    ]
