"""What people say in the history: swindlers' messages as retold by users, and wishes in many wordings."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from answerback.ops.history.shapes import CampaignPlan

_DATA = Path(__file__).parent / "data"
_SHORT = {"zh-hans": "zh", "en": "en"}
TELLS_ALL, LEAVES_OUT = 0.8, 0.12
"""A user names the number and link of a message so often, and leaves each of its other clauses out so often."""


@cache
def scams() -> dict[str, Any]:
    """The themes by code, and how users retell (`told`)."""
    read = tomllib.loads((_DATA / "scams.toml").read_text("utf-8"))
    return {"themes": {one["code"]: one for one in read["theme"]}, "told": read["told"]}


@cache
def wishes() -> dict[str, Any]:
    """The wishes in order, and the frames they are said in."""
    return tomllib.loads((_DATA / "wishes.toml").read_text("utf-8"))


def retold(campaign: CampaignPlan, dice: Random) -> str:
    """The campaign's message as one of its victims retells it: some words changed, clauses left out."""
    slots = scams()["themes"][campaign.theme][_SHORT[campaign.language]]
    chosen = [
        dice.choice(slot) if dice.random() < campaign.noise else slot[pick % len(slot)]
        for slot, pick in zip(slots, campaign.wording, strict=True)
    ]
    contact = {"number": dice.choice(campaign.numbers), "link": dice.choice(campaign.links)}
    return _told(chosen, campaign.language, contact, dice)


def independent(theme: str, language: str, dice: Random) -> str:
    """A report of nobody's campaign: the same common words, but a number and a link of its own."""
    slots = scams()["themes"][theme][_SHORT[language]]
    contact = {"number": a_number(dice), "link": a_link(dice)}
    return _told([dice.choice(slot) for slot in slots], language, contact, dice)


def _told(clauses: list[str], language: str, contact: dict[str, str], dice: Random) -> str:
    short, told = _SHORT[language], scams()["told"]
    names_it = dice.random() < TELLS_ALL
    kept = [one for one in clauses if _is_kept(one, names_it, dice)] or clauses[:1]
    holes = contact | {
        "sum": str(dice.choice((98, 120, 200, 299, 380, 500, 688, 999, 1200, 2000, 3680, 5000, 8800))),
        "hours": str(dice.choice((2, 12, 24, 48, 72))),
        "who": dice.choice(told[f"{short}_who"]),
    }
    joined = ("，" if short == "zh" else ", ").join(kept).format(**holes)
    return f"{dice.choice(told[f'{short}_before'])}{joined}{dice.choice(told[f'{short}_after'])}"


def _is_kept(clause: str, names_it: bool, dice: Random) -> bool:
    if "{number}" in clause or "{link}" in clause:
        return names_it
    return dice.random() > LEAVES_OUT


def wish_said(wish: dict[str, Any], language: str, dice: Random) -> str:
    """The wish in one of its wordings, in one of the frames."""
    short = _SHORT[language]
    return str(dice.choice(wishes()["frames"][short])).format(wish=dice.choice(wish[short]))


def a_number(dice: Random) -> str:
    """An invented number: +86 1700 and seven digits, or 400 0 and six."""
    if dice.random() < 0.3:
        return f"4000{dice.randrange(200_000, 1_000_000):06d}"
    return f"1700{dice.randrange(100_000, 10_000_000):07d}"


def a_link(dice: Random) -> str:
    """A host under a reserved name (RFC 2606), so that no link here ever leads anywhere."""
    letters = "".join(dice.choices("abcdefghjkmnpqrstuvwxyz", k=dice.randrange(4, 8)))
    ending = dice.choice(("example", "test", "invalid"))
    return f"{dice.choice(('m', 'pay', 'vip', 'safe', 'wallet', 'h5'))}-{letters}.{ending}"
