"""Small cells: who may see figures but no calls is not shown an agent's figure of fewer than five."""

from __future__ import annotations

from dataclasses import replace

from answerback.insight.figures import Figure

LEAST = 5


def withhold(figure: Figure) -> Figure:
    """The figure, or that there is one too small to show."""
    return _withheld(figure) if 0 < figure.n < LEAST else figure


def withhold_parts(parts: tuple[tuple[str, Figure], ...]) -> tuple[tuple[str, Figure], ...]:
    """The parts of a whole without the small ones; a single small one takes the next with it, or the whole minus
    the others would tell it."""
    small = {name for name, figure in parts if 0 < figure.n < LEAST}
    if len(small) == 1:
        others = [(figure.n, name) for name, figure in parts if name not in small and figure.n]
        small |= {min(others)[1]} if others else set()
    return tuple((name, _withheld(one) if name in small else one) for name, one in parts)


def _withheld(figure: Figure) -> Figure:
    nothing: dict[str, int] = {}
    return replace(
        figure,
        value=None,
        numerator=0,
        denominator=0,
        n=0,
        interval=None,
        buckets=nothing,
        is_withheld=True,
    )
