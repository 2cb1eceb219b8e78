"""STYLE habit 19: every sentence can be said in Chinese, whole, never fuzzy, in the words of the glossary."""

import pytest

from scripts import i18n
from tests.house.sources import nothing


def test_chinese_is_complete_and_in_the_words_of_the_glossary():
    nothing(i18n.complaints())


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("Hello", "", "empty"),
        ("Hello %(name)s", "您好", "holes differ (您好)"),
        ("Hello, you", "您好,请讲", "half-width punctuation “好,” (您好,请讲)"),
        ("Your call", "你的回访", "says 你, the glossary says 您 (你的回访)"),
        ("Our call", "我们的外呼", "says 外呼, the glossary says 回访 (我们的外呼)"),
    ],
)
def test_check_finds_what_is_wrong_with_a_translation(english, chinese, fault):
    assert list(i18n.faults("portal", english, chinese)) == [fault]


def test_check_lets_good_chinese_pass():
    assert (
        list(i18n.faults("portal", "Ring %(number)s at 14:03 (free)", "请拨打 %(number)s，14:03（免费）。"))
        == []
    )


def test_plural_is_one_form_in_chinese():
    assert list(i18n.faults("ui", ("%(left)s try left", "%(left)s tries left"), "还可以试 %(left)s 次")) == []
