"""Who may do what: one table of rights and roles, asked by every face before it acts.

A role holds what its row says and nothing else. Nobody holds everything: who manages wallets, keys and staff
sees no customer, and who measures sees no person at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from answerback.people.models import Role


class Right(StrEnum):
    """One thing that a role may or may not do. A screen asks for one; buttons on it ask for others."""

    TAKE_CALLBACKS = "take_callbacks"
    READ_PERSONAL_DATA = "read_personal_data"
    WRITE_NOTES = "write_notes"
    WORK_TICKETS = "work_tickets"
    REQUEST_ACTIONS = "request_actions"
    PURGE_ATTACHMENTS = "purge_attachments"

    SEE_CALLBACKS = "see_callbacks"
    SEE_CUSTOMERS = "see_customers"
    CHANGE_CONSENT = "change_consent"
    ERASE_CUSTOMERS = "erase_customers"
    APPROVE_NUMBERS = "approve_numbers"
    IMPORT_EVENTS = "import_events"
    EDIT_RULES = "edit_rules"
    EDIT_CONVERSATIONS = "edit_conversations"
    PUBLISH_CONVERSATIONS = "publish_conversations"
    LISTEN_TO_CALLS = "listen_to_calls"
    SEE_WALLBOARD = "see_wallboard"
    HANDLE_ALARMS = "handle_alarms"
    ASSIGN_WORK = "assign_work"
    SEE_JOURNAL = "see_journal"

    SEE_MEASURES = "see_measures"
    WRITE_OFFERS = "write_offers"
    APPROVE_OFFERS = "approve_offers"
    SCORE_CALLS = "score_calls"
    GROUP_SUGGESTIONS = "group_suggestions"
    SEE_OWN_REVIEWS = "see_own_reviews"

    PROPOSE_CHANNELS = "propose_channels"
    PUBLISH_CHANNELS = "publish_channels"
    GUARD_TEXTS = "guard_texts"
    SEE_AUDIT = "see_audit"
    EDIT_POLICIES = "edit_policies"
    MANAGE_WALLET = "manage_wallet"
    MANAGE_KEYS = "manage_keys"
    MANAGE_STAFF = "manage_staff"


_CALLS = frozenset(
    {
        Right.TAKE_CALLBACKS,
        Right.READ_PERSONAL_DATA,
        Right.WRITE_NOTES,
        Right.WORK_TICKETS,
        Right.REQUEST_ACTIONS,
        Right.PURGE_ATTACHMENTS,
        Right.SEE_OWN_REVIEWS,
    }
)
_OVERSIGHT = frozenset(
    {
        Right.SEE_CALLBACKS,
        Right.SEE_CUSTOMERS,
        Right.CHANGE_CONSENT,
        Right.ERASE_CUSTOMERS,
        Right.APPROVE_NUMBERS,
        Right.IMPORT_EVENTS,
        Right.EDIT_RULES,
        Right.EDIT_CONVERSATIONS,
        Right.PUBLISH_CONVERSATIONS,
        Right.LISTEN_TO_CALLS,
        Right.SEE_WALLBOARD,
        Right.HANDLE_ALARMS,
        Right.ASSIGN_WORK,
        Right.SEE_JOURNAL,
        Right.SEE_MEASURES,
        Right.WRITE_OFFERS,
        Right.APPROVE_OFFERS,
        Right.SCORE_CALLS,
        Right.GROUP_SUGGESTIONS,
        Right.EDIT_POLICIES,
        Right.PROPOSE_CHANNELS,
        Right.PUBLISH_CHANNELS,
        Right.GUARD_TEXTS,
        Right.READ_PERSONAL_DATA,
        Right.WRITE_NOTES,
        Right.WORK_TICKETS,
        Right.PURGE_ATTACHMENTS,
    }
)
_HOUSEKEEPING = frozenset(
    {
        Right.SEE_AUDIT,
        Right.WRITE_OFFERS,
        Right.APPROVE_OFFERS,
        Right.EDIT_POLICIES,
        Right.PROPOSE_CHANNELS,
        Right.PUBLISH_CHANNELS,
        Right.GUARD_TEXTS,
        Right.MANAGE_WALLET,
        Right.MANAGE_KEYS,
        Right.MANAGE_STAFF,
    }
)
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.AGENT: _CALLS,
        Role.SUPERVISOR: _OVERSIGHT,
        Role.ANALYST: frozenset({Right.SEE_MEASURES, Right.SEE_WALLBOARD, Right.GUARD_TEXTS}),
        Role.ADMINISTRATOR: _HOUSEKEEPING,
    }
)
# What shows who a customer is, or what he said; an administrator or analyst never holds one of these.
PERSONAL = frozenset(
    {
        Right.TAKE_CALLBACKS,
        Right.READ_PERSONAL_DATA,
        Right.WRITE_NOTES,
        Right.WORK_TICKETS,
        Right.REQUEST_ACTIONS,
        Right.PURGE_ATTACHMENTS,
        Right.SEE_CALLBACKS,
        Right.SEE_CUSTOMERS,
        Right.CHANGE_CONSENT,
        Right.ERASE_CUSTOMERS,
        Right.APPROVE_NUMBERS,
        Right.IMPORT_EVENTS,
        Right.LISTEN_TO_CALLS,
        Right.HANDLE_ALARMS,
        Right.SEE_JOURNAL,
        Right.SCORE_CALLS,
        Right.GROUP_SUGGESTIONS,
        Right.SEE_OWN_REVIEWS,
    }
)


def rights_of(roles: Iterable[Role | str]) -> frozenset[Right]:
    """Everything that somebody in these roles may do."""
    return frozenset().union(*(RIGHTS[Role(role)] for role in roles))


def grants(role: Role | str, right: Right) -> bool:
    """Whether this role alone holds the right."""
    return right in RIGHTS[Role(role)]
