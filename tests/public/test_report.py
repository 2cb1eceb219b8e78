"""Reporting on the public page: no log-in, no cookie, no script; the form, its refusals, its limits."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from answerback.live.limits import Buckets, Limits
from answerback.reports.models import Evidence, Suspect
from tests.cast import make_wallet

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wallet(db: None) -> None:
    make_wallet(created_at=LONG_AGO)


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return SimpleUploadedFile("shot.png", content.getvalue(), content_type="image/png")


def test_report_is_kept_without_a_cookie() -> None:
    client = Client(enforce_csrf_checks=True)
    given = {"thing": "13800138000", "wallet": "lanyue", "words": "自称客服", "happened": "2026-01-02T10:30"}

    response = client.post("/check/reports", given | {"picture": picture()})

    evidence = Evidence.objects.get()
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert (evidence.text, evidence.picture_kind, Suspect.objects.get().times) == ("自称客服", "png", 1)


def test_answer_leads_to_the_form_with_the_thing_in_it() -> None:
    client = Client()
    answer = client.post("/check/", {"text": "t.me/lanyue_helper"}).content.decode()

    form = client.post("/check/report", {"thing": "Telegram: lanyue_helper"}).content.decode()
    assert ('value="Telegram: lanyue_helper"' in answer, 'value="Telegram: lanyue_helper"' in form) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Enter what you want to report"), ("zh-hans", "请输入您要举报的内容")]
)
def test_report_of_nothing_says_so_and_keeps_what_was_typed(language: str, words: str) -> None:
    given = {"thing": "hello there", "wallet": "lanyue", "words": "自称客服"}
    response = Client(headers={"accept-language": language}).post("/check/reports", given)

    text = response.content.decode()
    assert (response.status_code, words in text, "自称客服" in text) == (422, True, True)
    assert Suspect.objects.count() == 0


def test_file_that_is_no_picture_is_refused_in_words() -> None:
    file = SimpleUploadedFile("x.png", b"<script>alert(1)</script>", content_type="image/png")
    response = Client().post("/check/reports", {"thing": "13800138000", "wallet": "lanyue", "picture": file})

    assert (response.status_code, Suspect.objects.count()) == (415, 0)


def test_page_behind_the_limit_is_calm_and_the_same_for_hit_and_miss(limits: Limits) -> None:
    limits.addresses = Buckets(burst=2, per_second=0)
    client = Client()
    before = [client.post("/check/", {"text": "95188"}).status_code for _ in range(2)]

    pages = [client.post("/check/", {"text": text}) for text in ("400 000 0188", "13800138000")]
    assert (before, client.post("/check/reports", {}).status_code) == ([200, 200], 429)
    assert [(page.status_code, page.headers["Retry-After"]) for page in pages] == [(429, "60")] * 2
    assert (pages[0].content == pages[1].content, b"Hang up" in pages[0].content) == (True, True)


def test_network_of_ipv6_is_counted_as_one_and_others_are_not(limits: Limits) -> None:
    limits.addresses = Buckets(burst=1, per_second=0)
    Client(REMOTE_ADDR="2001:db8::1").post("/check/", {"text": "1"})

    same = Client(REMOTE_ADDR="2001:db8::ffff").post("/check/", {"text": "1"})
    other = Client(REMOTE_ADDR="2001:db8:1::1").post("/check/", {"text": "1"})
    assert (same.status_code, other.status_code) == (429, 200)
