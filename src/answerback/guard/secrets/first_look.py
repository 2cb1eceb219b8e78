"""One look at a text before it is searched: in most there is nothing that most detectors could use.

Asked in plain Python, over pictures of the text that are made in C. An automaton over its bytes (`re2.Set` of
google-re2) was measured in its place and was no faster: the two things that most texts have to be asked, listed words
and rare Chinese characters, it cannot tell in few enough states.
"""

from collections.abc import Callable, Container, Iterable

from answerback.guard.secrets import plain
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.prefilter import NEEDS, OF_CHINESE, OF_SIGNS, Condition, Detector, always

Asked = tuple[tuple[Condition, Detector], ...]


class Battery:
    """Detectors with their conditions, and what is left of them for texts of which something is known.

    `ascii`: nothing but ASCII. `signless`: without a letter or digit of it.
    """

    def __init__(self, detectors: Iterable[Detector]) -> None:
        self.all = tuple((NEEDS.get(detect, always), detect) for detect in detectors)
        self.ascii, self.signless = self.without(OF_CHINESE), self.without(OF_SIGNS)

    def without(self, some: Container[Detector]) -> Asked:
        return tuple(pair for pair in self.all if pair[1] not in some)


Look = Callable[[str, Battery], tuple[Plain, list[Detector]]]
"""The text as it is searched, and those of the detectors that can find anything in it."""


def with_everything(text: str, battery: Battery) -> tuple[Plain, list[Detector]]:
    """No look at all: what the other is compared with."""
    return plain.plain(text), [detect for _, detect in battery.all]


def plainly(text: str, battery: Battery) -> tuple[Plain, list[Detector]]:
    searched = plain.plain(text)
    if text.isascii():
        asked = battery.ascii
    else:
        asked = battery.all if searched.signs or searched.has_other_script else battery.signless
    return searched, [detect for may_find, detect in asked if may_find(searched)]
