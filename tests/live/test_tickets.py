"""A stream ticket opens the stream it was minted for, for a minute, and nothing else."""

import base64
import json
from datetime import timedelta

import pytest

from answerback.live.tickets import LIVES_SECONDS, Audience, Ticket, mint, read
from answerback.storage.ids import new_id
from tests.cast import NOON

pytestmark = pytest.mark.django_db
WALLET, SUBJECT = new_id(), new_id()


def test_ticket_says_who_may_hear_what() -> None:
    text = mint(Audience.PORTAL, WALLET, SUBJECT, "s-1", at=NOON)

    expires = int(NOON.timestamp()) + LIVES_SECONDS
    assert read(text, at=NOON) == Ticket(Audience.PORTAL, WALLET, SUBJECT, "s-1", expires)


def test_ticket_ends_after_its_minute() -> None:
    text = mint(Audience.DESK, WALLET, SUBJECT, "s-1", at=NOON)

    assert read(text, at=NOON + timedelta(seconds=LIVES_SECONDS)) is not None
    assert read(text, at=NOON + timedelta(seconds=LIVES_SECONDS + 1)) is None


@pytest.mark.parametrize("place", [0, 1, 2, 3, 4])
def test_changed_ticket_is_refused(place: int) -> None:
    """Audience, wallet, subject, session, expiry: none may be changed under the old code."""
    body, code = mint(Audience.PORTAL, WALLET, SUBJECT, "s-1", at=NOON).split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    said[place] = ["desk", new_id().hex, new_id().hex, "s-2", said[4] + 600][place]
    forged = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()

    assert read(f"{forged}.{code}", at=NOON) is None


@pytest.mark.parametrize("text", ["", ".", "a.b", "a.b.c", "x" * 5000, "é.ü", "e30.e30", "W10.W10"])
def test_nonsense_is_refused(text: str) -> None:
    assert read(text, at=NOON) is None
