"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "7cc0933768fd3d15b333215d161f91b6bb743811d318e5be0dca0737cf24857a"
SCALE = 0.0079583
OFFSET = -0.850433


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(8.6916, 1.7906, 0.824229, 0.938085),
    "sms": Channel(7.6107, 2.4713, 0.979507, 0.997426),
    "chat": Channel(7.6107, 2.4713, 0.979507, 0.997882),
    "email": Channel(7.6107, 2.4713, 0.979507, 0.997882),
    "web": Channel(7.6107, 2.4713, 0.979507, 0.997882),
    "message": Channel(7.6107, 2.4713, 0.979507, 0.997882),
}
