"""`docs/hazards.md` prints the rules as they are: kinds, points, thresholds, measures."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import override

from answerback.findings.hazards.kinds import Kind
from answerback.findings.hazards.measures import BY_CODE, BY_KIND, Ready
from answerback.findings.hazards.rules import RULES, START, THRESHOLDS, Rule

PAGE = Path(__file__).parents[3] / "docs" / "hazards.md"


def in_both(said: object) -> str:
    """A sentence in English and Chinese, as two cells."""
    with override("en"):
        english = str(said)
    with override("zh-hans"):
        return f"{english} | {said}"


def kind_row(kind: Kind) -> str:
    measures = ", ".join(f"`{code}`" for code in BY_KIND[kind])
    return f"| `{kind.value}` | {in_both(kind.label)} | {START[kind]} | {measures} |"


def rule_row(rule: Rule) -> str:
    kinds = (
        "all"
        if rule.kinds == frozenset(Kind)
        else ", ".join(f"`{kind}`" for kind in Kind if kind in rule.kinds)
    )
    return f"| `{rule.fact.value}` | {in_both(rule.says)} | {rule.points:+d} | {kinds} |"


def measure_row(ready: Ready) -> str:
    held = {None: "", True: "not in a self-custodial wallet", False: "in a self-custodial wallet only"}[
        ready.held
    ]
    needs = f"`{ready.needs.value}`" if ready.needs else ""
    fact = f"`{ready.fact.value}`" if ready.fact else ""
    only = ", ".join(one for one in (held, needs, fact) if one)
    hours = round(ready.within.total_seconds() / 3600)
    return f"| `{ready.code}` | {ready.who.value} | {in_both(ready.says)} | {hours} h | {only} |"


def rows() -> list[str]:
    return [
        *(kind_row(kind) for kind in Kind),
        *(rule_row(rule) for rule in RULES),
        *(measure_row(ready) for ready in BY_CODE.values()),
        *(f"| {least} | {level.value} |" for least, level in reversed(THRESHOLDS)),
    ]


def test_the_page_prints_every_rule_as_it_is() -> None:
    written = PAGE.read_text("utf-8").splitlines()

    assert [row for row in rows() if row not in written] == []
