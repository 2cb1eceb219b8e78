"""T5: what a real call gives to one customer (its code, its signed verdict, its stream) is carried "
"to another."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.threats.people import User, proven_call
from tests.threats.playing import Scene, run
from tests.threats.rows import Row, Verdict

ID = "T5"
ATTACK = "A real push, code or proof is relayed to somebody else"


def test_what_one_leg_proves_proves_nothing_elsewhere(
    scene: Scene, rival: Scene, row: Row, tmp_path: Path
) -> None:
    caller, victim = scene.user(), scene.user()
    scene.backend.tells(caller.external_id)
    scene.lilei.rings()
    caller.picks_up()
    caller.waits_for("connected")
    code = scene.lilei.reads_the_code()
    row.step("The scammer is himself a customer and has our agent ring him: a real call with a real code.")

    assert victim.types(code) == "There is no code to type now. If a caller asks for one, hang up."
    assert (victim.face, 'name="code"' in victim.page("/my/")) == ("quiet", False)
    row.step(
        "On a second line he reads that code to the victim: the victim's page has no field for it, "
        "and posted all the same it is refused."
    )
    row.saw("while the scammer presses him to type the code", **victim.sees())

    assert caller.types(code) == ""
    caller.waits_for("talking")
    assert caller.types(code) == ""  # already proven: the same page, nothing new
    verdict = verdict_of(caller)
    ours, theirs = claims(verdict["jws"]), claims(verdict_of(victim)["jws"])
    assert (ours["state"], theirs["state"]) == ("talking", "quiet")
    differing = {name for name in ("sub", "sid", "nonce") if ours[name] != theirs[name]}
    assert differing == {"sub", "sid", "nonce"}
    row.step(
        "He types it himself, and carries his own signed *talking* to the victim: its customer, "
        "session and nonce are not the victim's. (T9 plays it into a real page.)"
    )

    ticket = caller.press("/my/", "/my/stream-ticket").json()["ticket"]
    scene.lilei.hangs_up()
    caller.waits_for("ended")
    later = caller.get("/live/status", ticket=ticket, nonce="n").json()
    assert claims(later["jws"])["state"] == "ended"
    row.step(
        "He hangs up and asks for the verdict again: the state has followed the line, no agent's "
        "button can hold it up."
    )

    _forged_reports(scene, rival, victim, row)
    bundle = _proof_of_the_call(caller, victim, scene, rival, row)
    _proof_replayed(bundle, victim, scene, tmp_path, row)
    scene.backend.tells(victim.external_id)
    proven_call(victim, scene.lilei)
    row.step("The victim's own call, later, has a code of its own and is proven by it.")
    row.saw("in a real call of his own", **victim.sees())
    scene.lilei.hangs_up()

    row.ends(
        Verdict.STOPPED,
        stopped_by="a code belongs to one leg and to the customer whose line it is; a verdict is "
        "signed for one customer, session and nonce; "
        "the state follows the telephone network and never a button",
        residual="Against a relay of the *same* call see T3.",
    )


def _forged_reports(scene: Scene, rival: Scene, victim: User, row: Row) -> None:
    at = datetime.now(UTC).isoformat()
    body = {"call_id": "forged-1", "event": "answered", "at": at, "number": victim.number, "agent": "1001"}
    callers = (scene.nobody(), rival.backend, scene.backend)
    tried = [caller.http.post(f"{scene.root}/api/v1/legs", json=body).status_code for caller in callers]
    assert (tried, victim.face) == ([401, 401, 401], "quiet")
    row.step(
        "He reports an answered call to the victim in a call centre's name: without its key, with another "
        "wallet's, and with the right key but no signature. All are refused, the page stays as it was."
    )


def _proof_of_the_call(caller: User, victim: User, scene: Scene, rival: Scene, row: Row) -> dict[str, str]:
    letter = re.search(r"/my/callbacks/[0-9a-f-]{36}", caller.page("/my/matters"))
    assert letter is not None
    proof = re.search(r"/my/proofs/([A-Za-z0-9_-]+)", caller.page(letter.group()))
    assert proof is not None
    own, api = proof.group(), f"/api/v1/proofs/{proof.group(1)}"
    tried = [one.get(own).status_code for one in (caller, victim, scene.nobody())]
    machines = [one.get(api).status_code for one in (rival.backend, scene.nobody())]
    assert (tried, machines) == ([200, 404, 403], [404, 401])
    row.step(
        "He hands the address of his call's signed proof to the victim and to another wallet: it opens to its own "
        "customer and his wallet only."
    )
    bundle: dict[str, str] = caller.get(f"{own}/file").json()
    return bundle


def _proof_replayed(bundle: dict[str, str], victim: User, scene: Scene, folder: Path, row: Row) -> None:
    (folder / "token").write_text(bundle["token"])
    (folder / "cert.pem").write_text(bundle["chain"])
    said = claims(bundle["token"])
    his, then = said["dest"]["tn"][0], said["iat"]
    reasons = [
        _verified(scene, folder, "--orig", said["orig"]["tn"], "--dest", called, "--at", str(at))
        for called, at in ((his, then), (victim.number.removeprefix("+"), then), (his, then + 3600))
    ]
    assert reasons == ["valid", "dest", "stale"]
    row.step(
        "He keeps the proof's file and plays it to whoever checks offline: right for his own call, refused for the "
        "victim's number (`dest`), and an hour later for his own (`stale`)."
    )


def _verified(scene: Scene, folder: Path, *call: str) -> str:
    """What `answerback proof verify` says of the kept file for that call."""
    files = ["--token", str(folder / "token"), "--cert", str(folder / "cert.pem")]
    done = run(scene.system, "-m", "answerback.ops.entry", "proof", "verify", *files, *call)
    last = json.loads(done.stdout.splitlines()[-1])
    return "valid" if last["valid"] else str(last["reason"])


def verdict_of(user: User) -> dict[str, Any]:
    """One signed verdict, as the page asks for it."""
    given = user.press("/my/", "/my/stream-ticket").json()
    answer: dict[str, Any] = user.get("/live/status", ticket=given["ticket"], nonce=given["nonce"]).json()
    return answer


def claims(jws: str) -> dict[str, Any]:
    body = jws.split(".")[1]
    known: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return known
