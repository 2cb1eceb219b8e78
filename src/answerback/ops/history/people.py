"""Who appears in the history: agents of different skill, and invented customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from answerback.ops.history.shapes import Agent, Order, PersonPlan

LANYUE, QINGTAN = "lanyue", "qingtan"
SHARE = {LANYUE: 0.78, QINGTAN: 0.22}
CHINESE = {LANYUE: 0.82, QINGTAN: 0.55}
CALLBACKS_PER_PERSON = 3
TAKES_OFFERS = 0.35

_AGENTS = {
    LANYUE: (
        ("周婷", "Zhou Ting"),
        ("陈浩", "Chen Hao"),
        ("赵敏", "Zhao Min"),
        ("孙磊", "Sun Lei"),
        ("吴静", "Wu Jing"),
        ("徐强", "Xu Qiang"),
        ("马丽", "Ma Li"),
        ("何军", "He Jun"),
        ("罗云", "Luo Yun"),
        ("高洁", "Gao Jie"),
    ),
    QINGTAN: (("唐宁", "Tang Ning"), ("沈悦", "Shen Yue"), ("韩冰", "Han Bing"), ("邓超", "Deng Chao")),
}
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_GIVEN = "伟芳娜敏静强磊洋艳勇军杰娟涛明超秀霞平刚桂英华文辉玲建国庆"


def agents_of(wallet: str) -> tuple[Agent, ...]:
    """The agents of one wallet; the first is the least skilled."""
    names = _AGENTS[wallet]
    return tuple(
        Agent(number, zh, en, round(0.5 + 0.42 * number / max(1, len(names) - 1), 2))
        for number, (zh, en) in enumerate(names)
    )


def people(order: Order) -> Iterator[PersonPlan]:
    """Every customer of both wallets, numbered through."""
    dice = order.dice("people")
    whole = max(2, order.callbacks // CALLBACKS_PER_PERSON)
    first = max(1, round(whole * SHARE[LANYUE]))
    for number in range(whole):
        yield _person(order, number, LANYUE if number < first else QINGTAN, dice)


def _person(order: Order, number: int, wallet: str, dice: Random) -> PersonPlan:
    name = dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2, 2))))
    return PersonPlan(
        number=number,
        wallet=wallet,
        language="zh-hans" if dice.random() < CHINESE[wallet] else "en",
        name=name if wallet == LANYUE else "",
        takes_offers=dice.random() < TAKES_OFFERS,
        since=_since(order.until, dice),
    )


def _since(until: datetime, dice: Random) -> datetime:
    """Customers since before the year began."""
    return until - timedelta(days=366 + dice.randrange(900), seconds=dice.randrange(86400))
