"""Answers that are counted by their codes: which way a payment went, which screen is hard to use.

They make the families in which `insight.changes` looks for a fault of the product.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

FAMILY_OF = {"p_rail": "rail", "s_where": "screen"}
"""The step of the ready guides, and the family that its answers make."""
LONGEST = 24
"""Of `Count.measure`; a longer code of somebody's own guide is not counted."""


def answer_id(conversation: UUID, step: str) -> UUID:
    """One step of one conversation: a changed answer takes the place of the first."""
    return uuid5(conversation, f"answer:{step}")


def buckets_of(raw: Mapping[str, Any]) -> dict[str, str]:
    """One measure for each code that was said.

    >>> buckets_of({"step": "s_where", "codes": ["pay", "look"]})
    {'screen.pay': 'said', 'screen.look': 'said'}
    """
    family = FAMILY_OF[raw["step"]]
    names = (f"{family}.{code}" for code in raw["codes"])
    return {name: "said" for name in names if len(name) <= LONGEST}
