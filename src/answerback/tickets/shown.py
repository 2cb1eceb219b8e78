"""What the user sees before the yes, and its digest, so that what was approved is what was seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime

import rfc8785
from django.utils import translation

from answerback.tickets.actions import ACTIONS, TERM_LABELS, Action
from answerback.tickets.details import LABELS, Detail, shown_value
from answerback.tickets.kinds import ActionKind
from answerback.tickets.models import ActionRequest


@dataclass(frozen=True)
class Line:
    """One line of the approval page. `code` names it for machines; `label` and `value` are for the reader."""

    code: str
    label: str
    value: str


@dataclass(frozen=True)
class Shown:
    """The whole approval page in the language active now. `digest` (hex) is the same in every language."""

    action: Action
    title: str
    details: tuple[Line, ...]
    terms: tuple[Line, ...]
    expires_at: datetime
    digest: str


def shown(request: ActionRequest) -> Shown:
    """Everything that the user must see; the page posts `digest` back with the yes."""
    action = ACTIONS[ActionKind(request.kind)]
    return Shown(
        action=action,
        title=str(action.kind.label),
        details=() if request.facts_erased_at else _details(detail_of(request)),
        terms=_terms(action),
        expires_at=request.expires_at,
        digest=request.seen_digest if request.facts_erased_at else digest_of(request),
    )


def detail_of(request: ActionRequest) -> Detail:
    """The typed facts of a request."""
    return ACTIONS[ActionKind(request.kind)].detail.model_validate_json(request.detail)


def digest_of(request: ActionRequest) -> str:
    """SHA-256 (hex) over the RFC 8785 form of the request's id, kind, facts, end and the terms' source words.

    It changes with any fact and with any word of the terms, so an approval of an older page is refused.
    """
    action = ACTIONS[ActionKind(request.kind)]
    with translation.override(None):
        terms = action.terms.sentences()
    facts = {
        "request": str(request.id),
        "kind": request.kind,
        "detail": json.loads(request.detail),
        "expires_at": request.expires_at.isoformat(),
        "terms": list(terms),
    }
    return hashlib.sha256(rfc8785.dumps(facts)).hexdigest()


def _details(detail: Detail) -> tuple[Line, ...]:
    values = {name: getattr(detail, name) for name in type(detail).model_fields}
    return tuple(
        Line(name, str(LABELS[name]), shown_value(value))
        for name, value in values.items()
        if value is not None
    )


def _terms(action: Action) -> tuple[Line, ...]:
    names = [field.name for field in fields(action.terms)]
    return tuple(Line(name, str(TERM_LABELS[name]), str(getattr(action.terms, name))) for name in names)
