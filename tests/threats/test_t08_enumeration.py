"""T8: who is a customer? Somebody asks at every door, known and unknown by turns."""

from __future__ import annotations

from uuid import uuid4

from tests.threats.asking import by_turns, cannot_be_told_apart
from tests.threats.http import LANGUAGES
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T8"
ATTACK = "Who is a customer? Enumeration"


def test_nobody_learns_who_is_a_customer(scene: Scene, rival: Scene, row: Row) -> None:
    users = [scene.user() for _ in range(3)]
    known, unknown = (
        [user.external_id for user in users],
        [f"user-{number}{uuid4().hex[:6]}" for number in range(3)],
    )
    stranger, other = scene.nobody(), rival.backend

    for times, ask in (
        (12, lambda name: stranger.get(f"/api/v1/customers/{name}")),
        (12, lambda name: stranger.get("/my/", customer=name)),
        (300, lambda name: other.get(f"/api/v1/customers/{name}")),
        (
            200,
            lambda name: other.http.post(f"{scene.root}/api/v1/customer-sessions", json={"customer": name}),
        ),
    ):
        real, invented = by_turns(ask, known, unknown, times)
        assert {status for status, _body in real.bodies} <= {401, 403, 404}
        if times < 100:
            assert real.bodies == invented.bodies
        else:
            cannot_be_told_apart(real, invented)
    row.step(
        "Signed out, and with another wallet's API key, he asks a thousand times for ids that exist "
        "and ids that do not: the same bytes, times that a rank test cannot tell apart."
    )

    spent = scene.backend.opens(known[0])
    stranger.enters(spent)
    real, invented = by_turns(scene.nobody().get, [spent], [f"/my/enter/{'x' * 43}"], 12)
    assert real.bodies == invented.bodies
    row.step("He tries one-time links: one that was spent and one that he has made up get the same page.")

    texts = {number: _checked(scene, number) for number in (users[0].number, "+8617000098765")}
    his, nobodys = (_without(number, text) for number, text in texts.items())
    assert his == nobodys
    row.step(
        "At the public check he enters a customer's own telephone number and one of nobody's: the "
        "same answer, because it knows the wallets' channels only."
    )
    row.saw("at the public check, for any private number", **his)
    row.saw("at the portal without a session", **stranger_page(scene))

    row.ends(
        Verdict.STOPPED,
        stopped_by="personal status only behind the wallet's own session; another wallet's key finds "
        "nothing, in the same bytes and time; "
        "the public check knows channels and no people; both are limited",
        residual="Whoever holds the wallet's own backend key may of course ask for its own customers.",
    )


def stranger_page(scene: Scene) -> dict[str, str]:
    return scene.nobody().reads("/my/", "main")


def _checked(scene: Scene, number: str) -> dict[str, str]:
    stranger = scene.nobody()
    said = {}
    for language, code in LANGUAGES.items():
        answer = stranger.http.post(f"{scene.root}/check/", data={"text": number}, params={"language": code})
        said[language] = words_in(answer.text, "answer")
    return said


def _without(number: str, text: dict[str, str]) -> dict[str, str]:
    """What is said of the number, without the number itself, which stands in the first two lines."""
    shown = f"+86 {number[3:6]} {number[6:10]} {number[10:]}"
    return {language: said.replace(shown, "-").split(" / ", 2)[-1] for language, said in text.items()}
