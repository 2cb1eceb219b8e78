"""What was measured when the model was trained. Written by `scripts/train_messages.py`."""

from dataclasses import dataclass

SHA256 = "06e7021b613e19d7189de9b68404513e6fd0be0d0368a9468bd404c6804a7c10"
SCALE = 0.00843644
OFFSET = -0.92382


@dataclass(frozen=True)
class Channel:
    """From distance to probability (Platt), and the least scores of the two verdicts."""

    slope: float
    offset: float
    check: float
    stop: float


CHANNELS = {
    "call": Channel(8.0886, 1.5081, 0.62487, 0.944289),
    "sms": Channel(7.7948, 3.4986, 0.98528, 0.999369),
    "chat": Channel(7.7948, 3.4986, 0.98528, 0.999369),
    "email": Channel(7.7948, 3.4986, 0.98528, 0.999369),
    "web": Channel(7.7948, 3.4986, 0.98528, 0.999369),
    "message": Channel(7.7948, 3.4986, 0.98528, 0.999369),
}
