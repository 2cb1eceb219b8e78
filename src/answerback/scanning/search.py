"""Looking into one piece with the guard, and what may be told of what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import AnyStr

from answerback.guard import Action, Finding, Policy, find, fingerprint
from answerback.guard.stored import Mac
from answerback.scanning.pieces import Edit, Json, Piece, Place, Unit, applied

LONGEST_NAMED = 256
"""Longer texts speak for themselves; shorter ones may be a bare value that only its column explains."""

LONGEST_REMEMBERED, MOST_REMEMBERED = 32, 20_000
_clean: dict[tuple[int, str, str], Policy] = {}

MESSAGE_ID, CODE = re.compile(r"\d+ <\S+>"), re.compile("…[0-9a-f]{16}")
TAKEN_OUT = (Action.BLOCK, Action.MASK)
Change = tuple[Piece[AnyStr], Finding]


def found(piece: Piece[AnyStr], policy: Policy) -> tuple[Finding, ...]:
    """The findings in a piece, counted in its own text."""
    findings = _remembering(piece.name, piece.text, piece.policy or policy)
    return tuple(one for one in findings if piece.only is None or one.kind in piece.only)


def _remembering(name: str, text: str, policy: Policy) -> list[Finding]:
    """Names of members, codes and days come again and again: what was clean once is not looked into again."""
    if len(text) > LONGEST_REMEMBERED:
        return named(name, text, policy)
    known = (id(policy), name, text)
    if known in _clean:
        return []
    findings = named(name, text, policy)
    if not findings and len(_clean) < MOST_REMEMBERED:
        _clean[known] = policy  # kept, so that no other policy takes its id
    return findings


def named(name: str, text: str, policy: Policy) -> list[Finding]:
    """The findings in a text that stands under a name; the name itself is never part of one."""
    if not name or len(text) > LONGEST_NAMED:
        return list(find(text, policy))
    lead = f"{name}: "
    moved = [
        replace(one, start=max(0, one.start - len(lead)), end=one.end - len(lead))
        for one in find(lead + text, policy)
    ]
    return [one for one in moved if one.end > one.start]


def edits_of(findings: Sequence[Finding]) -> list[Edit[str]]:
    """What `fix` does about them: the kind in place of the match."""
    return [Edit(one.start, one.end, one.kind.placeholder) for one in findings if one.action in TAKEN_OUT]


def told(piece: Piece[AnyStr], finding: Finding, mac: Mac) -> Json:
    """A finding for reports: where, what, how sure, and a keyed fingerprint; never the match."""
    return {
        **shown(piece.place, mac),
        **finding.as_plain(),
        "fingerprint": fingerprint(piece.text, finding, mac=piece.mac or mac),
    }


def shown(place: Place, mac: Mac) -> Json:
    """A place for reports. A key or a member's name may itself be a telephone number: then a code stands for it."""
    return {name: _harmless(word, mac) for name, word in place.as_plain().items()}


def _harmless(word: str, mac: Mac) -> str:
    if MESSAGE_ID.fullmatch(word) or CODE.fullmatch(word):  # it only looks so, and is cleaned already
        return word
    return code_for(word, mac) if find(word) else word


def harmless(word: str, mac: Mac) -> str:
    """The name of a file, table or column as it may be written down: itself, or a code where a secret is in it."""
    return code_for(word, mac) if find(word) else word


def code_for(word: str, mac: Mac) -> str:
    """Stands for a word that must not be told; the same word has the same code."""
    return f"…{mac(b'name' + word.encode('utf-8', 'surrogatepass')).hex()[:16]}"


def rewritten(unit: Unit[AnyStr], policy: Policy) -> tuple[AnyStr, list[Change[AnyStr]]]:
    """The unit without what is to be taken out, and what that was. The second time changes nothing."""
    edits, changes = edits_in(unit, policy)
    return applied(unit.raw, edits), changes


def edits_in(unit: Unit[AnyStr], policy: Policy) -> tuple[list[Edit[AnyStr]], list[Change[AnyStr]]]:
    """What is to be put in place of what is to be taken out, and what that was."""
    changes, edits = list[Change[AnyStr]](), list[Edit[AnyStr]]()
    for piece in unit.pieces:
        taken = [one for one in found(piece, policy) if one.action in TAKEN_OUT]
        if taken:
            changes += [(piece, one) for one in taken]
            edits += piece.lower(edits_of(taken))
    return edits, changes
