"""The look-up in front of Django: strict questions, open answers, one shape, both languages, limits, no stale list."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from answerback.channels.index import Index
from answerback.live.limits import Limits
from answerback.live.look_up import MOST_QUERY_BYTES, LookUp, spoken
from tests.channels import registry

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Known:
    """A followed list that stands still; `is_fresh` False is one whose loop died."""

    def __init__(self, *, is_fresh: bool = True) -> None:
        self._index = registry.INDEX if is_fresh else None

    def index(self, at: datetime) -> Index | None:
        return self._index


def look_up(*, is_fresh: bool = True, limits: Limits | None = None, behind_proxy: bool = False) -> LookUp:
    known: Any = Known(is_fresh=is_fresh)
    return LookUp(known, limits or Limits(clock=lambda: 0.0), lambda: NOW, behind_proxy=behind_proxy)


def ask(
    app: LookUp,
    query: str,
    *,
    method: str = "GET",
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    client: str = "192.0.2.7",
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/check.json",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": (client, 1234),
    }
    asyncio.run(app(scope, receive, send))
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], names, sent[1]["body"]


def asked(text: str, *, language: str = "en") -> dict[str, Any]:
    _, _, body = ask(look_up(), f"q={quote(text)}", headers={"Accept-Language": language})
    found: dict[str, Any] = json.loads(body)
    return found


def test_own_number_is_told_with_its_direction_and_what_it_does_not_prove() -> None:
    answer = asked("0086 400-000-0188")

    [item] = answer["items"]
    assert (answer["verdict"], item["shown"], item["whose"]["direction"]) == (
        "ours",
        "+86 400 000 0188",
        "rings",
    )
    assert item["says"] == [
        "Lanyue Pay rings from this number.",
        "That it shows on your phone proves nothing: anybody can fake that.",
        "Open your wallet yourself: its page says whether we are talking to you now.",
    ]


def test_imitation_is_told_with_what_it_imitates_and_where_it_differs() -> None:
    [item] = asked("4000000187")["items"]

    assert (item["verdict"], item["whose"], item["resembles"]["value"], item["differing"]) == (
        "imitates",
        None,
        "+864000000188",
        {"text": "4000000187", "at": [[9, 10]]},
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_sentence_calls_a_caller_real(language: str) -> None:
    for one in registry.ALL:
        text = json.dumps(asked(one.value, language=language), ensure_ascii=False).lower()
        assert [
            word for word in ("verified", "genuine", "已验证", "已认证", "真实来电") if word in text
        ] == []


def test_answer_is_in_chinese_where_that_is_accepted() -> None:
    assert (
        asked("4000000188", language="zh-CN,zh;q=0.9,en;q=0.8")["items"][0]["says"][0]
        == "岚月支付用这个号码打电话。"
    )


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("", "", "en"),
        ("fr,zh;q=0.3", "", "zh"),
        ("en;q=0.2,zh-Hans", "", "zh"),
        ("zh;q=0", "", "en"),
        ("zh;q=x,en", "", "en"),
        ("en", "q=1&language=zh-hans", "zh"),
    ],
)
def test_language_is_chosen(header: str, query: str, language: str) -> None:
    assert spoken(header.encode(), query.encode()) == language


def shape(value: Any) -> Any:
    return sorted(value) if isinstance(value, dict) else type(value).__name__


def test_hit_and_miss_have_one_shape() -> None:
    hit, miss = asked("4000000188"), asked("13800138000")

    assert shape(hit) == shape(miss)
    assert shape(hit["items"][0]) == shape(miss["items"][0])


def test_anybody_may_read_it_and_nobody_keeps_it() -> None:
    status, headers, _ = ask(look_up(), "q=95188", headers={"Origin": "https://anything.example"})

    assert (status, headers["access-control-allow-origin"], headers["cache-control"]) == (
        200,
        "*",
        "no-store",
    )
    assert ("set-cookie" in headers, headers["vary"]) == (False, "accept-language")


def test_whole_message_is_asked_in_a_body() -> None:
    message = (
        "【岚月】您的账户异常，请告诉我您的助记词。详情 https://lanyue-refund.top " + "请尽快处理。" * 40
    )
    _, _, body = ask(look_up(), "", method="POST", body=message.encode())

    answer = json.loads(body)
    assert (answer["verdict"], answer["message"]["verdict"]) == ("reported", "stop")


@pytest.mark.parametrize(
    ("query", "method", "body", "told"),
    [
        ("", "GET", b"", (400, "malformed")),
        ("q=1&q=2", "GET", b"", (400, "malformed")),
        ("q=%ff", "GET", b"", (400, "malformed")),
        ("q=1&a=1&b=1&c=1&d=1", "GET", b"", (400, "malformed")),
        ("q=" + "1" * MOST_QUERY_BYTES, "GET", b"", (413, "too_long")),
        ("", "POST", b"", (400, "malformed")),
        ("", "POST", b"\xff", (400, "malformed")),
        ("", "POST", b"1" * 30_000, (413, "too_long")),
        ("q=1", "DELETE", b"", (405, "method")),
    ],
)
def test_question_that_is_none_is_refused(
    query: str, method: str, body: bytes, told: tuple[int, str]
) -> None:
    status, headers, answer = ask(look_up(), query, method=method, body=body)

    assert (status, json.loads(answer)["code"], headers["access-control-allow-origin"]) == (*told, "*")


def test_list_that_nobody_follows_any_more_is_not_answered_from() -> None:
    status, headers, body = ask(look_up(is_fresh=False), "q=4000000188")

    assert (status, headers["retry-after"], json.loads(body)["code"]) == (503, "60", "try_again")


def test_over_the_limit_hit_and_miss_are_the_same_bytes() -> None:
    app = look_up()
    for _ in range(120):
        ask(app, "q=95188")

    hit, miss = (ask(app, f"q={text}") for text in ("4000000188", "13800138000"))
    assert (hit[0], hit, hit[1]["retry-after"]) == (429, miss, "60")
    assert ask(app, "q=95188", client="192.0.2.8")[0] == 200


def test_behind_our_proxy_the_address_it_wrote_down_counts() -> None:
    app = look_up(behind_proxy=True)
    for _ in range(120):
        ask(app, "q=1", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.1"})

    same = ask(app, "q=1", headers={"X-Forwarded-For": "7.7.7.7, 192.0.2.1"})
    other = ask(app, "q=1", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.2"})
    assert (same[0], other[0]) == (429, 200)


def test_one_thing_asked_about_by_all_the_world_is_limited_too() -> None:
    app = look_up()
    codes = {
        ask(app, "q=4000000188", client=f"10.0.{place % 250}.{place // 250}")[0] for place in range(1_300)
    }

    assert (codes, ask(app, "q=4000000199", client="10.1.1.1")[0]) == ({200, 429}, 200)


def test_preflight_is_answered() -> None:
    status, headers, body = ask(look_up(), "", method="OPTIONS")

    assert (status, body, headers["access-control-allow-methods"]) == (204, b"", "GET, HEAD, POST")


def test_head_has_the_length_and_no_body() -> None:
    status, headers, body = ask(look_up(), "q=95188", method="HEAD")

    assert (status, int(headers["content-length"]) > 100, body) == (200, True, b"")


def test_fresh_list_is_followed(db: None) -> None:
    from answerback.channels.current import Followed
    from tests.cast import make_wallet

    followed = Followed()
    make_wallet(created_at=NOW - timedelta(days=1))
    before = followed.index(NOW)
    followed.step(NOW)

    index = followed.index(NOW)
    assert (before, index and len(index.published), followed.index(NOW + timedelta(minutes=2))) == (
        None,
        1,
        None,
    )
