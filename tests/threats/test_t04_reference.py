"""T4: somebody has heard or guessed a ticket's reference and tries what it opens."""

from __future__ import annotations

import re

from answerback.tickets.reference import new_reference, spoken
from tests.threats.asking import by_turns, cannot_be_told_apart
from tests.threats.people import User
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T4"
ATTACK = "Somebody reads the ticket reference"
TICKET = re.compile(r"/my/tickets/([0-9a-f-]{36})")
REFERENCE = re.compile(r"\b[0-9HKMQRTWXY]{3}-[0-9HKMQRTWXY]{3}-[0-9HKMQRTWXY]{3}\b")


def test_reference_opens_nothing_and_tells_nothing(scene: Scene, rival: Scene, row: Row) -> None:
    users = [scene.user() for _ in range(3)]
    references = []
    for user in users:
        user.raises_the_alarm()
        found = REFERENCE.search(user.page("/my/matters") + user.page("/my/hang-up") + _letter(user))
        assert found is not None
        references.append(found.group())
    invented = [spoken(new_reference()) for _ in range(3)]
    row.step(
        "He has the references of three real tickets, and three that he has made up, with a right "
        "check character."
    )

    stranger, other = scene.nobody(), rival.backend
    for ask in (
        lambda name: stranger.get(f"/api/v1/tickets/{name}"),
        lambda name: stranger.get(f"/my/tickets/{name}"),
    ):
        real, made_up = by_turns(ask, references, invented, 12)
        assert real.bodies == made_up.bodies
    row.step("Signed out he asks at every door (the API, the portal): the same bytes for real and made up.")
    real, made_up = by_turns(lambda name: other.get(f"/api/v1/tickets/{name}"), references, invented, 500)
    assert {status for status, _body in real.bodies} == {404}
    cannot_be_told_apart(real, made_up)
    row.step(
        "With another wallet's API key he asks a thousand times, real and made up by turns: the same "
        "bytes, and times that a rank test cannot tell apart."
    )

    victim, ticket = users[0], TICKET.search(users[0].page("/my/matters") + users[0].page("/my/hang-up"))
    assert ticket is not None
    assert users[1].get(f"/my/tickets/{ticket.group(1)}").status_code == 404
    assert victim.get(f"/my/tickets/{ticket.group(1)}").status_code == 200
    row.step("Signed in as another customer of the same wallet he opens the ticket's page: not there.")
    away = f"/my/tickets/{ticket.group(1)}"
    row.saw("what a signed-out visitor reads at a ticket's address", **stranger.reads(away, "main"))
    _at_the_official_number(scene, references[0], invented[0], row)

    row.ends(
        Verdict.STOPPED,
        stopped_by="a reference is a locator and never a proof: no counter, no date, and whoever is "
        "not the customer gets the same answer for real and invented",
        residual="A caller who knows a reference sounds well informed. The page says that this proves"
        " nothing.",
    )


def _at_the_official_number(scene: Scene, real: str, invented: str, row: Row) -> None:
    agent, desk = scene.lilei, "/desk/hotline"
    said = [
        words_in(agent.press(desk, f"{desk}/waiting", number="+8617000098765", reference=name).text, "main")
        for name in (real, invented)
    ]
    assert said[0] == said[1]
    answers = {words_in(agent.press(desk, desk, pin=f"{pin:08}", number="").text, "main") for pin in range(3)}
    assert len(answers) == 1
    row.step(
        "He rings the official number and gives the reference, then guesses PINs: our agent is shown one and the same "
        "answer for real and invented, and the number on file is rung back, no other."
    )


def _letter(user: User) -> str:
    found = TICKET.search(user.page("/my/hang-up"))
    return user.page(found.group()) if found else ""
