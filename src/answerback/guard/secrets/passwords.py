"""Passwords and PINs that somebody wrote down. Patterns read the text in lower case."""

import re
from collections.abc import Iterator

from answerback.guard.kinds import Kind, Match
from answerback.guard.secrets import credentials, spoken
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.plain import Plain
from answerback.guard.secrets.views import around, places_of_any
from answerback.guard.secrets.words import words_of

VALUE = r"[\"'“‘「『《]?(?P<value>[\x21-\x7e]{4,128}+)(?!\s*[位个人])"
HAN_LINK = r"[:：=]|就?[是係]|为|叫|设置[成为]|[设設改]?成了?|[设改]为|設為|填|用的?是?|还是|依然是|一直是"
# "密码是我的生日19900101": what the digits are taken from may stand before them.
WHOSE = r"(?:我|他|她|你|您|自己|孩子|老婆|老公|女儿|儿子|爸爸?|妈妈?|家里?)*的?"
MADE_OF = (
    rf"(?:{WHOSE}(?:生日|出生年月日?|出生日期|手机号?|电话|身份证|车牌|门牌|姓名|名字|拼音|学号|工号)号?码?"
    r"(?:的?(?:前|后|末|最后)[0-9一二三四五六八]位)?(?:数字)?(?:是|加上?|[:：,，]|就是)?\s*)?"
)
ASSIGNED = pattern(
    rf"(?:密码|密碼|口令|暗号|暗號|pin码|pin碼|pin)(?:\s*(?:{HAN_LINK}))++\s*{MADE_OF}{VALUE}", re.ASCII
)
WORD = (
    r"(?<![a-z0-9])(?:pass(?=\s*[:：=])|passwords?|passwd|pwd|pw|mima(?: shi)?|pass ?phrase|passcode"
    r"|pin(?: code| number)?)\b"
)
ENGLISH = pattern(
    rf"(?a){WORD}(?:\s+(?:for|to|of)\s+(?:\S{{1,20}}\s+){{1,3}}?)?"
    r"(?:\s+(?:i|we|he|she) (?:use|used|set|chose|gave|have))?"
    rf"(?:\s*(?:[:：=]|就?是|为)\s*|(?P<verb>\s+(?:is|was|are|to|will be)\s*:?\s+|['’]s\s+))"
    r"(?:now |still |actually |just |set to |(?:my|his|her|your) (?:birthday|birth ?date|phone(?: number)?):? )?"
    rf"{VALUE}"
)
QUOTED = pattern(
    rf"(?a)(?:密码|密碼|口令|{WORD})\s*(?:[:：=]|is|was|是|为)\s*[\"'“‘「](?P<value>[^\"'”’」\n]{{4,64}})[\"'”’」]"
)
# What else may stand between: "登录密码→…", "密码（…）不对", "密码还是以前的…", "支付密码六位…".
LOOSE_LINK = (
    r"(?:→|➡️?|⇒|[-=]+>|——?|[（(【\[]|[是还就跟和用]{0,3}(?:以前|之前|原来|原先|老|旧|上次|从前)用?的?(?:那个|是)?"
    r"|是?[六四八648]位(?:数字)?的?是?)"
)
BESIDE = pattern(
    rf"(?a)(?:密码|密碼|口令|{WORD})\s{{0,2}}(?:(?![\\\\\"'`]{{0,2}}\s{{0,2}}[:=]|=>)|(?==>))"
    rf"(?:{LOOSE_LINK}\s{{0,2}})?{VALUE}"
)
# '{"pin":"4821"}', "'密码': 1379".
KEYED = pattern(
    rf"(?a)(?:密码|密碼|口令|pin码|pass|{WORD})\\?(?P<key>[\"'`])\s*(?::|=>|=)\s*(?:\\?(?P<quote>[\"'`])"
    r"(?P<value>(?:(?!\\?(?P=quote))[\x21-\x7e]){4,128}+)\\?(?P=quote)|(?P<bare>[0-9]{4,12})(?![0-9a-z.]))"
)
# "密码一直没换过，就是…", "the password I use everywhere is …": a clause between.
LATER = pattern(
    rf"(?a)(?:密[码碼]|口令)[^0-9a-z。！？\n]{{1,12}}[，,？?]\s?(?:就|现在|現在|还|依然)?[是叫]{VALUE}"
    rf"|{WORD}\s(?:that\s)?(?:i|we|he|she)\s(?:always\s)?(?:use|used|have|had|chose|set|gave)"
    r"(?:\s[a-z]{2,12}){1,3}"
    rf"\s(?:is|was)\s{VALUE.replace('<value>', '<digits>')}"
)
MENU = pattern(r"[>→]\s*\Z")  # "Settings → Password → …"
MY_PASS = pattern(
    rf"(?a)\b(?:my|his|her|our|login|wallet|account|app)\s+pass(?:['’]s|\s*(?:is|was|→|->|=>))\s+{VALUE}"
)
GLUED = pattern(
    r"(?<![a-z])(?:pin\s{0,2}|pin ?[码碼]\s?|pin (?:code|number) |pwd|pw|password|passcode)"
    r"(?P<value>[0-9]{4,12})(?![0-9a-z.:])"
    r"|(?:锁屏|开机|手势|解锁|屏保|支付|取款|交易|登[录陆]|门禁|银行卡)密[码碼]\s?"
    r"(?P<digits>[0-9]{4,12})(?![0-9a-z.:年月位\-]| ?[年月位])"
)
# "取款密码四八二一", "my pin is four eight two one".
READ_ALOUD = pattern(
    rf"(?a)(?:密码|密碼|口令|pin码)(?:\s*(?:{HAN_LINK}))*[\s，,]*(?P<value>{spoken.SAID_HAN}|{spoken.SAID_ENGLISH})"
    rf"|{WORD}(?:\s+(?:for|to|of)\s+(?:\S{{1,20}}\s+){{1,3}}?)?[\s:,]*(?:(?:is|was|are)\s+)?(?P<said>{spoken.SAID_ENGLISH}|{spoken.SAID_HAN})"
)
WORDS = pattern(
    rf"(?a){WORD}\s*(?:[:=]|is|was)\s*(?P<value>[a-z]{{3,12}}(?:[ \-][a-z]{{3,12}}){{3,5}})[.!]?\s*(?=\n|\Z)"
)
USED = pattern(
    r"(?:用|输入?|填)\s*(?P<value>[\x21-\x7e]{6,64}?)\s*(?:这个|作为|做|当|当作)?(?:登[录陆]|支付)?密[码碼]"
)
REVERSED = pattern(
    r"(?a)(?<![\x21-\x7e])(?P<value>[\x21-\x7e]{6,64}?)[\"'”’`]?\s+(?:as|is)\s+(?:the|my|your|our|a)\s+"
    rf"(?:\S{{1,16}}\s+)?{WORD}"
)
CHINESE = ("密码", "密碼", "令", "暗")
SHORT_TRIGGER = pattern(rb"p(?:w|in)(?![a-z])")
BEFORE, AFTER = 160, 320  # characters of text that a form may take up on either side of such a word
PRINTABLE = bytes(97 if 33 <= code <= 126 and code != 63 else 32 for code in range(256))
QUOTATION = pattern('["“‘「]')
QUOTATION_MARKS = {
    opening: pattern(f"{closing}(?![0-9A-Za-z])")
    for opening, closing in {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’"}.items()
}
CLOSING = "\"'`,.;)]}>"
CLAUSE_END = pattern(r"[\"'”’`.,;:!?)]*(?:\s*\Z|\s*\n|[.,;!?。，；！])")
PLACEHOLDER = pattern(
    r"[*•xX.\-_#?]+|[A-Za-z_]+(?:\.[A-Za-z_]+)*\([^0-9]*|<[^>]*>|\{[^}]*\}|\$\{?\w+\}?|\[[^\]]*\]|https?://\S*|www\.\S*"
    r"|(?:req|request|self|this|config|settings|process|env|params|form)(?:\.\w+)+|(?:os\.(?:environ|getenv)|process\.env)\S*"
)


def find(searched: Plain) -> Iterator[Match]:
    yield from credentials.find(searched)
    if not may_hold_value(searched):
        return
    hits = places_of_any(searched.low, (b"pass", b"pwd", b"mima"))
    if b"pin" in searched.low or b"pw" in searched.low:
        hits += [found.start() for found in SHORT_TRIGGER.finditer(searched.low)]
    hits += searched.chinese_places(CHINESE)
    if not hits:
        return
    for start, end in around(hits, len(searched.text), before=BEFORE, after=AFTER):
        yield from read_aloud(searched.lowered, start, end)
        yield from in_words(searched.lowered, start, end)
        for form in (ASSIGNED, ENGLISH, QUOTED, BESIDE, MY_PASS, USED, REVERSED, GLUED, LATER):
            for found, span in occurrences(searched, form, start, end):
                certainty = judged(searched.text, span, found, form)
                if certainty:
                    yield Match(Kind.PASSWORD, *span, certainty)
        yield from keyed(searched, start, end)


def occurrences(
    searched: Plain, form: re.Pattern[str], start: int, end: int
) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Each match with where its value stands; the next one may begin where the value ends."""
    found = form.search(searched.lowered, start, end)
    while found is not None:
        span = value_span(searched.lowered, found)
        yield found, span
        found = form.search(searched.lowered, max(span[1], found.start() + 1), end)


def keyed(searched: Plain, start: int, end: int) -> Iterator[Match]:
    """The value of a key of JSON, without its quotation marks."""
    for found in KEYED.finditer(searched.lowered, start, end):
        span = found.span("value" if found["value"] else "bare")
        value = searched.text[slice(*span)]
        if credentials.is_secret(value, quoted=True) and not PLACEHOLDER.fullmatch(value):
            yield Match(Kind.PASSWORD, *span, credentials.SURE)


def read_aloud(text: str, start: int, end: int) -> Iterator[Match]:
    """Four to twelve digits said in words."""
    for found in READ_ALOUD.finditer(text, start, end):
        span = found.span("value" if found["value"] else "said")
        if 4 <= len(spoken.digits(text[slice(*span)])) <= 12:
            yield Match(Kind.PASSWORD, *span, 0.85)


def in_words(text: str, start: int, end: int) -> Iterator[Match]:
    """ "password is correct horse battery staple": four words without one that a sentence would have."""
    for found in WORDS.finditer(text, start, end):
        words = set(re.split("[ -]", found["value"]))
        prose = words & words_of("password_prose.txt")
        if words.isdisjoint(words_of("grammar_english.txt")) and len(prose) < 2:
            yield Match(Kind.PASSWORD, *found.span("value"), 0.7)


def may_hold_value(searched: Plain) -> bool:
    """Whether four printable characters stand in a row; the pictures show question marks for Chinese too."""
    return (
        searched.text.isascii()
        or bool(searched.said_runs)
        or b"aaaa" in searched.ascii.translate(PRINTABLE)
        or "?" in searched.text
        or QUOTATION.search(searched.text) is not None
    )


def value_span(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Without the quotation mark or full stop that closes it, and the field behind it."""
    start, end = found.span("value" if found["value"] else "digits")
    closing = QUOTATION_MARKS.get(text[start - 1 : start])
    if closing is not None and (closed := closing.search(text, start, end + 1)):
        return start, min(end, closed.start())
    if text[start : start + 1] == ">":  # "<password>hunter22</password>"
        start += 1
    end = credentials.value_end(text, start, end)
    while end - start > 1 and text[end - 1] in CLOSING:
        end -= 1
    return start, end


def judged(text: str, span: tuple[int, int], found: re.Match[str], form: re.Pattern[str]) -> float:
    value = text[slice(*span)]
    if len(value.strip()) < 4 or PLACEHOLDER.fullmatch(value):
        return 0
    digits = any(sign.isdigit() for sign in value)
    letters = any(sign.isalpha() for sign in value)
    if form is QUOTED:
        return 0 if value.lower() in words_of("password_prose.txt") else 0.7
    if form in (ASSIGNED, ENGLISH, GLUED):
        return 0.9 if digits or looks_made_up(value) else plain_word(text, value, span[1], found)
    if form is BESIDE and MENU.search(text, max(0, found.start() - 4), found.start()):
        return 0
    return 0.85 if digits and (letters or looks_made_up(value) or len(value) >= 6) and len(value) >= 6 else 0


def plain_word(text: str, value: str, end: int, found: re.Match[str]) -> float:
    """A word that could be prose: believed after a colon, or when the clause ends with it."""
    if value.lower() in words_of("password_prose.txt"):
        return 0
    verb = found.groupdict().get("verb")
    if verb is not None and "s" in verb[1:2]:  # "the password's expired"
        return 0
    return 0.6 if verb is None or CLAUSE_END.match(text, end) else 0


def looks_made_up(value: str) -> bool:
    """A sign among the letters, or capitals in the middle of small ones: prose has neither."""
    signs = any(sign in "!@#$%^&*_+~" for sign in value)
    return signs or (value != value.upper() and value[1:] != value[1:].lower())
