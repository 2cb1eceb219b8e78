"""From what somebody typed to a story: every string identified, every secret turned away before it goes anywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import get_language

from answerback.chains import Chain, Kind, Verdict, identify
from answerback.chains.identify import Answer
from answerback.chains.triage import Memo, Party, Story
from answerback.chains.words import said
from answerback.lookups.refusals import (
    IsItATransaction,
    NoSuchString,
    NoSuchTime,
    SecretPasted,
    UnknownChoice,
)

_Choice = TypeVar("_Choice", bound=StrEnum)
YES, NO = "yes", "no"
OTHER_ASSETS = ("", "bch", "bep2")
SYMBOL_LETTERS = 16
AMOUNT = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")
MOMENT_LETTERS = 40


@dataclass(frozen=True)
class Told:
    """A story, and on which chains the transaction may be (by the form of its id)."""

    story: Story
    chains: tuple[Chain, ...]


def told(given: Mapping[str, str]) -> Told:
    """`given` are the fields of the form or the API, as text; what is missing is unknown.

    Fields: transaction, is_transaction (yes), recipient, meant, token, chosen, expected, sent_from, sent_to, memo,
    symbol, holds_key, user_sent_it, was_deceived, key_is_known, copied_from_history, is_listed, is_withdrawal,
    is_below_minimum (yes, no), other_asset, minimum (a decimal number of whole coins or tokens), sent_at (RFC 3339
    with an offset). Raises SecretPasted, IsItATransaction, NoSuchString, NoSuchTime, UnknownChoice.
    """
    transaction = transaction_in(given)  # every string first: what is refused later may be shown again
    recipient, meant, token = (address_in(given, name) for name in ("recipient", "meant", "token"))
    story = Story(
        chosen=choice(given, "chosen", Chain),
        expected=choice(given, "expected", Chain),
        sent_from=choice(given, "sent_from", Party) or Party.UNKNOWN,
        sent_to=choice(given, "sent_to", Party) or Party.UNKNOWN,
        recipient=recipient,
        meant=meant,
        transaction=(transaction.compact or "") if transaction else "",
        token=token,
        symbol=word(given, "symbol"),
        memo=choice(given, "memo", Memo) or Memo.UNKNOWN,
        minimum=number(given, "minimum"),
        is_below_minimum=yes_or_no(given, "is_below_minimum"),
        is_listed=yes_or_no(given, "is_listed"),
        holds_key=yes_or_no(given, "holds_key"),
        user_sent_it=yes_or_no(given, "user_sent_it"),
        copied_from_history=yes_or_no(given, "copied_from_history"),
        other_asset=other_asset(given),
        is_withdrawal=bool(yes_or_no(given, "is_withdrawal")),
        sent_at=moment(given, "sent_at"),
        was_deceived=yes_or_no(given, "was_deceived"),
        key_is_known=yes_or_no(given, "key_is_known"),
    )
    return Told(story, possible_chains(transaction))


def transaction_in(given: Mapping[str, str]) -> Answer | None:
    text = given.get("transaction", "").strip()
    if not text:
        return None
    answer = identify(text, is_transaction=yes_or_no(given, "is_transaction") is True)
    refuse_secret(answer)
    if not any(one.kind is Kind.TRANSACTION for one in answer.candidates):
        raise NoSuchString(field="transaction", why=reason(answer))
    return answer


def address_in(given: Mapping[str, str], field: str) -> str:
    """The one spelling to keep and compare; "" for an empty field."""
    text = given.get(field, "").strip()
    if not text:
        return ""
    answer = identify(text)
    if answer.verdict is Verdict.POSSIBLE_SECRET:
        raise SecretPasted()
    refuse_secret(answer)
    if not any(one.kind is Kind.ADDRESS for one in answer.candidates):
        raise NoSuchString(field=field, why=reason(answer))
    return answer.compact or ""


def refuse_secret(answer: Answer) -> None:
    if answer.verdict is Verdict.SECRET:
        raise SecretPasted()
    if answer.verdict is Verdict.POSSIBLE_SECRET:
        raise IsItATransaction()


def reason(answer: Answer) -> str:
    """The engine's sentence in the reader's language; without what was typed."""
    return said(answer.why, get_language() or "en")


def possible_chains(transaction: Answer | None) -> tuple[Chain, ...]:
    if transaction is None:
        return ()
    return tuple(one.chain for one in transaction.candidates if one.kind is Kind.TRANSACTION)


def choice(given: Mapping[str, str], field: str, choices: type[_Choice]) -> _Choice | None:
    value = given.get(field, "").strip()
    if not value:
        return None
    try:
        return choices(value)
    except ValueError:
        raise UnknownChoice(field=field) from None


def yes_or_no(given: Mapping[str, str], field: str) -> bool | None:
    value = given.get(field, "").strip()
    if value not in ("", YES, NO):
        raise UnknownChoice(field=field)
    return None if not value else value == YES


def other_asset(given: Mapping[str, str]) -> str:
    value = given.get("other_asset", "").strip()
    if value not in OTHER_ASSETS:
        raise UnknownChoice(field="other_asset")
    return value


def word(given: Mapping[str, str], field: str) -> str:
    """The name of a token as people say it: letters and digits."""
    value = given.get(field, "").strip()
    if value and not (value.isalnum() and len(value) <= SYMBOL_LETTERS):
        raise UnknownChoice(field=field)
    return value.upper()


def number(given: Mapping[str, str], field: str) -> Decimal | None:
    """Whole coins or tokens, exact. Commas are refused: they mean different things to different people."""
    value = given.get(field, "").strip()
    if not value:
        return None
    if not AMOUNT.fullmatch(value):
        raise UnknownChoice(field=field)
    return Decimal(value)


def moment(given: Mapping[str, str], field: str) -> datetime | None:
    """A time with its offset; one without would be read in a zone that nobody named."""
    value = given.get(field, "").strip()
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value[:MOMENT_LETTERS])
    except ValueError:
        raise NoSuchTime(field=field) from None
    if found.utcoffset() is None:
        raise NoSuchTime(field=field)
    return found
