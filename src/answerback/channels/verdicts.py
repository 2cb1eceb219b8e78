"""What is said of one thing that somebody asks about, and of all that stands in a text."""

from dataclasses import dataclass
from enum import StrEnum

from answerback.chains.lookalikes import Piece
from answerback.channels.kinds import Kind, Published
from answerback.guard.links.kinds import Answer as LinkAnswer
from answerback.guard.messages import Judgement


class Standing(StrEnum):
    """What is known, the worst first. There is no "safe": whoever rings may show any number."""

    REPORTED = "reported"
    DANGEROUS = "dangerous"
    IMITATES = "imitates"
    SUSPICIOUS = "suspicious"
    RETIRED = "retired"
    NEVER_RINGS = "never_rings"
    UNKNOWN = "unknown"
    OURS = "ours"


BADNESS = {standing: place for place, standing in enumerate(Standing)}
TRAPS = frozenset({Standing.REPORTED, Standing.DANGEROUS, Standing.IMITATES})


@dataclass(frozen=True)
class Item:
    """One thing that was asked about. `value` is its canonical spelling, `shown` how a page may show it.

    `whose` is the channel that it is, or that it imitates; `pieces` mark where it differs from that; `link` is
    what the link checker said, if it is a link or leads to one.
    """

    kind: Kind
    value: str
    shown: str
    standing: Standing
    whose: Published | None = None
    pieces: tuple[Piece, ...] = ()
    link: LinkAnswer | None = None


@dataclass(frozen=True)
class Answer:
    """What was found in a text. `message`: the judgement when it says something beside a number or a link.

    `is_whole`: all of the text was judged. What was not might be the trap, so the whole is then nobody's.
    """

    items: tuple[Item, ...]
    message: Judgement | None
    holds_secret: bool = False
    is_whole: bool = True

    @property
    def standing(self) -> Standing:
        """The worst of the items, and of what was not judged."""
        standings = [item.standing for item in self.items]
        if not (standings and self.is_whole):
            standings.append(Standing.UNKNOWN)
        return min(standings, key=BADNESS.__getitem__)
