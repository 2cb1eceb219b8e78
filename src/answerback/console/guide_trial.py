"""Trying a guide out: walked through as an agent would, with nothing kept and nobody rung."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from answerback.conversations.conditions import Context
from answerback.conversations.given import Given, NotAnAnswer, accept
from answerback.conversations.guide import Guide, Kind, Step
from answerback.conversations.queries import Option, options
from answerback.conversations.walk import Walk, walk
from answerback.wallets.models import Wallet

Raw = dict[str, Any]


@dataclass(frozen=True)
class Trial:
    """Where the walk stands. `said` is what was answered so far, as JSON for the next request."""

    walked: Walk
    step: Step
    prompt: str
    hint: str
    options: tuple[Option, ...]
    said: str
    wrong: bool
    marketing: bool


def try_out(guide: Guide, wallet: Wallet, posted: QueryDict, *, language: str, agent: str) -> Trial:
    """The step after what was posted; an answer that does not fit leaves the walk where it is."""
    marketing = posted.get("marketing") == "on"
    context = Context(
        custody=str(wallet.custody),
        capabilities=frozenset(map(str, wallet.capabilities)),
        consents=frozenset({"service", "marketing"} if marketing else {"service"}),
    )
    said = _said(posted.get("said", "{}"))
    walked = walk(guide, _given(guide, said), context)
    if "back" in posted and walked.passed:
        said.pop(walked.passed[-1].step.id, None)
    wrong = "back" not in posted and "go" in posted and not _answer(walked.frontier, posted, said)
    walked = walk(guide, _given(guide, said), context)
    names = {"wallet": wallet.name, "agent": agent}
    step = walked.frontier
    return Trial(
        walked,
        step,
        step.prompt.words(language, names),
        step.hint.words(language, names),
        options(step, language, context.capabilities),
        json.dumps(said, ensure_ascii=False),
        wrong,
        marketing,
    )


def _answer(step: Step, posted: QueryDict, said: Raw) -> bool:
    raw = _raw(step, posted)
    try:
        accept(step, raw)
    except NotAnAnswer:
        return False
    said[step.id] = raw
    return True


def _raw(step: Step, posted: QueryDict) -> Raw:
    typed = posted.getlist("answer")
    first = typed[0].strip() if typed else ""
    if typed == ["rather_not_say"]:
        return {"declined": True}
    match step.kind:
        case Kind.CHOICE | Kind.MULTI:
            return {"codes": typed}
        case Kind.NUMBER | Kind.SCALE:
            return {"number": int(first) if first.isascii() and first.isdigit() else None}
        case Kind.DATE:
            return {"day": first}
        case Kind.TEXT:
            return {"text": first}
        case _:
            return {}


def _said(text: str) -> Raw:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return (
        {str(name): one for name, one in found.items() if isinstance(one, dict)}
        if isinstance(found, dict)
        else {}
    )


def _given(guide: Guide, said: Mapping[str, Raw]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for name, raw in said.items():
        try:
            found[name] = accept(guide.by_id[name], raw)
        except (KeyError, NotAnAnswer):
            continue
    return found
