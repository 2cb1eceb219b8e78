"""Does a text promise something? A small rule engine for Chinese and English; it suggests, a person decides. Pure.

A promise needs three things in one clause: that we do it, what we do, and by when. Vague words ("as soon as
possible") promise no time, and what the user, or somebody else, is to do is no promise of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 8_000  # characters that are read
CLAUSE = re.compile(r"[^。；;！!，\n.?？]+[?？]?")


class About(StrEnum):
    """What is promised; the same codes as `kinds.PromiseKind`."""

    CALL = "call"
    MONEY = "money"
    NEWS = "news"
    DEED = "deed"


@dataclass(frozen=True)
class Said:
    """A promise as it stands in the text: which words, about what, in how many days at the latest (None: unclear)."""

    words: str
    about: About
    days: int | None


_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十])"
_WITHIN = rf"{_NUMBER}\s*个?(?P<unit>工作日|自然日|天|日|小时|钟头|分钟|周|星期)(?:之?内|以内|之?后|以后)"
_WEEKDAY = "(?:周|星期)[一二三四五六日天]"
_DAY_ZH = (
    rf"(?P<day>今天|今日|今晚|当天|明天|明日|明早|明晚|后天|大后天|下周|{_WEEKDAY}|月底|\d{{1,2}}[号日])"
)
WHEN_ZH = re.compile(f"{_WITHIN}|{_DAY_ZH}")
_DEEDS_ZH = {
    About.CALL: "回电|回个?电话|回拨|打(?:个|一个)?电话|再(?:给您)?打|联系您|联系用户|致电|回访",
    About.MONEY: "退(?:款|回|还|给)|到账|打款|返还|补给|赔付|入账",
    About.NEWS: "回复|答复|告诉您|告知|通知您|反馈|给您?(?:消息|结果|答案|说法)|出结果",
    About.DEED: "处理(?:好|完)?|解决|修好|办好|办完|查清|查明|核实|解锁|解封|开通|恢复",
}
_WHO_ZH = re.compile("用户|客户|顾客|对方|他们?|她们?|银行|商家|您(?!的|放心)|请您|骗子")
_WE_ZH = re.compile(
    "我们?|这边|本人|客服|同事|给您|跟您|帮您|为您|替您|向您|与您|和您|答应|承诺|保证|给用户|给客户|跟用户|跟客户"
)
_NOT_ZH = re.compile(
    "不会|不能|无法|没法|不再|不用|不必|不要|没有|未能|并未|来不及|已经?|昨天|前天|上周|刚才|"
    "如果|要是|能不能|可不可以|什么时候|吗|希望|想要|要求"
)

_WITHIN_EN = (
    r"(?:within|in|after) (?:the next )?(?P<number>\d{1,3}|one|two|three|four|five|six|seven|ten|an|a)"
    r"[ -](?P<unit>(?:working|business) days?|days?|hours?|minutes?|weeks?)"
)
_DAY_EN = (
    r"(?P<day>(?:by |before |on |until )?(?:today|tonight|tomorrow|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"the end of (?:the |this )?(?:day|week|month)|next week|noon|the \d{1,2}(?:st|nd|rd|th)))"
)
WHEN_EN = re.compile(rf"\b(?:{_WITHIN_EN}|{_DAY_EN})\b", re.IGNORECASE)
_DEEDS_EN = {
    About.CALL: r"call|ring|phone|telephone",
    About.MONEY: r"refund|pay|return (?:the|your) money|credit|money back|be back in your account",
    About.NEWS: r"let you know|tell you|inform you|answer|reply|get back to|write to you|update you|hear from us",
    About.DEED: r"fix|solve|resolve|sort|settle|check|look into|unlock|finish|repair|send",
}
_WE_EN = re.compile(
    r"\b(?:we|i|our team|somebody from us|a colleague|my colleague)(?:'ll|’ll| will| shall| are going to| am going to|"
    r" promise to|'m going to|’re going to|'re going to)\b|"
    r"\byou(?:'ll|’ll| will) (?:get|have|hear|receive)\b|\bpromised?\b",
    re.IGNORECASE,
)
_NOT_EN = re.compile(
    r"\b(?:not|never|won't|won’t|can't|can’t|cannot|if|unless|did|already|yesterday|last)\b|\?", re.IGNORECASE
)
_UNIT_DAYS = {"周": 7, "星期": 7, "week": 7, "weeks": 7}
_HOURS = {"小时", "钟头", "hour", "hours"}
_MINUTES = {"分钟", "minute", "minutes"}
_DAY_DAYS = {"今": 0, "当": 0, "明": 1, "后": 2, "大": 3, "today": 0, "tonight": 0, "tomorrow": 1, "noon": 0}
_WORDS_EN = {
    "one": 1,
    "a": 1,
    "an": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}


def promises_in(text: str) -> tuple[Said, ...]:
    """Every promise in the text, in order.

    >>> [(one.about.value, one.days) for one in promises_in("明天给您回电。We will refund you within 3 days.")]
    [('call', 1), ('money', 3)]
    """
    return tuple(dict.fromkeys(_found(text[:LONGEST])))


def _found(text: str) -> Iterator[Said]:
    for clause in CLAUSE.finditer(text):
        words = clause[0].strip()
        chinese = _zh(words) if re.search("[一-鿿]", words) else None
        said = chinese or _en(words)
        if said is not None:
            yield said


def _zh(words: str) -> Said | None:
    when = WHEN_ZH.search(words)
    about = _about(_DEEDS_ZH, words)
    if when is None or about is None or _NOT_ZH.search(words):
        return None
    if _WHO_ZH.search(words[: when.start()]) or _somebody_else(words):
        return None
    return Said(words, about, _days(when)) if _WE_ZH.search(words) or about is not About.CALL else None


def _somebody_else(words: str) -> bool:
    """The last one named before the deed is not us: "明天用户会再打"; "给用户回电" is ours all the same."""
    named = [
        one
        for one in _WHO_ZH.finditer(words)
        if words[max(one.start() - 1, 0)] not in "给跟为替帮向与和系知诉复"
    ]
    return bool(named) and not _WE_ZH.search(words)


def _en(words: str) -> Said | None:
    when = WHEN_EN.search(words)
    about = _about({about: rf"\b(?:{deed})" for about, deed in _DEEDS_EN.items()}, words)
    if when is None or about is None or _NOT_EN.search(words) or not _WE_EN.search(words):
        return None
    return Said(words, about, _days(when))


def _about(deeds: dict[About, str], words: str) -> About | None:
    return next((about for about, deed in deeds.items() if re.search(deed, words, re.IGNORECASE)), None)


def _days(when: re.Match[str]) -> int | None:
    if when["number"]:
        number = when["number"].lower()
        count = int(number) if number.isdigit() else _DIGITS.get(number) or _WORDS_EN.get(number, 1)
        return _in_days(count, when["unit"].lower())
    day = re.sub(r"^(?:by|before|on|until) ", "", when["day"].lower())
    return _DAY_DAYS.get(day, _DAY_DAYS.get(day[0]) if not day.isascii() else None)


def _in_days(count: int, unit: str) -> int:
    if unit in _MINUTES:
        return 0
    return -(-count // 24) if unit in _HOURS else count * _UNIT_DAYS.get(unit, 1)
