"""The weights and what they say of a text."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import exp, sqrt
from pkgutil import get_data

from answerback.guard.messages.model import measured
from answerback.guard.messages.model.features import BUCKETS, features

STEEPEST = 30.0  # e^30: certain enough, and no overflow


class DamagedFile(Exception):
    """The weights are not those that were measured."""


@dataclass(frozen=True)
class Model:
    """Whole numbers between -127 and 127, one for each bucket."""

    weights: Sequence[int]

    def score(self, text: str, *, channel: str) -> float:
        """How likely this is a swindle, 0 to 1, calibrated on texts of the channel that were not trained on."""
        setting = measured.CHANNELS[channel]
        return probability(setting.slope * self.value(features(text)) + setting.offset)

    def threshold(self, channel: str, verdict: str) -> float:
        """The least score at which the model alone says `check` or `stop` in this channel."""
        setting = measured.CHANNELS[channel]
        return {"check": setting.check, "stop": setting.stop}[verdict]

    def value(self, row: Sequence[int]) -> float:
        """The signed distance from the line that parts swindles (above 0) from the rest."""
        total = sum(map(self.weights.__getitem__, row))
        return measured.SCALE * total / sqrt(max(len(row), 1)) + measured.OFFSET


def probability(logit: float) -> float:
    return 1 / (1 + exp(-max(min(logit, STEEPEST), -STEEPEST)))


@cache
def load() -> Model:
    """The model as it was measured; read once."""
    raw = get_data(__package__, "data/weights.bin")
    if raw is None or len(raw) != BUCKETS or sha256(raw).hexdigest() != measured.SHA256:
        raise DamagedFile
    return Model(array("b", raw))
