"""Numbers as they are said, digit by digit, in Chinese and English, both ways."""

import re

import phonenumbers

HAN_DIGITS = "零一二三四五六七八九"
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
HAN_SAID = {sign: str(value) for row in (HAN_DIGITS, FINANCIAL) for value, sign in enumerate(row)}
HAN_SAID |= {
    "〇": "0",
    "○": "0",
    "幺": "1",
    "两": "2",
    "兩": "2",
    "貳": "2",
    "陸": "6",
    "洞": "0",
    "拐": "7",
    "勾": "9",
}
TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = {"twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8"}
TENS |= {"ninety": "9"}
HEARD = HAN_SAID | {word: str(value) for value, word in enumerate(ENGLISH_DIGITS)}
HEARD |= {word: str(value) for value, word in enumerate(TEENS, start=10)}
HEARD |= {"oh": "0", "o": "0", "nought": "0", "naught": "0", "plus": "+", "加": "+"}
HEARD |= {"hundred": "00", "thousand": "000", "百": "00"}
BETWEEN = frozenset({"dash", "hyphen", "space"})
TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
LONGEST_SAID = 400
"""Characters read as words; twenty digits with their pauses need less."""
UNITS = frozenset("123456789")
WORD = re.compile(r"[a-z]+|[0-9+]|[^\W0-9a-z_]", re.IGNORECASE)


def spoken(e164: str, language: str = "zh") -> str:
    """In groups, to be read aloud: `spoken("+8617000000088") == "幺七零，零零零零，零零八八"`.

    Chinese says 幺 for one, and no country code for its own numbers."""
    groups = grouped(e164, language)
    if language == "zh":
        return "，".join("".join(said_in_chinese(digit) for digit in group) for group in groups)
    return ", ".join(" ".join(said_in_english(digit) for digit in group) for group in groups)


def grouped(e164: str, language: str) -> list[str]:
    """The groups in which the number is printed where it belongs (E.123): 400, 000, 0188."""
    if len(e164) < 7:
        return [e164]
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return [e164]
    at_home = language == "zh" and number.country_code == 86
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return re.findall(r"\+?[0-9]+", phonenumbers.format_number(number, form))


def said_in_chinese(digit: str) -> str:
    return "加" if digit == "+" else "幺" if digit == "1" else HAN_DIGITS[int(digit)]


def said_in_english(digit: str) -> str:
    return "plus" if digit == "+" else ENGLISH_DIGITS[int(digit)]


def heard(said: str) -> str:
    """The digits somebody said: `heard("幺七零 double eight twenty-one") == "1708821"`. Others are passed over."""
    parts, times, ten = list[str](), 1, ""
    for word in WORD.findall(said.lower()):
        if word in TIMES:
            times = TIMES[word]
            continue
        meant = word if word in "0123456789+" else HEARD.get(word, "")
        if ten:
            parts.append(ten if meant in UNITS else ten + "0")
        ten = TENS.get(word, "")
        parts.append(meant * times)
        times = 1
    return "".join([*parts, ten + "0" if ten else ""])


def is_said(text: str) -> bool:
    """Whether these are digits in words, at least some of them: `is_said("nine five one double 8")`."""
    if len(text) > LONGEST_SAID:
        return False
    words = [word for word in WORD.findall(text.lower()) if word not in BETWEEN]
    wordy = any(not (word in "0123456789+" or word in HAN_SAID) for word in words)
    return wordy and all(map(is_known, words)) and heard(text) != ""


def is_known(word: str) -> bool:
    return word in HEARD or word in TIMES or word in TENS or word in "0123456789+"
