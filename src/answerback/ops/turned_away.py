"""What the front answers by itself: the request is too large, too slow, malformed, or too many come at once.

Both languages stand in each answer, because the reader's own is Django's to know and Django never saw the request.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

from answerback.live.app import HEADERS, Scope, Send


@dataclass(frozen=True)
class Answer:
    """`status` and a stable `code`; the sentences are constants and quote nothing."""

    status: int
    code: str
    en: str
    zh: str


class TurnedAway(Exception):
    """The request goes no further; `answer` is what its sender hears."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


TOO_LARGE = Answer(
    413,
    "body_too_large",
    "That is too much at once. Nothing was kept.",
    "一次发送的内容过大，未保存任何内容。",
)
TOO_SLOW = Answer(
    408, "body_too_slow", "That took too long to arrive. Nothing was kept.", "内容传输超时，未保存任何内容。"
)
TOO_MANY = Answer(
    503, "too_busy", "Too much is arriving at once. Try again in a minute.", "当前请求过多，请稍后再试。"
)
MALFORMED = Answer(400, "malformed_request", "This address cannot be read.", "无法识别这个地址。")


async def turn_away(scope: Scope, send: Send, why: Answer, *, more: bool = False) -> None:
    """Answer as problem+json (RFC 9457), or as a page for a browser; with `more` the answer is not ended yet."""
    kind, body = _page(why) if _wants_page(scope) else _problem(why)
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        *([(b"retry-after", b"60")] if why.status == TOO_MANY.status else []),
        *HEADERS,
    ]
    await send({"type": "http.response.start", "status": why.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": more})


def _wants_page(scope: Scope) -> bool:
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept")
    return b"text/html" in accepted


def _problem(why: Answer) -> tuple[bytes, bytes]:
    said = {
        "type": f"/api/problems/{why.code}",
        "title": f"{why.en} · {why.zh}",
        "status": why.status,
        "code": why.code,
    }
    return b"application/problem+json", json.dumps(said, ensure_ascii=False).encode()


def _page(why: Answer) -> tuple[bytes, bytes]:
    en, zh = html.escape(why.en), html.escape(why.zh)
    text = (
        '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{zh}</title><main><h1>{zh}</h1><p lang="en">{en}</p></main></html>'
    )
    return b"text/html; charset=utf-8", text.encode()
