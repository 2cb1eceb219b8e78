"""An answer of the public check as JSON: every key is there whatever is known, empty where there is nothing to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from answerback.channels.kinds import Published
from answerback.channels.verdicts import Answer, Item, Standing
from answerback.channels.words import LIMIT, SECRET, said
from answerback.guard.messages.words import said as message_said


@dataclass(frozen=True)
class Told:
    """Why there is no answer, and what to do all the same."""

    status: int
    code: str
    en: str
    zh: str

    def body(self, language: str) -> dict[str, Any]:
        """The same bytes whatever was asked."""
        zh = language == "zh"
        return {"code": self.code, "says": self.zh if zh else self.en, "limit": LIMIT[zh]}


TROUBLES = {
    trouble.code: trouble
    for trouble in (
        Told(
            429,
            "too_many",
            "Too many questions at once. Wait a minute. Meanwhile: hang up, and open your wallet from its icon.",
            "查询过于频繁，请等一分钟。这段时间里：先挂断，再自己点图标打开钱包。",
        ),
        Told(
            503,
            "try_again",
            "The list cannot be read right now. Trust no caller until it can; open your wallet from its icon.",
            "暂时读不到官方名单。恢复之前请不要相信任何来电，请自己点图标打开钱包。",
        ),
        Told(
            400,
            "malformed",
            "Ask with one `q`, or with a text as the body.",
            "请用一个 q 参数提问，或把文字放在请求正文里。",
        ),
        Told(413, "too_long", "That is too long to be checked at once.", "内容过长，无法一次核对。"),
        Told(405, "method", "Ask with GET or POST.", "请用 GET 或 POST 提问。"),
    )
}


def told(answer: Answer, language: str, *, at: datetime) -> dict[str, Any]:
    """`language`: zh or en. `at`: when it was asked; the list is at most a minute older."""
    zh = language == "zh"
    return {
        "verdict": answer.standing.value if answer.items else None,
        "at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "whole": answer.is_whole,
        "items": [_item(item, language) for item in answer.items],
        "message": _message(answer, language),
        "holds_secret": SECRET[zh] if answer.holds_secret else None,
        "limit": LIMIT[zh],
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    words = said(item, language)
    imitates = item.standing is Standing.IMITATES
    return {
        "kind": item.kind.value,
        "value": item.value,
        "shown": item.shown,
        "verdict": item.standing.value,
        "whose": None if imitates else _channel(item.whose, language),
        "resembles": _channel(item.whose, language) if imitates else None,
        "differing": _differing(item),
        "says": [words.what, words.proves, words.todo],
        "why": list(words.why),
    }


def _channel(one: Published | None, language: str) -> dict[str, Any] | None:
    return None if one is None else _told_channel(one, language)


@lru_cache(maxsize=4096)
def _told_channel(one: Published, language: str) -> dict[str, Any]:
    """Public as it is, and asked about often."""
    return {
        "wallet": one.wallet,
        "name": one.wallet_name[language],
        "kind": one.kind.value,
        "value": one.value,
        "direction": one.direction.value,
        "for": one.what_for.get(language, ""),
        "since": f"{one.since:%Y-%m-%d}",
        "until": f"{one.until:%Y-%m-%d}" if one.until else None,
    }


def _differing(item: Item) -> dict[str, Any] | None:
    """The spelling asked about, and [from, to) of each stretch that differs; an empty one marks what is left out."""
    if not item.pieces:
        return None
    found, at = [], 0
    for piece in item.pieces:
        if piece.differs:
            found.append([at, at + len(piece.text)])
        at += len(piece.text)
    return {"text": "".join(piece.text for piece in item.pieces), "at": found}


def _message(answer: Answer, language: str) -> dict[str, Any] | None:
    if answer.message is None:
        return None
    codes = dict.fromkeys(reason.code for reason in answer.message.reasons)
    return {
        "verdict": answer.message.verdict.value,
        "why": [{"code": code, "says": message_said(code, language)} for code in codes],
    }
