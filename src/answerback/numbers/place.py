"""Where a number belongs and whose it was first: the tables of libphonenumber, offline.

Heavy (30 MB of tables, half a second of processor time): they are loaded by the first number that is asked about.
"""

from dataclasses import dataclass

import phonenumbers

from answerback.numbers.short import PUBLIC_SERVICES, is_short


@dataclass(frozen=True)
class Place:
    """Either may be empty. Mobiles may change carrier and keep their number (携号转网): a hint."""

    place: str
    carrier: str


def place_of(e164: str, language: str = "zh") -> Place:
    """`place_of("+861065529988").place == "北京市"`. A public service is named instead of a carrier."""
    if is_short(e164):
        service = PUBLIC_SERVICES.get(e164)
        name = "" if service is None else service.zh if language == "zh" else service.en
        return Place("中国" if language == "zh" else "China", name)
    from phonenumbers import carrier, geocoder

    number = phonenumbers.parse(e164)
    return Place(
        geocoder.description_for_number(number, language),
        carrier.name_for_number(number, language),
    )
