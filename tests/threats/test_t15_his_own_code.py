"""T15: the scammer reads out a log-in or pairing code of his own and has the victim type it."""

from __future__ import annotations

from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

ID = "T15"
ATTACK = "A scammer reads out his own log-in or pairing code"
HIS = "481 902"


def test_foreign_code_finds_no_field_and_no_match(scene: Scene, row: Row) -> None:
    user, agent = scene.user(), scene.lilei
    assert (user.face, 'name="code"' in user.page("/my/")) == ("quiet", False)
    assert user.types(HIS) == "There is no code to type now. If a caller asks for one, hang up."
    row.step(
        "“Type this code into your wallet”: while no line of ours is connected there is no field; "
        "posted all the same it is refused."
    )

    scene.backend.tells(user.external_id)
    user.waits_for("arranged")
    assert 'name="code"' not in user.page("/my/")
    agent.rings()
    user.waits_for("ringing")
    assert 'name="code"' not in user.page("/my/")
    user.picks_up()
    user.waits_for("connected")
    row.step(
        "He tries before, while it is arranged and while it rings. The field exists only in "
        "*connected*, and says what a code means."
    )
    row.saw("beside the only field for a code", **user.sees(part="code__hint"))

    ours = agent.reads_the_code()
    assert ours != HIS.replace(" ", "")
    said = {language: user.types(HIS, language) for language in ("zh", "en")}
    assert (
        "Error: That is not the code of this call. If the caller insists that it is, hang up." in said["en"]
    )
    assert user.face == "connected"
    row.step("He joins our call and dictates his own code into it: it is not the code of this call.")
    row.saw("when he has typed the scammer's code", **said)
    agent.hangs_up()

    row.ends(
        Verdict.STOPPED,
        stopped_by="the field compares with the code of this very leg and does nothing else; "
        "approving is a screen of its own and never takes a spoken code; "
        "no code of ours signs anybody in or pairs a device",
        residual="A code typed into the scammer's own page, or another service's, is out of our "
        "sight; the sentence beside the field says to hang up then.",
    )
