"""Learned on A, tested on B: what a high score in distribution is worth elsewhere.

A threshold belongs to a channel, not to a set: for short messages the value that one in a thousand everyday SMS
exceeds (first half of the NUS corpus), for calls the one that one in a hundred honest calls exceeds (learned part
of TeleAntiFraud and our own patterns). Recall and false alarms are then counted on B's tested fifth.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from answerback.guard.messages.model import load
from benchmarks.messages_data import Sets
from benchmarks.messages_peers import COSTS, PASSES, area, row
from scripts.message_grammar import is_kept
from scripts.message_learner import Line, learn, squared_rarity
from scripts.message_texts import in_first_half
from scripts.train_messages import bound

Value = Callable[[str], float]
MESSAGES_SHARE, CALLS_SHARE = 0.001, 0.01


@dataclass(frozen=True)
class Part:
    """A set by name: what may be learned, what is tested, and the channel it is met in."""

    name: str
    channel: str
    learned: Sequence[tuple[str, bool]]
    tested: Sequence[tuple[str, bool]]


def matrix(sets: Sets) -> list[str]:
    given = parts(sets)
    everyday = [t for language in ("zh", "en") for t in sets.everyday(language) if in_first_half(t)]
    talk = [text for text, is_scam in given[0].learned if not is_scam]
    talk += [text for text, is_scam, channel in sets.own() if channel == "call" and not is_scam]
    head = ("learned on", "SMS flagged", *(f"{part.name} ({part.channel})" for part in given))
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    rest = [text for language in ("zh", "en") for text in sets.everyday(language) if not in_first_half(text)]
    for name, value in learners(given):
        least = {
            "sms": bound([value(text) for text in everyday], MESSAGES_SHARE),
            "call": bound([value(text) for text in talk], CALLS_SHARE),
        }
        alarms = sum(value(text) >= least["sms"] for text in rest) / len(rest)
        cells = [cell(part, value, least[part.channel]) for part in given]
        lines.append(f"| {name} | {alarms:.4f} | {' | '.join(cells)} |")
    return [*lines, "", "Each cell: area under the curve; share of swindles found / of honest texts flagged."]


def learners(given: Sequence[Part]) -> Iterator[tuple[str, Value]]:
    for part in given:
        rows = [row(text) for text, _ in part.learned]
        line = learn(
            rows,
            [is_scam for _, is_scam in part.learned],
            costs=COSTS,
            squares=squared_rarity(rows),
            passes=PASSES,
        )
        yield part.name, partial(valued, line)
    yield "**shipped model**", lambda text: load().value(row(text))


def valued(line: Line, text: str) -> float:
    return line.value(row(text))


def cell(part: Part, value: Value, least: float) -> str:
    values = [(value(text), is_scam) for text, is_scam in part.tested]
    scams, honest = ([one for one, is_scam in values if is_scam == kind] for kind in (True, False))
    told = sum(one >= least for one in scams) / len(scams)
    wrong = sum(one >= least for one in honest) / len(honest)
    return f"{area(scams, honest):.3f}; {told:.3f} / {wrong:.3f}"


def parts(sets: Sets) -> list[Part]:
    calls = sets.dialogues()
    return [
        Part(
            "TeleAntiFraud",
            "call",
            [(call.said(turns), call.is_scam) for call in calls if not call.is_new for turns in (1, 3)],
            [(call.said(2), call.is_scam) for call in calls if call.is_new],
        ),
        fifths("Telecom_Fraud_Texts", [(text, label != "normal") for text, label in sets.five_classes()]),
        fifths("FBS", [(text, label == "FR") for text, label in sets.four_classes() if label != "IL"]),
        Part("5,971 SMS", "sms", sets.smishing(new=False), sets.smishing(new=True)),
    ]


def fifths(name: str, given: Sequence[tuple[str, bool]]) -> Part:
    return Part(
        name,
        "sms",
        [(text, is_scam) for text, is_scam in given if not is_kept(text)],
        [(text, is_scam) for text, is_scam in given if is_kept(text)],
    )
