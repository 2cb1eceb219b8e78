"""What theory says of so many agents: Erlang's loss and delay formulas (A. K. Erlang, 1917)."""

from __future__ import annotations

from math import exp


def loss(agents: int, offered: float) -> float:
    """Erlang B: the share that finds nobody free and goes. `offered`: calls per second times seconds each.

    >>> round(loss(10, 5.0), 4)
    0.0184
    """
    share = 1.0
    for count in range(1, agents + 1):
        share = offered * share / (count + offered * share)
    return share


def delay(agents: int, offered: float) -> float:
    """Erlang C: the share that has to wait; 1 when there is more work than agents.

    >>> round(delay(10, 5.0), 4)
    0.0361
    """
    if offered >= agents:
        return 1.0
    blocked = loss(agents, offered)
    return agents * blocked / (agents - offered * (1 - blocked))


def answered_within(agents: int, offered: float, seconds: float, *, mean_s: float) -> float:
    """The share served within so many seconds, where a call takes `mean_s` and nobody hangs up."""
    if offered >= agents:
        return 0.0
    return 1 - delay(agents, offered) * exp(-(agents - offered) * seconds / mean_s)


def agents_needed(offered: float, *, seconds: float, share: float, mean_s: float) -> int:
    """The fewest agents who serve this share within so many seconds.

    >>> agents_needed(10.0, seconds=20, share=0.8, mean_s=180)
    14
    """
    agents = int(offered) + 1
    while answered_within(agents, offered, seconds, mean_s=mean_s) < share:
        agents += 1
    return agents


def utilisation_without_state(agents: int, cap: float) -> float:
    """What blind dialling can reach at this share of losses: the bound that a rule with eyes has to beat."""
    low, high = 0.0, 5.0 * agents
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if loss(agents, middle) < cap else (low, middle)
    return low * (1 - cap) / agents
