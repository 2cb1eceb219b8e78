"""One spelling for each channel, whatever was typed: what the registry keeps, compares and is asked by.

Pure: no database, no clock, no network. Who is given a text of unknown kind tries the kinds that it may be.

>>> canonical(Kind.NUMBER, "0086 400-000-0188"), canonical(Kind.LINK, "hxxps://Lanyue[.]example/")
('+864000000188', 'lanyue.example')
>>> canonical(Kind.TELEGRAM, "https://t.me/Lanyue_Pay"), canonical(Kind.SMS_SENDER, "【岚月支付】")
('@lanyue_pay', '岚月支付')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from answerback.channels.addresses import app, contract, ens
from answerback.channels.handles import sms_sender, telegram, wechat, x
from answerback.channels.hosts import link, mail
from answerback.channels.kinds import Kind
from answerback.channels.unreadable import Unreadable
from answerback.numbers import NumberError, parse
from answerback.numbers.short import PUBLIC_SERVICES

__all__ = ["LONGEST", "Unreadable", "canonical", "number"]
LONGEST = 400  # characters of a channel as typed


def canonical(kind: Kind, text: str, *, region: str = "CN") -> str:
    """The one spelling. `region` (ISO 3166): of numbers without a country code. Raises Unreadable with its code."""
    if len(text) > LONGEST or not text.strip():
        raise Unreadable(kind.value)
    if kind is Kind.NUMBER:
        return number(text, region)
    if kind is Kind.SMS_SENDER:
        return _sender(text, region)
    return READERS[kind](text)


READERS: Mapping[Kind, Callable[[str], str]] = {
    Kind.LINK: link,
    Kind.MAIL: mail,
    Kind.TELEGRAM: telegram,
    Kind.X: x,
    Kind.WECHAT: wechat,
    Kind.APP: app,
    Kind.CONTRACT: contract,
    Kind.ENS: ens,
}


def number(text: str, region: str = "CN") -> str:
    """E.164, or a short number; never one that belongs to everybody, such as 110 or 96110."""
    try:
        read = parse(text, region)
    except NumberError as wrong:
        raise Unreadable("number") from wrong
    if read.e164 in PUBLIC_SERVICES:
        raise Unreadable("number_public")
    if not read.valid:
        raise Unreadable("number")
    return read.e164


def _sender(text: str, region: str) -> str:
    """A name, or the number that stands in its place, such as 106…"""
    digits = re.sub(r"[\s+-]", "", unicodedata.normalize("NFKC", text))
    return number(text, region) if digits.isdecimal() else sms_sender(text)
