"""What the status card says: the state in one headline, one sentence, and the one thing to do now.

No name and no green before the leg is confirmed. The words are the design's, section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from answerback.callbacks.outcomes import Kind
from answerback.callbacks.status import Arranged, CallFacts, Face, Facts, Names, Status, key_of, status_at
from answerback.customers.models import Customer
from answerback.portal.record import ABOUT_MONEY
from answerback.ui.moments import Shape, spoken
from answerback.wallets.kinds import Line


@dataclass(frozen=True)
class Shown:
    """One card. `key` names what is drawn; `call` is set when there is a call to show controls for."""

    face: Face
    headline: str
    sentence: str
    todo: str
    key: str
    as_at: datetime
    call: CallFacts | None = None
    arranged: Arranged | None = None
    by_phone: bool = True

    @property
    def guide(self) -> str:
        """The guide of the call that the card is about, if there is one."""
        return self.call.guide if self.call else ""

    @property
    def is_live(self) -> bool:
        """Whether a line of ours is up or ringing now."""
        return self.face in (Face.RINGING, Face.CONNECTED, Face.TALKING)

    @property
    def kind(self) -> str:
        """The name of the card's look."""
        return self.face.value

    @property
    def must_be_proven(self) -> bool:
        """Whether the page shows this face only after a signed verdict says the same."""
        return self.face is Face.TALKING

    @property
    def wants_code(self) -> bool:
        """Whether the field for the code is there: in *connected* by telephone, and nowhere else."""
        return self.face is Face.CONNECTED and not self.in_app

    @property
    def reported(self) -> str:
        """Whose word it is, where the card is about a call on the wallet's own dialer."""
        if self.call is None or not self.call.reported:
            return ""
        return _("The wallet's own call centre reported this call; we do not see its line ourselves.")

    @property
    def rings_in_app(self) -> bool:
        """Whether the arranged call comes on this page."""
        return self.arranged is not None and (self.arranged.in_app or not self.by_phone)

    @property
    def money_call(self) -> UUID | None:
        """The call that the card is about, where it is about a payment that can be looked for."""
        about = self.call or self.arranged
        return about.callback_id if about is not None and about.kind in ABOUT_MONEY else None

    @property
    def in_app(self) -> bool:
        """Whether the call is taken on this page."""
        return self.call is not None and self.call.line == Line.IN_APP


def shown(facts: Facts, customer: Customer, now: datetime) -> Shown:
    """The card for these facts at `now`, in the reader's language and the customer's zone."""
    status = status_at(facts, now)
    words = WORDS[status.face](Told(facts, status, customer.zone, now))
    return Shown(
        face=status.face,
        headline=words[0],
        sentence=words[1],
        todo=words[2],
        key=key_of(status),
        as_at=now,
        call=status.call,
        arranged=status.arranged,
        by_phone=facts.rings_by_phone,
    )


def _in_language(names: Names) -> str:
    return names.zh if (get_language() or "").startswith("zh") else names.en


@dataclass(frozen=True)
class Told:
    """What the sentences are made of."""

    facts: Facts
    status: Status
    zone: str
    now: datetime

    def clock(self, at: datetime | None, shape: Shape = Shape.TIME) -> str:
        """A moment on the customer's own clock."""
        return spoken(at, zone=self.zone, shape=shape) if at else ""

    @property
    def call(self) -> CallFacts:
        """The call that the state is about."""
        if self.status.call is None:
            raise LookupError(self.status.face)
        return self.status.call

    @property
    def arranged(self) -> Arranged:
        """The call to come that the state is about."""
        if self.status.arranged is None:
            raise LookupError(self.status.face)
        return self.status.arranged

    @property
    def about(self) -> str:
        """What the call is about, in words."""
        kind = (
            self.status.call.kind
            if self.status.call
            else self.status.arranged.kind
            if self.status.arranged
            else ""
        )
        return str(Kind(kind).label) if kind in Kind.values else ""


Words = tuple[str, str, str]


def _talking(told: Told) -> Words:
    call = told.call
    headline = _("You are talking to %(name)s") % {"name": _in_language(call.agent)}
    sentence = _("%(team)s, work number %(number)s, about: %(about)s. Since %(since)s.") % {
        "team": _in_language(call.team),
        "number": call.work_number,
        "about": told.about,
        "since": told.clock(call.answered_at, Shape.SECONDS),
    }
    return (
        headline,
        sentence,
        _("Whoever it is: if they ask for anything in the list of what we never ask, hang up."),
    )


def _connected(told: Told) -> Words:
    if told.call.line == Line.IN_APP:
        return (
            _("Connecting your call"),
            _("The sound is not there yet. Until it is, do as if it is not us."),
            "",
        )
    return (
        _("Our line is connected to the number ending %(digits)s") % {"digits": told.call.last_two},
        _("Type the code the caller reads. Until it matches, do as if it is not us."),
        _("If the caller cannot read you a code, hang up."),
    )


def _you_rang_us(told: Told) -> Words:
    return _("You rang us"), _("You rang our official number and are talking to us."), ""


def _ringing(told: Told) -> Words:
    if told.call.line == Line.IN_APP:
        return (
            _("We are ringing you here, in the app"),
            _("It is about: %(about)s.") % {"about": told.about},
            "",
        )
    return (
        _("We are ringing you now"),
        _("From a number ending %(ours)s, on your number ending %(yours)s. It is about: %(about)s.")
        % {"ours": told.facts.caller_number[-2:], "yours": told.call.last_two, "about": told.about},
        _("When you answer, this page asks you for a code that the caller reads to you."),
    )


def _elsewhere(told: Told) -> Words:
    return (
        _("We tried at %(time)s; your line was busy") % {"time": told.clock(told.call.ended_at)},
        _("If the person on it says they rang you for us, they did not: hang up."),
        _("Did you ring our number yourself? Then check the number you dialled."),
    )


def _ended(told: Told) -> Words:
    call = told.call
    if call.answered_at:
        headline = _("Our call ended at %(time)s") % {"time": told.clock(call.ended_at)}
    else:
        headline = _("We rang at %(time)s and nobody answered") % {"time": told.clock(call.ringing_at)}
    upcoming = told.status.arranged
    if upcoming is None:
        return headline, _("A caller now is not us."), ""
    return (
        headline,
        _("A caller now is not us. The next call: %(when)s.")
        % {"when": told.clock(upcoming.opens, Shape.DAY_TIME)},
        "",
    )


def _arranged(told: Told) -> Words:
    arranged = told.arranged
    if arranged.manual:
        return (
            _("A call is arranged, but we cannot confirm it"),
            _(
                "An agent may ring you from a phone that this page cannot see. "
                "We cannot confirm this call: hang up and ring us."
            ),
            "",
        )
    when = _when(told, arranged)
    if arranged.in_app or not told.facts.rings_by_phone:
        line = _("It will ring here, in the app, and nowhere else.")
    else:
        line = _("It will come from our number ending %(digits)s.") % {
            "digits": told.facts.caller_number[-2:]
        }
    return when, _("We are not talking to you yet. It is about: %(about)s.") % {"about": told.about}, line


def _when(told: Told, arranged: Arranged) -> str:
    if arranged.opens <= told.now:
        return _("A call is arranged for today")
    return _("A call is arranged for %(from)s to %(until)s") % {
        "from": told.clock(arranged.opens, Shape.DAY_TIME),
        "until": told.clock(arranged.closes),
    }


def _quiet(told: Told) -> Words:
    facts = told.facts
    if facts.stopped:
        return (
            _("We are not talking to you"),
            _("You told us not to ring. Any caller who says they are us is not us."),
            "",
        )
    if not facts.rings_by_phone:
        return (
            _("We are not talking to you"),
            _("We never telephone. A caller who says they are us is not us."),
            "",
        )
    if facts.last_spoke_at:
        last = told.clock(facts.last_spoke_at, Shape.FULL)
        return (
            _("We are not talking to you"),
            _("We last spoke on %(when)s. A caller now is not us.") % {"when": last},
            "",
        )
    if facts.ever_rang:
        return _("We are not talking to you"), _("A caller now who says they are us is not us."), ""
    return (
        _("We are not talking to you"),
        _("We have never rung you. A caller who says they are us is not us."),
        "",
    )


def _unknown(told: Told) -> Words:
    return _("We cannot tell"), _("Do not trust any caller until this page is back."), ""


WORDS = {
    Face.UNKNOWN: _unknown,
    Face.TALKING: _talking,
    Face.CONNECTED: _connected,
    Face.YOU_RANG_US: _you_rang_us,
    Face.RINGING: _ringing,
    Face.ELSEWHERE: _elsewhere,
    Face.ENDED: _ended,
    Face.ARRANGED: _arranged,
    Face.QUIET: _quiet,
}
