"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "f84c4b5dbf63e5c99cf0cc12194d9d78162dc256269c485a274557d3b3f8905e"
SCALE = 0.00766099
OFFSET = -0.798962


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(9.0391, 1.4793, 0.592643, 0.946365),
    "sms": Channel(8.0459, 3.379, 0.991832, 0.999789),
    "chat": Channel(8.0459, 3.379, 0.991832, 0.999789),
    "email": Channel(8.0459, 3.379, 0.991832, 0.999789),
    "web": Channel(8.0459, 3.379, 0.991832, 0.999789),
    "message": Channel(8.0459, 3.379, 0.991832, 0.999789),
}
