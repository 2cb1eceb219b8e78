"""What an engine made of the samples: found, named rightly, gone from the kept text, and what it flagged wrongly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from answerback.guard import Action, find
from benchmarks.guarding.filling import Sample

Hit = tuple[str, int, int]
"""Kind and code points `[start, end)`."""


@dataclass
class Score:
    """Of one class: `found` any hit touching the secret, `named` one of the right kind, `gone` every character of
    it covered, `blocked` the text refused; `flagged` for a trap. `missed`: texts, for whoever mends the engine."""

    total: int = 0
    found: int = 0
    named: int = 0
    gone: int = 0
    blocked: int = 0
    flagged: int = 0
    missed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    hits: tuple[Hit, ...]
    blocked: bool = False


def ours(samples: Iterable[Sample]) -> Iterator[Answer]:
    for sample in samples:
        findings = find(sample.text)
        hits = tuple((str(finding.kind), finding.start, finding.end) for finding in findings)
        yield Answer(hits, any(finding.action is Action.BLOCK for finding in findings))


def scored(samples: Sequence[Sample], answers: Iterable[Answer]) -> dict[str, Score]:
    """By class, in the order of the samples."""
    scores: dict[str, Score] = {}
    for sample, answer in zip(samples, answers, strict=True):
        score = scores.setdefault(sample.label, Score())
        score.total += 1
        if sample.kind is None:
            score.flagged += bool(answer.hits)
            if answer.hits:
                score.missed.append(sample.text)
            continue
        touching = [hit for hit in answer.hits if any(touches(hit, piece) for piece in sample.pieces)]
        gone = all(covered(piece, touching) for piece in sample.pieces)
        score.found += bool(touching)
        score.named += any(hit[0] == sample.kind for hit in touching)
        score.gone += gone
        score.blocked += answer.blocked
        if not gone:
            score.missed.append(sample.text)
    return scores


def touches(hit: Hit, piece: tuple[int, int]) -> bool:
    return hit[1] < piece[1] and piece[0] < hit[2]


def covered(piece: tuple[int, int], hits: Sequence[Hit]) -> bool:
    """Whether the hits, one after the other, leave no character of the piece."""
    place = piece[0]
    for _, start, end in sorted(hits, key=lambda hit: hit[1]):
        if start <= place:
            place = max(place, end)
    return place >= piece[1]


def together(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.total += score.total
        whole.found += score.found
        whole.named += score.named
        whole.gone += score.gone
        whole.blocked += score.blocked
        whole.flagged += score.flagged
    return whole
