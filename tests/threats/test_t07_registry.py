"""T7: a look-alike number is to get into the list of official channels; an old list is to be passed "
"off as today's."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.threats.http import LANGUAGES, Caller, until
from tests.threats.playing import Scene, run
from tests.threats.rows import Row, Verdict
from tests.threats.words import words_in

ID = "T7"
ATTACK = "A look-alike number or address slipped into the registry; an old registry served again"
CHANGE = re.compile(r"/console/channels/changes/[0-9a-f-]{36}")
WORDS = {"what_for_zh": "客服热线", "what_for_en": "Our hotline", "direction": "both"}
ADDED = "post@qinghe.example"
REASON = "这是我们新开的热线，与原号码相近。"


def test_look_alike_needs_two_people_and_an_old_list_is_refused(
    scene: Scene, row: Row, tmp_path: Path
) -> None:
    number = scene.official_number
    _two_publish(scene, kind="number", text=number)
    alike = number[:-2] + number[-1] + "6"  # 188 becomes 186
    _alone(scene, alike, row)
    row.saw("who asks the public check about the look-alike", **checked(scene, alike))
    _rolled_back(scene, alike, row, tmp_path)

    row.ends(
        Verdict.STOPPED,
        stopped_by="two people publish, never one; what looks like an entry needs a written reason of"
        " each; every change is a leaf of a public log; the list is "
        "signed with versions and dates (TUF), so that clients refuse an older, mixed or expired one",
        residual="Two people in league can publish a false entry. It stands in the public log under "
        "their names for as long as the log stands.",
    )


def _alone(scene: Scene, alike: str, row: Row) -> None:
    thief, second = scene.hanmeimei, scene.lintao
    new = "/console/channels/new"
    fields = {"kind": "number", "text": alike, **WORDS}
    without_reason = thief.press(new, new, **fields)
    assert (without_reason.status_code, "looks like another entry" in without_reason.text) == (422, True)
    proposed = thief.press(new, new, **fields, reason=REASON)
    change = CHANGE.search(str(proposed.url))
    assert change is not None
    row.step(
        "A bribed supervisor proposes a number that differs from the wallet's own in one digit: she "
        "is shown which entry it resembles, and must write down why."
    )

    alone = thief.press(change.group(), f"{change.group()}/publication", reason=REASON)
    assert (alone.status_code, "Somebody else must decide" in alone.text) == (403, True)
    careless = second.press(change.group(), f"{change.group()}/publication")
    assert (careless.status_code, "looks like another entry" in careless.text) == (409, True)
    row.step(
        "She cannot publish it herself; a careless colleague who just presses the button is shown the"
        " look-alike and refused, too."
    )
    assert (
        second.press(change.group(), f"{change.group()}/refusal", reason="不是我们的号码。").status_code
        == 200
    )


def checked(scene: Scene, number: str) -> dict[str, str]:
    """What anybody reads at the public check."""
    said = {}
    for language, code in LANGUAGES.items():
        ask = Caller(scene.root).http.post
        answer = ask(f"{scene.root}/check/", data={"text": number}, params={"language": code})
        said[language] = words_in(answer.text, "answer")
    return said


def _rolled_back(scene: Scene, alike: str, row: Row, folder: Path) -> None:
    today = (
        scene.system.data / "registry" / "public"
    )  # the demo signs it anew whenever two people have published
    yesterday, root, kept = folder / "yesterday", folder / "1.root.json", str(folder / "kept")
    until(lambda: _is_signed(scene, today, number=scene.official_number), "the list is never signed")
    shutil.copy(today / "1.root.json", root)
    shutil.copytree(today, yesterday)
    assert _verified(scene, yesterday, root, kept)["valid"] is True

    _two_publish(scene, kind="mail", text=ADDED)
    until(lambda: _is_signed(scene, today, number=ADDED), "the new list is never signed")
    assert _verified(scene, today, root, kept)["valid"] is True
    assert _verified(scene, yesterday, root, kept)["valid"] is False
    row.step(
        "Two people publish an entry, the list is signed anew. A mirror in the attacker's hands serves "
        "yesterday's list: every signature is right, and the client refuses it."
    )
    forged = folder / "forged"
    shutil.copytree(today, forged)
    assert _rewrites(forged, scene.official_number, alike) > 0
    assert _verified(scene, forged, root, kept)["valid"] is False
    row.step("He writes the look-alike into the files of the list itself: refused.")


def _is_signed(scene: Scene, published: Path, number: str) -> bool:
    """Whether a list that names it has been signed whole."""
    named = any(number.encode() in file.read_bytes() for file in published.rglob("*.json"))
    root = published / "1.root.json"
    return named and _verified(scene, published, root)["valid"] is True


def _rewrites(folder: Path, number: str, alike: str) -> int:
    """Put the look-alike in the place of the number in every file that names it; how many files that were."""
    files = [file for file in folder.rglob("*") if file.is_file() and number.encode() in file.read_bytes()]
    for file in files:
        file.write_bytes(file.read_bytes().replace(number.encode(), alike.encode()))
    return len(files)


def _two_publish(scene: Scene, **entry: str) -> None:
    new = "/console/channels/new"
    proposed = scene.hanmeimei.press(new, new, **entry, **WORDS)
    change = CHANGE.search(str(proposed.url))
    assert change is not None, words_in(proposed.text, "main")
    answer = scene.lintao.press(change.group(), f"{change.group()}/publication")
    assert answer.status_code == 200, words_in(answer.text, "main")


def _verified(scene: Scene, published: Path, root: Path, kept: str = "") -> dict[str, object]:
    """The client's last word, as `answerback channels verify` prints it."""
    memory = ["--kept", kept] if kept else []
    arguments = ["channels", "verify", str(published), "--root", str(root), *memory]
    done = run(scene.system, "-m", "answerback.ops.entry", *arguments)
    last: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return last
