"""Which directions a kind may have, and both in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerback.channels.kinds import Direction, Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[Kind, str | _StrPromise] = {
    Kind.NUMBER: pgettext_lazy("kind of channel", "Telephone number"),
    Kind.LINK: pgettext_lazy("kind of channel", "Website or page"),
    Kind.MAIL: pgettext_lazy("kind of channel", "Mail address"),
    Kind.TELEGRAM: pgettext_lazy("kind of channel", "Telegram"),
    Kind.X: pgettext_lazy("kind of channel", "X (Twitter)"),
    Kind.WECHAT: pgettext_lazy("kind of channel", "WeChat id"),
    Kind.SMS_SENDER: pgettext_lazy("kind of channel", "Sender of text messages"),
    Kind.APP: pgettext_lazy("kind of channel", "App"),
    Kind.CONTRACT: pgettext_lazy("kind of channel", "Contract address"),
    Kind.ENS: pgettext_lazy("kind of channel", "ENS name"),
}
DIRECTIONS: Mapping[Direction, str | _StrPromise] = {
    Direction.RINGS: _("We ring or write from it"),
    Direction.DIALLED: _("You may ring or write to it; we never do from it"),
    Direction.BOTH: _("Both ways"),
    Direction.SITE: _("Ours; nobody rings or writes from it"),
    Direction.RETIRED: _("No longer ours"),
    Direction.REPORTED: _("Not ours: used for fraud in our name"),
}
# What the journal and the log call a change that leads to this direction.
ENDS = frozenset({Direction.RETIRED, Direction.REPORTED})
_CALLED = (Direction.RINGS, Direction.DIALLED, Direction.BOTH)
_NEUTRAL = (Direction.SITE,)
LIVING: Mapping[Kind, tuple[Direction, ...]] = {
    Kind.NUMBER: _CALLED,
    Kind.LINK: _NEUTRAL,
    Kind.MAIL: _CALLED,
    Kind.TELEGRAM: (*_CALLED, *_NEUTRAL),
    Kind.X: (*_CALLED, *_NEUTRAL),
    Kind.WECHAT: (*_CALLED, *_NEUTRAL),
    Kind.SMS_SENDER: (Direction.RINGS, Direction.BOTH),
    Kind.APP: _NEUTRAL,
    Kind.CONTRACT: _NEUTRAL,
    Kind.ENS: _NEUTRAL,
}


def fits(kind: Kind, direction: Direction) -> bool:
    """Whether a channel of the kind may have the direction. Anything may end: retired, or reported as fraud."""
    return direction in ENDS or direction in LIVING[kind]
