"""What stands in the form of triage already: the answers given last, else what the wallet's event said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from answerback.chains.kinds import Chain
from answerback.chains.triage import Case, Memo, Party, Story
from answerback.lookups.form import on_the_clock
from answerback.lookups.telling import NO, YES

# How an event names where the money went.
DESTINATIONS = {
    "own_account": Party.OWN.value,
    "platform": Party.PLATFORM.value,
    "person": Party.STRANGER.value,
    "merchant": Party.PLATFORM.value,
}


def filled(
    case: Case | None, facts: Mapping[str, Any], *, zone: str, is_scam: bool = False
) -> dict[str, str]:
    """`is_scam`: the user has reported a fraud; whether money is gone is in the facts."""
    return by_event(facts, zone, is_scam=is_scam) if case is None else by_story(case.story, zone)


def by_event(facts: Mapping[str, Any], zone: str, *, is_scam: bool) -> dict[str, str]:
    was_deceived = is_scam and facts.get("lost_money") is not False
    return {
        "transaction": str(facts.get("transaction") or ""),
        "chosen": chain_named(facts.get("chain")),
        "expected": chain_named(facts.get("expected_chain")),
        "recipient": str(facts.get("recipient") or ""),
        "sent_to": DESTINATIONS.get(str(facts.get("destination")), ""),
        "sent_at": on_the_clock(moment(facts.get("sent_at")), zone),
        "was_deceived": YES if was_deceived else "",
        "key_is_known": YES if is_scam and facts.get("told_secret") is True else "",
    }


def by_story(story: Story, zone: str) -> dict[str, str]:
    answers = {
        "user_sent_it": story.user_sent_it,
        "was_deceived": story.was_deceived,
        "key_is_known": story.key_is_known,
        "copied_from_history": story.copied_from_history,
        "holds_key": story.holds_key,
        "is_listed": story.is_listed,
        "is_below_minimum": story.is_below_minimum,
        "is_withdrawal": story.is_withdrawal or None,
    }
    return {
        "transaction": story.transaction,
        "chosen": story.chosen or "",
        "expected": story.expected or "",
        "sent_to": "" if story.sent_to is Party.UNKNOWN else story.sent_to,
        "sent_from": "" if story.sent_from is Party.UNKNOWN else story.sent_from,
        "sent_at": on_the_clock(story.sent_at, zone),
        "recipient": story.recipient,
        "meant": story.meant,
        "memo": "" if story.memo is Memo.UNKNOWN else story.memo,
        "token": story.token,
        "other_asset": story.other_asset,
        **{name: yes_no(value) for name, value in answers.items()},
    }


def chain_named(value: object) -> str:
    return str(value) if value in list(Chain) else ""


def moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.utcoffset() is not None else None


def yes_no(value: bool | None) -> str:
    return "" if value is None else YES if value else NO
