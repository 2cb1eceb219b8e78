"""Draws the states of a callback and of an attempt from the code into ARCHITECTURE.md, between two markers.

python -m scripts.draw_states

`tests/docs/test_states.py` fails while the drawing and the code differ.
"""

import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

import django

PAGE = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"
BEGIN = "<!-- states: drawn by scripts/draw_states.py from callbacks/states.py -->"
END = "<!-- /states -->"
Named = TypeVar("Named", bound=Enum)


def drawing() -> str:
    """Both tables of moves as Markdown, read from `callbacks.states`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    django.setup()
    from answerback.callbacks.states import ATTEMPT_MOVES, LEASED, MOVES, TERMINAL

    notes = dict.fromkeys(LEASED, "holds an agent") | dict.fromkeys(TERMINAL, "final")
    callback = ["| Callback | May become | |", "| --- | --- | --- |", *_rows(MOVES, notes)]
    attempt = ["| Attempt | May become |", "| --- | --- |", *_rows(ATTEMPT_MOVES)]
    return "\n".join([*_diagram(MOVES), "", *callback, "", *attempt])


def _diagram(moves: Mapping[Named, frozenset[Named]]) -> list[str]:
    """A Mermaid state diagram; the first state of the table is where everything begins."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR", f"    [*] --> {next(iter(moves)).value}"]
    for state, following in _by_name(moves):
        lines += [f"    {state.value} --> {name}" for name in _in_order(moves, following)]
    return [*lines, "```"]


def _rows(moves: Mapping[Named, frozenset[Named]], notes: Mapping[Named, str] | None = None) -> list[str]:
    rows = []
    for state, following in _by_name(moves):
        cells = [
            f"`{state.value}`",
            ", ".join(f"`{name}`" for name in _in_order(moves, following)) or "nothing",
        ]
        if notes is not None:
            cells.append(notes.get(state, ""))
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def _by_name(moves: Mapping[Named, frozenset[Named]]) -> list[tuple[Named, frozenset[Named]]]:
    """The table in the order in which the states are declared."""
    declared = list(type(next(iter(moves))))
    return sorted(moves.items(), key=lambda row: declared.index(row[0]))


def _in_order(moves: Mapping[Named, frozenset[Named]], chosen: frozenset[Named]) -> list[str]:
    return [state.value for state, _ in _by_name(moves) if state in chosen]


def drawn(page: str) -> str:
    """The page with today's drawing between its markers."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{drawing()}\n\n{END}{tail}"


def main() -> None:
    """Draw the states into ARCHITECTURE.md."""
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
