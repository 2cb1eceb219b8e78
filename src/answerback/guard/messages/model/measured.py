"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "479936776a1f74052f05a2ad5b2172e9df56e7189f1d969bb01ab4405e9d0694"
SCALE = 0.00739665
OFFSET = -0.841877


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(8.7465, 1.7783, 0.814357, 0.933033),
    "sms": Channel(7.4698, 2.4953, 0.983469, 0.997448),
    "chat": Channel(7.4698, 2.4953, 0.983469, 0.997926),
    "email": Channel(7.4698, 2.4953, 0.983469, 0.997926),
    "web": Channel(7.4698, 2.4953, 0.983469, 0.997926),
    "message": Channel(7.4698, 2.4953, 0.983469, 0.997926),
}
