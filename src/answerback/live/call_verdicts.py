"""Is the call that rings on this phone ours? For Android's verified-call service, asked before the call is answered.

The words are those of `com.google.android.gms.fraudprotect`: legit, not legit, undetermined, unknown. Whatever is not
certain is *undetermined*, never *legit*; *not legit* makes the phone drop the call, so it is said only when it is sure.

*Legit* rests on our own line alone. What the wallet's call centre reports is no witness of ours: whoever holds its key
could report a call to this user and ring him himself with our number on the display. Nor does a leg that was answered
make a call legit: the call that comes in now is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from answerback.callbacks.status import CallFacts, Facts
from answerback.channels.kinds import Direction, Kind, Published
from answerback.keys.purposes import Purpose
from answerback.keys.signing import sign_jws
from answerback.wallets.kinds import TELEPHONE_LINES

TYPE = "answerback-call+jwt"
LIVES_SECONDS = 30
# Longer than any wallet lets it ring (two minutes): then the end was not heard of, and nothing is sure any more.
RINGS_AT_MOST = timedelta(seconds=150)
WE_RING = frozenset({Direction.RINGS, Direction.BOTH})


class Call(StrEnum):
    """What the phone is told of the call that comes in."""

    LEGIT = "LEGIT"
    NOT_LEGIT = "NOT_LEGIT"
    UNDETERMINED = "UNDETERMINED"
    UNKNOWN = "UNKNOWN"


class Why(StrEnum):
    """The reason, for the wallet's log; the phone needs the verdict alone."""

    OUR_LEG_RINGS = "our_leg_rings"
    NOT_OURS = "not_our_number"
    NEVER_RINGS = "we_never_ring_from_it"
    NO_CALL = "we_are_not_ringing"
    BEING_PLACED = "a_call_is_being_placed"
    OTHER_NUMBER = "we_ring_from_another_number"
    SECOND_CALL = "our_call_was_answered_before"
    AGENTS_PHONE = "an_agent_rings_from_his_own_phone"
    REPORTED = "only_the_call_centre_says_so"
    NOT_HEARD_OF = "our_call_was_not_heard_of_lately"


@dataclass(frozen=True)
class Verdict:
    """One answer; `leg` is our own leg when the call is legit."""

    call: Call
    why: Why
    leg: UUID | None = None


def directions_of(channels: Iterable[Published], wallet: str) -> dict[str, Direction]:
    """The wallet's telephone numbers and what each is for. One that was reported or retired wins over all else."""
    mine = [one for one in channels if one.wallet == wallet and one.kind is Kind.NUMBER]
    order = (Direction.RETIRED, Direction.REPORTED)
    return {one.value: one.direction for one in sorted(mine, key=lambda one: one.direction in order)}


def verdict_on(
    number: str, facts: Facts, directions: Mapping[str, Direction], now: datetime, *, by_hand: bool = False
) -> Verdict:
    """`number` is E.164, or a short number; `facts` are fresh. `by_hand`: an agent dials on his own phone just now."""
    direction = directions.get(number)
    if direction is None:
        return Verdict(Call.UNKNOWN, Why.NOT_OURS)
    if direction not in WE_RING:
        return Verdict(Call.NOT_LEGIT, Why.NEVER_RINGS)
    if by_hand:
        return Verdict(Call.UNDETERMINED, Why.AGENTS_PHONE)
    legs = [call for call in facts.calls if call.line in TELEPHONE_LINES and call.ended_at is None]
    if not legs:
        return Verdict(Call.NOT_LEGIT, Why.NO_CALL)
    own = [call for call in legs if not call.reported]
    return _of_leg(own[-1], number, facts, now) if own else Verdict(Call.UNDETERMINED, Why.REPORTED)


def _of_leg(leg: CallFacts, number: str, facts: Facts, now: datetime) -> Verdict:
    if number != facts.caller_number:
        return Verdict(Call.UNDETERMINED, Why.OTHER_NUMBER)
    if leg.answered_at is not None:
        return Verdict(Call.UNDETERMINED, Why.SECOND_CALL)
    if leg.ringing_at is None:
        return Verdict(Call.UNDETERMINED, Why.BEING_PLACED)
    if now - leg.ringing_at > RINGS_AT_MOST:
        return Verdict(Call.UNDETERMINED, Why.NOT_HEARD_OF)
    return Verdict(Call.LEGIT, Why.OUR_LEG_RINGS, leg.leg_id)


def sign(
    verdict: Verdict,
    *,
    wallet_id: UUID,
    issuer: str,
    pairwise_id: UUID,
    number: str,
    nonce: str,
    at: datetime,
) -> str:
    """An ES256 JWS under the key of the status (same JWK Set): the app checks it before it tells the phone."""
    issued = int(at.timestamp())
    claims = {
        "iss": issuer,
        "sub": pairwise_id.hex,
        "number": number,
        "verdict": verdict.call.value,
        "leg": verdict.leg.hex if verdict.leg else None,
        "iat": issued,
        "exp": issued + LIVES_SECONDS,
        "nonce": nonce,
    }
    return sign_jws(Purpose.STATUS, wallet_id, claims, typ=TYPE)
