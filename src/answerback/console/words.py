"""What the console's lists say about rows: states as marks, people by name, journal kinds as they are."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.callbacks.models import Callback
from answerback.callbacks.outcomes import Kind
from answerback.callbacks.rules_said import Rule
from answerback.callbacks.states import LEASED, State
from answerback.console.tables import Mark
from answerback.customers.models import Customer, Stop
from answerback.customers.queries import Trust
from answerback.journal.models import Entry
from answerback.people.models import Membership

TRUST = {
    Trust.GOOD: gettext_lazy("Verified"),
    Trust.UNVERIFIED: gettext_lazy("Not verified: it is not rung"),
    Trust.FORWARDING: gettext_lazy("Forwarded: a supervisor must agree"),
    Trust.NUMBER_CHANGED: gettext_lazy("Changed lately: a supervisor must agree"),
    Trust.SIM_CHANGED: gettext_lazy("New SIM lately: a supervisor must agree"),
}
YES_NO = ((True, gettext_lazy("Yes")), (False, gettext_lazy("No")))


def state_of_callback(callback: Callback) -> Mark:
    """Where a callback stands; *ready* and *held* are told apart within *planned*."""
    state = State(callback.state)
    if state == State.PLANNED and callback.held_by:
        return Mark(_("Held"), "care")
    if state == State.PLANNED:
        return Mark(
            _("Ready") if callback.ready_at else _("Planned"), "act" if callback.ready_at else "quiet"
        )
    if state in LEASED:
        return Mark(state.label, "act")
    return Mark(state.label, "done" if state == State.DONE else "quiet")


def kind_of(code: str) -> object:
    """What an event or callback is about."""
    return Kind(code).label if code in Kind.values else code


def held_because(callback: Callback) -> object:
    """The rule that holds a callback, as a sentence."""
    return Rule(callback.held_by).label if callback.held_by in Rule.values else ""


def stop_of(customer: Customer) -> Mark:
    """How much the customer lets us ring."""
    level = Stop(customer.stop)
    kinds = {Stop.NOTHING: "quiet", Stop.EVERYTHING: "stop"}
    return Mark(level.label, kinds.get(level, "care"))


def name_of(member: Membership | None) -> str:
    """A member of staff as colleagues say it."""
    return f"{member.name} · {member.work_number}" if member is not None else ""


def trust_mark(trust: Trust) -> Mark:
    """How far a number may be believed; never green: a number proves nobody."""
    return Mark(TRUST[trust], "done" if trust is Trust.GOOD else "care")


def actor_of(entry: Entry, names: dict[object, str]) -> str:
    """Who did it, for the journal."""
    who = {
        "system": _("The system"),
        "customer": _("The customer"),
        "machine": _("The wallet's backend"),
        "staff": _("Staff"),
    }
    return names.get(entry.actor_id) or str(who.get(entry.actor_kind, entry.actor_kind))
