"""T10: a reverse proxy on another origin clones our pages, passes everything on and waits for what "
"opens them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.people.test_passkey_browser import with_authenticator
from tests.threats.clone import Clone
from tests.threats.eyes import opens_his_wallet, seen
from tests.threats.playing import Scene, run
from tests.threats.rows import Row, Verdict

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser
ID = "T10"
ATTACK = "A clone of the page (a proxy on another address)"
SAYS_VERIFIED = re.compile(r"verified caller|caller is verified|已验证的来电|来电已验证", re.IGNORECASE)


def test_clone_gets_neither_session_nor_passkey(scene: Scene, open_page: OpenPage, row: Row) -> None:
    port = urlsplit(scene.root).port
    _users_page(scene, open_page, f"http://my.localhost:{port}", row)
    _staff_passkey(scene, open_page, f"http://desk.localhost:{port}", row)
    public = scene.nobody().page("/check/") + scene.nobody().page("/check/", "zh")
    assert SAYS_VERIFIED.search(public) is None
    row.step(
        "The pages that a clone can show in full are the public ones: they never say “verified "
        "caller”, so there is nothing to borrow."
    )

    row.ends(
        Verdict.TOLD,
        stopped_by="the user's session and the staff's passkeys are bound to our origin: the browser "
        "itself gives the clone neither; one-time links come from the "
        "wallet's app only, live a minute, and never come by SMS",
        residual="A clone can paint any picture, a green one too. Who follows a caller's link looks "
        "at the caller's page; ours says never to.",
    )


def _users_page(scene: Scene, open_page: OpenPage, ours: str, row: Row) -> None:
    user = scene.user()
    page = opens_his_wallet(open_page, scene, user.external_id)
    page.goto(ours + scene.backend.opens(user.external_id))
    page.locator("main form button").first.click()
    page.wait_for_url(f"{ours}/my/")
    said = {}
    with Clone("my-lanyue.localhost", ours) as clone:
        for language in ("zh", "en"):
            page.goto(f"{clone.origin}/my/?language={'zh-hans' if language == 'zh' else 'en'}")
            said[language] = seen(page, "main")
        assert [cookie for cookie in clone.cookies if "answerback_my" in cookie] == []
        assert page.goto(f"{ours}/my/") is not None
        assert page.locator("#status").count() == 1
    row.step(
        "The victim is signed in. A caller's link leads him to a proxy on another address that shows "
        "our very pages: his browser does not send it his session."
    )
    row.saw("on the clone of his page", **said)


def _staff_passkey(scene: Scene, open_page: OpenPage, ours: str, row: Row) -> None:
    invited = [
        "staff",
        "invite",
        "t10-lilei",
        "--wallet",
        scene.wallet,
        "--work-number",
        "1001",
        "--role",
        "agent",
    ]
    names = ["--name-en", "Li Lei", "--name-zh", "李雷", "--team-en", "Payments team", "--team-zh", "支付组"]
    told = run(scene.system, "-m", "answerback.ops.entry", *invited, *names)
    link = urlsplit(told.stdout.split()[-1]).path
    page = open_page(ours + link)
    with_authenticator(page.context, page)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.goto(f"{ours}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name of this key").fill("My laptop")
    page.get_by_role("button", name="Add it now").click()
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    with Clone("desk-lanyue.localhost", ours) as clone:
        page.goto(f"{clone.origin}/accounts/login/")
        page.get_by_role("button", name="Use a passkey").click()
        page.get_by_text("The passkey was not accepted").wait_for()
        posted = [body for method, path, body in clone.sent if method == "POST" and b"credential" in body]
        assert posted == []
        assert page.goto(f"{clone.origin}/desk/") is not None
        assert "/accounts/login/" in page.url
    page.goto(f"{ours}/accounts/login/?next=/desk/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{ours}/desk/")
    row.step(
        "An agent with a passkey signs in on the clone of the desk: his browser refuses to use the "
        "key there, the proxy gets nothing. On our own address it opens."
    )
