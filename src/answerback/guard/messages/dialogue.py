"""A call or chat as it goes on: after each turn the verdict stands as far as it can be told."""

from collections.abc import Set
from dataclasses import dataclass, field

from answerback.guard.messages.kinds import Judgement, Model, Reason, Turn, Verdict
from answerback.guard.messages.matching import read
from answerback.guard.messages.speakers import Side, counts, side
from answerback.guard.messages.tables import rulebook
from answerback.guard.messages.weighing import CHECK, points, score, verdict

REMEMBERED_TURNS = 3
MOST_REASONS_OF_A_CODE = 8
WEAK = 2
"""Points that the rules must find in a dialogue before the model is asked: honest support talks alike."""
MODEL_READS = 2_000
"""Code points: the model judges the latest of what was said, and again once a quarter has come on top."""
TAIL = 40
"""Code points of what a speaker said last: a request may be cut in two."""
CERTAIN_FROM = 40
"""Code points: of less the model is never certain enough to say `check` alone; a sentence of support looks alike."""


@dataclass
class Dialogue:
    """`hear` each turn, ask `judgement` at any time. A verdict never falls. `monologue`: whoever speaks, it counts."""

    channel: str = "call"
    monologue: bool = False
    model: Model | None = None
    turns: int = 0
    reasons: list[Reason] = field(default_factory=list)
    reached: dict[Verdict, int] = field(default_factory=dict)
    weight: int = 0
    found: dict[str, int] = field(default_factory=dict)
    heard: set[Side] = field(default_factory=set)
    spoken_of: list[frozenset[str]] = field(default_factory=list)
    asked: str = ""
    certain: bool = False
    advised: bool = False
    read_until: int = 0
    said: int = 0
    tails: dict[str, tuple[str, int]] = field(default_factory=dict)

    def hear(self, turn: Turn) -> Verdict:
        """One turn more. The verdict as it stands now."""
        self.turns += 1
        speaking = side(turn.speaker)
        self.heard.add(speaking)
        counted = self.monologue or counts(speaking, self.heard)
        here = read(turn.text, frozenset().union(*self.spoken_of))
        self.spoken_of = [*self.spoken_of, here.spoken_of][-REMEMBERED_TURNS:]
        if counted:
            self.advised = self.advised or here.advises
            self.note(here.hits)
            self.note(self.cut_in_two(turn, {code for code, _, _ in here.hits}))
            self.settle()
            self.consult(turn.text)
        return self.settle()

    def cut_in_two(self, turn: Turn, known: Set[str]) -> tuple[tuple[str, int, int], ...]:
        """What is gravely asked only across two turns of one speaker; placed where it ends."""
        before, when = self.tails.get(turn.speaker, ("", 0))
        self.tails[turn.speaker] = (turn.text[-TAIL:], self.turns)
        if not before or not turn.text or self.turns - when > REMEMBERED_TURNS:
            return ()
        joined, cut = f"{before} {turn.text[:TAIL]}", len(before) + 1
        grave = {name for name, code in rulebook().codes.items() if code.points > CHECK} - known
        crossing = (hit for hit in read(joined).hits if hit[0] in grave and hit[1] < cut - 1 and hit[2] > cut)
        return tuple((code, 0, end - cut) for code, _, end in crossing)

    def note(self, hits: tuple[tuple[str, int, int], ...]) -> None:
        for code, start, end in hits:
            self.found[code] = self.found.get(code, 0) + 1
            if self.found[code] <= MOST_REASONS_OF_A_CODE and rulebook().codes[code].points > 0:
                self.reasons.append(Reason(code, start, end, self.turns))

    def consult(self, text: str) -> None:
        """The model reads on; what it finds weighs as the verdict that it stands for."""
        if self.model is None:
            return
        self.said += len(text)
        self.asked = f"{self.asked}\n{text}"[-MODEL_READS:]
        if self.said < self.read_until:
            return
        self.read_until = self.said + self.said // 4
        probability = self.model.score(self.asked, channel=self.channel)
        believed = self.monologue or self.weight >= WEAK
        if not believed or probability < self.model.threshold(self.channel, "check"):
            return
        sure = probability >= self.model.threshold(self.channel, "stop")
        self.certain = self.certain or (sure and not self.advised and len(self.asked) >= CERTAIN_FROM)
        if "wording" not in self.found:
            self.note((("wording", 0, len(text)),))

    def settle(self) -> Verdict:
        self.weight = max(self.weight, points(self.found.keys(), certain=self.certain))
        now = verdict(self.weight)
        self.reached.setdefault(now, self.turns)
        return now

    def judgement(self) -> Judgement:
        """All of it, with the first turn at which the verdict stood."""
        now = verdict(self.weight)
        turn = self.reached.get(now) if now is not Verdict.NOTHING_KNOWN else None
        return Judgement(now, score(self.weight), tuple(self.reasons), turn)
