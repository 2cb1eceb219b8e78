"""What each kind of entry says: it changes one fact, and everything about the same matter is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from answerback.insight.fold.answers import FAMILY_OF, answer_id
from answerback.insight.fold.book import Book, Group
from answerback.insight.fold.circle import NOBODY_WAITS, WEEK_SECONDS, Circle
from answerback.insight.fold.facts import About, Fact, Name, offer_id, rating_id


@dataclass(frozen=True)
class Told:
    """One sealed entry, as far as it is counted. `at` is in seconds since 1970; `staff` the acting membership's id.

    `is_shown`: the customer may read what it tells of.
    """

    seq: int
    wallet_id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID
    customer_id: UUID | None
    staff: str
    is_shown: bool
    at: float
    data: Mapping[str, Any]


def tell(book: Book, told: Told) -> None:
    """Count one entry. Entries of other kinds say nothing here."""
    hears = KINDS.get(told.kind)
    if hears is None:
        return
    fact = hears(book, told)
    if fact is None:
        return
    fact.last_at = max(fact.last_at, told.at)
    book.put(fact)
    _circle(book, fact, told.at).recount(book)


def _circle(book: Book, fact: Fact, at: float) -> Circle:
    wallet_id = fact.name.wallet_id
    if fact.ticket_id is not None:
        facts = book.belonging(wallet_id, Group("ticket", fact.ticket_id), at=at)
    elif fact.callback_id is not None:
        facts = book.belonging(wallet_id, Group("callback", fact.callback_id), at=at)
    else:
        facts = [fact]
    return Circle(facts, book.zone(wallet_id))


def _fact(book: Book, told: Told, about: About, id: UUID) -> Fact:
    name = Name(told.wallet_id, about, id)
    found = book.find(name, at=told.at)
    if found is not None:
        return found
    fact = Fact(name, told.at, told.at, told.customer_id)
    if about is About.CALLBACK:
        fact.callback_id = id
    if about is About.TICKET:
        fact.ticket_id = id
    return book.put(fact)


def _callback(book: Book, told: Told) -> Fact:
    return _fact(book, told, About.CALLBACK, told.subject_id)


def _ticket(book: Book, told: Told) -> Fact:
    return _fact(book, told, About.TICKET, told.subject_id)


def _join(book: Book, told: Told, callback_id: UUID | None, ticket_id: UUID | None) -> None:
    """The callback turns out to be about this ticket, and with it all that belongs to the callback."""
    if callback_id is None or ticket_id is None:
        return
    its = _fact(book, told, About.CALLBACK, callback_id)
    if its.ticket_id is not None:
        return
    for fact in book.belonging(told.wallet_id, Group("callback", callback_id), at=told.at):
        fact.ticket_id = ticket_id
        book.put(fact)


def _beside(book: Book, told: Told, fact: Fact, callback_id: UUID | None) -> Fact:
    """The fact belongs to this callback, and to its ticket."""
    if callback_id is not None and fact.callback_id is None:
        fact.callback_id = callback_id
        its = _fact(book, told, About.CALLBACK, callback_id)
        fact.ticket_id = fact.ticket_id or its.ticket_id
    return book.put(fact)


def _requested(book: Book, told: Told) -> Fact:
    fact = _callback(book, told)
    fact.set_first("requested_at", told.at)
    fact.raw |= {name: _code(told, name) for name in ("kind", "purpose", "language")}
    _join(book, told, told.subject_id, _id(told, "ticket"))
    return fact


def _offered(book: Book, told: Told) -> Fact:
    fact = _callback(book, told)
    fact.raw["agent"] = _code(told, "agent")
    return fact


def _ended(book: Book, told: Told) -> Fact:
    fact = _callback(book, told)
    fact.raw["ended"] = told.kind.removeprefix("callback.")
    _join(book, told, told.subject_id, _id(told, "ticket"))
    return fact


def _call(book: Book, told: Told) -> Fact | None:
    attempt = _id(told, "attempt")
    if attempt is None:
        return None
    its = _callback(book, told)
    fact = _beside(book, told, _fact(book, told, About.CALL, attempt), told.subject_id)
    fact.raw.setdefault("agent", its.raw.get("agent", ""))
    match told.kind:
        case "attempt.answered":
            fact.set_first("answered_at", told.at)
        case "attempt.confirmed":
            fact.set_first("confirmed_at", told.at)
        case "attempt.ended":
            fact.raw["outcome"] = _code(told, "outcome")
    return fact


def _opened(book: Book, told: Told) -> Fact:
    fact = _ticket(book, told)
    fact.raw |= {"kind": _code(told, "category"), "language": _code(told, "language")}
    fact.set_first("opened_at", told.at)
    source, _colon, id = _code(told, "origin").partition(":")
    origin = _uuid(id)
    if source == "callback" and origin is not None:
        _join(book, told, origin, told.subject_id)
        fact.raw["by_us"] = _callback_of(book, told, origin).raw.get("kind") in NOBODY_WAITS
    if source == "alarm" and origin is not None:
        alarm = _fact(book, told, About.ALARM, origin)
        alarm.raw.setdefault("raised_at", told.at)
        alarm.ticket_id = told.subject_id
        book.put(alarm)
    _came_back(book, told, fact)
    return fact


def _callback_of(book: Book, told: Told, id: UUID) -> Fact:
    return _fact(book, told, About.CALLBACK, id)


def _solved(book: Book, told: Told) -> Fact | None:
    if told.kind == "ticket.closed" and _code(told, "code") != "solved":
        return None
    fact = _ticket(book, told)
    fact.add_time("solved", told.at)
    for other in _others(book, told):
        opened = other.raw.get("opened_at")
        if opened is not None and not other.raw.get("by_us") and abs(opened - told.at) <= WEEK_SECONDS:
            fact.add_time("others", opened)
    return fact


def _came_back(book: Book, told: Told, opened: Fact) -> None:
    """A new ticket of somebody whose other matter was solved within the week before; not when we rang unasked."""
    if opened.raw.get("by_us"):
        return
    for other in _others(book, told):
        if any(abs(told.at - at) <= WEEK_SECONDS for at in other.times("solved")):
            other.add_time("others", opened.raw["opened_at"])
            book.put(other)
            _circle(book, other, told.at).recount(book)


def _others(book: Book, told: Told) -> list[Fact]:
    if told.customer_id is None:
        return []
    tickets = book.belonging(told.wallet_id, Group("customer", told.customer_id), at=told.at)
    return [one for one in tickets if one.name.subject_id != told.subject_id]


def _reopened(book: Book, told: Told) -> Fact:
    fact = _ticket(book, told)
    fact.add_time("reopened", told.at)
    return fact


def _written(book: Book, told: Told) -> Fact | None:
    """A person wrote to the user, on the ticket that the user reads."""
    _join(book, told, _id(told, "callback"), told.subject_id)
    if not (told.staff and told.is_shown):
        return _ticket(book, told) if _id(told, "callback") else None
    fact = _ticket(book, told)
    fact.add_time("written", told.at)
    return fact


def _rated(book: Book, told: Told) -> Fact:
    _ticket(book, told)
    closing = int(told.data.get("closing") or 0)
    fact = _fact(book, told, About.RATING, rating_id(told.subject_id, closing))
    fact.ticket_id = told.subject_id
    given = {name: told.data.get(name) for name in ("csat", "ces", "nps", "sure")}
    fact.raw = {"at": told.at} | given if not fact.raw else fact.raw
    return fact


def _promise(book: Book, told: Told) -> Fact | None:
    id = _id(told, "promise")
    if id is None:
        return None
    _ticket(book, told)
    fact = _fact(book, told, About.PROMISE, id)
    fact.ticket_id = told.subject_id
    match told.kind:
        case "promise.made":
            _join(book, told, _id(told, "callback"), told.subject_id)
            due = datetime.fromisoformat(str(told.data["due_at"])).timestamp()
            fact.raw |= {"made_at": told.at, "due_at": due, "agent": told.staff}
        case "promise.kept":
            fact.raw["late"] = bool(told.data.get("late"))
        case "promise.broken":
            fact.raw["broken"] = True
        case "promise.released":
            fact.raw["released"] = True
    return fact


def _hazard(book: Book, told: Told) -> Fact:
    fact = _fact(book, told, About.HAZARD, told.subject_id)
    match told.kind:
        case "hazard.opened":
            fact.set_first("opened_at", told.at)
            fact.raw["withdrawn"] = False
            fact.raw.setdefault("agent", told.staff)
            _beside(book, told, fact, _id(told, "callback"))
        case "hazard.closed":
            fact.raw["closed"] = True
        case "hazard.withdrawn":
            fact.raw["withdrawn"] = True
    return fact


def _suggestion(book: Book, told: Told) -> Fact:
    fact = _fact(book, told, About.SUGGESTION, told.subject_id)
    fact.raw["withdrawn"] = told.kind == "suggestion.withdrawn"
    if told.kind == "suggestion.made":
        fact.raw |= {"at": told.at, "agent": told.staff, "language": _code(told, "language")}
    return _beside(book, told, fact, _id(told, "callback"))


def _offer(book: Book, told: Told) -> Fact:
    callback_id = _id(told, "callback")
    fact = _fact(book, told, About.OFFER, offer_id(told.subject_id, callback_id or told.customer_id))
    fact.raw.setdefault("agent", told.staff)
    answer = told.kind.removeprefix("offer.")
    if answer in ("accepted", "refused", "reply_withdrawn"):
        fact.raw.setdefault("answers", {})[answer] = told.at
    return _beside(book, told, fact, callback_id)


def _answered(book: Book, told: Told) -> Fact | None:
    """A later answer to the same step takes the place of the first, on the first one's day."""
    step = _code(told, "step")
    if step not in FAMILY_OF:
        return None
    fact = _fact(book, told, About.ANSWER, answer_id(told.subject_id, step))
    fact.set_first("at", told.at)
    fact.raw |= {"step": step, "codes": list(told.data.get("codes") or ()), "agent": told.staff}
    return fact


def _alarm(book: Book, told: Told) -> Fact:
    fact = _fact(book, told, About.ALARM, told.subject_id)
    fact.raw["raised_at"] = told.at
    fact.raw["agent"] = _code(told, "agent")
    return fact


def _code(told: Told, name: str) -> str:
    return str(told.data.get(name) or "")


def _id(told: Told, name: str) -> UUID | None:
    return _uuid(_code(told, name))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


Hears = Callable[[Book, Told], Fact | None]
KINDS: dict[str, Hears] = {
    "callback.requested": _requested,
    "callback.offered": _offered,
    **{f"callback.{end}": _ended for end in ("done", "unreachable", "refused", "cancelled", "expired")},
    **{f"attempt.{step}": _call for step in ("answered", "confirmed", "ended")},
    "ticket.opened": _opened,
    "ticket.solved": _solved,
    "ticket.closed": _solved,
    "ticket.reopened": _reopened,
    "ticket.next_step_set": _written,
    "note.filed": _written,
    "ticket.rated": _rated,
    **{f"promise.{step}": _promise for step in ("made", "kept", "broken", "released")},
    **{f"hazard.{step}": _hazard for step in ("opened", "closed", "withdrawn")},
    **{f"suggestion.{step}": _suggestion for step in ("made", "changed", "withdrawn")},
    **{f"offer.{step}": _offer for step in ("said", "accepted", "refused", "reply_withdrawn", "used")},
    "secret_alarm.raised": _alarm,
    "conversation.answered": _answered,
}
