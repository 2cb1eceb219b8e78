"""T6: an agent is bribed, a supervisor looks around, a session is stolen, somebody edits the record "
"afterwards."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

from tests.browser.system import System
from tests.threats.http import Caller, until
from tests.threats.people import Agent
from tests.threats.playing import Scene, run
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T6"
ATTACK = "A bribed or hijacked agent"
CUSTOMER = re.compile(r"/console/customers/[0-9a-f-]{36}")
MEMBER = re.compile(r"/console/staff/([0-9a-f-]{36})")
ALLOWED = 4  # the stage's policy: records that one person may open in an hour


def test_insider_gets_little_and_is_seen(scene: Scene, row: Row, tmp_path: Path) -> None:
    scene.backend.tells(scene.user().external_id)
    _bribed_agent(scene, row)
    _asks_for_the_seed_phrase(scene, row)
    _supervisor_looks_around(scene, row)
    _stolen_session(scene, row)
    _edited_journal(scene, row, tmp_path)

    row.ends(
        Verdict.STOPPED,
        stopped_by="the system chooses whom an agent rings, nobody sees a number, a name opens with "
        "the answered call; opened records are counted and cut off "
        "with an alarm, canaries ring, the journal is a hash chain; one tap of the user sets the "
        "agent aside and asks for a freeze",
        residual="What an agent hears and reads in the calls that he is given he may remember and "
        "sell: a few people an hour instead of a database.",
    )


def _bribed_agent(scene: Scene, row: Row) -> None:
    agent, colleague = scene.lilei, scene.wangfang
    doors = ("/console/customers", "/console/callbacks", "/console/journal", "/admin/")
    assert {agent.get(door).status_code for door in doors} <= {302, 403, 404}, doors
    callback = agent.takes_the_next()
    closed = agent.page("/desk/")
    agent.does("call")
    user = scene.met[0]
    user.picks_up()
    until(lambda: "王小明" in agent.page("/desk/"), "the name never opened")
    assert "王小明" not in closed
    seen = closed + agent.page("/desk/") + agent.page("/desk/tickets")
    digits = re.sub(r"(?<=\d)[\s().-]+(?=\d)", "", words_in(seen, "body"))
    assert user.number[3:] not in digits
    row.step(
        "A bribed agent looks for one victim: no list, no search, no choice of whom to ring; the "
        "number stands on no page of his, the name only once our call is answered."
    )
    token = f"/desk/callbacks/{callback}/code"
    assert colleague.press("/desk/", token).status_code in (403, 404)
    row.step("His colleague tries to take part in the call: its code and its data are not hers.")


def _asks_for_the_seed_phrase(scene: Scene, row: Row) -> None:
    user, agent = scene.met[0], scene.lilei
    user.types(agent.reads_the_code())
    user.waits_for("talking")
    user.raises_the_alarm()
    row.step(
        "In the proven call he asks for the recovery words. The user taps “They asked me for a secret” once."
    )
    row.saw("after the tap", **user.sees("/my/hang-up", "main"))
    agent.hangs_up()
    answer = agent.press("/desk/", "/desk/next")
    assert "A customer reported that somebody asked for a secret" in answer.text
    row.step(
        "From that tap on the agent is offered nobody, a freeze of the account is on its way to the "
        "backend, the ticket is urgent."
    )


def _supervisor_looks_around(scene: Scene, row: Row) -> None:
    scene.backend.brings("made-up-7", f"{scene.phones}988")
    planted = run(scene.system, "-m", "answerback.ops.entry", *_plant(scene))
    assert planted.returncode == 0, planted.stderr
    for number in range(ALLOWED + 2):
        scene.backend.brings(f"other-{number}")
    supervisor, auditor = scene.hanmeimei, scene.lintao
    records = list(dict.fromkeys(CUSTOMER.findall(supervisor.get("/console/customers").text)))
    made_up = next(one for one in records if "made-up-7" in supervisor_row(supervisor, one))
    answers = [supervisor.get(one) for one in [made_up, *[one for one in records if one != made_up]]]
    allowed = [answer.status_code for answer in answers].count(200)
    assert (allowed, answers[-1].status_code) == (ALLOWED, 429)
    assert f"You have opened the data of {ALLOWED} customers within one hour" in answers[-1].text
    row.step(
        "A bribed supervisor leafs through the customers: after the hour's allowance nothing more "
        "opens, and the alarm stands in the journal."
    )
    until(lambda: "canary.touched" in auditor.page("/console/journal"), "the canary is silent")
    assert "canary." not in supervisor.page("/console/journal")
    row.step(
        "One of those she opened was planted, with nobody behind it: the auditors and the backend "
        "know at once, she sees nothing of it."
    )


def supervisor_row(supervisor: Agent, link: str) -> str:
    """The line of the list that leads there."""
    return next(line for line in supervisor.get("/console/customers").text.split("<tr") if link in line)


def _plant(scene: Scene) -> list[str]:
    return ["customers", "plant", "--wallet", scene.wallet, "--external-id", "made-up-7"]


def _stolen_session(scene: Scene, row: Row) -> None:
    thief = Caller(scene.root)
    thief.http.cookies.update(scene.wangfang.http.cookies)
    assert thief.get("/desk/").status_code == 200
    admin = scene.lintao
    for member in dict.fromkeys(MEMBER.findall(admin.page("/console/staff"))):
        if "王芳" in admin.page(f"/console/staff/{member}", "zh") and "1002" in admin.page(
            f"/console/staff/{member}"
        ):
            admin.press(f"/console/staff/{member}", f"/console/staff/{member}/end", sure="yes")
    assert "/accounts/login" in str(thief.get("/desk/").url) or thief.get("/desk/").status_code == 403
    row.step(
        "A thief has copied an agent's cookies: he is as blind as she was, and when an administrator "
        "ends her place his very next request is turned away."
    )


def _edited_journal(scene: Scene, row: Row, folder: Path) -> None:
    copy = folder / "copy"
    shutil.copytree(scene.system.data, copy)
    beside = System(copy)
    intact = run(beside, "-m", "answerback.ops.entry", "journal", "verify")
    assert intact.returncode == 0, intact.stdout + intact.stderr
    with sqlite3.connect(copy / "answerback.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        changed = database.execute(
            "UPDATE journal_entry SET actor_id = NULL WHERE kind = 'customer.read' AND seq IS NOT NULL"
        ).rowcount
    assert changed > 0
    broken = run(beside, "-m", "answerback.ops.entry", "journal", "verify")
    assert broken.returncode == 1, broken.stdout
    row.step(
        "With the database in his hands he takes the names of the curious out of the journal: the "
        "chain breaks at that entry, and `answerback journal verify` says so."
    )
