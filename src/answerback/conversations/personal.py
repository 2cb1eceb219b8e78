"""Which questions are personal: a person must be told why they are asked before they answer."""

from __future__ import annotations

from answerback.conversations.forbidden_words import WORDS, any_of
from answerback.conversations.guide import Step
from answerback.conversations.plain_text import plain

PERSONAL = any_of(WORDS["personal"]["words"])


def is_personal(step: Step) -> bool:
    """Does this question touch the person, by the author's word or by what it says?"""
    if not step.is_question:
        return False
    said = (step.prompt.zh, step.prompt.en, step.asks.zh, step.asks.en)
    return step.personal or any(PERSONAL.search(plain(text)) for text in said)
