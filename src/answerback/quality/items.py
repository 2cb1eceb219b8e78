"""What stands on a scoring form: its items, read from JSON and checked; and the form that a wallet begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import get_language

from answerback.quality.refusals import FormBroken

MOST_ITEMS = 20
MOST_POINTS = 20
LONGEST = 300
LEVELS = (2, 3, 4, 5)
FORM = "form"
"""The name under which agreement on the whole form (passed or not) is kept beside that on its items."""


@dataclass(frozen=True)
class Item:
    """One thing to judge. `levels` 2 is no or yes, more are steps; the highest earns all `points`.

    `critical`: at the lowest level the call has failed, whatever else it earned. `may_skip`: "not applicable" is
    an answer.
    """

    key: str
    en: str
    zh: str
    points: int
    levels: int = 2
    critical: bool = False
    may_skip: bool = False

    @property
    def words(self) -> str:
        """In the reader's language."""
        return self.zh if (get_language() or "").startswith("zh") else self.en

    def earned(self, level: int) -> int:
        """Points for this level, 0 to `levels` - 1."""
        return self.points * level // (self.levels - 1)


def read_items(content: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items of a form as kept. Raises FormBroken."""
    items = tuple(Item(**one) for one in content)
    _check(items)
    return items


def as_content(items: Iterable[Item]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [asdict(one) for one in items]


def _check(items: tuple[Item, ...]) -> None:
    if not items or len(items) > MOST_ITEMS or len({one.key for one in items}) != len(items):
        raise FormBroken
    for one in items:
        fits = 1 <= one.points <= MOST_POINTS and one.levels in LEVELS and one.points % (one.levels - 1) == 0
        if not fits or not one.en.strip() or not one.zh.strip() or max(len(one.en), len(one.zh)) > LONGEST:
            raise FormBroken


READY = (
    Item(
        "proof",
        "The agent waited for the code or the in-app answer before saying anything of the account.",
        "核验通过（通话码或应用内接听）之前，坐席没有提及任何账户信息。",
        10,
        critical=True,
    ),
    Item(
        "never_asked",
        "The agent asked for no password, code, recovery phrase or key.",
        "坐席没有索要密码、验证码、助记词或私钥。",
        10,
        critical=True,
    ),
    Item(
        "heard",
        "The agent let the user finish and said the problem back in his words.",
        "坐席让用户把话说完，并用用户的话复述了问题。",
        8,
        levels=5,
    ),
    Item("solution", "What was done fits what the user said.", "处理办法与用户所说的情况相符。", 8, levels=5),
    Item(
        "hazards",
        "Signs of fraud were asked about and followed up.",
        "坐席问到了受骗迹象，并作了跟进。",
        6,
        levels=3,
        may_skip=True,
    ),
    Item(
        "promise",
        "What was promised has a date and is written down.",
        "承诺有期限，并已记录。",
        4,
        may_skip=True,
    ),
    Item(
        "note", "The note tells a colleague what to do next.", "小结能让同事看懂下一步要做什么。", 4, levels=3
    ),
)
