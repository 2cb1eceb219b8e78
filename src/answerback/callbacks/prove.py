"""Step 6 of the story, the proof: six digits that the agent reads, the customer types and the server compares.

A code exists only from `Answered` + media, is single use, lives 90 s, allows three tries, and there are at most
three on one leg. It is kept sealed in its own table: never in the journal, a stream or a log. The customer never
reads anything aloud.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from answerback.callbacks import call_proof
from answerback.callbacks.models import Attempt, Code
from answerback.callbacks.promised import keep_confirmed
from answerback.callbacks.states import AttemptState, record
from answerback.journal.write import SYSTEM, Actor, Audience
from answerback.people.models import Membership
from answerback.ui.refusals import Refusal
from answerback.wallets.kinds import Line

LIVES = timedelta(seconds=90)
TRIES = 3
PER_LEG = 3
DIGITS = 6


class Checked(StrEnum):
    """What the comparison found."""

    MATCHED = "matched"
    WRONG = "wrong"
    EXPIRED = "expired"
    NO_CODE = "no_code"
    NOT_DIGITS = "not_digits"


class NoCodeLeft(Refusal):
    """Three codes were made on this leg, or there is no answered call to make one for."""

    code = "no_code_left"
    status = 409
    says = _("No further code can be made for this call. You may go on without it; actions stay closed.")


class NotYourCall(Refusal):
    """Only the agent on the leg may fetch its code."""

    code = "not_your_call"
    status = 403
    says = _("This is not your call.")


def issue(attempt: Attempt, *, at: datetime) -> Code:
    """The open code of this leg, or a new one while fewer than three were made."""
    with transaction.atomic():
        _locked(attempt)
        _close_stale(attempt, at)
        code = _open_code(attempt)
        if code is not None:
            return code
        number = Code.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt).count() + 1
        if number > PER_LEG or not may_have_code(attempt):
            raise NoCodeLeft()
        code = Code(
            wallet=attempt.wallet,
            attempt=attempt,
            number=number,
            sealed=_digits(),
            made_at=at,
            expires_at=at + LIVES,
        )
        code.save(force_insert=True)
        data = {"attempt": str(attempt.id), "number": number}
        record(attempt.callback, "code.made", by=SYSTEM, at=at, data=data, audience=Audience.STAFF)
    return code


def fetch(attempt: Attempt, agent: Membership, *, by: Actor, at: datetime) -> Code:
    """The code for the agent to read aloud: shown to him alone, while it is open."""
    if attempt.agent_id != agent.id:
        raise NotYourCall()
    code = _open_code(attempt)
    if code is None or code.expires_at <= at:
        raise NoCodeLeft()
    rows = Code.objects.for_wallet(attempt.wallet_id).filter(id=code.id, fetched_at=None)
    with transaction.atomic():
        if rows.update(fetched_at=at):
            data = {"attempt": str(attempt.id), "number": code.number}
            record(attempt.callback, "code.read", by=by, at=at, data=data, audience=Audience.STAFF)
    return code


def check(attempt: Attempt, typed: str, *, by: Actor, at: datetime) -> Checked:
    """Compare what the customer typed; a match confirms the leg. Every wrong one costs a try."""
    digits = _cleaned(typed)
    if attempt.confirmed_at is not None:
        return Checked.MATCHED
    if len(digits) != DIGITS:
        return Checked.NOT_DIGITS
    with transaction.atomic():
        _locked(attempt)
        code = _open_code(attempt)
        if code is None or attempt.state != AttemptState.ANSWERED:
            return Checked.NO_CODE
        if code.expires_at <= at:
            _void(code, at)
            return Checked.EXPIRED
        return _compare(attempt, code, digits, by, at)


def _compare(attempt: Attempt, code: Code, digits: str, by: Actor, at: datetime) -> Checked:
    if hmac.compare_digest(code.sealed.encode(), digits.encode()):
        Code.objects.for_wallet(code.wallet_id).filter(id=code.id).update(matched_at=at)
        confirm(attempt, at=at, by=by, how="code")
        return Checked.MATCHED
    code.tries += 1
    Code.objects.for_wallet(code.wallet_id).filter(id=code.id).update(tries=code.tries)
    if code.tries >= TRIES:
        _void(code, at)
    data = {"attempt": str(attempt.id), "tries": code.tries}
    record(attempt.callback, "code.missed", by=by, at=at, data=data)
    return Checked.WRONG


def confirm(attempt: Attempt, *, at: datetime, by: Actor, how: str) -> None:
    """The leg is proven: from here the customer's page shows name, role and reason."""
    rows = Attempt.objects.for_wallet(attempt.wallet_id).filter(
        id=attempt.id, confirmed_at=None, ended_at=None
    )
    if attempt.line == Line.EXTERNAL:  # who typed the code has heard it: the customer is witness of the sound
        rows.filter(media_at=None).update(media_at=at)
    if rows.filter(media_at__isnull=False).update(confirmed_at=at):
        attempt.confirmed_at = at
        call_proof.issue(attempt, at=at)
        call_proof.release(attempt, at=at)
        keep_confirmed(attempt, at=at)
        record(
            attempt.callback, "attempt.confirmed", by=by, at=at, data={"attempt": str(attempt.id), "how": how}
        )


def void(attempt: Attempt, *, at: datetime) -> None:
    """The leg is over: no code of it can be typed any more."""
    rows = Code.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt, matched_at=None, void_at=None)
    rows.update(void_at=at)


def _void(code: Code, at: datetime) -> None:
    Code.objects.for_wallet(code.wallet_id).filter(id=code.id).update(void_at=at)


def _close_stale(attempt: Attempt, at: datetime) -> None:
    rows = Code.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt, matched_at=None, void_at=None)
    rows.filter(expires_at__lte=at).update(void_at=at)


def _open_code(attempt: Attempt) -> Code | None:
    rows = Code.objects.for_wallet(attempt.wallet_id).filter(attempt=attempt, matched_at=None, void_at=None)
    found: Code | None = rows.first()
    return found


def _locked(attempt: Attempt) -> None:
    """Hold the attempt's row, so that two typed codes are compared one after the other (SQLite: one writer anyway)."""
    row = Attempt.objects.for_wallet(attempt.wallet_id).select_for_update().get(id=attempt.id)
    attempt.state, attempt.confirmed_at, attempt.media_at = row.state, row.confirmed_at, row.media_at


def may_have_code(attempt: Attempt) -> bool:
    """Whether a code may exist now: sound both ways, or a reported line, whose sound only the code can show."""
    return (
        attempt.state == AttemptState.ANSWERED
        and (attempt.media_at is not None or attempt.line == Line.EXTERNAL)
        and attempt.confirmed_at is None
    )


def _digits() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def _cleaned(typed: str) -> str:
    """The digits of what was typed: full-width ones count, spaces and dashes between them do not."""
    plain = unicodedata.normalize("NFKC", typed[:40])
    kept = "".join(c for c in plain if c not in " -\u00a0\t")
    return kept if kept.isascii() and kept.isdigit() else ""
