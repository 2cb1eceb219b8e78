"""The lexical model: a line through the features of a host. It only ever adds a warning.

data/lexical.bin holds numbers alone: slots, scale, bias, a threshold for each class of hosts, one signed byte a slot.
scripts/train_links.py wrote it.
"""

import struct
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answerback.guard.links.features import SLOTS, class_of, slots
from answerback.guard.links.suffixes import Parts

HEAD = struct.Struct("<4sIff4f")
MAGIC = b"\x93\x01\x00\x00"
CLASSES = ("hosted", "old", "country", "new")


@dataclass(frozen=True)
class Model:
    """Weights in signed bytes; a score is in natural logarithms of odds."""

    weights: memoryview
    scale: float
    bias: float
    thresholds: dict[str, float]

    def score(self, cut: Parts) -> float:
        """How much the host is built like known traps; above zero, more than not."""
        weights = self.weights
        return self.bias + self.scale * sum(weights[slot] for slot in slots(cut))

    def warns(self, cut: Parts) -> bool:
        """Whether the score passes the threshold of the host's class."""
        return self.score(cut) > self.thresholds[class_of(cut)]


def packed(weights: bytes, scale: float, bias: float, thresholds: dict[str, float]) -> bytes:
    """The file's content."""
    return HEAD.pack(MAGIC, SLOTS, scale, bias, *(thresholds[kind] for kind in CLASSES)) + weights


def unpacked(content: bytes) -> Model:
    """The model in a file's content. Raises ValueError for another file."""
    if len(content) != HEAD.size + SLOTS:
        raise ValueError("not a lexical model of this version")
    magic, count, scale, bias, *thresholds = HEAD.unpack_from(content)
    if (magic, count) != (MAGIC, SLOTS):
        raise ValueError("not a lexical model of this version")
    weights = memoryview(content)[HEAD.size :].cast("b")
    return Model(weights, scale, bias, dict(zip(CLASSES, thresholds, strict=True)))


@cache
def lexical() -> Model:
    """The model that comes with the program, read on first use."""
    return unpacked(files(__package__).joinpath("data", "lexical.bin").read_bytes())
