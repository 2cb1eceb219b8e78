"""Numbers as they are said, digit by digit, in Chinese and English, both ways."""

import re

HAN_DIGITS = "零一二三四五六七八九"
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
HEARD = {digit: str(value) for value, digit in enumerate(HAN_DIGITS)}
HEARD |= {word: str(value) for value, word in enumerate(ENGLISH_DIGITS)}
HEARD |= {
    "〇": "0",
    "幺": "1",
    "两": "2",
    "洞": "0",
    "拐": "7",
    "勾": "9",
    "oh": "0",
    "o": "0",
    "plus": "+",
    "加": "+",
}
TIMES = {"double": 2, "triple": 3}
WORD = re.compile(r"[a-z]+|[0-9+]|[^\W0-9a-z_]", re.IGNORECASE)


def spoken(e164: str, language: str = "zh") -> str:
    """In groups, to be read aloud: `spoken("+8617000000088") == "幺七零，零零零零，零零八八"`.

    Chinese says 幺 for one, and no country code for its own numbers."""
    groups = grouped(e164, language)
    if language == "zh":
        return "，".join("".join(said_in_chinese(digit) for digit in group) for group in groups)
    return ", ".join(" ".join(said_in_english(digit) for digit in group) for group in groups)


def grouped(e164: str, language: str) -> list[str]:
    digits = e164.removeprefix("+86") if language == "zh" or len(e164) < 7 else e164
    if digits.startswith("+86"):
        return ["+86", *grouped(digits.removeprefix("+86"), language)]
    if len(digits) == 11 and digits.startswith("1"):
        return [digits[:3], digits[3:7], digits[7:]]
    if len(digits) <= 6:
        return [digits]
    return [digits[: len(digits) % 4]] * (len(digits) % 4 > 0) + re.findall(".{4}", digits[len(digits) % 4 :])


def said_in_chinese(digit: str) -> str:
    return "加" if digit == "+" else "幺" if digit == "1" else HAN_DIGITS[int(digit)]


def said_in_english(digit: str) -> str:
    return "plus" if digit == "+" else ENGLISH_DIGITS[int(digit)]


def heard(said: str) -> str:
    """The digits somebody said: `heard("幺七零 double eight") == "17088"`. Other words are passed over."""
    result, times = "", 1
    for word in WORD.findall(said.lower()):
        if word in TIMES:
            times = TIMES[word]
            continue
        digit = word if word in "0123456789+" else HEARD.get(word, "")
        result, times = result + digit * times, 1
    return result
