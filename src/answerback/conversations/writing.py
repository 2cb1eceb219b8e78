"""A guide is written back as JSON, so that a fitted copy can be stored and edited."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from answerback.conversations import conditions
from answerback.conversations.conditions import Condition
from answerback.conversations.guide import Choice, Guide, Kind, Step, Text
from answerback.conversations.reading import FORMAT

Json = dict[str, Any]


def write_guide(guide: Guide) -> Json:
    """The JSON of a guide; reading it gives the same guide."""
    grouped = groupby(guide.steps, key=lambda step: step.part)
    return {
        "format": FORMAT,
        "id": guide.id,
        "serves": list(guide.serves),
        "custody": list(guide.custody),
        "title": _text(guide.title),
        "parts": [{"part": part.value, "steps": [_step(step) for step in steps]} for part, steps in grouped],
    }


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _step(step: Step) -> Json:
    written: Json = {"id": step.id, "kind": step.kind.value, "prompt": _text(step.prompt)}
    for name, text in (("hint", step.hint), ("why", step.why), ("asks", step.asks)):
        if text:
            written[name] = _text(text)
    optional: Json = {
        "personal": step.personal,
        "offer": step.offer,
        "thanks": step.thanks,
        "needs": list(step.needs),
        "answers": [_choice(choice) for choice in step.choices],
        "branches": [{"when": write_condition(one.when), "to": one.to} for one in step.branches],
        "next": step.to,
        "declined": step.declined_to,
    }
    written |= {name: value for name, value in optional.items() if value}
    if step.when is not None:
        written["when"] = write_condition(step.when)
    if step.kind is Kind.SCALE:
        written |= {"low": step.low, "high": step.high}
    return written


def _choice(choice: Choice) -> Json:
    written: Json = {"code": choice.code, "label": _text(choice.label)}
    optional: Json = {"next": choice.to, "marks": list(choice.marks), "needs": list(choice.needs)}
    return written | {name: value for name, value in optional.items() if value}


def write_condition(condition: Condition) -> Json:
    match condition:
        case conditions.AllOf(parts):
            return {"all": [write_condition(part) for part in parts]}
        case conditions.AnyOf(parts):
            return {"any": [write_condition(part) for part in parts]}
        case conditions.Not(part):
            return {"not": write_condition(part)}
        case conditions.AnswerIs(step, codes):
            return {"answer": step, "in": list(codes)}
        case conditions.Answered(step):
            return {"answer": step}
        case _:
            return _about_context(condition)


def _about_context(condition: Condition) -> Json:
    match condition:
        case conditions.EventIs(name, values):
            return {"event": name, "in": list(values)} if values else {"event": name}
        case conditions.CustodyIs(kinds):
            return {"custody": list(kinds)}
        case conditions.OpenTrouble(expected):
            return {"open_trouble": expected}
        case conditions.Marked(mark):
            return {"marked": mark}
        case conditions.Can(capability):
            return {"can": capability}
        case conditions.Consented(purpose):
            return {"consent": purpose}
        case _:
            raise TypeError(condition)
