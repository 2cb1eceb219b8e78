"""T3: the man in the middle has the real agent ring, joins the two calls, and forwards every word "
"between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.threats.http import until
from tests.threats.people import Agent, User
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T3"
ATTACK = "A relay: the scammer triggers a real call and sits between"
HIS_OWN = "+86 170 0009 9977"


class Relay:
    """Sits in both calls and repeats into each what he hears in the other; our codes too."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def forwards(self, words: str) -> str:
        self.heard.append(words)
        return words


def test_relay_between_a_real_call_and_its_user(scene: Scene, row: Row) -> None:
    _number_taken_over(scene, row)
    user, relay = scene.user(), Relay()
    _words_are_forwarded(user, scene.lilei, scene, relay, row)
    _what_he_wants_is_approved(user, scene.lilei, row)

    row.ends(
        Verdict.NOT_STOPPED,
        stopped_by="nothing stops the relay itself. Only the number on file is rung, and not within "
        "72 hours of a change of number or SIM; "
        "the page names reason and limits of the call; what he wants needs an approval with every "
        "detail, and a new number cools off for 72 hours",
        residual="A user who obeys the voice in the middle, types the code and then approves what the"
        " page shows him in full, has been robbed "
        "with a green page before his eyes. No code and no signature changes that; he has 72 hours to"
        " take a change of number back.",
    )


def _number_taken_over(scene: Scene, row: Row) -> None:
    an_hour_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    robbed = scene.user(sim_changed_at=an_hour_ago)
    scene.backend.tells(robbed.external_id)
    until(
        lambda: "The number, its SIM" in words_in(scene.hanmeimei.page("/console/callbacks"), "tbody"),
        "not held",
    )
    scene.lilei.press("/desk/", "/desk/next")
    assert (scene.lilei.callback, robbed.face) == ("", "quiet")
    row.step(
        "He has had the victim's SIM exchanged an hour ago and waits for our call on it: it is held "
        "until a supervisor agrees, nobody is rung."
    )
    row.saw("in the wallet, while our call is held", **robbed.sees())


def _words_are_forwarded(user: User, agent: Agent, scene: Scene, relay: Relay, row: Row) -> None:
    scene.backend.tells(user.external_id)
    agent.rings()
    user.picks_up()
    user.waits_for("connected")
    row.step(
        "He has our agent ring the victim's own number, talks him into a conference, and is the voice"
        " that the victim hears."
    )
    said = user.types(relay.forwards(agent.reads_the_code()))
    user.waits_for("talking")
    assert (said, len(relay.heard)) == ("", 1)
    row.step(
        "Our agent reads the code, the relay repeats it, the victim types it: it matches, because it "
        "is the same call. The page turns green."
    )
    row.saw("with the relay between him and our agent", **user.sees())


def _what_he_wants_is_approved(user: User, agent: Agent, row: Row) -> None:
    ending = user.number[-2:]
    agent.does("actions/change_number", new_number=HIS_OWN, old_last_two=ending)
    until(lambda: "/my/approvals/" in user.page("/my/matters"), "no approval waits")
    letter = "/my/approvals/" + user.page("/my/matters").split("/my/approvals/")[1][:36]
    shown = user.sees(letter, "letter")
    assert "99 77" in shown["en"].replace("9977", "99 77") and "99 77" in shown["zh"].replace("9977", "99 77")
    row.step(
        "With the victim's voice he asks our agent for a new telephone number. The agent can only "
        "ask; the wallet shows the new number in full."
    )
    row.saw("before anything is done", **user.sees(letter, "notice"))
    seen = user.page(letter).split('name="seen" value="')[1].split('"')[0]
    user.press(letter, f"{letter}/approval", seen=seen)
    after = user.sees(letter, "letter")
    row.step(
        "The victim obeys and approves. The backend is told after 72 hours only, the old number at "
        "once, and the victim may take it back."
    )
    last = {language: text.split(" / ")[-2] for language, text in after.items()}
    row.saw("after he has obeyed", **last)
    agent.hangs_up()
