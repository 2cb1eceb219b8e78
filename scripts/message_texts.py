"""The texts the model learns from and is measured on, and who may be learned from.

Learned from: TeleAntiFraud (Apache-2.0), the Mendeley set of 5,971 SMS (CC BY 4.0, doi 10.17632/f45bkkt8pr), and
sentences of our own (`scripts/messages`). A fifth of each is kept for measuring. Every other set is read by
`benchmarks/messages.py` alone, except that one half of the NUS SMS corpus fixes two thresholds: a measurement.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from answerback.guard.messages.sounds import table
from scripts import message_grammar
from scripts.message_grammar import Grammar, Scheme, is_kept

NOISE = 0.3  # of the Han characters of a noisy copy
SOUND_COPIES = 0.25  # of the texts are learned a second time with errors of recognition
PUNCTUATION = re.compile(r"[，。！？、；：,.!?;:“”\"（）()]+")
GRAMMAR_CALLS, GRAMMAR_LINES = 400, 6  # dialogues of a scheme; fillings of each line
SHORTEST = 4  # characters of a text that is learned


@dataclass(frozen=True)
class Sample:
    """A text, whether it is a swindle, where it would be met, whence it is, and whether it is kept for measuring."""

    text: str
    is_scam: bool
    channel: str
    source: str
    is_kept: bool


def samples(folder: Path) -> list[Sample]:
    dice = random.Random(20261122)  # noqa: S311
    given = [*teleantifraud(folder, dice), *smishing(folder), *own(dice)]
    return [*given, *with_errors(given, dice)]


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def teleantifraud(folder: Path, dice: random.Random) -> Iterator[Sample]:
    for name in ("fraud", "normal"):
        for row in rows(folder / "teleantifraud_text" / f"{name}.jsonl"):
            turns = [(str(turn["speaker"]), str(turn["text"])) for turn in row["turns"]]  # type: ignore[attr-defined]
            sample = Sample("", name == "fraud", "call", "teleantifraud", is_kept(str(row["id"])))
            for text in beginnings(turns, "left", dice, is_scam=sample.is_scam):
                yield replace(sample, text=text)


def beginnings(turns: list[tuple[str, str]], caller: str, dice: random.Random, *, is_scam: bool) -> list[str]:
    """What a listener has heard so far, at several points; of an honest call also turns by themselves.

    A swindle need not show in its first turn, and what the one who is rung says is nobody's swindle:
    single turns are learned as honest only, never as a swindle.
    """
    said = [text for speaker, text in turns if speaker == caller]
    heard = [text for _, text in turns]
    found = ["\n".join(said[: dice.randint(1, 3)]), "\n".join(heard[: dice.randint(2, 6)])]
    if not is_scam:
        found += [*said[:1], "\n".join(heard), *dice.sample(heard, min(3, len(heard)))]
    return [text for text in dict.fromkeys(found) if len(text) >= SHORTEST]


def smishing(folder: Path) -> Iterator[Sample]:
    """Plain advertising ("spam") is left out: it is neither."""
    for row in rows(folder / "smishing_5971" / "smishing_5971.jsonl"):
        text = str(row["text"])
        if row["label"] != "spam":
            yield Sample(text, row["label"] == "smishing", "sms", "smishing", is_kept(text))


def own(dice: random.Random) -> Iterator[Sample]:
    for grammar in message_grammar.read():
        for scheme in grammar.schemes:
            yield from alone(grammar, scheme, dice)
            yield from calls(grammar, scheme, dice)


def alone(grammar: Grammar, scheme: Scheme, dice: random.Random) -> Iterator[Sample]:
    """Messages, and of calls each line by itself: of a swindle its openings and demands."""
    parts = "soa" if scheme.is_scam else "somav"
    for part in parts:
        for line in scheme.lines.get(part, []):
            for text in sorted({grammar.fill(line, dice) for _ in range(GRAMMAR_LINES)}):
                yield Sample(text, scheme.is_scam, scheme.channel, f"own_{scheme.language}", is_kept(line))


def calls(grammar: Grammar, scheme: Scheme, dice: random.Random) -> Iterator[Sample]:
    if not scheme.lines.keys() & {"o", "i"}:
        return
    for number in range(GRAMMAR_CALLS):
        kept = number % 5 == 0
        turns = list(message_grammar.dialogue(grammar, scheme, dice, kept=kept))
        said = [text for speaker, text in turns if speaker == "caller"]
        text = "\n".join(said if dice.random() < 0.5 else [text for _, text in turns])
        yield Sample(text, scheme.is_scam, scheme.channel, f"own_{scheme.language}", kept)


def with_errors(given: list[Sample], dice: random.Random) -> Iterator[Sample]:
    """Copies as a recogniser would write them: homophones, and no punctuation in calls."""
    for sample in given:
        if not sample.is_kept and dice.random() < SOUND_COPIES:
            text = misheard(sample.text, dice, NOISE)
            yield replace(sample, text=PUNCTUATION.sub(" ", text) if dice.random() < 0.7 else text)


def misheard(text: str, dice: random.Random, share: float) -> str:
    """A text with a share of its Han characters replaced by others that sound alike."""
    sounds, alike = table(), characters()
    return "".join(
        dice.choice(alike[sounds[sign]]) if sign in sounds and dice.random() < share else sign
        for sign in text
    )


@cache
def characters() -> dict[str, list[str]]:
    """The common characters (GB 2312, level 1) of every syllable; of a syllable without any, all."""
    found, rare = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for sign, sound in table().items():
        (found if is_common(sign) else rare)[sound].append(sign)
    return {**rare, **found}


def is_common(sign: str) -> bool:
    try:
        return 0xB0A1 <= int.from_bytes(sign.encode("gb2312")) <= 0xD7F9
    except UnicodeEncodeError:
        return False


def in_first_half(text: str) -> bool:
    """Which half of an evaluation set may fix a threshold; figures come from the other."""
    return sha256(text.encode()).digest()[1] % 2 == 0
