"""Patterns that are compiled when first needed: a command line that starts must not pay for all of them."""

import re
from typing import Any, cast


class LazyPattern:
    """Becomes a compiled pattern at the first use of any of its methods."""

    def __init__(self, text: str, flags: int) -> None:
        self.text, self.flags_given = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.text, self.flags_given)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later."""
    return cast("re.Pattern[str]", LazyPattern(text, flags))
