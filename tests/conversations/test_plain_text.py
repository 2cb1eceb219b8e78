"""Spelling tricks do not hide a word."""

import pytest

from answerback.conversations.plain_text import plain, squeezed


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Pässwörd", "password"),
        ("раssword", "password"),
        ("p a s s w o r d", "password"),
        ("p.a.s.s.w.o.r.d", "password"),
        ("pass*word", "password"),
        ("p@ssw0rd", "password"),
        ("ＰＩＮ", "pin"),
        ("密 碼", "密码"),
        ("密·码", "密码"),
        ("密\u200b码", "密码"),
        ("驗證碼", "验证码"),
        ("蜜码", "密码"),
        ("mi ma", "密码"),
        ("助計詞", "助记词"),
        ("A plain sentence, 12 words.", "a plain sentence, 12 words."),
    ],
)
def test_trick_is_read_as_what_it_means(written: str, read: str) -> None:
    assert plain(written) == read


def test_squeezed_leaves_letters_digits_and_characters_only() -> None:
    assert squeezed("密，码： Pass-Word 1!") == "密码password1"
