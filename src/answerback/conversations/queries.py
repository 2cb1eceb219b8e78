"""What the faces ask about guides and conversations. Nothing here changes anything."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from answerback.conversations import never_ask as standing
from answerback.conversations.given import Given
from answerback.conversations.guide import RATHER_NOT_SAY, RATHER_NOT_SAY_WORDS, Guide, Kind, Part, Step
from answerback.conversations.models import Conversation, GuideVersion, VersionState
from answerback.conversations.record import current_answers, given_in, guide_of, walk_of
from answerback.conversations.walk import Progress
from answerback.wallets.models import Wallet

SELF_CUSTODIAL = "_self_custodial"


@dataclass(frozen=True)
class Option:
    code: str
    label: str


@dataclass(frozen=True)
class StepView:
    """The step on the agent's screen, in the language of the call; `given` is what was said here before."""

    step: Step
    kind: Kind
    part: Part
    prompt: str
    hint: str
    why: str
    options: tuple[Option, ...]
    given: Given | None
    progress: Progress
    can_go_back: bool

    @property
    def is_end(self) -> bool:
        return self.kind is Kind.END


@dataclass(frozen=True)
class MayAsk:
    """A question this call may ask, and why; for the user's page."""

    step: str
    part: Part
    asks: str
    why: str


@dataclass(frozen=True)
class Said:
    """One line of the record: what was asked and what was answered, in the user's language."""

    step: str
    part: Part
    asked: str
    answered: str
    declined: bool
    codes: tuple[str, ...] = ()


def published_guide(wallet: Wallet, *, slug: str, kind: str = "") -> GuideVersion | None:
    """The published version of this guide, else its self-custodial sister, else one that serves the kind."""
    published = GuideVersion.objects.for_wallet(wallet).filter(state=VersionState.PUBLISHED)
    found = {version.guide.slug: version for version in published.select_related("guide", "wallet")}
    for name in (slug, slug + SELF_CUSTODIAL, slug.removesuffix(SELF_CUSTODIAL)):
        if name in found:
            return found[name]
    wanted = kind or slug.removesuffix(SELF_CUSTODIAL)
    return next((one for _, one in sorted(found.items()) if wanted in one.guide.serves), None)


def conversation_of(wallet: Wallet, *, callback_id: uuid.UUID) -> Conversation | None:
    """The conversation of a callback, if one has begun."""
    found = Conversation.objects.for_wallet(wallet).filter(callback_id=callback_id)
    return found.select_related("version", "wallet").first()


def current_step(conversation: Conversation, *, names: Mapping[str, str] | None = None) -> StepView:
    """What the agent sees now. `names` fills {wallet} and {agent}."""
    answers = current_answers(conversation)
    walked = walk_of(conversation, answers)
    step, language = walked.at(conversation.position), conversation.language
    return StepView(
        step=step,
        kind=step.kind,
        part=step.part,
        prompt=step.prompt.words(language, names),
        hint=step.hint.words(language, names),
        why=step.why.words(language, names),
        options=options(step, language, frozenset(conversation.context["capabilities"])),
        given=given_in(answers[step.id]) if step.id in answers else None,
        progress=walked.progress(step),
        can_go_back=walked.before(step) is not None,
    )


def options(step: Step, language: str, capabilities: frozenset[str]) -> tuple[Option, ...]:
    """The ready answers; every question ends with "I would rather not say"."""
    if not step.is_question:
        return ()
    ready = [one for one in step.choices if capabilities.issuperset(one.needs)]
    own = tuple(Option(one.code, one.label.words(language)) for one in ready)
    return (*own, Option(RATHER_NOT_SAY, RATHER_NOT_SAY_WORDS.words(language)))


def marks(conversation: Conversation) -> frozenset[str]:
    """The marks of the counted answers, such as `trouble` or `action.unlock_account`."""
    return walk_of(conversation).marks


def summary(conversation: Conversation, *, language: str = "") -> list[Said]:
    """What was said, for the record of the call: only what counts, in the user's language."""
    spoken = language or conversation.language
    passed = walk_of(conversation).passed
    return [_said(one.step, one.given, spoken) for one in passed if one.step.is_question]


def _said(step: Step, given: Given, language: str) -> Said:
    asked = (step.asks or step.prompt).words(language)
    return Said(step.id, step.part, asked, _words(step, given, language), given.declined, given.codes)


def _words(step: Step, given: Given, language: str) -> str:
    if given.declined:
        return RATHER_NOT_SAY_WORDS.words(language)
    if given.codes:
        chosen = [choice for choice in step.choices if choice.code in given.codes]
        comma = "、" if language.lower().startswith("zh") else ", "
        return comma.join(choice.label.words(language) for choice in chosen)
    if given.day:
        return given.day.isoformat()
    return given.text if given.number is None else str(given.number)


def may_ask(source: GuideVersion | Guide, *, language: str) -> list[MayAsk]:
    """Everything this guide may ask, for the user's page, in the order of the guide."""
    guide = guide_of(source) if isinstance(source, GuideVersion) else source
    return [
        MayAsk(one.id, one.part, (one.asks or one.prompt).words(language), one.why.words(language))
        for one in guide.steps
        if one.is_question
    ]


def never_ask(language: str) -> list[str]:
    """The standing list of what no call ever asks for."""
    return [text.words(language) for text in standing.NEVER_ASK.values()]
