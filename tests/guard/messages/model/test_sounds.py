"""How Han characters sound: exact places, either script, near-homophones as one."""

import pytest

from answerback.guard.messages.sounds import syllables


def heard(text):
    return [syllable for syllable, _, _ in syllables(text)]


def test_each_character_has_its_place_in_code_points():
    assert syllables("a👩验, 码") == [("yan", 2, 3), ("ma", 5, 6)]


def test_text_without_han_has_no_syllables():
    assert syllables("call 95588 now") == []


@pytest.mark.parametrize(
    ("written", "as_heard"),
    [
        ("验证码", "驗證碼"),
        ("助记词", "祝记辞"),
        ("验证码", "厌政马"),
        ("转账", "赚帐"),
        ("您", "林"),
        ("女", "绿"),
        ("是", "四"),
        ("城", "层"),
        ("经", "金"),
        ("冷", "嫩"),
    ],
)
def test_what_sounds_alike_has_the_same_syllables(written, as_heard):
    assert heard(written) == heard(as_heard)


@pytest.mark.parametrize(
    ("one", "other"), [("行", "黑"), ("安", "昂"), ("转", "砖头"), ("码", "摸"), ("发", "花")]
)
def test_what_sounds_different_keeps_its_own_syllable(one, other):
    assert heard(one) != heard(other)


def test_every_common_character_is_known():
    common = [
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
    ]
    assert [sign for sign in common if sign and len(heard(sign)) != 1] == []
