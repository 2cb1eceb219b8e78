"""One-time codes and card security codes: digits only count beside a word that makes them one."""

import re
from collections.abc import Iterator

from answerback.guard import spoken
from answerback.guard.kinds import Kind, Match
from answerback.guard.near import SENTENCE_END

HAN_WORD = (
    r"验证码|驗證碼|认证码|校验码|校驗碼|效验码|动态码|動態碼|动态密码|动态口令|动态验证|短信码|短信密码|手机码|激活码|授权码|确认码|確認碼"
    r"|随机码|一次性(?:密码|口令|密碼)|登[录陆入]码|安全验证|谷歌(?:码|验证)|[六6四4八8][位个](?:的)?数字?|那串数字"
)
ENGLISH_WORD = (
    r"(?:verification|verify|security|log-?in|sign-?in|confirmation|authentication|authenticator|auth|access|one[- ]?time|sms|text|2fa|mfa)"
    r"[ -]?(?:pass)?(?:code|pin|number|token|password)|\botp\b|\btotp\b|passcode|six[- ]digits?|6[- ]digits?"
    r"|(?<!zip )(?<!post )(?<!postal )(?<!area )(?<!promo )(?<!discount )(?<!coupon )(?<!error )(?<!status )(?<!country )"
    r"(?<!bar )(?<!qr )(?<!source )(?<!referral )(?<!invite )(?<!invitation )(?<!swift )(?<!sort )(?<!product )(?<!booking )\bcodes?\b"
)
CODE_WORD = re.compile(f"{HAN_WORD}|{ENGLISH_WORD}", re.IGNORECASE)
AMOUNT = r"(?:年|月|日|号线|元|块|分|秒|小时|天|次|位|个|名|%|％|人|岁|万|亿|min|sec|hour|day|usd|rmb|cny|btc|eth|yuan|dollar|/|:\d|\.\d|-\d{2}-)"
DIGITS = re.compile(
    rf"(?<![0-9A-Za-z.,#+$¥€£*/])(?<![0-9][:\-])(?:[Gg]-)?[0-9](?:[ \-]?[0-9]){{3,7}}(?![ \-]?[0-9A-Za-z])(?!\s*{AMOUNT})"
    rf"|(?<![0-9A-Za-z])(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{{5,8}}(?![0-9A-Za-z])"
    rf"|{spoken.SAID_HAN}(?!\s*{AMOUNT})|{spoken.SAID_ENGLISH}",
    re.ASCII,
)
NOT_A_CODE = re.compile(
    r"(?:尾号|工号|单号|编号|订单|电话|拨打|致电|热线|客服|群|端口|房间|座位|版本|区块|高度|金额|转账|充值|提现|邮编"
    r"|ending(?: in| with)?|last four|call|dial|phone|order|ref|ticket|number|block|version|room|port|amount|year|since|in|by|before|until)"
    r"[\s:：是为#]*\Z",
    re.IGNORECASE,
)
LINK = re.compile(
    r"\s*(?:is\b|为|是|就是|[（(【\[:：—\-]|as\b|作为|[,，]?\s*(?:这是|that'?s|this is))?", re.IGNORECASE
)
AHEAD, BEHIND = 32, 36
CARD_CODE = re.compile(
    r"(?:\bcvv2?\b|\bcvc2?\b|\bcvn2?\b|\bcid\b|security code|安全码|安全碼|背面(?:的)?(?:三位|后三位|末三位|数字)|后三位|後三碼|末三碼)"
    r"[^0-9\n。]{0,12}?([0-9]{3,4})(?![0-9A-Za-z]|\s*(?:位|个|年|元|天))",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Match]:
    for found in CARD_CODE.finditer(text):
        yield Match(Kind.CVV, *found.span(1), 0.95)
    for word in CODE_WORD.finditer(text):
        match = said_after(text, word.end()) or said_before(text, word.start())
        if match is not None:
            yield match


def said_after(text: str, place: int) -> Match | None:
    """ "验证码是420774", "the code they sent me is 069-897"."""
    window = SENTENCE_END.split(text[place : place + AHEAD + 24], maxsplit=1)[0]
    for found in DIGITS.finditer(window):
        if found.start() > AHEAD:
            return None
        if NOT_A_CODE.search(window[: found.start()]) is None and is_code(found.group()):
            return Match(Kind.ONE_TIME_CODE, place + found.start(), place + found.end(), 0.95)
    return None


def said_before(text: str, place: int) -> Match | None:
    """ "859021 is your verification code", "420774（登录验证码）"."""
    first = max(0, place - BEHIND)
    window = text[first:place]
    found = None
    for found in DIGITS.finditer(window):
        pass
    if found is None or not is_code(found.group()) or SENTENCE_END.search(window, found.end()):
        return None
    link = LINK.match(window, found.end())
    joined = link is not None and (link.group().strip() != "" or link.end() == len(window))
    if not joined or NOT_A_CODE.search(window[: found.start()]):
        return None
    return Match(Kind.ONE_TIME_CODE, first + found.start(), first + found.end(), 0.9)


def is_code(shown: str) -> bool:
    """Four to eight digits however written; a year is not a code."""
    if shown.isascii() and shown.isalnum() and not shown.isdigit():
        return True
    digits = "".join(sign for sign in shown if sign.isdigit() and sign.isascii()) or spoken.digits(shown)
    return 4 <= len(digits) <= 8 and not (len(digits) == 4 and digits.startswith(("19", "20")))
