"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "e596cd074d40e1113c9e4670a9d931af40440b9910a394fa4819a9f5843e470c"
SCALE = 0.00727954
OFFSET = -0.966255


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(40.6172, 13.5269, 1.3e-05, 0.007285),
    "sms": Channel(14.8438, 10.1875, 0.999876, 0.99999),
    "chat": Channel(14.8438, 10.1875, 0.999876, 0.99999),
    "email": Channel(14.8438, 10.1875, 0.999876, 0.99999),
    "web": Channel(14.8438, 10.1875, 0.999876, 0.99999),
    "message": Channel(14.8438, 10.1875, 0.999876, 0.99999),
}
