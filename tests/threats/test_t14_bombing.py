"""T14: somebody uses our callbacks to bomb a person with real calls."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

ID = "T14"
ATTACK = "Callback bombing"


def test_nobody_is_bombed_with_our_calls(scene: Scene, row: Row) -> None:
    user, agent = scene.user(), scene.lilei
    stranger, at = scene.nobody(), datetime.now(UTC)
    tried = [
        stranger.http.post(f"{scene.root}{path}", data={"number": user.number}).status_code
        for path in ("/my/callback-request", "/api/v1/events", "/api/v1/callbacks", "/check/")
    ]
    assert (tried[0], tried[1], tried[2] in (401, 404, 405)) == (403, 401, True)
    assert user.face == "quiet"
    row.step(
        "Without a session he asks for calls to a victim's number at every door: none takes a number,"
        " none rings."
    )

    answers = [user.asks_to_be_rung() for _ in range(20)]
    letters = {str(answer.url).split("?")[0] for answer in answers}
    assert len(letters) == 1, letters
    row.step("With the victim's unlocked phone he asks twenty times: one wish is open at a time.")
    row.saw("where he asked", **user.sees("/my/matters", "main"))

    letter = letters.pop().removeprefix(scene.root.rstrip("/"))
    for _ in range(3):
        user.press(letter, f"{letter}/refusal")
        last = user.asks_to_be_rung()
        letter = str(last.url).split("?")[0].removeprefix(scene.root.rstrip("/"))
    assert last.status_code == 429
    row.step("He declines and asks again: three wishes a day, then no more until tomorrow.")

    same = {
        scene.backend.tells(user.external_id, f"{user.external_id}-same", at).json()["callback"]
        for _ in range(20)
    }
    flood = [scene.backend.tells(user.external_id) for _ in range(5)]
    assert (len(same), {answer.status_code for answer in flood}) == (1, {202})
    agent.rings()
    user.lets_the_phone("refuse")
    agent.finishes("no_answer")
    agent.press("/desk/", "/desk/next")
    assert agent.callback == ""
    row.step(
        "He floods the backend with events, the same one twenty times and five others: one call is "
        "tried, and today no second one (caps are per person, not per matter)."
    )

    user.press("/my/calls-to-me", "/my/calls-to-me/level", level="everything", sure="yes")
    agent.press("/desk/", "/desk/next")
    assert agent.callback == ""
    row.step("The victim stops all calls in one tap: it holds at once, for what is planned too.")
    row.saw("after the stop", **user.sees())

    row.ends(
        Verdict.STOPPED,
        stopped_by="only a wallet's session or its backend's key asks for calls; one open wish, three"
        " a day; one attempt a day for each person; "
        "calling hours; a stop in one tap",
        residual="Who holds the unlocked phone can have it rung three times a day.",
    )
