"""A template becomes a text: `«seed»` is a secret whose place is kept, `‹order›` is decoration.

Other brackets than braces, because half of the templates are JSON, shell or log lines.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

HOLE = re.compile(r"«(?P<secret>\w+)»|‹(?P<noise>\w+)›")
Makers = Mapping[str, Callable[[], str]]


@dataclass(frozen=True)
class Sample:
    """`kind`: what should be found, None for a trap. `pieces`: code points `[start, end)` of the secret."""

    label: str
    kind: str | None
    text: str
    pieces: tuple[tuple[int, int], ...] = ()


def filled(template: str, *, label: str, kind: str | None, secrets: Makers, noise: Makers) -> Sample:
    parts, pieces, length, done = list[str](), list[tuple[int, int]](), 0, 0
    for hole in HOLE.finditer(template):
        before = template[done : hole.start()]
        made = secrets[hole["secret"]]() if hole["secret"] else noise[hole["noise"]]()
        length += len(before)
        if hole["secret"]:
            pieces.append((length, length + len(made)))
        length += len(made)
        parts += [before, made]
        done = hole.end()
    return Sample(label, kind, "".join([*parts, template[done:]]), tuple(pieces))
