"""Answers given by hand in the documented shape of a node kind, whole or spoiled in one place."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from answerback.chains.sightings import Grant, Sighting
from answerback.lookups.node import Allowed, Node, RpcError, Trouble

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**300), 2**300)
    | st.decimals()
    | st.text(max_size=12)
    | st.sampled_from(["", "0", "-1", "²", "1_0", "0x", "T", ".", "1e999999999", Decimal("1E+999999")])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


class Told:
    """A node that knows `answers` by method or path; of anything else it knows nothing. A `Trouble` is raised."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, asked: str, *rest: Any) -> Any:
        self.asked.append(asked)
        answer = self.answers.get(asked)
        if isinstance(answer, Exception):
            raise answer
        return answer


def spoiled(answers: Mapping[str, Any]) -> st.SearchStrategy[Told]:
    """The same node, with one value anywhere in its answers left out or replaced by any other."""
    places = [place for place in parts(dict(answers)) if place]
    return st.builds(
        lambda place, value, gone: Told(changed(answers, place, value, gone)),
        st.sampled_from(places),
        JSON,
        st.booleans(),
    )


def ask(node: Node, identifier: str, address: str, *, at: datetime, before: Sighting | None = None) -> None:
    """All four questions. Whatever the node answers, nothing but a `Trouble` with a code may come of it."""
    questions = (
        node.check,
        lambda: node.transaction(identifier, at=at, before=before),
        lambda: node.account(address, at=at),
    )
    for question in questions:
        try:
            found = question()
            assert found is None or found.chain is node.chain
        except Trouble as trouble:
            assert trouble.code
    try:
        assert isinstance(node.allowed(address, clues=(Grant(address, address, "erc20", address),)), Allowed)
    except Trouble as trouble:
        assert trouble.code


def parts(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from parts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from parts(inner, (*place, number))


def changed(answers: Mapping[str, Any], place: tuple[Any, ...], value: Any, gone: bool) -> Mapping[str, Any]:
    found: Any = copy.deepcopy(dict(answers))
    inner = found
    for step in place[:-1]:
        inner = inner[step]
    if gone:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return dict(found)


NO_SUCH_METHOD = RpcError(-32601)
