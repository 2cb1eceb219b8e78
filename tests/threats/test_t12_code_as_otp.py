"""T12: the proof's code is fished for, like a one-time password."""

from __future__ import annotations

import html
import json
import re

from tests.threats.http import Caller
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T12"
ATTACK = "The code is used as OTP phishing"
HARMLESS, ASKING = "先完成通话验证，再说来电的原因。", "请把您收到的验证码念给我。"
VERSION = re.compile(r"/console/conversations/[0-9a-f-]{36}")
SIX = re.compile(r"(?<![\d.:#-])\d{3}[  ]?\d{3}(?![\d.:-])")


def test_there_is_nothing_to_read_out_and_nothing_to_do_with_it(scene: Scene, row: Row) -> None:
    user, agent = scene.user(), scene.lilei
    scene.backend.tells(user.external_id)
    agent.rings()
    user.picks_up()
    user.waits_for("connected")
    code = agent.reads_the_code()
    assert [path for path in ("/my/", "/my/status", "/my/matters") if code in user.page(path)] == []
    assert SIX.findall(user.sees()["en"]) == []
    row.step(
        "“Read me the six digits”: there is nothing to read. The code stands on the agent's desk "
        "only; no page, stream, message or event of the user's holds it."
    )
    row.saw("in the real call, while somebody asks him for a code", **user.sees(part="code"))

    thief = scene.user()
    posted = thief.press("/my/", "/my/code", code=code)
    assert "There is no code to type now" in posted.text
    assert Caller(scene.root).http.post(f"{scene.root}/my/code", data={"code": code}).status_code == 403
    row.step(
        "A thief who has overheard the code types it into his own page and into none: it opens, "
        "approves and signs in to nothing."
    )

    wrong = {user.types(f"{(int(code) + step) % 10**6:06}") for step in (1, 2, 3)}
    assert len(wrong) == 1
    assert user.types(code) != ""  # three misses have used it up
    agent.does("code")
    assert (again := agent.reads_the_code()) != code
    row.step("He guesses: after three wrong digits the code itself is void, a leg has three codes.")
    assert user.types(again) == ""
    user.waits_for("talking")
    _a_guide_that_asks_is_refused(scene)
    row.step(
        "He has a supervisor write “please read me your code” into a guided conversation: it cannot "
        "be published."
    )
    row.saw("on what nobody of ours ever asks", **user.sees(part="never"))
    agent.hangs_up()

    row.ends(
        Verdict.STOPPED,
        stopped_by="one direction only: the agent speaks, the user types into the wallet; the code "
        "proves one call and approves nothing; "
        "guides that ask for a code, password, phrase or card number are refused",
        residual="Codes of *other* systems that the user reads out to a scammer are theirs to "
        "protect; our page says never to (T15).",
    )


def _a_guide_that_asks_is_refused(scene: Scene) -> None:
    supervisor = scene.hanmeimei
    guide = VERSION.findall(supervisor.page("/console/conversations"))[0]
    page = supervisor.page(f"{guide}/versions/1/json")
    content = html.unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[0])
    assert HARMLESS in content
    draft = json.dumps(json.loads(content.replace(HARMLESS, ASKING)), ensure_ascii=False)
    saved = supervisor.press(f"{guide}/versions/1/json", f"{guide}/versions/1/json", json=draft)
    number = str(saved.url).split("/versions/")[1].split("?")[0]
    supervisor.press(f"{guide}/versions/{number}", f"{guide}/versions/{number}/publication")
    told = supervisor.page(f"{guide}/versions/{number}")
    assert ("This seems to ask for a code." in told, words_in(told, "badge")) == (True, "Draft")
