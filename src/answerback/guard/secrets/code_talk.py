"""One-time codes that hardly a word names: an answer to a question, what a text or an app shows, two halves."""

import re

from answerback.guard.secrets import spoken
from answerback.guard.secrets.lazy import pattern
from answerback.guard.secrets.near import SENTENCE_END

USUAL_LENGTHS, ANSWER_REACH = (4, 6), 120
DIGITS = "0123456789"

# What shows a code without being called one, and all that may stand between it and the code: six digits only.
SHOWN = pattern(
    r"(?a)(?:(?<!编辑)(?<!发)(?<!发送)短信|手机[上里]?(?=收到)|(?<![\u4e00-\u9fff])[码碼](?=是)|简讯|簡訊|(?:刚才|刚刚|剛才|收到)的?(?:那个?|这个?)?[码碼]|(?<![0-9])[那这][个個]?[码碼]"
    r"|(?:验证|驗證|令牌|认证)器|谷歌验证|安全[码碼]|\b[2m]fa\b|\btwo[ -]factor\b|\bauthenticator\b"
    r"|(?:\A|\n)\s*【(?![^】]*(?:号|单|额|价|码))[^】\n0-9]{2,12}】"
    r"|\bthe (?:numbers?|digits) (?:that )?(?:\w+ ){1,3}?(?:texted|sent|messaged)(?: (?:to )?(?:me|us))?"
    r"|\bthe (?:numbers?|digits) (?:that )?i (?:just )?(?:got|received)"
    r"|\bthe (?:numbers?|digits) (?:in|from) the (?:text|sms|message)"
    r"|(?<!number )(?<!number that )\b(?:they|he|she) (?:just )?texted me|\b(?:text|sms)(?= (?:says?|said)))"
    r"(?:[\s:：=,，—→>(（“\"'-]|上面?|里面?|裡面?|发?来了|到了|给我|收到了?|显示|說|说|写着?|的|数字|就?是|为|\bapp\b|\bcode\b"
    r"|\b(?:says?|said|shows?|is|was|now|just|number|it)\b|['’]s\b)*\Z"
)
LEAD = pattern(
    r"(?P<ended>[?？。.!！;；\n])\s*(?:(?P<speaker>[^\s:：。，,?？]{1,12})\s*[:：])?"
    r"(?:[\s—,，“\"'-]|好的?|嗯+|哦|(?:收到|报|回|说|看到)的?了?|我|就?是"
    r"|\bi (?:got|have|see|received)\b|\bit(?:['’]s| is)\b"
    r"|\b(?:ok(?:ay)?|yes|sure|um+|here)\b)*\Z"
)
LABELLED = pattern(r"(?:\A|\n)\s*(?:\[[^\]\n]{1,20}\]\s*)?[^\s:：。，,?？]{1,12}\s*[:：]")
SPEAKER = pattern(r"我|本人|用户|客户|来电(?:人|者)?|me|user|customer|caller|client")
ASKED = pattern(
    r"(?a)[验驗认][证證][码碼]|[收发]到?的[^。，]{0,4}数字|动态[码口密]|\b(?:code|otp|2fa|passcode)\b|digits?\b"
)
REQUESTED = pattern(
    r"(?a)报一?下|报给|[报要].{0,4}码|[念读]|告[诉知訴]|提供|输入|多少|什么|是几|发[给我来过]|给我|\b(?:want|need|enter|ask|give|tell|read|say|type)(?:s|ed)?\b"
)
NOT_ASKED = pattern(
    r"(?a)不要|不能|不会|[别勿没沒]|怎么|为什么|为何|\b(?:never|not|no|why|how|when|where)\b|n['’]t\b"
)
ANSWER_END = pattern(r"\s*(?:\Z|[\n。，,.!！;；~?？）)”\"]|吧|对吗|啊|呀|哦)")
TIED = pattern(
    r"(?a)[\s,，]*(?:就?是[这這那]个?|[这這那]个?就?是|[这這]个|\b(?:that['’]?s|that is|it['’]?s|it was|this is)?\s*"
    r"\b(?:the|my|his|her)\b)\s*\Z"
)
USE_BEFORE = pattern(r"\b(?:use|enter|type in|type)\s+\Z")
USE_AFTER = pattern(r"\s+(?:to|for)\s+(?:sign|log)(?:ging|ing)?[ -]?in|\s+to (?:verify|confirm) your")
SAID_BEFORE = pattern(
    rf"(?a)(?P<said>{spoken.SAID_ENGLISH})[\s,]*(?:that['’]?s|that is|it['’]?s|is|was|as)\s+"
    r"(?:the|my|your|our|his|her)\s+(?:(?:sms|login|verification|security|text)\s+)?\Z"
)
HALVES = pattern(
    r"(?a)(?:前|头|開頭|开头)(?:两|二|三|四)[位个](?:数字?)?(?:就?是|[:：\s])*(?P<first>[0-9]{2,4})[，,、\s]*(?:然后)?"
    r"(?:后|末|後|最后)(?:面|边)?(?:两|二|三|四)[位个](?:数字?)?(?:就?是|[:：\s])*(?P<last>[0-9]{2,4})(?![0-9])"
    r"|\bfirst (?:two|three|four)(?: digits| numbers)?(?: are| is)?[\s:]+(?P<one>[0-9]{2,4})[,;\s]*"
    r"(?:then |and )*(?:the )?(?:last|next) (?:two|three|four)(?: digits| numbers)?(?: are| is)?"
    r"[\s:]+(?P<two>[0-9]{2,4})(?![0-9])"
)


def certainty(text: str, start: int, end: int) -> float:
    """How surely digits are a code by what is said around them; 0 if nothing tells."""
    count = sum(sign in DIGITS for sign in text[start:end]) or len(spoken.digits(text[start:end]))
    if count == 6 and SHOWN.search(text, max(0, start - 64), start):
        return 0.85
    if USE_BEFORE.search(text, max(0, start - 10), start) and USE_AFTER.match(text, end):
        return 0.9
    return 0.85 if count in USUAL_LENGTHS and is_answer(text, start, end) else 0


def is_tied(window: str, word: re.Match[str]) -> bool:
    """ "482913, that's the code": the word follows at once, and nobody says that it never came."""
    return TIED.fullmatch(window, 0, word.start()) is not None and NOT_ASKED.search(window) is None


def is_answer(text: str, start: int, end: int) -> bool:
    """ "验证码多少？——704139": nothing but the digits, behind a sentence that asks for a code."""
    if ANSWER_END.match(text, end) is None:
        return False
    first = max(0, start - ANSWER_REACH)
    lead = LEAD.search(text, max(first, start - 40), start)
    if lead is None:
        return False
    before = text[first : lead.start()]
    asking = SENTENCE_END.split(before)[-1]
    if ASKED.search(asking) is None or NOT_ASKED.search(asking):
        return False
    if lead["speaker"] and not (SPEAKER.fullmatch(lead["speaker"]) or LABELLED.search(asking)):
        return False
    return lead["ended"] in "?？" or REQUESTED.search(asking) is not None
