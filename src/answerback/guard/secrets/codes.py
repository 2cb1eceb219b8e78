"""One-time codes and card security codes: digits only count beside a word that makes them one."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import code_talk, spoken
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.near import SENTENCE_END
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import Windows, places

# All patterns here read the text in lower case.
NO_CODES = [
    "zip",
    "post",
    "postal",
    "area",
    "promo",
    "discount",
    "coupon",
    "error",
    "status",
    "country",
    "bar",
]
NO_CODES += [
    "qr",
    "source",
    "referral",
    "reference",
    "ref",
    "identifier",
    "mail",
    "invite",
    "invitation",
    "swift",
    "sort",
    "product",
    "booking",
    "claim",
]
NO_CODES += [
    "iso",
    "iec",
    "rfc",
    "http",
    "hs",
    "tax",
    "icd",
    "currency",
    "bank",
    "branch",
    "routing",
    "dialing",
]
NO_CODES += [
    "dialling",
    "colour",
    "color",
    "hex",
    "model",
    "part",
    "item",
    "batch",
    "stock",
    "exit",
    "return",
]
NO_CODES += [
    "response",
    "reason",
    "airport",
    "gift",
    "voucher",
    "building",
    "school",
    "course",
    "fault",
    "unit",
]
NO_CODES += ["event", "order", "websocket"]
NO_CODES += ["iban", "bin", "lot", "ticker", "industry", "class", "tracking", "dress", "lease"]
NO_CODE_BEFORE = tuple(word.encode() for word in (*NO_CODES, "txn", "tx", "transaction", "order"))
PURPOSE = (
    r"(?:verif(?:ication|y)|security|log-?in|sign-?in|confirmation|authenticat(?:ion|or)"
    r"|auth|access|one[- ]?time|sms|text|2fa|mfa)"
)
CODE_WORD = pattern(
    r"(?a)[验驗认校效]证?[证證]?[码碼]|动态(?:码|密码|口令|验证)|動態(?:密?碼|口令|驗證)|短信密?码|手机码|激活码|授权码|确认码|確認碼|随机码"
    r"|口令[码碼]|一次性(?:密码|口令|密碼)|登[录陆入]码|安全验证|谷歌(?:码|验证)|(?<!密[码碼])(?<!密[码碼]是)[六6四4八8][位个](?:的)?数字?|[那这]串数字|(?:收(?!不|据)|发(?!票|货|布))到?的?[^。，]{0,6}(?<![编編代款条條维維尺扫掃])[码碼]|短信里?面?的?(?:数字|号码)|收到的?数字"
    rf"|{PURPOSE}[ -]?(?:pass)?(?:code|pin|number|token|password)|\botp\b|\btotp\b|passcode"
    r"|(?:six|6)[- ]digits?"
    r"|\bvcode\b|\b(?:sms|verify|verification|auth|login|captcha)_code\b|解[锁鎖][码碼]|\byan ?zheng ?ma\b|\byzm\b"
    rf"|\bcode{''.join(f'(?<!{word}[ _-]code)' for word in NO_CODES)}s?\b"
    r"(?![ -](?:base|reviews?|edition|samples?|list|freeze|lines?|of conduct|page|block|book|name|point|path|change)\b)"
)
AMOUNT = (
    r"(?:年|月|日|号线|元|块|分|秒|小时|天|次|位|个|名|%|％|人|岁|万|亿|min|sec|hour|day|usd|rmb|cny|btc|eth|yuan|times|requests?|attempts?|users|people|units|lines?\b|messages?\b|ms\b|条|行|笔|封"
    r"|dollar|/(?![0-9]{4,8}(?![0-9]))|:\d|\.\d|-\d{2}-)"
)
DATE = pattern(r"(?:19|20)[0-9]{2}(?:(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]))?")
NO_START = pattern(r"[.,](?!\s)|(?<![a-z0-9] )#|[+$¥€£*]|(?<![0-9]{4})/|[0-9][:\-]")
NO_END = pattern(rf"[0-9a-z]|[ \-][0-9]|\s*{AMOUNT}")
SAID_OR_MIXED = pattern(
    rf"{spoken.SAID_ENGLISH}|(?<![0-9a-z])(?=[a-z]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{{5,8}}(?![0-9a-z])", re.ASCII
)
ENGLISH_TRIGGERS = (b"code", b"otp", b"six digit", b"six digits", b"2fa")
LETTERS = pattern(b"[0-9a-z]{3}")
GLUED_WORD = pattern(rb"(?<![a-z])(?:(?:v|sms|auth|verify|login|2fa|pass)?code|[a-z]{0,3}otp|2fa)\Z")
DIGITS_AT_ONCE = pattern(rb"[0-9]{4,8}(?![0-9a-z.:\-])")
NOT_A_CODE = pattern(
    r"(?a)(?:(?:错误|状态|响应|取件|提货|物料)码|尾号|工号|单号|编号|订单|电话|拨打|致电|热线|客服|群|端口|房间|座位|版本|区块|高度|金额|转账|充值|提现"
    r"|邮编|ending(?: in| with)?|last four|call|dial|phone|order|ticket|block|version|room|port|amount|year"
    r"|case|iso|iec|rfc|http|ieee|ansi|gb|din|ref|pr|issue|bug|line|page|section|article|since|in|by|before|until|uid|limit|1069通道|通道|拨)[\s:：是为#]*\Z"
    r"|(?:失败|失敗|failed)\s*[(（]\Z"
)
# "把验证码发到 95188", "text the code to 88022": where a message goes.
SENT_TO = pattern(
    r"(?a)(?:发送?|發送?|转发|轉發|回复|回覆|短信|传)[到至给給]\s*\Z"
    r"|\b(?:send|sent|sends|text|texted|forward|forwarded|reply|sms)\b[^.\n0-9]{0,24}\bto\s+\Z"
)
# Numbers of services in China, which need the word right before them to be codes: 95188, 12321, 10086, 96110.
SERVICE = pattern(r"9[56][0-9]{3}|1[02][0-9]{3}|106[0-9]{1,5}")
RIGHT_BEHIND = pattern(r"(?a)[\s:：=—\-\"'“（(是为]*(?:(?:is|was)\s*)?[\"']?")
# "codes 482913 and 739201": one after another.
PAIRED = pattern(r"(?a)(?<![0-9])(?P<first>[0-9]{4,8})\s?(?:[/、,，]|和|或者?|跟|与|以及|and|or)\s?\Z")
MOST_PAIRED = 4
# "验证码是：\n482913": the label on a line of its own.
LABEL_LINE = pattern(r"(?:[:：=]|是|\bis|\bare)[^\S\n]*\r?\n\s*\Z")
# "验证码接口 QPS 3000", "短信模板 ID 1234567": about the sending of codes.
ABOUT_SENDING = pattern(r"(?a)(?:\b(?:qps|tps|id|over|rate)|模板|接口(?:返回|报)?|量)[\s:：是为#]*\Z")
# An answer of a program ({"code": 400123, "msg": …}); the authorisation code on a card slip.
ANSWERED = pattern(r"[\"'](?:ret|err|error|status|res|result)?_?code[\"']\s*:\s*[\"']?\Z")
BESIDE_ANSWER = pattern(r"[\"'](?:msg|message|errmsg|error|errors|data|success|status|result)[\"']\s*:")
CARD_SLIP = pattern(r"授权码[\s:：是为]*\Z")
ON_CARD_SLIP = pattern(r"[\s，,；;]*(?:交易|参考号|终端|商户|批次|凭证|流水)")
ENDED = pattern(r"\s*websocket")
LINK = pattern(r"(?a)\s*(?:is\b|为|是|就是|[（(【\[:：—\-]|as\b|作为|[,，]?\s*(?:这是|that'?s|this is))?")
AHEAD, BEHIND, LONGEST, USUAL_LENGTH = 32, 36, 24, 6
TOLD = pattern(r"\s*(?:告诉|告訴|发给|發給|念给|报给|读给|发过去|给他|给她)")
# Source of the former: "Origin-bound one-time codes delivered via SMS", WICG.
BOUND = pattern(r"\n@[a-z0-9.\-]{4,64} #\Z")
ENTER = pattern(r"\b(?:enter|use|type|input)\s\Z")
TO_CONFIRM = pattern(
    r"\s(?:to|in order to)\s(?:confirm|verify|log|sign|continue|authori[sz]e|complete|approve|withdraw)"
)
MANY_DIGITS = pattern(r"[0-9]{4}")
CARD_CODE = pattern(
    r"(?a)(?:\bcv[vcn]2?(?![a-z])|\bcid\b|security code(?: on (?:my|the|your) card)?|card verification"
    r"|安全[码碼]|背[面后](?:签名栏)?的?[那这]?(?:后|末)?(?:三位数?|(?:[三3]个)?数字)|后三[位码]|後三碼|末三碼"
    r"|\b(?:three|3|last three) digits on the back)"
    r"[^0-9\n。]{0,12}?([0-9]{3,4})(?![0-9a-z]|\s*(?:位|个|年|元|天))"
)
# "cvv is seven three nine", "安全码是 7 3 9", "cvv：一二三".
CARD_CODE_READ = pattern(
    rf"(?a)(?:\bcv[vcn]2?(?![a-z])|security code(?: on (?:the|my|your) (?:back|card))?"
    rf"|安全[码碼]|背面的?(?:后|末)?三位(?:数字?)?)"
    rf"[\s:：=]*(?:是|为|is\b|was\b)?\s*(?P<said>[0-9](?:\s[0-9]){{2,3}}(?![\s]?[0-9a-z])"
    rf"|{spoken.HAN_DIGIT}{{3,4}}(?!{spoken.HAN_DIGIT}|[位个年元天])"
    rf"|{spoken.ENGLISH_DIGIT}(?:[\s,\-]{{1,2}}{spoken.ENGLISH_DIGIT}){{2,3}}(?![\s,\-]{{1,2}}{spoken.ENGLISH_DIGIT}))"
)
# "验证码：4、8、2、9、1、3", "code is four 8 two 9 one three": six, one by one.
ONE = rf"(?:[0-9](?![0-9])|(?<![a-z])(?:{'|'.join(spoken.ENGLISH)})(?![a-z]))"
ONE_BY_ONE = pattern(
    rf"(?a)[\s:：=]*(?:是|为|is\b)?[\s:：]*(?P<all>{ONE}(?:[\s,，、\-]{{1,2}}{ONE}){{5}})(?![\s,，、\-]{{0,2}}{ONE}|[0-9a-z])"
)
IN_TWO = pattern(
    r"(?:is|[:：=]|是|为)\s*(?P<all>(?=[a-z\-]*[0-9])(?=[0-9\-]*[a-z])[a-z0-9]{3,4}-[a-z0-9]{3,4})(?![0-9a-z\-])"
)


def find(searched: Plain) -> Iterator[Match]:
    text = searched.lowered
    for window in card_codes(searched):
        for found in CARD_CODE_READ.finditer(text, *window):
            yield Match(Kind.CVV, *found.span("said"), 0.9)
        for found in CARD_CODE.finditer(text, *window) if searched.has_number else ():
            if "前" not in text[max(0, found.start() - 12) : found.start()]:
                yield Match(Kind.CVV, *found.span(1), 0.95)
    for start, end in (*searched.digit_runs, *searched.said_runs):
        if end - start <= LONGEST and is_code(text[start:end]) and stands_free(text, start, end):
            certainty = named(text, start, end)
            if certainty:
                yield Match(Kind.ONE_TIME_CODE, start, end, certainty)
    for place in searched.chinese_places(("码",)) if searched.signs else ():
        yield from said_or_mixed(searched, place + 1)
        yield from one_by_one(searched, place + 1)
        yield from halves(searched, place + 1)
    for word in ENGLISH_TRIGGERS:
        for place in places(searched.low, word) if word in searched.low else ():
            end = place + len(word)
            yield from said_before(searched, place)
            yield from halves(searched, end)
            yield from glued(searched.low, place, end)
            if not searched.low[end : end + 1].isalnum():
                yield from said_or_mixed(searched, end)
                yield from one_by_one(searched, end)


def named(text: str, start: int, end: int) -> float:
    """How surely what stands before or behind the digits makes a code of them."""
    if is_something_else(text, start, end):
        return 0
    return (
        after_word(text, start, end)
        or before_word(text, start, end)
        or handed_over(text, start, end)
        or shown_to_a_page(text, start, end)
        or (
            0 if NOT_A_CODE.search(text, max(0, start - 16), start) else code_talk.certainty(text, start, end)
        )
    )


def is_something_else(text: str, start: int, end: int) -> bool:
    """A number in talk about sending codes, in a program's answer, on a card slip."""
    before = text[max(0, start - 40) : start]
    if SENT_TO.search(before) or ENDED.match(text, end):
        return True
    if ABOUT_SENDING.search(before) or (CARD_SLIP.search(before) and ON_CARD_SLIP.match(text, end)):
        return True
    around = text[max(0, start - 80) : end + 80]
    return ANSWERED.search(before) is not None and BESIDE_ANSWER.search(around) is not None


def glued(low: bytes, start: int, end: int) -> Iterator[Match]:
    """ "otp482913": the word and the digits with nothing between them."""
    found = DIGITS_AT_ONCE.match(low, end)
    if found is None or not is_code(found.group().decode()):
        return
    word = GLUED_WORD.search(low, max(0, start - 16), end)
    if word and not low[max(0, word.start() - 16) : word.start()].rstrip().endswith(NO_CODE_BEFORE):
        yield Match(Kind.ONE_TIME_CODE, *found.span(), 0.85)


def card_codes(searched: Plain) -> Windows:
    return searched.windows(
        (b"cv", b"cid", b"security", b"card ver", b"on the back"),
        ("安全码", "安全碼", "背", "三"),
        before=24,
        after=48,
    )


def stands_free(text: str, start: int, end: int) -> bool:
    """Neither part of an amount, a date or a name, nor followed by what is counted."""
    return NO_START.search(text, max(0, start - 2), start) is None and NO_END.match(text, end) is None


def after_word(text: str, start: int, end: int, *, paired: int = MOST_PAIRED) -> float:
    """ "验证码是420774", "the code they sent me is 069-897": the word, then the first digits after it."""
    before = text[max(0, start - AHEAD - 12) : start]
    window = SENTENCE_END.split(LABEL_LINE.sub(": ", before))[-1]
    words = list(CODE_WORD.finditer(window))
    if not words or NOT_A_CODE.search(window):
        return 0
    between = window[words[-1].end() :]
    if SERVICE.fullmatch(text, start, end) and not RIGHT_BEHIND.fullmatch(between):
        return 0
    if len(between) <= AHEAD and MANY_DIGITS.search(between) is None:
        return 0.95
    other = PAIRED.search(text, max(0, start - USUAL_LENGTH - AHEAD // 2), start)
    if other is None or not paired or len(other["first"]) != end - start:
        return 0
    return after_word(text, *other.span("first"), paired=paired - 1)


def before_word(text: str, start: int, end: int) -> float:
    """ "859021 is your verification code", "420774（登录验证码）"."""
    window = SENTENCE_END.split(text[end : end + BEHIND], maxsplit=1)[0]
    word = CODE_WORD.search(window)
    link = LINK.match(window)
    if word is None or link is None or NOT_A_CODE.search(text[max(0, start - 16) : start]):
        return 0
    if code_talk.is_tied(window, word):
        return 0.85
    return 0.9 if link.group().strip() or link.end() == word.start() else 0


def shown_to_a_page(text: str, start: int, end: int) -> float:
    """ "Enter 482913 to confirm …", and the last line that browsers read: "@wallet.example #482913"."""
    before = text[max(0, start - 80) : start]
    if BOUND.search(before) and not text[end : end + 1].isalnum():
        return 0.9
    return 0.85 if ENTER.search(before) and TO_CONFIRM.match(text, end) else 0


def handed_over(text: str, start: int, end: int) -> float:
    """ "他让我把482913告诉他": six digits that somebody wants to be told."""
    told = text[max(0, start - 1) : start].strip() == "把" and TOLD.match(text, end) is not None
    return 0.8 if told and end - start == USUAL_LENGTH else 0


def said_or_mixed(searched: Plain, place: int) -> Iterator[Match]:
    """ "the code is four eight two nine one three", "code: A7K9Q2"."""
    if LETTERS.search(searched.low, place, place + AHEAD + 48) is None:
        return
    window = SENTENCE_END.split(searched.lowered[place : place + AHEAD + 48], maxsplit=1)[0]
    found = SAID_OR_MIXED.search(window)
    word = CODE_WORD.search(searched.lowered, max(0, place - 24), place)
    if found is None or word is None or found.start() > AHEAD or NOT_A_CODE.search(window[: found.start()]):
        return
    start, end = place + found.start(), place + found.end()
    mixed = found.group().isalnum()
    if (mixed and searched.text[start:end].isupper()) or (not mixed and is_code(found.group())):
        yield Match(Kind.ONE_TIME_CODE, start, end, 0.85)


def one_by_one(searched: Plain, place: int) -> Iterator[Match]:
    """Right behind the word: six digits one after the other, or two short halves with a dash."""
    found = ONE_BY_ONE.match(searched.lowered, place) or IN_TWO.match(searched.lowered, place)
    found = found or IN_TWO.match(searched.lowered, place + 1)
    if found is None or CODE_WORD.search(searched.lowered, max(0, place - 24), place) is None:
        return
    if "-" not in found["all"] or searched.text[slice(*found.span("all"))].isupper() or " " in found["all"]:
        yield Match(Kind.ONE_TIME_CODE, *found.span("all"), 0.85)


def said_before(searched: Plain, place: int) -> Iterator[Match]:
    """ "two two three five seven nine that's the code"."""
    found = code_talk.SAID_BEFORE.search(searched.lowered, max(0, place - 120), place)
    if found is not None and is_code(found["said"]):
        yield Match(Kind.ONE_TIME_CODE, *found.span("said"), 0.85)


def halves(searched: Plain, place: int) -> Iterator[Match]:
    """ "验证码前三位729后三位234": taken out with what stands between, surer than a card's last three."""
    found = (
        code_talk.HALVES.search(searched.lowered, place, place + 2 * AHEAD) if searched.has_number else None
    )
    if found is not None and not searched.text[found.end() : found.end() + 1].isdigit():
        first, last = ("first", "last") if found["first"] else ("one", "two")
        yield Match(Kind.ONE_TIME_CODE, found.start(first), found.end(last), 0.96)


def is_code(shown: str) -> bool:
    """Four to eight digits however written; a year or a day is not a code."""
    digits = "".join(sign for sign in shown if sign in "0123456789") or spoken.digits(shown)
    return 4 <= len(digits) <= 8 and DATE.fullmatch(digits) is None
