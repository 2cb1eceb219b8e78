"""One decision: the state of this moment and what the shift has taught give a number of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from answerback.pacing.allowance import Allowance
from answerback.pacing.durations import Seen
from answerback.pacing.kinds import Agent, Decision, Ended, Expected, Line, Why
from answerback.pacing.look_ahead import LookAhead
from answerback.pacing.tables import Tables

MADE_ANEW_SECONDS = 90.0
MOST_PER_AGENT = 2
"""Lines at once for each agent and answer expected: a bound for the search, never reached by a sane threshold."""


class History:
    """What one campaign's shift has taught so far."""

    def __init__(self, *, cap: float, expected: Mapping[str, float] | None = None) -> None:
        self.seen = Seen(Expected.of(expected))
        self.allowance = Allowance(cap)
        self._tables: Tables | None = None
        self._made_at = 0.0

    def take(self, agents: Sequence[Agent], finished: Iterable[Ended]) -> None:
        """What has happened since the last decision."""
        self.seen.take(agents, finished)
        self.allowance.take(self.seen.live, self.seen.abandoned)

    def tables(self, now: float) -> Tables:
        """As of now, or of the last minute and a half."""
        if self._tables is None or not 0 <= now - self._made_at < MADE_ANEW_SECONDS:
            self._tables, self._made_at = Tables(self.seen), now
        return self._tables


def decide(now: float, agents: Sequence[Agent], lines: Sequence[Line], history: History) -> Decision:
    """How many lines to dial at `now`. `history.take` has been told of what ended before."""
    tables, allowance = history.tables(now), history.allowance
    ahead, left = LookAhead(now, agents, lines, tables), allowance.left
    safe, rate = ahead.one_to_one, tables.answer_rate
    if not history.seen.is_enough:
        return Decision(safe, Why.LEARNING, left, answer_rate=rate)
    if allowance.is_spent:
        return Decision(safe, Why.ALLOWANCE_SPENT, left, answer_rate=rate)
    threshold = allowance.threshold
    limit = int(MOST_PER_AGENT * len(agents) / rate) + 10 if agents else 0
    found = ahead.most(threshold, limit)
    if found <= safe:
        return Decision(safe, Why.ONE_TO_ONE if safe else Why.ENOUGH, left, threshold, answer_rate=rate)
    return Decision(found, Why.LOOK_AHEAD, left, threshold, ahead.chance(found - 1), rate)
