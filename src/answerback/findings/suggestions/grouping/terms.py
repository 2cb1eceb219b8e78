"""The bilingual table of wallet terms and the fillers, read once; both are data files of our own writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

from answerback.findings.suggestions.grouping.english import stem, tokens
from answerback.guard.messages.folding import fold
from answerback.guard.messages.sounds import table as sounds

LONGEST_HAN, LONGEST_ENGLISH = 8, 5
SHORTEST_BY_SOUND = 2


@dataclass(frozen=True)
class Term:
    """One concept. `shown` names it in both languages."""

    name: str
    shown: str
    is_weak: bool


class Terms:
    """Every spelling of every term: by characters, by sound, by English stems."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.by_han: dict[str, Term] = {}
        self.by_sound: dict[str, list[tuple[str, Term]]] = {}
        self.by_stems: dict[tuple[str, ...], Term] = {}
        for line in lines:
            self._read(line)

    def _read(self, line: str) -> None:
        name, chinese, english = (part.strip() for part in line.split("|"))
        spellings = chinese.split()
        phrases = [part.strip() for part in english.split(",")]
        term = Term(name.lstrip("~"), f"{spellings[0]} · {phrases[0]}", name.startswith("~"))
        for spelling in spellings:
            self.by_han.setdefault(spelling, term)
            if len(spelling) >= SHORTEST_BY_SOUND and not term.is_weak and (said := _said(spelling)):
                self.by_sound.setdefault(said, []).append((spelling, term))
        for phrase in phrases:
            self.by_stems.setdefault(tuple(stem(word) for word in tokens(fold(phrase).letters)), term)

    def in_han(self, letters: str) -> Iterator[Term]:
        """The terms of a folded text: longest first, by character and where none fits by sound."""
        at = 0
        while at < len(letters):
            term, length = self._here(letters, at)
            if term is not None:
                yield term
            at += length

    def _here(self, letters: str, at: int) -> tuple[Term | None, int]:
        for length in range(min(LONGEST_HAN, len(letters) - at), 0, -1):
            piece = letters[at : at + length]
            if piece in self.by_han:
                return self.by_han[piece], length
        for length in range(min(LONGEST_HAN, len(letters) - at), SHORTEST_BY_SOUND - 1, -1):
            term = self._by_sound(letters[at : at + length])
            if term is not None and not self._begins_within(letters, at, length):
                return term, length
        return None, 1

    def _by_sound(self, piece: str) -> Term | None:
        """Of three syllables any that sounds alike; of two only one that shares a character at its place."""
        for spelling, term in self.by_sound.get(_said(piece), ()):
            if len(piece) > SHORTEST_BY_SOUND or any(map(str.__eq__, piece, spelling)):
                return term
        return None

    def _begins_within(self, letters: str, at: int, length: int) -> bool:
        """Whether a term written rightly begins inside: then it is read, not what sounds like another."""
        return any(
            letters[start : start + size] in self.by_han
            for start in range(at + 1, at + length)
            for size in range(2, LONGEST_HAN + 1)
            if start + size <= len(letters)
        )

    def in_english(self, words: Sequence[str]) -> Iterator[Term]:
        """The terms of a row of English words, longest first."""
        stems, at = [stem(word) for word in words], 0
        while at < len(stems):
            for length in range(min(LONGEST_ENGLISH, len(stems) - at), 0, -1):
                term = self.by_stems.get(tuple(stems[at : at + length]))
                if term is not None:
                    yield term
                    break
            at += length if term is not None else 1


class Fillers:
    """Words that say nothing about what is wished for."""

    def __init__(self, lines: Sequence[str]) -> None:
        words = [word for line in lines for word in line.split()]
        self.english = frozenset(word for word in words if word.isascii())
        self.han = frozenset(word for word in words if not word.isascii())
        self.longest = max(map(len, self.han))

    def cut(self, run: str) -> Iterator[str]:
        """The pieces of a run of characters between fillers, each of two characters or more."""
        at = begin = 0
        while at < len(run):
            length = self._filler_at(run, at)
            if length:
                if at - begin > 1:
                    yield run[begin:at]
                begin = at + length
            at += length or 1
        if len(run) - begin > 1:
            yield run[begin:]

    def _filler_at(self, run: str, at: int) -> int:
        lengths = range(min(self.longest, len(run) - at), 0, -1)
        return next((length for length in lengths if run[at : at + length] in self.han), 0)


@cache
def terms() -> Terms:
    return Terms(_lines("terms.txt"))


@cache
def fillers() -> Fillers:
    return Fillers(_lines("fillers.txt"))


def _said(text: str) -> str:
    """Its syllables without tone; empty if one character has none."""
    known = [sounds().get(sign, "") for sign in text]
    return " ".join(known) if all(known) else ""


def _lines(name: str) -> list[str]:
    raw = get_data(__package__ or "", f"data/{name}") or b""
    return [line for line in raw.decode("utf-8").splitlines() if line.strip() and not line.startswith("#")]
