"""What became of my suggestions: the customer reads, adds, takes back, takes a copy."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from answerback.customers.portal_link import make
from answerback.findings.suggestions import answer_people
from answerback.findings.suggestions.kinds import Reason, State
from answerback.findings.suggestions.models import Suggestion
from answerback.findings.suggestions.states import Answer, move
from answerback.journal.write import SYSTEM
from answerback.portal.clock import now
from tests.cast import Cast, make_cast
from tests.findings.suggestions.saying import FONT, grouped, says

PAGE = "/my/suggestions"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    host = settings.ORIGINS["portal"].split("://")[1]
    client = Client(headers={"accept-language": "en", "host": host})
    client.post(f"/my/enter/{make(cast.customer, by=SYSTEM, at=now())}")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def text(client: Client, page: str = PAGE) -> str:
    return re.sub(r"\s+", " ", client.get(page).content.decode())


def test_what_he_writes_is_kept_once_and_waits_for_a_person(cast: Cast, client: Client) -> None:
    for _ in range(2):
        client.post(PAGE, {"topic": "look", "text": "字体太小"})

    (wish,) = Suggestion.objects.for_wallet(cast.wallet)
    assert (wish.source, wish.topic, wish.language) == ("portal", "look", "zh-hans")
    assert "We have it. A person will read it." in text(client)


def test_declined_group_says_why_and_stands_among_his_matters(cast: Cast, client: Client) -> None:
    group = grouped(cast, FONT, says(cast.customer, "字体太小", at=now()))
    answer = Answer(Reason.EXISTS, "在设置里。", "Look under settings.")
    move(group, State.DECLINED, answer=answer, by=cast.han_meimei, at=now())
    before = "Larger letters" in text(client, "/my/matters")
    answer_people.step(now() + timedelta(minutes=11))

    page = text(client)
    assert [one in page for one in ("It is already there, if hard to find.", "Look under settings.")] == [
        True
    ] * 2
    assert (before, "Larger letters" in text(client, "/my/matters")) == (False, True)


def test_strangers_suggestion_is_neither_shown_nor_taken_back(cast: Cast, client: Client) -> None:
    theirs = says(cast.stranger, "手续费太高", at=now())

    told = client.post(f"{PAGE}/{theirs.id}/withdrawal")

    theirs.refresh_from_db()
    assert (told.status_code, theirs.withdrawn_at, "手续费" in text(client)) == (404, None, False)


def test_taken_back_it_counts_nowhere(cast: Cast, client: Client) -> None:
    group = grouped(cast, FONT, wish := says(cast.customer, "字体太小", at=now()))

    client.post(f"{PAGE}/{wish.id}/withdrawal")

    group.refresh_from_db()
    assert (group.members, "字体太小" in text(client)) == (0, False)


def test_copy_is_a_file_of_his_own_words(cast: Cast, client: Client) -> None:
    says(cast.customer, "字体太小", at=now())
    says(cast.stranger, "手续费太高", at=now())

    copy = client.get(f"{PAGE}/copy")

    assert [one["words"] for one in copy.json()["suggestions"]] == ["字体太小"]
    assert copy["Content-Disposition"] == 'attachment; filename="suggestions.json"'
