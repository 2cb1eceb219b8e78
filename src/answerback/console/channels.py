"""The registry as the console shows it: entries, what resembles them, who stands behind them, how they were proven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answerback.channels.compared import named_at_set_up
from answerback.channels.control import WAYS, code_of, dns_name
from answerback.channels.differing import pieces
from answerback.channels.directions import DIRECTIONS, KINDS
from answerback.channels.kinds import Direction, Kind
from answerback.channels.lookalikes import Resembles
from answerback.channels.models import Change, ChangeState, Channel, ChannelState, Proof, Way
from answerback.channels.queries import changes_of, proofs_of, standing_of
from answerback.console.clock import now
from answerback.console.tables import Field, Filter, Mark, Table
from answerback.console.words import name_of
from answerback.numbers.shown import shown
from answerback.people.access import Staff
from answerback.wallets.queries import all_wallets

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BADGES = {ChannelState.PROPOSED: "care", ChannelState.PUBLISHED: "act", ChannelState.DROPPED: "quiet"}
DECIDED = {
    ChangeState.OPEN: "care",
    ChangeState.PUBLISHED: "act",
    ChangeState.REFUSED: "stop",
    ChangeState.WITHDRAWN: "quiet",
}
TRICKS: dict[str, str | _StrPromise] = {
    "same": _("It is the same, under another wallet."),
    "same_domain": _("It lies below another wallet's domain."),
    "disguised": _("It is the same, in other signs."),
    "country_code": _("It is the same, with a country code before it."),
    "prefix": _("It is the other one with digits before it."),
    "suffix": _("It is the other one with digits behind it."),
    "swapped": _("Two neighbouring digits are swapped."),
    "changed": _("One digit is another."),
    "inserted": _("There is one digit more."),
    "missing": _("There is one digit less."),
    "characters": _("The letters look the same."),
    "lookalike_characters": _("The letters look the same."),
    "one_edit": _("One letter differs."),
    "added": _("Words are added to the other name."),
    "added_words": _("Words are added to the other name."),
    "other_ending": _("The same name under another ending."),
    "name_in_subdomain": _("The other name stands before a strange one."),
    "ends_alike": _("It begins and ends like the other address: so poisoned addresses do."),
}


@dataclass(frozen=True)
class Double:
    """An entry that another could be taken for; `pieces` mark where the other one differs from it."""

    wallet: str
    value: str
    trick: object
    pieces: tuple[object, ...]


@dataclass(frozen=True)
class Asked:
    """One attempt at a proof. `code` is shown to whoever needs it: never for mail, which must arrive there."""

    proof: Proof
    way: object
    is_open: bool
    code: str
    is_typed: bool


def state_of(channel: Channel) -> Mark:
    """Published entries say their direction where they have ended."""
    if channel.state == ChannelState.PUBLISHED and channel.direction in (
        Direction.RETIRED,
        Direction.REPORTED,
    ):
        is_fraud = channel.direction == Direction.REPORTED
        return Mark(DIRECTIONS[Direction(channel.direction)], "stop" if is_fraud else "quiet")
    return Mark(ChannelState(channel.state).label, BADGES[ChannelState(channel.state)])


def decision_of(change: Change) -> Mark:
    """What became of a proposal."""
    return Mark(ChangeState(change.state).label, DECIDED[ChangeState(change.state)])


def value_of(channel: Channel) -> str:
    """As people read it: numbers in groups."""
    return shown(channel.value) if channel.kind == Kind.NUMBER else channel.value


def _direction(channel: Channel) -> object:
    return DIRECTIONS[Direction(channel.direction)] if channel.direction else ""


CHANNELS = Table(
    "channels",
    _("Channels"),
    (
        Field("value", _("Number, address or name"), value_of, sort="value"),
        Field("kind", _("Kind of channel"), lambda one: KINDS[Kind(one.kind)], sort="kind"),
        Field("state", _("State"), state_of, sort="state"),
        Field("direction", _("Direction"), _direction, sort="direction"),
        Field("what_for", _("What it is for"), lambda one: one.what_for),
        Field("since", _("Since"), lambda one: one.since, sort="since"),
        Field("until", _("Until"), lambda one: one.until, sort="until"),
    ),
    (
        Filter("kind", _("Kind of channel"), lambda: [(one.value, KINDS[one]) for one in Kind], "kind"),
        Filter("state", _("State"), lambda: ChannelState.choices, "state"),
        Filter(
            "direction",
            _("Direction"),
            lambda: [(one.value, DIRECTIONS[one]) for one in Direction],
            "direction",
        ),
    ),
    link=lambda one: reverse("console:channel", args=[one.id]),
)


def doubles(value: str, found: Iterable[Resembles]) -> list[Double]:
    """What was found to resemble the value, with the differing characters marked."""
    wallets = {one.id: one.name for one in all_wallets()}
    return [
        Double(
            wallets.get(one.other.wallet, ""),
            one.other.value,
            TRICKS[one.trick],
            pieces(value, one.other.value),
        )
        for one in found
    ]


def doubles_of(change: Change) -> list[Double]:
    """Those that stood at the proposal."""
    tricks = {UUID(one["channel"]): one["trick"] for one in change.lookalikes}
    # every wallet: it may resemble another wallet's entry
    others = Channel.objects.filter(id__in=tricks).select_related("wallet")
    wallets = {one.id: one.name for one in all_wallets()}
    found = {one.id: (one.wallet.name, one.value) for one in others}
    found |= {one.id: (wallets[one.wallet], one.value) for one in named_at_set_up() if one.id in tricks}
    return [
        Double(name, value, TRICKS[tricks[id]], pieces(change.channel.value, value))
        for id, (name, value) in found.items()
    ]


def shown_change(change: Change, staff: Staff) -> dict[str, Any]:
    """One proposal for its page: the two people, and which of them reads it."""
    is_open, is_own = change.state == ChangeState.OPEN, change.proposer_id == staff.person.id
    return {
        "change": change,
        "channel": change.channel,
        "value": value_of(change.channel),
        "kind": KINDS[Kind(change.channel.kind)],
        "direction": DIRECTIONS[Direction(change.direction)],
        "before": _direction(change.channel),
        "mark": decision_of(change),
        "doubles": doubles_of(change),
        "proposer": name_of(change.proposed_by),
        "decider": name_of(change.decided_by),
        "is_open": is_open,
        "is_own": is_own,
        "standing": standing_of(change.channel, at=now()),
    }


def shown_channel(channel: Channel, staff: Staff) -> dict[str, Any]:
    """One entry for its page."""
    at = now()
    ways = WAYS[Kind(channel.kind)]
    standing = standing_of(channel, at=at)
    return {
        "channel": channel,
        "value": value_of(channel),
        "kind": KINDS[Kind(channel.kind)],
        "direction": _direction(channel),
        "mark": state_of(channel),
        "changes": [(one, decision_of(one), name_of(one.proposed_by)) for one in changes_of(channel)],
        "standing": standing,
        "way": standing.way.label if standing else "",
        "ways": [
            one for one in ways if one is not Way.ATTESTED and (one is not Way.MAIL or settings.EMAIL_HOST)
        ],
        "asked": [_asked(one, staff) for one in proofs_of(channel)],
        "dns_name": dns_name(channel) if channel.kind == Kind.LINK else "",
    }


def _asked(proof: Proof, staff: Staff) -> Asked:
    """Of a call the one who asked sees the code, so that whoever rings can hear it from him."""
    is_open = proof.proven_at is None and proof.ends_at > now()
    is_asker = proof.asker_id == staff.person.id
    sees = is_open and (proof.way == Way.DNS or (proof.way == Way.CALL and is_asker))
    types = is_open and (proof.way == Way.MAIL or (proof.way == Way.CALL and not is_asker))
    return Asked(proof, Way(proof.way).label, is_open, code_of(proof) if sees else "", types)
