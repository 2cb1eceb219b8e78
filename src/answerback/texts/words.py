"""What kinds and actions are called on staff's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from answerback.guard import Action, Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[Kind, _StrPromise] = {
    Kind.SEED_PHRASE: _("Recovery phrase"),
    Kind.PRIVATE_KEY: _("Private key"),
    Kind.ONE_TIME_CODE: _("One-time code"),
    Kind.PASSWORD: _("Password or PIN"),
    Kind.BANK_CARD: _("Bank card number"),
    Kind.CVV: _("Card security code"),
    Kind.RESIDENT_ID: _("Resident ID number"),
    Kind.PASSPORT: _("Passport or permit number"),
    Kind.PHONE: _("Telephone number"),
    Kind.EMAIL: _("Mail address"),
}
ACTIONS: Mapping[Action, _StrPromise] = {
    Action.BLOCK: pgettext_lazy("guard action", "Block"),
    Action.MASK: pgettext_lazy("guard action", "Mask"),
    Action.WARN: pgettext_lazy("guard action", "Warn"),
    Action.LEAVE: pgettext_lazy("guard action", "Leave"),
}
MEANINGS: Mapping[Action, _StrPromise] = {
    Action.BLOCK: _("Block: the text is refused, and its writer is told why."),
    Action.MASK: _("Mask: the text is kept, and only what kind of thing was there is left of it."),
    Action.WARN: _("Warn: the text is kept as it is, and its writer is warned."),
    Action.LEAVE: _("Leave: the text is kept as it is, and nothing is recorded."),
}
