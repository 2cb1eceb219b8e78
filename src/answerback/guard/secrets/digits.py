"""Long numbers in digits: resident IDs, bank cards, phone numbers, and what only looks like them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import checks, spoken
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.near import before, last_word
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import around

GROUP = pattern(r"[0-9]+x?|x")
FEWEST, FEWEST_AT_START, FEWEST_APART, LONGEST = 7, 3, 10, 19
MOBILE_LENGTH, SHORTEST_CARD, LONGEST_UNFORMED, LONGEST_ABROAD = 11, 13, 12, 15
COUNTRY_CODES = ("1", "86", "852", "853", "886")
DIVIDED = pattern(r"[0-9][.,:/]\Z")
DECIMAL, IN_A_LINK = pattern(r"(?<![0-9])[0-9]{1,10}\.\Z"), pattern(r"://[^\s\"'<>]*\Z")
PROVED, LINK_REACH = 0.85, 96
"""How sure a number must be behind a divider: by its form or check digit alone."""
APART = r"(?:\s?[.,，、·\-–—_/]\s?|[ \n]{1,3})"
BROKEN = pattern(r"[^\S\n]*\r?\n[^\S\n]*")
SET_APART = pattern(
    rf"[0-9](?<![0-9.,].)[0-9]{{3}}(?:{APART}[0-9]{{4}}){{2,3}}(?:{APART}[0-9]{{1,3}})?(?![0-9])"
)
# "170·0000·0088", "170 - 0000 - 0088", "+1.202.555.0188": the same sign, or a new line, between three groups.
PHONE_APART = pattern(
    r"1(?<![0-9.].)[3-9][0-9](?P<between>\s?[.·•\-–—_/]\s?| {2,3}|\n)[0-9]{4}(?P=between)[0-9]{4}(?![0-9]|\.[0-9])"
)
DOTTED = pattern(
    r"(?:\+?1\.)?[2-9](?<![0-9.].)[0-9]{2}\.[0-9]{3}\.[0-9]{4}(?![0-9]|\.[0-9])|\+1\.[2-9][0-9]{2}\.[0-9]{3}\.[0-9]{4}(?![0-9])"
)
ID_APART = pattern(
    r"[1-9](?<![0-9.].)[0-9]{5}(?P<between>[.·_/])[0-9]{8}(?P=between)[0-9]{3}[0-9x](?![0-9a-z])"
)
SURELY_APART = frozenset(".·-–—_")
"""Between the groups of a card that nothing names; commas divide amounts."""
REACH, MOST_HAN = 16, 3
BESIDE = 36
"""Characters beside four digits in a row in which the other groups of a number may stand."""
HAN = pattern("[\u4e00-\u9fff]")

NAMED_OTHERWISE = pattern(
    r"(?a)订单|訂單|单号|單號|流水|快递|工单|工單|运单|编号|編號|参考号|交易号|回执|凭证|区块|高度|哈希|工号|金额|余额"
    r"|时间戳|版本"
    r"|order|tracking|invoice|\bref(?!und|us|uel)|ticket|\bcase|hash|\btx|session|uuid|version|timestamp|block|nonce|height|serial"
    r"|[¥$€£]\s*\Z|合同|会议号|meeting|\buid\b|价格|價格",
)
NAMED_CARD = pattern(r"(?a)卡号|卡號|银行卡|銀行卡|储蓄卡|信用卡|借记卡|账号|帳號|账户|\bcard|account")
NAMED_ID = pattern(r"(?a)身份[证證]|身分證|证件|證件|\bid\b|identity|\bsfz\b")
NAMED_PHONE = pattern(
    r"(?a)电话|電話|手机|手機|(?<!发票)(?<!合同)号码|(?<!發票)號碼|回[拨电]|致电|拨打|打给|联系方式|短信"
    r"|座机|座機|固话|传真|\bmy (?:new )?number|\bnumber is"
    r"|whatsapp|phone|mobile|\btel|\bcell|\bcall|\btext|\bsms|\bring"
)
HOTLINE = pattern(r"[48]00[0-9]{7}")
MOBILE = pattern(r"(?:(?:00)?86)?1[3-9][0-9]{9}")
LANDLINE = pattern(r"0(?:10[1-9]|2[0-9][2-9])[0-9]{7}|0[3-9][0-9]{2}[2-9][0-9]{6,7}")
FROM_ABROAD = pattern(r"00[1-9][0-9]{8,12}|(?:00)?86(?:10|2[0-9])[2-9][0-9]{7}")
AMERICAN = ((3, 3, 4), (1, 3, 3, 4))


@dataclass(frozen=True)
class Digits:
    """Neighbouring groups read as one number: `text` without separators, `groups` their lengths, and where in
    `around` it starts. `first`: nothing stands before it in its run; `plus`: but a plus sign."""

    text: str
    groups: tuple[int, ...]
    around: str
    start: int
    first: bool = True
    plus: bool = False

    @cached_property
    def before(self) -> str:
        return before(self.around, self.start, REACH)

    def is_named(self, name: re.Pattern[str]) -> bool:
        """The nearest name wins: "订单付款银行卡号" is about a card."""
        return last_word(name, self.before) > last_word(NAMED_OTHERWISE, self.before)

    def is_just_named(self, name: re.Pattern[str]) -> bool:
        """Named, with hardly a word between: not "电话客服排队人数 12345678"."""
        between = self.before[last_word(name, self.before) :]
        return self.is_named(name) and len(HAN.findall(between)) <= MOST_HAN

    def is_named_otherwise(self) -> bool:
        return last_word(NAMED_OTHERWISE, self.before) >= 0


def find(searched: Plain) -> Iterator[Match]:
    text = searched.lowered
    for start, end in searched.digit_runs:
        if end - start >= FEWEST and not continues(text, start, end):
            spans = [group.span() for group in GROUP.finditer(text, start, end)]
            divided = is_divided(text, start)
            for match in numbers(text, spans, plus="+" in text[max(0, start - 2) : start]):
                if not divided or match.certainty >= PROVED:
                    yield match
    for start, end in searched.said_runs:
        yield from said(text, start, end)
    for start, end in searched.english_runs:
        yield from said(text, start, end)
    if searched.digits >= FEWEST_APART:
        places = (place for span in searched.digit_runs for place in span)
        for first, past in around(places, len(text), before=BESIDE, after=BESIDE):
            yield from phones_apart(text, first, past)
            yield from set_apart(text, first, past)
        yield from broken(text, searched.digit_runs)


def broken(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[Match]:
    """A card or an ID over two lines, beside its name and with the right check digit."""
    for (start, middle), (rest, end) in pairwise(runs):
        if end - start <= 2 * LONGEST and BROKEN.fullmatch(text, middle, rest):
            yield from named_and_checked(text, start, end)


def set_apart(text: str, first: int, past: int) -> Iterator[Match]:
    """ "卡号 4646.8414.1225.0390": groups of four with dots or commas between."""
    for found in SET_APART.finditer(text, first, past):
        yield from named_and_checked(text, *found.span(), apart=SURELY_APART & set(found.group()) != set())
    for found in ID_APART.finditer(text, first, past):
        if checks.is_resident_id("".join(GROUP.findall(found.group()))):
            yield Match(Kind.RESIDENT_ID, *found.span(), 0.95)


def phones_apart(text: str, first: int, past: int) -> Iterator[Match]:
    """Over lines only when named."""
    for found in PHONE_APART.finditer(text, first, past):
        number = Digits("".join(GROUP.findall(found.group())), (3, 4, 4), text, found.start())
        named = number.is_named(NAMED_PHONE)
        if named or not (
            found["between"].isspace() or "/" in found["between"] or number.is_named_otherwise()
        ):
            yield Match(Kind.PHONE, *found.span(), 0.9)
    for found in DOTTED.finditer(text, first, past):
        if not Digits("", (), text, found.start()).is_named_otherwise():
            yield Match(Kind.PHONE, *found.span(), 0.8)


def named_and_checked(text: str, start: int, end: int, *, apart: bool = False) -> Iterator[Match]:
    """One number for all the digits, if its check digit says so and its name, or for a card the way it is set."""
    digits = "".join(GROUP.findall(text, start, end))
    if len(digits) > LONGEST or "x" in digits[:-1]:
        return
    number = Digits(digits, (len(digits),), text, start)
    is_id = len(digits) == len("11010519491231002x") and checks.is_resident_id(digits)
    if is_id and number.is_named(NAMED_ID):
        yield Match(Kind.RESIDENT_ID, start, end, 0.97)
    elif digits.isdigit() and len(digits) >= SHORTEST_CARD and checks.is_luhn(digits):
        certainty = bank_card(number) if apart or number.is_named(NAMED_CARD) else 0
        if certainty:
            yield Match(Kind.BANK_CARD, start, end, certainty)


def continues(text: str, start: int, end: int) -> bool:
    """Part of something longer: letters follow, or a decimal or the path of a link comes before."""
    follows = text[end : end + 1]
    if follows.isascii() and follows.isalnum():
        return True
    if not is_divided(text, start):
        return False
    return (
        DECIMAL.search(text, max(0, start - LONGEST), start) is not None
        or IN_A_LINK.search(text, max(0, start - LINK_REACH), start) is not None
    )


def is_divided(text: str, start: int) -> bool:
    """Behind digits and a comma, colon or slash: "1,13812345678" is a row of a table as well as an amount."""
    return DIVIDED.search(text, max(0, start - 2), start) is not None


def numbers(text: str, spans: Sequence[tuple[int, int]], *, plus: bool) -> Iterator[Match]:
    """Reads the groups from left to right, each number as long as it can be."""
    index = 0
    while index < len(spans):
        match, used = None, 1
        if index == 0 or may_start(text, spans[index : index + 2]):
            match, used = longest(
                text, spans[index : index + LONGEST], first=index == 0, plus=plus and index == 0
            )
        if match is not None:
            yield match
        index += used


def may_start(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Within a run a number starts with three digits, or with a country code before three."""
    lengths = [end - start for start, end in spans]
    code = text[spans[0][0] : spans[0][1]] in COUNTRY_CODES
    return lengths[0] >= FEWEST_AT_START or (code and lengths[-1] >= FEWEST_AT_START)


def longest(
    text: str, spans: Sequence[tuple[int, int]], *, first: bool, plus: bool
) -> tuple[Match | None, int]:
    best, used, joined = None, 1, ""
    groups: tuple[int, ...] = ()
    for count, (start, end) in enumerate(spans, start=1):
        joined += text[start:end]
        groups = (*groups, end - start)
        if len(joined) > LONGEST or "x" in joined[:-1]:
            break
        if HOTLINE.fullmatch(joined):
            return None, count
        if len(joined) < FEWEST:
            continue
        kind, certainty = judged(Digits(joined, groups, text, spans[0][0], first, plus))
        if kind is not None and (best is None or certainty >= best.certainty):
            best, used = Match(kind, opened(text, spans[0][0] - plus, end), end, certainty), count
    return best, used


def opened(text: str, start: int, end: int) -> int:
    """Where the number begins: with the bracket around its area code, "(415) 555-2671"."""
    number = text[start:end]
    bracketed = text[max(0, start - 1) : start] == "(" and ")" in number and "(" not in number.split(")")[0]
    return start - bracketed


def judged(number: Digits) -> tuple[Kind | None, float]:
    if len(number.text) in (15, 18) and (certainty := resident_id(number)):
        return Kind.RESIDENT_ID, certainty
    if not number.text.isdigit():
        return None, 0
    if len(number.text) >= SHORTEST_CARD and (certainty := bank_card(number)):
        return Kind.BANK_CARD, certainty
    certainty = phone(number)
    return (Kind.PHONE, certainty) if certainty else (None, 0)


def resident_id(number: Digits) -> float:
    text = number.text
    if len(text) == 18:
        if checks.is_resident_id(text):
            return 0.97
        return 0.7 if checks.has_region_and_date(text[:3], text[6:14]) and number.is_named(NAMED_ID) else 0
    return 0.8 if text.isdigit() and checks.is_old_resident_id(text) and number.is_named(NAMED_ID) else 0


def bank_card(number: Digits) -> float:
    """With issuer, length and check digit unless it is named otherwise; mistyped only when named a card."""
    issued = checks.ISSUED.fullmatch(number.text) is not None
    if not issued and not checks.ISSUED_RARELY.fullmatch(number.text):
        return 0
    named = number.is_named(NAMED_CARD)
    if checks.is_luhn(number.text) and (issued or named):
        return 0.99 if named else 0 if number.is_named_otherwise() else 0.9
    return 0.6 if named and issued else 0


def phone(number: Digits) -> float:
    certainty = phone_by_form(number)
    if certainty:
        return 0 if number.is_named_otherwise() and not number.is_named(NAMED_PHONE) else certainty
    return (
        0.7
        if number.first and len(number.text) <= LONGEST_UNFORMED and number.is_just_named(NAMED_PHONE)
        else 0
    )


def phone_by_form(number: Digits) -> float:
    text = number.text
    if MOBILE.fullmatch(text) or (number.plus and 8 <= len(text) <= LONGEST_ABROAD):
        return 0.95
    if LANDLINE.fullmatch(text) or (number.groups in AMERICAN and text[-10] > "1"):
        return 0.85
    abroad = FROM_ABROAD.fullmatch(text) and number.groups[0] in (2, 3, 4) and len(number.groups) > 1
    return 0.85 if abroad and (text.startswith("86") or number.is_named(NAMED_PHONE)) else 0


def said(text: str, start: int, end: int) -> Iterator[Match]:
    """A number read aloud: eleven digits that begin like a mobile, or a card or ID that checks."""
    digits = spoken.digits(text[start:end])
    if len(digits) == 17 and text[end : end + 1] == "x":
        digits, end = digits + "x", end + 1
    fewest = FEWEST_APART if text[start].isascii() else MOBILE_LENGTH
    if fewest <= len(digits) <= LONGEST and not HOTLINE.fullmatch(digits):
        kind, certainty = judged(Digits(digits, (len(digits),), text, start))
        if kind is not None:
            yield Match(kind, start, end, min(certainty, 0.9))
