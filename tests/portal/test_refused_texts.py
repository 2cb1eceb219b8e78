"""A text with a secret in it is refused, script or not, and comes back to its writer without the secret."""

from __future__ import annotations

import pytest

from answerback.callbacks.models import Callback, Preparation
from answerback.customers.models import OwnNote
from answerback.portal.clock import now
from answerback.storage.ids import new_id
from answerback.tickets.kinds import Category
from answerback.tickets.models import Rating
from answerback.tickets.open import open_ticket
from answerback.tickets.solve import solve
from tests.guard.phrases import phrase

WORDS = phrase(seed=3)
WHOLE = f"The fee was 5. 我的助记词：{' '.join(WORDS)}"
BEGUN = f"The fee was 5. 我的助记词：{' '.join(WORDS[:5])}"
LEFT = "The fee was 5. 我的助记词：‹seed_phrase›"


@pytest.fixture
def solved(cast):
    ticket = open_ticket(
        cast.customer, category=Category.PAYMENT_NOT_ARRIVED, by=cast.li_lei, at=now(), origin="test:1"
    )
    solve(ticket, by=cast.li_lei, at=now())
    return ticket


def words_in(page: str) -> list[str]:
    shown = page.split("<main", 1)[1]
    return [word for word in WORDS if f" {word} " in shown or f" {word}<" in shown]


@pytest.mark.parametrize("text", [WHOLE, BEGUN])
def test_own_words_come_back_without_the_phrase(user, callback, cast, text: str) -> None:
    answer = user.post(f"/my/callbacks/{callback.id}/words", {"text": text})
    page = answer.content.decode()

    assert (answer.status_code, LEFT in page, words_in(page)) == (422, True, [])
    assert not Preparation.objects.for_wallet(cast.wallet).exists()


@pytest.mark.parametrize("text", [WHOLE, BEGUN])
def test_note_comes_back_without_the_phrase(user, cast, text: str) -> None:
    answer = user.post("/my/notes", {"note_id": str(new_id()), "about": text[:70], "text": text})
    page = answer.content.decode()

    assert (answer.status_code, LEFT in page, words_in(page)) == (422, True, [])
    assert not OwnNote.objects.for_wallet(cast.wallet).exists()


@pytest.mark.parametrize("text", [WHOLE, BEGUN])
def test_remark_with_a_rating_comes_back_without_the_phrase(user, cast, solved, text: str) -> None:
    answer = user.post(f"/my/tickets/{solved.id}/rating", {"csat": "5", "comment": text})
    page = answer.content.decode()

    assert (answer.status_code, LEFT in page, words_in(page)) == (422, True, [])
    assert not Rating.objects.for_wallet(cast.wallet).exists()


@pytest.mark.parametrize("text", [WHOLE, BEGUN])
def test_wish_keeps_the_harmless_words_beside_the_phrase(user, cast, text: str) -> None:
    page = user.post("/my/callback-request", {"text": text}, follow=True).content.decode()

    assert Preparation.objects.for_wallet(cast.wallet).get().text == LEFT
    assert Callback.objects.for_wallet(cast.wallet).count() == 1
    assert ("was taken out before we kept your words" in page, words_in(page)) == (True, [])
