"""A shift as an SVG picture: utilisation and the share abandoned over the hours, one line for each rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from answerback.pacing.simulation.shift import Moment, Result

WIDE, HIGH, LEFT, TOP, GAP = 640, 150, 56, 28, 46
# Okabe and Ito's colours, which people who see colours differently can tell apart; dashes tell them apart in grey.
LOOKS = (("#0072b2", ""), ("#d55e00", "6 3"), ("#009e73", "2 3"), ("#cc79a7", "8 3 2 3"), ("#000000", "1 2"))


def picture(played: Mapping[str, Result], *, cap: float) -> str:
    """The whole drawing; a legend names the rules."""
    height = 2 * (HIGH + GAP) + TOP + 20 * len(played)
    rows = [_legend(place, name) for place, name in enumerate(played)]
    below = TOP + 20 * len(played)
    moments = {name: result.moments[1:] for name, result in played.items()}
    most = max([cap * 1.5, *(one.abandoned_share for all_ in moments.values() for one in all_)])
    rows += _panel("Utilisation", moments, lambda one: one.utilisation, 1.0, below)
    rows += _panel("Abandoned", moments, lambda one: one.abandoned_share, most, below + HIGH + GAP)
    rows.append(_level(cap, most, below + HIGH + GAP))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + LEFT + 20} {height}" '
        'font-family="sans-serif" font-size="12" fill="none">'
    )
    return "\n".join([head, *rows, "</svg>\n"])


def _legend(place: int, name: str) -> str:
    y = 20 + 20 * place
    return f'<path {_look(place)} d="M {LEFT} {y} h 40"/>{_text(LEFT + 48, y + 4, name)}'


def _look(place: int) -> str:
    colour, dashes = LOOKS[place % len(LOOKS)]
    return f'stroke="{colour}" stroke-width="2"' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _text(x: float, y: float, said: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="#333" text-anchor="{anchor}">{escape(said)}</text>'


def _panel(
    title: str,
    moments: Mapping[str, Sequence[Moment]],
    value: Callable[[Moment], float],
    most: float,
    top: float,
) -> list[str]:
    rows = [
        _text(LEFT, top - 6, title),
        f'<path stroke="#999" d="M {LEFT} {top} v {HIGH} h {WIDE}"/>',
        _text(LEFT - 6, top + 10, f"{most:.0%}" if most > 0.2 else f"{most:.1%}", anchor="end"),
        _text(LEFT - 6, top + HIGH, "0", anchor="end"),
    ]
    longest = max([one.at for all_ in moments.values() for one in all_] or [1.0])
    for place, all_ in enumerate(moments.values()):
        points = " ".join(
            f"{LEFT + WIDE * one.at / longest:.1f},{top + HIGH * (1 - min(1, value(one) / most)):.1f}"
            for one in all_
        )
        rows.append(f'<polyline {_look(place)} points="{points}"/>')
    return [*rows, _text(LEFT + WIDE, top + HIGH + 16, f"{longest / 3600:.1f} h", anchor="end")]


def _level(cap: float, most: float, top: float) -> str:
    y = top + HIGH * (1 - cap / most)
    return f'<path stroke="#b00" stroke-dasharray="3 3" d="M {LEFT} {y:.1f} h {WIDE}"/>'
