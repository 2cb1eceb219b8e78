"""What triage answers."""

from dataclasses import dataclass
from enum import StrEnum

from answerback.chains.kinds import Chain
from answerback.chains.sightings import Sighting


class Who(StrEnum):
    """Who can put it right. `nothing_lost`: nobody needs to. `unknown`: a question must be answered first."""

    NOTHING_LOST = "nothing_lost"
    USER = "user"
    SENDER_PLATFORM = "sender_platform"
    PLATFORM = "platform"
    CONTRACT_OWNER = "contract_owner"
    STRANGER = "stranger"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


class Question(StrEnum):
    """What to ask the user next, the one whose answer would change the verdict most."""

    TRANSACTION = "transaction"
    CHOSEN = "chosen"
    EXPECTED = "expected"
    SENT_TO = "sent_to"
    RECIPIENT = "recipient"
    HOLDS_KEY = "holds_key"
    MEMO = "memo"
    USER_SENT_IT = "user_sent_it"
    WAS_DECEIVED = "was_deceived"


@dataclass(frozen=True)
class Verdict:
    """`code` names the row of the table; `also` other rows that fit. `ask` is empty when nothing more is needed.

    `seen` is the evidence it rests on; without it the verdict rests on the user's words alone, and says so.
    """

    code: str
    who: Who
    source: str
    also: tuple[str, ...] = ()
    ask: tuple[Question, ...] = ()
    seen: Sighting | None = None
    chain: Chain | None = None
