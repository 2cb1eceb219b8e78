"""The console's sections, and which of them a role sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.people.access import Staff
from answerback.people.rights import Right

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Section:
    """One entry of the navigation; any one of `rights` shows it."""

    name: str
    label: str | _StrPromise
    address: str
    rights: tuple[Right, ...]


SECTIONS = (
    Section("home", _("Needs a person"), "console:home", (Right.SEE_CALLBACKS, Right.MANAGE_KEYS)),
    Section("wallboard", _("Wallboard"), "console:wallboard", (Right.SEE_WALLBOARD,)),
    Section("callbacks", _("Callbacks"), "console:callbacks", (Right.SEE_CALLBACKS,)),
    Section("customers", _("Customers"), "console:customers", (Right.SEE_CUSTOMERS,)),
    Section("alarms", _("Alarms"), "console:alarms", (Right.HANDLE_ALARMS,)),
    Section("hazards", _("Hazards"), "console:hazards", (Right.HANDLE_ALARMS,)),
    Section("suspects", _("Reports of fraud"), "console:suspects", (Right.HANDLE_ALARMS,)),
    Section("fraud_campaigns", _("Fraud campaigns"), "console:fraud_campaigns", (Right.HANDLE_ALARMS,)),
    Section("quality", _("Quality"), "console:quality", (Right.SCORE_CALLS,)),
    Section("suggestions", _("Suggestions"), "console:suggestions", (Right.GROUP_SUGGESTIONS,)),
    Section("iteration_plan", _("Iteration plan"), "console:iteration_plan", (Right.SEE_MEASURES,)),
    Section("weekly", _("Weekly report"), "console:weekly", (Right.SEE_MEASURES,)),
    Section("events", _("Events and imports"), "console:events", (Right.IMPORT_EVENTS,)),
    Section("rules", _("Rules"), "console:rules", (Right.EDIT_RULES,)),
    Section("guides", _("Conversations"), "console:guides", (Right.EDIT_CONVERSATIONS,)),
    Section("solutions", _("Solutions"), "console:solutions", (Right.EDIT_CONVERSATIONS,)),
    Section("offers", _("Offers"), "console:offers", (Right.WRITE_OFFERS,)),
    Section("channels", _("Channels"), "console:channels", (Right.PROPOSE_CHANNELS,)),
    Section("staff", _("Agents and staff"), "console:staff", (Right.MANAGE_STAFF, Right.ASSIGN_WORK)),
    Section("wallet", _("Wallet"), "console:wallet", (Right.MANAGE_WALLET,)),
    Section("policies", _("Policies"), "console:policies", (Right.EDIT_POLICIES,)),
    Section("keys", _("Keys and secrets"), "console:keys", (Right.MANAGE_KEYS,)),
    Section("webhooks", _("Webhooks"), "console:webhooks", (Right.MANAGE_KEYS,)),
    Section("journal", _("Journal"), "console:journal", (Right.SEE_JOURNAL, Right.SEE_AUDIT)),
    Section("insight", _("Voice of the customer"), "console:insight", (Right.SEE_MEASURES,)),
    Section("texts", _("Text safety"), "console:texts", (Right.GUARD_TEXTS,)),
)


def sections_for(staff: Staff) -> list[Section]:
    """What this person may open in the current wallet."""
    return [one for one in SECTIONS if any(staff.may(right) for right in one.rights)]
