"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "8b3f24c22b09b27f73b1a4c00995c68867016b2021904025028c1e1a2cea7fe7"
SCALE = 0.00820162
OFFSET = -0.842041


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(7.4315, 0.9407, 0.77661, 0.922822),
    "sms": Channel(7.5071, 2.4591, 0.98468, 0.998191),
    "chat": Channel(7.5071, 2.4591, 0.98468, 0.998191),
    "email": Channel(7.5071, 2.4591, 0.98468, 0.998191),
    "web": Channel(7.5071, 2.4591, 0.98468, 0.998191),
    "message": Channel(7.5071, 2.4591, 0.98468, 0.998191),
}
