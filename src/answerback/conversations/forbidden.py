"""Does a text ask for what a follow-up call never asks for? Both languages, paraphrases and spelling tricks.

Pure. Secret things are forbidden by default: a clause that names one must be plainly harmless (a refusal, a
warning about others, something that happened, something the user does alone), or it counts as asking. An
author may have to reword an innocent sentence; a clever sentence should not get through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from answerback.conversations import forbidden_frames as frames
from answerback.conversations.forbidden_words import LAST_FOUR, MOVE_MONEY, STRONG, WEAK, Never
from answerback.conversations.plain_text import plain, squeezed

SENTENCE = re.compile(r"(?<=[。?!;\n])|(?<=\.)(?=\s|$)")
CLAUSE = re.compile(
    r"[,:()“”\"《》—]+|(?<=[^\s])\s-\s|但是|不过|可是|然后|接着|而是|同时|并且|而且"
    r"|\bbut\b|\bhowever\b|\bthen\b|\band\b|\bso\b(?! that)"
)
HIDDEN = re.compile(
    "密码|验证码|助记词|私钥|password|passphrase|seedphrase|privatekey|mnemonic|verificationcode"
)


@dataclass(frozen=True)
class Clause:
    text: str
    sentence: str

    @property
    def names(self) -> frozenset[Never]:
        return frozenset(never for never, words in STRONG.items() if _named(words, self.text))


def asked_for(text: str) -> list[Never]:
    """What the text asks for and must not, in the order of `Never`; empty when it is harmless.

    `asked_for("请把验证码念给我") == [Never.CODE]`; `asked_for("我们绝不会问您要验证码") == []`.
    """
    return list(_asked_for(text))


@lru_cache(maxsize=8192)
def _asked_for(text: str) -> tuple[Never, ...]:
    clauses = list(_clauses(plain(text)))
    found = {never for index in range(len(clauses)) for never in _asked_in(clauses, index)}
    if _hides_a_word(text):
        found.add(Never.PASSWORD)
    return tuple(never for never in Never if never in found)


def _clauses(text: str) -> Iterator[Clause]:
    for sentence in SENTENCE.split(text):
        heard = frames.POLITE_NOISE.sub(" ", sentence)
        for clause in CLAUSE.split(heard):
            if clause.strip():
                yield Clause(clause.strip(), heard)


def _named(words: re.Pattern[str], text: str) -> bool:
    return bool(words.search(LAST_FOUR.sub(" ", text))) and not (
        LAST_FOUR.search(text) and "卡" in text + "card"
    )


def _asked_in(clauses: list[Clause], index: int) -> frozenset[Never]:
    clause = clauses[index]
    found = set[Never]()
    if clause.names and not _harmless(clauses, index):
        found |= {never for never in clause.names if not _denied(STRONG[never], clause.text)}
    if MOVE_MONEY.search(clause.text) and not _money_is_harmless(clause):
        found.add(Never.TRANSFER)
    if not clause.names and _asks_again(clauses, index):
        found |= _named_before(clauses, index)
    if frames.tells(clause.text) and not frames.is_safe_telling(clause.text, clause.sentence):
        found |= {never for never, words in WEAK.items() if _named(words, clause.text)}
    return frozenset(found)


def _denied(words: re.Pattern[str], text: str) -> bool:
    """Is every naming denied beforehand, with nothing asked for after it?"""
    if frames.tells(text) or frames.QUESTION.search(text):
        return False
    return all(frames.denied_before(text[: one.start()]) for one in words.finditer(text))


def _harmless(clauses: list[Clause], index: int) -> bool:
    """Is the naming in this clause plainly harmless?"""
    clause = clauses[index]
    if frames.EXCEPT_US.search(clause.sentence):
        return False
    if frames.tells(clause.text):
        return frames.is_safe_telling(clause.text, clause.sentence)
    if frames.QUESTION.search(clause.text):
        return frames.is_refused(clause.text)
    if frames.is_safe_mention(clause.text, clause.sentence):
        return True
    return _borrowed(clauses, index)


def _borrowed(clauses: list[Clause], index: int) -> bool:
    """A bare thing takes its sense from the clauses beside it, as in `密码，谁都不能给`."""
    clause = clauses[index]
    if not frames.is_bare(clause.text):
        return False
    after = clauses[index + 1] if index + 1 < len(clauses) else None
    if after and after.sentence == clause.sentence:
        if frames.tells(after.text):
            return frames.is_refused(after.text)
        if frames.is_aside(after.text):
            return True
    for before in reversed(clauses[:index]):
        if before.sentence != clause.sentence or not frames.is_bare(before.text):
            return before.sentence == clause.sentence and frames.is_refused(before.text)
    return False


def _money_is_harmless(clause: Clause) -> bool:
    if frames.is_refused(clause.text):
        return True
    if all(frames.denied_before(clause.text[: _verb_end(one)]) for one in MOVE_MONEY.finditer(clause.text)):
        return True
    foreign = frames.FOREIGN.search(clause.sentence) and not frames.TO_US.search(clause.text)
    return bool(foreign or (frames.PAST.search(clause.text) and not frames.PLEASE.search(clause.text)))


def _verb_end(request: re.Match[str]) -> int:
    """Where the wish ends and the moving begins: the denial may stand inside, as in `不需要您转账`."""
    return request.end() - 2


def _asks_again(clauses: list[Clause], index: int) -> bool:
    """`Have you got the code? Read it to me.`: the second sentence asks for what the first has named."""
    text = clauses[index].text
    if frames.is_refused(text):
        return False
    if frames.READ_IT_OUT.search(text):
        return True
    return bool(frames.TELL_US.search(text)) and not any(
        frames.FOREIGN.search(before.sentence) for before in clauses[max(0, index - 2) : index]
    )


def _named_before(clauses: list[Clause], index: int) -> set[Never]:
    return {never for before in clauses[max(0, index - 3) : index] for never in before.names}


def _hides_a_word(text: str) -> bool:
    """A forbidden word that shows only when all marks between its letters are taken out."""
    return len(HIDDEN.findall(squeezed(text))) > len(HIDDEN.findall(re.sub(r"[\s\-.]", "", plain(text))))
