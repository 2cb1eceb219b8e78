"""Long numbers in digits: resident IDs, bank cards, phone numbers, and what only looks like them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answerback.guard import checks, spoken
from answerback.guard.kinds import Kind, Match
from answerback.guard.plain import Plain
from answerback.guard.near import before, last_word

GROUP = re.compile(r"[0-9]+x?")
FEWEST = 7
LONGEST = 19
MOBILE_LENGTH = 11
DIVIDERS = (".", ",", ":", "/")
REACH = 16

NAMED_OTHERWISE = re.compile(
    r"订单|訂單|单号|單號|流水|快递|工单|工單|运单|编号|編號|参考号|交易号|回执|凭证|区块|高度|哈希|工号|金额|余额|时间戳|版本"
    r"|order|tracking|invoice|\bref|ticket|\bcase|hash|\btx|session|uuid|version|timestamp|block|nonce|height|serial"
    r"|[¥$€£]\s*\Z",
)
NAMED_CARD = re.compile(
    r"卡号|卡號|银行卡|銀行卡|储蓄卡|信用卡|借记卡|账号|帳號|账户|\bcard|account", re.IGNORECASE
)
NAMED_ID = re.compile(r"身份[证證]|身分證|证件|證件|\bid\b|identity|\bsfz\b")
NAMED_PHONE = re.compile(
    r"电话|電話|手机|手機|号码|號碼|回拨|致电|拨打|打给|联系方式|短信|whatsapp|phone|mobile|\btel|\bcell|\bcall|\btext|\bsms|\bring",
)
HOTLINE_LONG = re.compile(r"[48]00[0-9]{7}")
MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
LANDLINE = re.compile(r"0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}")


@dataclass(frozen=True)
class Digits:
    """Neighbouring groups read as one number. `named` is what stands before it, `groups` their lengths."""

    text: str
    groups: tuple[int, ...]
    plus: bool
    named: str

    def is_named(self, name: re.Pattern[str]) -> bool:
        """The nearest name wins: "订单付款银行卡号" is about a card."""
        return last_word(name, self.named) > last_word(NAMED_OTHERWISE, self.named)

    def is_named_otherwise(self) -> bool:
        return last_word(NAMED_OTHERWISE, self.named) >= 0


def find(searched: Plain) -> Iterator[Match]:
    text = searched.lowered
    for start, end in searched.digit_runs:
        if end - start >= FEWEST and not continues(text, start, end):
            spans = [group.span() for group in GROUP.finditer(text, start, end)]
            yield from numbers(text, spans, plus="+" in text[max(0, start - 2) : start])
    for start, end in searched.said_runs:
        yield from said(text, start, end)


def continues(text: str, start: int, end: int) -> bool:
    """Part of something longer: letters follow, or a decimal, a time or a path comes before."""
    follows = text[end : end + 1]
    return (follows.isascii() and follows.isalnum()) or (
        text[start - 1 : start] in DIVIDERS and text[start - 2 : start - 1].isdigit()
    )


def numbers(text: str, spans: Sequence[tuple[int, int]], *, plus: bool) -> Iterator[Match]:
    """Reads the groups from left to right, each number as long as it can be."""
    index = 0
    while index < len(spans):
        match, used = longest(text, spans, index, plus=plus and index == 0)
        if match is not None:
            yield match
        index += used


def longest(
    text: str, spans: Sequence[tuple[int, int]], index: int, *, plus: bool
) -> tuple[Match | None, int]:
    named = before(text, spans[index][0], REACH)
    best: Match | None = None
    joined, used = "", 1
    for count, (start, end) in enumerate(spans[index : index + LONGEST], start=1):
        joined += text[start:end]
        if len(joined) > LONGEST:
            break
        if HOTLINE_LONG.fullmatch(joined):
            return None, count
        lengths = tuple(past - first for first, past in spans[index : index + count])
        kind, certainty = judged(Digits(joined, lengths, plus, named))
        if kind is not None and (best is None or certainty >= best.certainty):
            best, used = Match(kind, spans[index][0] - plus, end, certainty), count
    return best, used


def judged(number: Digits) -> tuple[Kind | None, float]:
    for kind, certainty in (resident_id(number), bank_card(number), phone(number)):
        if certainty:
            return kind, certainty
    return None, 0


def resident_id(number: Digits) -> tuple[Kind, float]:
    text = number.text
    if len(text) == 18:
        if checks.is_resident_id(text):
            return Kind.RESIDENT_ID, 0.97
        mistyped = number.is_named(NAMED_ID) and checks.has_region_and_date(text[:2], text[6:14])
        return Kind.RESIDENT_ID, 0.7 if mistyped else 0
    old = len(text) == 15 and text.isdigit() and number.is_named(NAMED_ID) and checks.is_old_resident_id(text)
    return Kind.RESIDENT_ID, 0.8 if old else 0


def bank_card(number: Digits) -> tuple[Kind, float]:
    if not number.text.isdigit() or not 13 <= len(number.text) <= LONGEST:
        return Kind.BANK_CARD, 0
    named = number.is_named(NAMED_CARD)
    if checks.is_card(number.text, named=named):
        return Kind.BANK_CARD, 0.99 if named else 0 if number.is_named_otherwise() else 0.9
    mistyped = named and len(number.text) >= 15 and checks.ISSUED.fullmatch(number.text)
    return Kind.BANK_CARD, 0.6 if mistyped else 0


def phone(number: Digits) -> tuple[Kind, float]:
    text = number.text
    if not text.isdigit() or number.is_named_otherwise() and not number.is_named(NAMED_PHONE):
        return Kind.PHONE, 0
    if MOBILE.fullmatch(text):
        return Kind.PHONE, 0.95
    if number.plus and 8 <= len(text) <= 15:
        return Kind.PHONE, 0.95
    if LANDLINE.fullmatch(text) or number.groups in ((3, 3, 4), (1, 3, 3, 4)) and text[-10] > "1":
        return Kind.PHONE, 0.85
    named = 7 <= len(text) <= 12 and number.is_named(NAMED_PHONE)
    return Kind.PHONE, 0.7 if named else 0


def said(text: str, start: int, end: int) -> Iterator[Match]:
    """A number read aloud in Chinese: eleven digits that begin like a mobile, or a card or ID that checks."""
    digits = spoken.digits(text[start:end])
    if len(digits) >= MOBILE_LENGTH:
        kind, certainty = judged(Digits(digits, (len(digits),), False, before(text, start, REACH)))
        if kind is not None:
            yield Match(kind, start, end, min(certainty, 0.9))
