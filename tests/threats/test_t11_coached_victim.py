"""T11: the victim is coached: stay on the line, ignore the app, approve what comes."""

from __future__ import annotations

from tests.threats.http import until
from tests.threats.people import User, proven_call
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

ID = "T11"
ATTACK = "A coached victim (“we are the special team, ignore the app”)"


def test_coached_victim_is_told_and_slowed_down(scene: Scene, row: Row) -> None:
    user, agent = scene.user(), scene.lilei
    scene.backend.tells(user.external_id)
    proven_call(user, agent)
    agent.does("actions/unlock_account", account="尾号 4821 的账户")
    until(lambda: "/my/approvals/" in user.page("/my/matters"), "no approval waits")
    letter = "/my/approvals/" + user.page("/my/matters").split("/my/approvals/")[1][:36]
    agent.hangs_up("waiting", next_step="等您在钱包里同意后解锁账户。")
    row.step("In a real call our agent has asked for something that waits for the user's approval.")

    scene.backend.tells(user.external_id)
    agent.rings()
    user.lets_the_phone("busy")
    user.waits_for("elsewhere")
    row.step(
        "The scammer keeps him on the line: “your app is out of date, we are the special team”. Our "
        "own call finds the line busy."
    )
    row.saw("while he is coached", **user.sees())

    answer = user.press(letter, f"{letter}/approval", seen=digest(user, letter))
    row.step(
        "Coached, he opens the approval that waits and presses yes: not while somebody who is not us "
        "is on his line."
    )
    assert answer.status_code == 409, answer.status_code
    row.saw("when he presses yes", **user.sees(letter, "notice"))
    assert "approval_yes" not in user.page(letter)
    agent.finishes("busy")

    row.ends(
        Verdict.NOT_STOPPED,
        stopped_by="the page says the opposite of the coach, in his own words (“hang up”), says what "
        "nobody of ours ever asks, and while a call "
        "that is not proven is on his line nothing can be approved; a new number cools off for 72 "
        "hours besides",
        residual="Who waits until the line is free again, or is coached where we see no call at all, "
        "approves in the end what he has read in full. "
        "What he does outside the wallet (a transfer, an installed program) we never see.",
    )


def digest(user: User, letter: str) -> str:
    """What the page showed, as its form sends it."""
    page = user.page(letter)
    return page.split('name="seen" value="')[1].split('"')[0] if 'name="seen"' in page else "unseen"
