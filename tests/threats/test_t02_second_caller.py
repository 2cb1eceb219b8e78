"""T2: a scammer rings before the arranged call, and is on the line when we ring; a voicemail answers"
" for the user."""

from __future__ import annotations

from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

ID = "T2"
ATTACK = "A scammer rings before or during the arranged call"


def test_scammer_before_and_during_the_arranged_call(scene: Scene, row: Row) -> None:
    user = scene.user()
    scene.backend.tells(user.external_id)
    user.waits_for("arranged")
    row.step(
        "A payment does not arrive, a callback is arranged; the scammer rings first, with our name "
        "and our number."
    )
    row.saw("while the scammer talks, before our call", **user.sees())

    scene.lilei.rings()
    user.lets_the_phone("busy")  # the scammer is still on the line
    user.waits_for("elsewhere")
    row.step("He keeps the user on the line. Our agent rings and finds it busy.")
    row.saw("while the scammer talks, after our call has met the busy line", **user.sees())

    scene.lilei.finishes("busy")
    other = scene.user()
    scene.backend.tells(other.external_id)
    scene.lilei.rings()
    other.lets_the_phone("voicemail")
    other.waits_for("connected")
    card = other.sees()
    assert "Li Lei" not in card["en"] and "李雷" not in card["zh"]
    row.step(
        "At another user's a voicemail (or a forwarded phone) answers our call: the page says neither"
        " name nor yes."
    )
    row.saw("when something that is not the user has answered our call", **card)
    scene.lilei.hangs_up()

    row.ends(
        Verdict.TOLD,
        stopped_by="*arranged* says “not talking to you yet”; a busy line becomes *elsewhere* for "
        "fifteen minutes; "
        "whatever answers stays at *connected*, without a name, until the code matches",
        residual="The page must be looked at. Whoever never opens it hears the scammer only.",
    )
