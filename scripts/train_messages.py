"""Trains the model of guard/messages and measures its thresholds: weights.bin and measured.py.

    python -m scripts.train_messages DATA_FOLDER

Plain Python, about two minutes. The same texts give the same file: no thread, no clock, one fixed seed.
"""

import sys
from array import array
from collections.abc import Sequence
from hashlib import sha256
from math import log
from pathlib import Path

from answerback.guard.messages.model.features import features
from answerback.guard.messages.model.linear import probability
from scripts.message_learner import Line, learn, squared_rarity
from scripts.message_texts import Sample, in_first_half, rows, samples

MODEL = Path("src/answerback/guard/messages/model")
COSTS = (10.0, 5.0)  # of a false alarm, of a miss
LARGEST = 127  # of a weight in the file
CLIPPED = 0.9999  # share of the weights that are kept in full
SPOKEN, SHORT, OTHER = ("call",), ("sms",), ("chat", "email", "web", "message")
STILL, SLIGHT = 1e-7, 1e-4  # a step that is none; keeps the curve from being flat
Values = Sequence[tuple[float, bool]]  # distance from the line, whether it is a swindle
# The share of honest texts above the least score of a verdict: (of `check`, of `stop`), by where they are from.
OF_CALLS, OF_MESSAGES, OF_EVERYDAY = (0.003, 0.0005), (0.005, 0.001), (0.0003, 0.0001)


def main() -> None:
    folder = Path(sys.argv[1])
    texts = samples(folder)
    learned = [sample for sample in texts if not sample.is_kept]
    found = [array("I", features(sample.text)) for sample in learned]
    line = learn(found, [sample.is_scam for sample in learned], costs=COSTS, squares=squared_rarity(found))
    scale, weights = quantised(line)
    (MODEL / "data" / "weights.bin").write_bytes(weights.tobytes())
    rough = Line([scale * weight for weight in weights], line.offset)
    kept = [sample for sample in texts if sample.is_kept]
    print(len(learned), "learned", len(kept), "kept")
    write(sha256(weights.tobytes()).hexdigest(), scale, line.offset, settings(rough, kept, folder))


def quantised(line: Line) -> tuple[float, "array[int]"]:
    """One byte a weight; the few largest are cut."""
    sizes = sorted(abs(weight) for weight in line.weights if weight)
    scale = float(f"{sizes[int(CLIPPED * (len(sizes) - 1))] / LARGEST:.6g}")
    limited = (max(-LARGEST, min(LARGEST, round(weight / scale))) for weight in line.weights)
    return scale, array("b", limited)


def settings(line: Line, kept: Sequence[Sample], folder: Path) -> dict[str, tuple[float, ...]]:
    """By channel: slope and offset of the probability, least score of `check` and of `stop`."""
    calls, messages = measured(line, kept, SPOKEN), measured(line, kept, SHORT)
    talk = measured(line, kept, OTHER)
    everyday = [
        line.value(features(text))
        for language in ("zh", "en")
        for row in rows(folder / "nus_sms" / f"{language}.jsonl")
        if in_first_half(text := str(row["text"]))
    ]
    everyday_too = (everyday, OF_EVERYDAY)
    return (
        dict.fromkeys(SPOKEN, setting(calls, [(honest(calls), OF_CALLS)]))
        | dict.fromkeys(SHORT, setting(messages + talk, [(honest(messages), OF_MESSAGES), everyday_too]))
        | dict.fromkeys(
            OTHER, setting(messages + talk, [(honest(messages + talk), OF_MESSAGES), everyday_too])
        )
    )


def measured(line: Line, kept: Sequence[Sample], channels: Sequence[str]) -> list[tuple[float, bool]]:
    return [
        (line.value(features(sample.text)), sample.is_scam) for sample in kept if sample.channel in channels
    ]


def honest(values: Values) -> list[float]:
    return [value for value, is_scam in values if not is_scam]


def setting(
    values: Values, bounds: Sequence[tuple[Sequence[float], tuple[float, float]]]
) -> tuple[float, ...]:
    """The strictest of the bounds counts."""
    slope, offset = calibrated(values)
    check, stop = (max(bound(pool, shares[place]) for pool, shares in bounds) for place in (0, 1))
    return slope, offset, *(round(probability(slope * value + offset), 6) for value in (check, stop))


def bound(pool: Sequence[float], share: float) -> float:
    """The value that at most this share of honest texts exceeds."""
    return sorted(pool, reverse=True)[int(share * len(pool))] + 1e-6


def calibrated(values: Values, rounds: int = 100) -> tuple[float, float]:
    """Platt's line from distance to log odds, both classes weighing the same: Newton's steps, halved if need be."""
    shares = {kind: 0.5 / max(sum(is_scam == kind for _, is_scam in values), 1) for kind in (True, False)}
    slope = offset = 0.0
    for _ in range(rounds):
        down, across = newton(values, shares, slope, offset)
        now, part = loss(values, shares, slope, offset), 1.0
        while part > STILL and loss(values, shares, slope - part * down, offset - part * across) > now:
            part /= 2
        slope, offset = slope - part * down, offset - part * across
        if part * (abs(down) + abs(across)) < STILL:
            break
    return round(slope, 4), round(offset, 4)


def newton(values: Values, shares: dict[bool, float], slope: float, offset: float) -> tuple[float, float]:
    first, second, both = SLIGHT, SLIGHT, 0.0
    down = across = 0.0
    for value, is_scam in values:
        chance = probability(slope * value + offset)
        wrong, curve = shares[is_scam] * (chance - is_scam), shares[is_scam] * chance * (1 - chance)
        down, across = down + wrong * value, across + wrong
        first, both, second = first + curve * value * value, both + curve * value, second + curve
    whole = first * second - both * both
    return (second * down - both * across) / whole, (first * across - both * down) / whole


def loss(values: Values, shares: dict[bool, float], slope: float, offset: float) -> float:
    chances = ((probability(slope * value + offset), is_scam) for value, is_scam in values)
    return -sum(shares[is_scam] * log(chance if is_scam else 1 - chance) for chance, is_scam in chances)


def write(digest: str, scale: float, offset: float, channels: dict[str, tuple[float, ...]]) -> None:
    lines = [
        '"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""\n',
        "from dataclasses import dataclass\n",
        f'SHA256 = "{digest}"',
        f"SCALE = {scale!r}",
        f"OFFSET = {round(offset, 6)!r}\n\n",
        "@dataclass(frozen=True)",
        "class Channel:",
        '    """From distance to probability (Platt), and the least scores of the two verdicts."""\n',
        "    slope: float\n    offset: float\n    check: float\n    stop: float\n\n",
        "CHANNELS = {",
        *(f'    "{name}": Channel({", ".join(map(repr, values))}),' for name, values in channels.items()),
        "}",
        "",
    ]
    (MODEL / "measured.py").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
