"""What may be shown of a number: its country and its last two digits."""

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from answerback.numbers.short import is_short

HIDDEN = "•••"


def last_two(e164: str) -> str:
    """The last two digits: `last_two("+8617000000088") == "88"`."""
    return e164[-2:]


def masked(e164: str) -> str:
    """A number nobody can dial: `+86 ••• ••88`. A short number hides nobody and stays whole."""
    if is_short(e164):
        return e164
    return f"{country_part(e164)}{HIDDEN} ••{last_two(e164)}"


def country_part(e164: str) -> str:
    """`"+86 "` for a number in E.164 with a known country code, otherwise nothing."""
    if not e164.startswith("+"):
        return ""
    codes = (e164[1 : 1 + length] for length in (1, 2, 3))
    return next(
        (f"+{code} " for code in codes if code.isdigit() and int(code) in COUNTRY_CODE_TO_REGION_CODE), ""
    )
