"""Who of a dialogue asks, and who is asked. Labels are free; what the one who is asked says gives context only."""

from collections.abc import Set
from enum import Enum
from functools import cache
from pkgutil import get_data


class Side(Enum):
    ASKING = "asking"
    ASKED = "asked"
    UNKNOWN = "unknown"


def side(label: str) -> Side:
    """
    >>> side("客服"), side("Customer 2"), side("A")
    (<Side.ASKING: 'asking'>, <Side.ASKED: 'asked'>, <Side.UNKNOWN: 'unknown'>)
    """
    name = label.strip().strip("[]()【】<>:：").rstrip("0123456789 _-.#").casefold()
    return known().get(name, Side.UNKNOWN)


@cache
def known() -> dict[str, Side]:
    """Every label of the table."""
    raw = (get_data(__package__, "data/speakers.txt") or b"").decode("utf-8")
    lines = (line.partition(": ") for line in raw.splitlines() if not line.startswith("#"))
    return {name: Side(which) for which, _, names in lines for name in names.split(", ")}


def counts(here: Side, heard: Set[Side]) -> bool:
    """Whether what a speaker asks for counts. `heard`: the sides that spoke up to here.

    Two who are both called asking ("agent" and "caller") cannot be told apart, nor can two unknown ones: both
    count. Somebody unknown beside one who asks is asked.
    """
    return here is Side.ASKING or (here is Side.UNKNOWN and Side.ASKING not in heard)
