"""What a play hands back: one row of the matrix, told by what was really done and read."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from enum import StrEnum

CLOCK = re.compile(r"\d{1,2}:\d\d(:\d\d)?")
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DATE = re.compile(rf"\b\d{{1,2}} {MONTH}(?: \d{{4}})?|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日")
AN_HOUR = "14:02"
A_DATE = {True: "5月3日", False: "3 May 2026"}


class Verdict(StrEnum):
    """What became of the attack."""

    STOPPED = "stopped"
    TOLD = "told"
    NOT_STOPPED = "not stopped"


MEANS = {
    Verdict.STOPPED: "the attacker does not get what he came for, whatever the user believes",
    Verdict.TOLD: "the user is told the truth when it matters; who obeys the caller all the same is not saved",
    Verdict.NOT_STOPPED: "what we have lessens the harm and tells the truth; against the attack itself it does not do",
}


@dataclass(frozen=True)
class Seen:
    """What stood before the user's eyes at one moment, word by word, in both languages."""

    when: str
    zh: str
    en: str


@dataclass
class Row:
    """One threat of the design, section 6, as it was played. Filled while the play goes on."""

    id: str
    attack: str
    verdict: Verdict = Verdict.STOPPED
    stopped_by: str = ""
    residual: str = ""
    done: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    def step(self, sentence: str) -> None:
        """The attacker, the user or we did this, and what was expected of it has been asserted."""
        self.done.append(sentence)

    def saw(self, when: str, *, zh: str, en: str) -> None:
        """The user read this. Hours and dates are replaced, so that the row is the same every time."""
        assert zh and en and zh != en, (when, zh, en)
        self.seen.append(Seen(when, timeless(zh), timeless(en)))

    def ends(self, verdict: Verdict, *, stopped_by: str, residual: str) -> None:
        """The end of the play: what it came to."""
        self.verdict, self.stopped_by, self.residual = verdict, stopped_by, residual

    @property
    def is_whole(self) -> bool:
        """Whether the play came to its end and told everything."""
        return bool(self.done and self.seen and self.stopped_by and self.residual)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Row:
        known = json.loads(text)
        seen = [Seen(**one) for one in known.pop("seen")]
        return cls(**known | {"seen": seen, "verdict": Verdict(known["verdict"])})


def timeless(text: str) -> str:
    """The text with the design's own hour and day instead of today's."""
    dated = DATE.sub(lambda found: A_DATE["月" in found.group()], text)
    return CLOCK.sub(AN_HOUR, dated)
