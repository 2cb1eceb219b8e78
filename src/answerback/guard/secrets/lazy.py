"""Patterns that are compiled when first needed: a command line that starts must not pay for all of them.

And attributes that are made when first asked for: a text must not pay for pictures of it that nobody looks at.
"""

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, TypeVar, cast

T = TypeVar("T")


class LazyPattern:
    """Becomes a compiled pattern at the first use of any of its methods."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.text, self.flags_given = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.text, self.flags_given)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, later."""
    return cast("re.Pattern[AnyStr]", LazyPattern(text, flags))


class made_once(Generic[T]):  # noqa: N801 a decorator
    """As `functools.cached_property`, without its lock: texts are not shared between threads."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name = make, make.__name__

    def __get__(self, holder: Any, owner: type | None = None) -> T:
        made = holder.__dict__[self.name] = self.make(holder)
        return made
