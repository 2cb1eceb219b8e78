"""The rule for any simulator or dialler: tuples in, a number of lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from answerback.pacing.decide import History, decide
from answerback.pacing.kinds import Agent, Decision, Ended, Line, Why


class Pacer:
    """`cap`: the share of live answers that may be abandoned over the shift. `expected`: means of earlier shifts
    (`answer_rate`, `ring_s` from dialling to the answer, `talk_s`, `wrap_s`), which may not hold today.
    """

    def __init__(self, cap: float = 0.03, expected: Mapping[str, float] | None = None) -> None:
        self._history = History(cap=cap, expected=expected)
        self.last = Decision(0, Why.ENOUGH, 0.0)

    def tick(
        self, now: float, agents: Sequence[Agent], lines: Sequence[Line], finished: Iterable[Ended]
    ) -> int:
        """Lines to dial now. Call it once a second and after every change of a line or agent.

        `agents`: (state, since), state `idle`, `talk` or `wrap`, in fixed order. `lines`: (dialled at, state), state
        `ringing` or `waiting` (answered, no agent idle). `finished`: (time, outcome, dialled at) since the last tick,
        outcome `live`, `dead` or `abandoned`. All times are seconds since the shift began. `last` explains the answer.
        """
        self._history.take(agents, finished)
        self.last = decide(now, agents, lines, self._history)
        return self.last.lines
