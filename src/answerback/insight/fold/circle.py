"""A circle: everything about one matter, and what each fact in it counts as.

What a thing counts as depends on others: a callback is reached by its calls, a ticket solved with so many calls.
It is worked out anew whenever one of them changes, and the difference goes to the counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from answerback.insight.fold.answers import buckets_of
from answerback.insight.fold.book import Book
from answerback.insight.fold.facts import DAY_SECONDS, About, Counted, Fact
from answerback.insight.histogram import bucket_of
from answerback.insight.slices import Where

WEEK_SECONDS = 7 * DAY_SECONDS
NOBODY_WAITS = frozenset({"routine_follow_up", "onboarding_finished", "ticket_solved"})
"""Callbacks that no trouble asked for: there is nothing to be reassured about."""


class Circle:
    """The facts of one ticket, or of one callback that has none yet."""

    def __init__(self, facts: Iterable[Fact], zone: ZoneInfo) -> None:
        self.facts = list(facts)
        self._zone = zone
        self._callbacks = {one.name.subject_id: one for one in self.facts if one.about is About.CALLBACK}
        self._calls = sorted(
            (one for one in self.facts if one.about is About.CALL and _talked(one)), key=_in_order
        )
        self._ticket = next((one for one in self.facts if one.about is About.TICKET), None)

    def recount(self, book: Book) -> None:
        """Work out what every fact counts as; what differs from before changes the counts."""
        for fact in self.facts:
            now = self._counted(fact)
            if now != fact.counted:
                _exchange(book, fact, now)

    def _counted(self, fact: Fact) -> Counted:
        found = COUNTED[fact.about](self, fact)
        if found is None:
            return Counted()
        at, where, buckets = found
        day = datetime.fromtimestamp(at, self._zone).date().isoformat()
        return Counted(day, where, buckets) if buckets else Counted()

    def callback(self, fact: Fact) -> Found:
        """On the day of the request: asked for; reached or missed; how long until the user was reassured."""
        if "requested_at" not in fact.raw:
            return None
        calls = [one for one in self._calls if one.callback_id == fact.name.subject_id]
        buckets = {"requested": "all"}
        if fact.raw.get("ended") in ("done", "unreachable", "refused", "expired"):
            buckets["ended"] = "reached" if calls else "missed"
        at: float = fact.raw["requested_at"]
        if fact.raw.get("kind") not in NOBODY_WAITS:
            buckets |= self._reassured(at, calls)
        agent = calls[-1].raw.get("agent", "") if calls else fact.raw.get("agent", "")
        return at, self._where(fact.raw, agent), buckets

    def call(self, fact: Fact) -> Found:
        """On the day of the answer: proven or not."""
        if not _talked(fact):
            return None
        its = self._callbacks.get(fact.callback_id) if fact.callback_id else None
        proven = "proven" if "confirmed_at" in fact.raw else "unproven"
        where = self._where(its.raw if its else {}, fact.raw.get("agent", ""))
        return fact.raw["answered_at"], where, {"call": proven}

    def ticket(self, fact: Fact) -> Found:
        """On the day it was first solved: with the first call or not; whether the user came back."""
        solved = fact.times("solved")
        if not solved:
            return None
        at = solved[0]
        again = [one for one in fact.times("reopened") if at < one <= at + WEEK_SECONDS]
        back = [one for one in fact.times("others") if at < one <= at + WEEK_SECONDS]
        buckets = {"repeat": "yes" if again or back else "no"}
        calls = len(self._calls_until(at))
        if calls:
            buckets["first_call"] = "yes" if calls == 1 and not again else "no"
        return at, self._of_ticket(at), buckets

    def rating(self, fact: Fact) -> Found:
        """On the day of the answer: each scale that was answered."""
        given = {name: fact.raw.get(name) for name in ("csat", "ces", "nps", "sure")}
        buckets = {name: str(score) for name, score in given.items() if score not in (None, "")}
        return fact.raw["at"], self._of_ticket(fact.raw["at"]), buckets

    def promise(self, fact: Fact) -> Found:
        """On the day it fell due: kept in time, kept late, broken; nothing while it waits or when let off."""
        if "due_at" not in fact.raw or fact.raw.get("released"):
            return None
        due = fact.raw["due_at"]
        if "late" in fact.raw:
            state = "late" if fact.raw["late"] else "kept"
        elif fact.raw.get("broken"):
            state = "broken"
        else:
            return None
        where = self._of_ticket(fact.raw["made_at"])
        return due, _by(where, fact.raw.get("agent", "")), {"promise": state}

    def hazard(self, fact: Fact) -> Found:
        """On the day it was found: open or closed; withdrawn ones count as nothing."""
        if "opened_at" not in fact.raw or fact.raw.get("withdrawn"):
            return None
        state = "closed" if fact.raw.get("closed") else "open"
        return fact.raw["opened_at"], self._beside(fact), {"hazard": state}

    def suggestion(self, fact: Fact) -> Found:
        """On the day it was made, unless it was taken back; said anew, it counts again."""
        if fact.raw.get("withdrawn") or "at" not in fact.raw:
            return None
        return fact.raw["at"], self._beside(fact), {"suggestion": "all"}

    def offer(self, fact: Fact) -> Found:
        """On the day it was first said: the later of yes and no, or said only, also when the answer was taken back."""
        answers = sorted((at, name) for name, at in fact.raw.get("answers", {}).items())
        state = answers[-1][1] if answers and answers[-1][1] != "reply_withdrawn" else "said"
        return fact.first_at, self._beside(fact), {"offer": state}

    def alarm(self, fact: Fact) -> Found:
        """On the day it was raised: how long until the user was reassured."""
        at: float = fact.raw["raised_at"]
        where = self._of_ticket(at)
        return at, _by(where, fact.raw.get("agent", "")), self._reassured(at, self._calls)

    def answer(self, fact: Fact) -> Found:
        """On the day it was first given: what was last said."""
        return fact.raw["at"], self._where(fact.raw, fact.raw.get("agent", "")), buckets_of(fact.raw)

    def _reassured(self, since: float, calls: list[Fact]) -> dict[str, str]:
        """The first proven call, or the first answer written by a person, whichever was sooner."""
        proven = [one.raw["confirmed_at"] for one in calls if "confirmed_at" in one.raw]
        written = self._ticket.times("written") if self._ticket else []
        ends = [at for at in (*proven, *written) if at >= since]
        return {"reassured": bucket_of(min(ends) - since)} if ends else {}

    def _calls_until(self, at: float) -> list[Fact]:
        return [one for one in self._calls if _answered_at(one) <= at]

    def _of_ticket(self, at: float) -> Where:
        """The ticket's kind and language; agent and purpose of the last call until then."""
        raw: dict[str, Any] = dict(self._ticket.raw) if self._ticket else {}
        calls = self._calls_until(at)
        last = calls[-1] if calls else None
        its = self._callbacks.get(last.callback_id) if last and last.callback_id else None
        if its is not None:
            raw["purpose"] = its.raw.get("purpose", "")
            raw = {"kind": its.raw.get("kind", ""), "language": its.raw.get("language", "")} | raw
        return self._where(raw, last.raw.get("agent", "") if last else "")

    def _beside(self, fact: Fact) -> Where:
        """The cell of what came up in a call: the callback's, with whoever wrote it down."""
        its = self._callbacks.get(fact.callback_id) if fact.callback_id else None
        raw = dict(its.raw) if its else {}
        if fact.raw.get("language"):
            raw["language"] = fact.raw["language"]
        return self._where(raw, fact.raw.get("agent", ""))

    def _where(self, raw: dict[str, Any], agent: str) -> Where:
        return Where(raw.get("purpose", ""), raw.get("kind", ""), agent, raw.get("language", ""))


Found = tuple[float, Where, dict[str, str]] | None
COUNTED = {
    About.CALLBACK: Circle.callback,
    About.CALL: Circle.call,
    About.TICKET: Circle.ticket,
    About.RATING: Circle.rating,
    About.PROMISE: Circle.promise,
    About.HAZARD: Circle.hazard,
    About.SUGGESTION: Circle.suggestion,
    About.OFFER: Circle.offer,
    About.ALARM: Circle.alarm,
    About.ANSWER: Circle.answer,
}


def _talked(call: Fact) -> bool:
    """Somebody answered, and it was no voicemail."""
    return "answered_at" in call.raw and call.raw.get("outcome") != "voicemail"


def _in_order(call: Fact) -> tuple[float, int]:
    return _answered_at(call), call.name.subject_id.int


def _answered_at(call: Fact) -> float:
    at: float = call.raw["answered_at"]
    return at


def _by(where: Where, agent: str) -> Where:
    return Where(where.purpose, where.kind, agent, where.language) if agent else where


def _exchange(book: Book, fact: Fact, now: Counted) -> None:
    for counted, sign in ((fact.counted, -1), (now, 1)):
        for measure, bucket in counted.buckets.items():
            book.count(fact.name, counted.day, measure, bucket, counted.where, sign)
    fact.counted = now
    book.put(fact)
