"""T9: a page that once said *talking* is kept alive: frozen, cut off, gone back to, fed with old verdicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.threats.eyes import GREEN, GREY, in_language, opens_his_wallet, seen
from tests.threats.people import User, proven_call
from tests.threats.playing import Scene
from tests.threats.rows import Row, Verdict

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
ID = "T9"
ATTACK = "A stale “verified” page"
RECORD = """
const Real = window.EventSource;
window.recorded = [];
window.EventSource = class extends Real {
  constructor(url) {
    super(url);
    this.addEventListener("status", (event) => window.recorded.push([event.lastEventId, event.data]));
  }
};
"""


def test_old_yes_is_never_green(scene: Scene, open_page: OpenPage, row: Row) -> None:
    user = scene.user()
    _cut_off(scene, user, open_page, row)
    _slept_and_gone_back(scene, user, open_page, row)
    _old_verdicts_replayed(scene, user, open_page, row)

    row.ends(
        Verdict.STOPPED,
        stopped_by="verdicts are signed for thirty seconds, one session and one nonce, with a beat of"
        " four seconds; the page greys on a miss, before it asks "
        "again after sleep or *back*, and never turns green without a fresh verdict; `no-store`",
        residual="For half a second after a computer wakes the old picture may still be on the "
        "screen; a photograph of the page is a photograph.",
    )


def _cut_off(scene: Scene, user: User, open_page: OpenPage, row: Row) -> None:
    assert "no-store" in user.get("/my/").headers["cache-control"]
    scene.backend.tells(user.external_id)
    proven_call(user, scene.lilei)
    page = opens_his_wallet(open_page, scene, user.external_id)
    said = {}
    for language in ("zh", "en"):
        in_language(page, "/my/", language)
        page.locator(GREEN).wait_for(timeout=30_000)
        page.context.set_offline(True)
        page.locator(GREY).wait_for()
        said[language] = seen(page, "#status .status__lost")
        page.context.set_offline(False)
        page.locator(GREEN).wait_for(timeout=60_000)
    row.step(
        "In a real, proven call the page is green. The network is cut: the page greys at once, and is"
        " green again only after a new verdict."
    )
    row.saw("while the page has lost touch", **said)


def _slept_and_gone_back(scene: Scene, user: User, open_page: OpenPage, row: Row) -> None:
    page = opens_his_wallet(open_page, scene, user.external_id)
    page.locator(GREEN).wait_for(timeout=30_000)
    control = page.context.new_cdp_session(page)
    control.send("Page.setWebLifecycleState", {"state": "frozen"})
    other = opens_his_wallet(open_page, scene, user.external_id)
    other.locator(GREEN).wait_for(timeout=30_000)
    other.goto(f"{scene.root}/my/matters")
    scene.lilei.hangs_up()
    user.waits_for("ended")
    control.send("Page.setWebLifecycleState", {"state": "active"})
    page.wait_for_timeout(1000)
    assert page.locator(GREEN).count() == 0
    page.locator('#status .status[data-status="ended"]').wait_for(timeout=30_000)
    row.step(
        "The laptop is put to sleep on the green page, the call ends meanwhile, the laptop wakes: "
        "grey before it has asked, then *ended*."
    )
    other.go_back()
    assert other.locator(GREEN).count() == 0
    other.locator('#status .status[data-status="ended"]').wait_for(timeout=30_000)
    row.step(
        "The *back* button returns to the page that was green: it is fetched anew, nothing of it was kept."
    )


def _old_verdicts_replayed(scene: Scene, user: User, open_page: OpenPage, row: Row) -> None:
    scene.backend.tells(user.external_id)
    proven_call(user, scene.lilei)
    page = opens_his_wallet(open_page, scene, user.external_id)
    page.context.add_init_script(RECORD)
    page.goto(f"{scene.root}/my/")
    page.locator(GREEN).wait_for(timeout=30_000)
    recorded: list[Any] = page.evaluate("window.recorded")
    assert any(json.loads(data)["jws"] for _id, data in recorded)
    scene.lilei.hangs_up()
    user.waits_for("ended")
    body = "".join(f"id: {number}\nevent: status\ndata: {data}\n\n" for number, data in recorded)
    page.context.route("**/live/stream**", lambda route: _feed(route, body))
    page.goto(f"{scene.root}/my/")
    page.wait_for_timeout(4000)
    assert page.locator(GREEN).count() == 0
    assert page.locator('#status .status[data-status="talking"]').count() == 0
    row.step(
        "Every signed verdict of the call was recorded; a proxy feeds them to the page again after "
        "the call: right signature, old nonce, no green."
    )


def _feed(route: Any, body: str) -> None:
    route.fulfill(status=200, headers={"content-type": "text/event-stream; charset=utf-8"}, body=body)
