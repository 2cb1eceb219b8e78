"""T13: the voice of an agent whom the user knows, cloned, with everything that agent knows."""

from __future__ import annotations

from tests.threats.people import proven_call
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

ID = "T13"
ATTACK = "The cloned voice of a known agent"
HEARD = ("audio", "voice", "speech", "recording", "video")


def test_voice_proves_nothing(scene: Scene, row: Row) -> None:
    user, agent = scene.user(), scene.lilei
    scene.backend.tells(user.external_id)
    proven_call(user, agent)
    known = user.sees()
    assert "Li Lei" in known["en"] and "李雷" in known["zh"]
    row.step("The user has talked to Li Lei: the page named him, while our leg was up and proven.")
    agent.hangs_up()
    user.waits_for("ended")

    row.step(
        "A minute later Li Lei's voice rings again, with his name, team, work number and the ticket's"
        " reference. The page knows legs and keys, and there is none."
    )
    after = user.sees()
    assert "Li Lei" not in after["en"] and "李雷" not in after["zh"]
    row.saw("while the cloned voice talks", **after)

    described = scene.nobody().get("/api/v1/openapi.json").json()
    taken = [name for name in described["paths"] if any(word in name.lower() for word in HEARD)]
    fields = [
        name for name in described["components"]["schemas"] if any(word in name.lower() for word in HEARD)
    ]
    assert (taken, fields) == ([], [])
    row.step(
        "He looks for a door that takes a voice: no address and no field of the API takes sound, so "
        "there is no voice check to deceive."
    )

    row.ends(
        Verdict.TOLD,
        stopped_by="identity is the leg and the key, never the voice: without a leg of ours the page "
        "says *not us*, however the caller sounds",
        residual="The clone itself is not noticed. Who trusts the voice and does not look is not stopped.",
    )
