"""What a simulated phone does, chosen by the last two digits of its number.

Seconds count from the placing. A phone without `answer` is never answered; one without `hang_up` talks until we end
it. `88` is in somebody's hand: in the demo a person presses the buttons.
"""

from __future__ import annotations

from dataclasses import dataclass

from answerback.telephony.events import Cause


@dataclass(frozen=True)
class Scenario:
    """Moments in seconds after placing; None means never."""

    ring: float | None = 1
    answer: float | None = None
    media: float | None = None
    hang_up: float | None = None
    cause: Cause = Cause.FINISHED
    silent: float | None = None
    by_hand: bool = False


TALKS = Scenario(answer=3, media=3.5)
SCENARIOS: dict[str, Scenario] = {
    "01": TALKS,
    "02": Scenario(ring=None, hang_up=2, cause=Cause.BUSY),
    "03": Scenario(),
    "04": Scenario(hang_up=3, cause=Cause.REFUSED),
    "05": Scenario(answer=6, media=6.5, hang_up=20, cause=Cause.VOICEMAIL),
    "06": Scenario(answer=3, media=3.5, hang_up=10),
    "07": Scenario(ring=None, hang_up=1, cause=Cause.WRONG_NUMBER),
    "08": Scenario(ring=None, silent=5),
    "09": Scenario(ring=None, hang_up=2, cause=Cause.UNREACHABLE),
    "10": Scenario(answer=3),  # answered, and no sound ever
    "11": Scenario(hang_up=2, cause=Cause.NETWORK_FAILURE),
    "88": Scenario(by_hand=True),
}


def scenario_of(number: str) -> Scenario:
    """What this number does; any other number talks.

    >>> scenario_of("+8617000000002").cause.value
    'busy'
    """
    return SCENARIOS.get(number[-2:], TALKS)
