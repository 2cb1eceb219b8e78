"""What every text may expect of the checkers of links, messages and numbers. Each has words of its own."""

import json
import re
from contextlib import suppress
from functools import cache

from answerback.guard.links.check import Checker, NoLink
from answerback.guard.links.formats import Entry, Meaning
from answerback.guard.links.kinds import Verdict as LinkVerdict
from answerback.guard.messages import Dialogue, Turn, judge
from answerback.guard.messages.kinds import Verdict as MessageVerdict
from answerback.guard.messages.wording import model
from answerback.json_lines import BadLine
from answerback.numbers import NumberError, last_two, masked, parse
from answerback.numbers.command import answered
from answerback.numbers.lookalike import lookalike_of
from answerback.numbers.spoken import heard, spoken
from tests.fuzz.promises import keep

OFFICIAL, LISTED = "lanyue-pay.example", "stolen-coins.example"
HOST = re.compile(r"[!-~]*")
BLANK = re.compile(r"[\s\x00-\x20\x7f<>\"'`]+")
E164 = re.compile(r"\+?[0-9]{2,20}", re.ASCII)
RANK = (MessageVerdict.NOTHING_KNOWN, MessageVerdict.CHECK, MessageVerdict.STOP)

LINK_PIECES = [
    OFFICIAL,
    LISTED,
    "http://",
    "https://",
    "hxxps://",
    "HTTP:\\\\",
    "//",
    "/",
    "\\",
    ".",
    "。",
    "．",
    "[.]",
]
LINK_PIECES += [
    "(dot)",
    "@",
    ":",
    "%2e",
    "%40",
    "%00",
    "%25",
    "?",
    "#",
    "?url=",
    "&",
    "=",
    "www.",
    ".com",
    ".cn",
    "xn--",
]
LINK_PIECES += [
    "xn--80ak6aa92e",
    "аррӏе",
    "ⓛanyue",
    "ｌａｎｙｕｅ",
    "lanyue",
    "qingtan",
    "wallet",
    "login",
    "-",
    "_",
    "127.0.0.1",
]
LINK_PIECES += [
    "0x7f.1",
    "2130706433",
    "[::1]",
    "[",
    "]",
    "：",
    "／",
    "请登录",
    "，",
    " ",
    "\n",
    "\t",
    "\u200b",
    "\u00ad",
]
LINK_PIECES += [
    "\u202e",
    "\ud800",
    "ß",
    "İ",
    "😀",
    "a" * 64,
    "b." * 60,
    "vercel.app",
    "github.io",
    "co.uk",
    "65535",
    "99999",
]
LINK_PIECES += [
    "javascript:",
    "data:text/html,",
    "mailto:",
    "ftp://",
    "user:pass",
    "…",
    "!",
    "，下载",
    "点",
    "١",
]
MESSAGE_PIECES = [
    "把",
    "验证码",
    "发给我",
    "告诉我",
    "不要",
    "请勿",
    "助记词",
    "转账",
    "安全账户",
    "退款",
    "客服",
    "警察",
]
MESSAGE_PIECES += [
    "屏幕共享",
    "下载",
    "马上",
    "否则",
    "冻结",
    "保密",
    "不能告诉家人",
    "您好",
    "谢谢",
    "银行",
    "账户",
    "异常",
]
MESSAGE_PIECES += [
    "your account",
    "send me",
    "the code",
    "do not",
    "never",
    "share",
    "gift card",
    "urgent",
    "police",
    "refund",
]
MESSAGE_PIECES += [
    "safe account",
    "install AnyDesk",
    "wire",
    "secret",
    "hello",
    "thank you",
    "客户：",
    "客服：",
    "Agent: ",
    "\n",
]
MESSAGE_PIECES += [
    "，",
    "。",
    "！",
    "？",
    " ",
    ".",
    ", ",
    "\u200b",
    "\ud800",
    "\0",
    "驗證碼",
    "燕正马",
    "yan zheng ma",
    "妈",
    "爸",
]
MESSAGE_PIECES += [
    "https://lanyue.example",
    "420774",
    "￥5000",
    "１２３",
    "İ",
    "ß",
    "ﬁ",
    "😀",
    "的",
    "了",
    "吗",
    "a",
    "I",
    "not",
]
NUMBER_PIECES = [
    *"0123456789",
    "+",
    "00",
    "86",
    "+86",
    "0086",
    "170",
    "0000",
    "400",
    "800",
    "95",
    "96110",
    "110",
    "12321",
]
NUMBER_PIECES += [
    "1069",
    "010",
    "021",
    "-",
    " ",
    "(",
    ")",
    ".",
    "·",
    "/",
    "幺",
    "七",
    "零",
    "〇",
    "double ",
    "triple ",
    "one",
]
NUMBER_PIECES += [
    "oh",
    "plus",
    "加",
    "１",
    "٣",
    "३",
    "²",
    "①",
    "\u200b",
    "\ud800",
    "ext",
    ";ext=",
    "tel:",
    "#",
    "*",
    "x",
    "\n",
]


@cache
def checker() -> Checker:
    return Checker([OFFICIAL], [Entry(Meaning.DENY, LISTED)])


def links(text: str) -> None:
    """An answer or NoLink; official only for the official; what is on a list stays so whatever stands behind it."""
    try:
        answer = checker().check(text)
    except NoLink:
        answer = None
    if answer is not None:
        keep("a host is plain ASCII in small letters", HOST.fullmatch(answer.host) is not None, answer)
        keep("a host has no capitals", answer.host == answer.host.lower(), answer)
        ours = answer.host == OFFICIAL or answer.host.endswith(f".{OFFICIAL}")
        keep("official is only what is ours", answer.verdict is not LinkVerdict.OFFICIAL or ours, answer)
        keep("a warning has a reason", answer.verdict is LinkVerdict.UNKNOWN or bool(answer.reasons), answer)
    tail = BLANK.sub("", text)
    listed = checker().check(f"https://{LISTED}/{tail}")
    keep("a listed host stays dangerous", listed.verdict is LinkVerdict.DANGEROUS, listed)


def messages(text: str) -> None:
    """Reasons lie inside what was said; a verdict never falls and says truly at which turn it was reached."""
    judgement = judge(text, model=model())
    keep("a score lies between 0 and 1", 0 <= judgement.score <= 1, judgement)
    inside = all(0 <= reason.start < reason.end <= len(text) for reason in judgement.reasons)
    keep("reasons lie inside the message", inside, judgement)
    keep("a warning has a reason", judgement.verdict is RANK[0] or bool(judgement.reasons), judgement)
    dialogue(text.split("\n")[:12])


def dialogue(said: list[str]) -> None:
    call, rank, first = Dialogue(model=model()), 0, 0
    for place, text in enumerate(said):
        now = RANK.index(call.hear(Turn(("caller", "customer")[place % 2], text)))
        keep("a verdict never falls", now >= rank, said)
        rank, first = (now, place + 1) if now > rank else (rank, first)
    told = call.judgement()
    keep("the turn is the first of the verdict", (told.turn or 0) == first, (told, first))
    inside = all(
        reason.turn and 0 <= reason.start < reason.end <= len(said[reason.turn - 1])
        for reason in told.reasons
    )
    keep("reasons lie inside their turns", inside, told)


def numbers(text: str) -> None:
    """A number or NumberError; what is shown of it cannot be dialled; what is read aloud can be understood."""
    with suppress(BadLine):
        json.dumps(answered(text.strip()))
    keep("what is heard is digits", set(heard(text)) <= set("0123456789+"), heard(text))
    try:
        number = parse(text)
    except NumberError:
        return
    keep("a number is digits", E164.fullmatch(number.e164) is not None, number)
    keep("the last two are its last two", last_two(number.e164) == number.last_two, number)
    if number.e164.startswith("+") and len(number.e164) > 7:
        keep(
            "a masked number shows two digits",
            number.e164[3:] not in masked(number.e164).replace(" ", ""),
            number,
        )
    if number.valid:
        keep("English said aloud is heard again", heard(spoken(number.e164, "en")) == number.e164, number)
        keep("a number is read again as itself", parse(number.e164).e164 == number.e164, number)
        same = lookalike_of(number.e164, [number.e164])
        keep("a number looks like itself", same is not None and str(same.trick) == "same", number)
