"""Words that the glossary forbids are in no Chinese text of ours."""

import re

from tests.house.sources import HOUSE, ROOT, nothing

PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")


def catalogues() -> dict[str, str]:
    """The Chinese of each folder."""
    files = sorted(HOUSE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
    return {file.relative_to(HOUSE).parts[0]: file.read_text("utf-8") for file in files}


def test_script_of_an_agent_is_never_called_by_a_swindlers_word() -> None:
    assert "| 话术 |" in PAGE
    nothing([folder for folder, text in catalogues().items() if "话术" in text])


def test_spoken_code_is_never_called_like_a_code_by_message() -> None:
    """The sentence that is about the spoken code says 通话码; 验证码 is what we never ask for."""
    assert "| 通话码 | 通话码 | 验证码 |" in PAGE
    about = re.compile(
        r'msgid "[^"]*(?:Read this code aloud|New code|code for this call)[^"]*"\nmsgstr "([^"]*)"'
    )
    said = [words for text in catalogues().values() for words in about.findall(text)]
    assert said
    nothing([words for words in said if "验证码" in words])


def test_user_pages_never_speak_of_dialling_out() -> None:
    assert "| 外呼 on user pages |" in PAGE
    user_pages = [folder for folder in ("portal", "public") if "外呼" in catalogues().get(folder, "")]
    nothing(user_pages)
