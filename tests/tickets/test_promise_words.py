"""What sounds like a promise of ours, and what does not. Sentences are invented."""

import pytest

from answerback.tickets.promise_words import LONGEST, About, Said, promises_in

PROMISES = [
    ("明天给您回电", About.CALL, 1),
    ("后天再给您打", About.CALL, 2),
    ("今天下班前我给您打电话", About.CALL, 0),
    ("已和用户说好，明天给用户回电", About.CALL, 1),
    ("我们会在3个工作日内退款", About.MONEY, 3),
    ("48小时内到账", About.MONEY, 2),
    ("三天内给您答复", About.NEWS, 3),
    ("周三之前客服给您回复", About.NEWS, None),
    ("我们两天内查清楚", About.DEED, 2),
    ("承诺周五前处理好", About.DEED, None),
    ("We will call you tomorrow", About.CALL, 1),
    ("I'll ring you by Thursday", About.CALL, None),
    ("within 3 days we will refund you", About.MONEY, 3),
    ("You will have your money back within three working days", About.MONEY, 3),
    ("We'll let you know by Friday", About.NEWS, None),
    ("We will look into it within 24 hours", About.DEED, 1),
    ("A colleague will call you within two weeks", About.CALL, 14),
]
NO_PROMISES = [
    "用户说明天再打给我们",
    "您明天给我们回电",
    "请您三天内回复",
    "我们不会给您打电话要验证码",
    "昨天已退款",
    "明天能不能给我回电？",
    "我们会尽快处理",
    "如果明天没到账请回复",
    "银行说3天内到账",
    "用户希望三天内到账",
    "骗子说今天给他退款",
    "天气不错",
    "",
    "You will call us tomorrow",
    "We will not call you tomorrow",
    "The customer will call back tomorrow",
    "Will you call me tomorrow?",
    "If it fails we will call you tomorrow",
    "We called on Monday",
    "He paid on Monday",
    "We will fix it as soon as possible",
]


@pytest.mark.parametrize(("text", "about", "days"), PROMISES)
def test_promise_is_seen_with_what_it_is_about_and_in_how_many_days(text, about, days):
    found = promises_in(text)
    assert [(one.about, one.days) for one in found] == [(about, days)]


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_is_vague_past_denied_asked_or_somebody_elses_is_no_promise(text):
    assert promises_in(text) == ()


def test_each_clause_is_judged_by_itself_and_the_same_words_count_once():
    text = "用户说收不到。明天给您回电。明天给您回电。We will refund you within 3 days."
    assert promises_in(text) == (
        Said("明天给您回电", About.CALL, 1),
        Said("We will refund you within 3 days", About.MONEY, 3),
    )


def test_what_stands_beyond_the_longest_text_is_not_read():
    assert promises_in("好" * LONGEST + "。明天给您回电") == ()
