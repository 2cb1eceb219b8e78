"""Regular expressions compiled when first asked for: compiling them all would be a quarter of the start.

>>> shape("a+").fullmatch("aaa") is shape("a+").fullmatch("b")
False
"""

import re
from functools import cache


@cache
def shape(pattern: str) -> re.Pattern[str]:
    """For ASCII: digits and letters of other alphabets are none. Flags stand in the pattern, as `(?i)`."""
    return re.compile(pattern, re.ASCII)


@cache
def worded(pattern: str) -> re.Pattern[str]:
    """For words of any language, in capital or small letters."""
    return re.compile(pattern, re.IGNORECASE)
