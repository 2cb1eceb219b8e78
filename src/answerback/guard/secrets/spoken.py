"""Digits as people say them: 一三八零零, 幺, "four eight two", "double seven"."""

import re

from answerback.guard.secrets.lazy import pattern

HAN = {
    "零": "0",
    "〇": "0",
    "一": "1",
    "幺": "1",
    "壹": "1",
    "二": "2",
    "两": "2",
    "贰": "2",
    "三": "3",
    "叁": "3",
}
HAN |= {
    "四": "4",
    "肆": "4",
    "五": "5",
    "伍": "5",
    "六": "6",
    "陆": "6",
    "七": "7",
    "柒": "7",
    "八": "8",
    "捌": "8",
}
HAN |= {"九": "9", "玖": "9", "洞": "0", "拐": "7", "勾": "9"}
ENGLISH = {"zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
ENGLISH |= {"seven": "7", "eight": "8", "nine": "9"}
REPEAT = {"double": 2, "triple": 3}

HAN_DIGIT = f"[{''.join(HAN)}]"
SAID_HAN = rf"{HAN_DIGIT}(?:[\s,，、\-]{{0,2}}{HAN_DIGIT}){{3,}}+"
ENGLISH_DIGIT = rf"(?:(?:double|triple)[\s\-]+)?(?<![A-Za-z])(?:{'|'.join(ENGLISH)})(?![A-Za-z])"
SAID_ENGLISH = rf"{ENGLISH_DIGIT}(?:[\s,\-]{{1,3}}{ENGLISH_DIGIT}){{2,}}+"
SAID = pattern(f"{SAID_HAN}|{SAID_ENGLISH}", re.IGNORECASE)
ENGLISH_WORD = pattern("|".join([*REPEAT, *ENGLISH]), re.IGNORECASE)


def digits(said: str) -> str:
    """`digits("幺三八 零零") == "13800"`, `digits("four double seven") == "477"`."""
    if any(letter in HAN for letter in said):
        return "".join(HAN.get(letter, "") for letter in said)
    result, times = "", 1
    for word in ENGLISH_WORD.findall(said.lower()):
        if word in REPEAT:
            times = REPEAT[word]
        else:
            result, times = result + ENGLISH[word] * times, 1
    return result
