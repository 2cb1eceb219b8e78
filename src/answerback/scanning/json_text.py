"""The strings and numbers of a JSON text, each with its path and its place in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from answerback.scanning.layers import Laid, straight

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[\[\]{},:]|[a-zA-Z]+', re.DOTALL)
ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
PLAIN_NUMBER_DIGITS = 3


@dataclass(frozen=True)
class Value:
    """One string, number or name of a member. `is_quoted`: false for numbers, which are
    redacted into strings; `is_member`: true for a name."""

    path: str
    name: str
    laid: Laid
    is_quoted: bool = True
    is_member: bool = False


def values(text: str) -> Iterator[Value]:
    """Every value of a valid JSON text, in order; a member's name is a value too, without a name of its own."""
    path: list[str | int] = []
    waits_for_name = False
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign in "{[":
            path.append("" if sign == "{" else 0)
            waits_for_name = sign == "{"
        elif sign in "}]":
            path.pop()
        elif sign == ",":
            waits_for_name = _next(path)
        elif sign == ":":
            waits_for_name = False
        elif waits_for_name:
            laid = string(text, token.start(), token.end())
            yield Value(_written(path[:-1]), "", laid, is_member=True)
            path[-1] = laid.text
        elif sign[0] == '"':
            yield Value(_written(path), _name(path), string(text, token.start(), token.end()))
        elif not sign[0].isalpha() and len(sign) >= PLAIN_NUMBER_DIGITS:
            yield Value(_written(path), _name(path), straight(sign, token.start()), is_quoted=False)


def _next(path: list[str | int]) -> bool:
    """Step on in the innermost list or object; whether a name comes next."""
    last = path[-1] if path else 0
    if isinstance(last, int):
        if path:
            path[-1] = last + 1
        return False
    return True


def _name(path: list[str | int]) -> str:
    """The nearest name: the items of a list are called what the list is called."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _written(path: list[str | int]) -> str:
    return ".".join(str(step) for step in path)


def string(text: str, start: int, end: int) -> Laid:
    """The string whose quotation marks stand at `start` and before `end`."""
    inner = text[start + 1 : end - 1]
    if "\\" not in inner:
        return straight(inner, start + 1)
    signs, starts, ends = [], list[int](), list[int]()
    for match in ESCAPE.finditer(inner):
        sign = match[0] if len(match[0]) == 1 else json.loads(f'"{match[0]}"')
        signs.append(sign)
        starts.append(start + 1 + match.start())
        ends.append(start + 1 + match.end())
    return Laid("".join(signs), starts, ends)
