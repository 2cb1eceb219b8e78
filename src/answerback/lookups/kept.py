"""A case as it is kept: JSON, exact, read back with every value checked."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from answerback.chains.triage import Case


@cache
def adapter() -> TypeAdapter[Case]:
    return TypeAdapter(Case)


def written(case: Case) -> str:
    return adapter().dump_json(case).decode()


def read(text: str) -> Case | None:
    """None when it was written by another version and no longer fits."""
    try:
        return adapter().validate_json(text)
    except ValidationError:
        return None
