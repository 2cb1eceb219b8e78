"""When to try again, by what happened. The caps and the calling hours still have the last word."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class Outcome(StrEnum):
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    SWITCHED_OFF = "switched_off"
    REFUSED = "refused"
    HUNG_UP = "hung_up"
    INVALID_NUMBER = "invalid_number"
    WRONG_PERSON = "wrong_person"
    DROPPED = "dropped"
    ABANDONED = "abandoned"
    NETWORK_FAILURE = "network_failure"
    LINE_UNAVAILABLE = "line_unavailable"
    COMPLETED = "completed"


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# After the first, second ... attempt; past the end of the row nobody is tried again.
TABLE: dict[Outcome, tuple[timedelta, ...]] = {
    Outcome.BUSY: (15 * MINUTE, HOUR, 4 * HOUR),
    Outcome.NO_ANSWER: (4 * HOUR, DAY, DAY),
    Outcome.VOICEMAIL: (4 * HOUR, DAY, DAY),
    Outcome.SWITCHED_OFF: (4 * HOUR, DAY, DAY),
    Outcome.HUNG_UP: (DAY,),  # once: it may have been an accident; a second time is a no
    Outcome.DROPPED: (MINUTE, 10 * MINUTE),  # we were talking: the person waits for us
    Outcome.ABANDONED: (DAY,),  # our fault; ringing again at once would make it worse
    Outcome.NETWORK_FAILURE: (2 * MINUTE, 10 * MINUTE, HOUR),
    Outcome.LINE_UNAVAILABLE: (MINUTE, 5 * MINUTE, 30 * MINUTE),
    Outcome.REFUSED: (),
    Outcome.INVALID_NUMBER: (),
    Outcome.WRONG_PERSON: (),
    Outcome.COMPLETED: (),
}
NEVER_RANG = {Outcome.NETWORK_FAILURE, Outcome.LINE_UNAVAILABLE}
OTHER_DAY_PART = {Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.SWITCHED_OFF}
AFTERNOON = 14


def retry_after(
    outcome: Outcome,
    attempt_number: int,
    at: datetime,
    table: Mapping[Outcome, tuple[timedelta, ...]] | None = None,
) -> timedelta | None:
    """How long to wait after attempt `attempt_number` (from 1); None: stop. `at`: its end, in local time.

    Who did not answer is tried in another part of the day: after a morning later, after an afternoon earlier.
    """
    row = {**TABLE, **(table or {})}[outcome]
    if not 1 <= attempt_number <= len(row):
        return None
    wait = row[attempt_number - 1]
    if outcome in OTHER_DAY_PART and wait >= DAY:
        return wait + 5 * HOUR if at.hour < AFTERNOON else wait - 5 * HOUR
    return wait


def counts_as_attempt(outcome: Outcome) -> bool:
    """Whether the person's phone may have rung: a call that never left our side spends no cap."""
    return outcome not in NEVER_RANG
