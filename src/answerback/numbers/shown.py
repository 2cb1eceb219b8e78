"""A number as people read it, in groups (E.123), from the form in which it is stored."""

from __future__ import annotations

import phonenumbers


def shown(e164: str) -> str:
    """The international form with its groups; what is no number is given back as it is.

    >>> shown("+864000000188"), shown("95188"), shown("")
    ('+86 400 000 0188', '95188', '')
    """
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
