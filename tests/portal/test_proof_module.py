"""The module that checks a proof in the browser agrees with the command, and is short enough to be read."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction

from answerback.journal.log import append
from answerback.passport import Call, base64url, sign
from answerback.proofs import anchor, certify, keep_log
from answerback.proofs.issue import Leg, issue, release
from answerback.proofs.read import of_wallet
from tests import parts
from tests.cast import Cast

AT = datetime.now(UTC) - timedelta(minutes=1)
MODULE = Path(certify.__file__).parents[1] / "portal/static/portal/call_proof.js"
PAGE = "https://proof.example/"
ASK = """async (given) => {
  const { check } = await import("/call_proof.js");
  try {
    const { signed, logged } = await check(given);
    return [signed, logged];
  } catch (trouble) {
    return String(trouble);
  }
}"""

Check = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def check(playwright) -> Check:
    browser = playwright.chromium.launch(executable_path=parts.chromium(), args=["--no-sandbox"])
    page = browser.new_page()
    page.route(
        f"{PAGE}call_proof.js", lambda route: route.fulfill(path=MODULE, content_type="text/javascript")
    )
    page.route(PAGE, lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(PAGE)
    yield lambda given: page.evaluate(ASK, given)
    browser.close()


@pytest.fixture
def given(cast: Cast) -> dict[str, Any]:
    """A proof in a log of 21 other entries, which its page would hand to the module."""
    leg = Leg(cast.customer.id, "simulator", "+864000000188", "+8617000000001", "支付不到账", (), "1001", AT)
    return handed(cast, leg)


def handed(cast: Cast, leg: Leg) -> dict[str, Any]:
    with transaction.atomic():
        proof = issue(cast.customer, leg)
        release(cast.wallet.id, leg.attempt_id, at=AT)
        for number in range(20):
            append(bytes([number]) * 32, at=AT)
    for minutes in (0, 5):
        keep_log.step(AT + timedelta(minutes=minutes))
    bundle = of_wallet(cast.wallet, proof.address)
    assert bundle is not None
    return {"proof": bundle.shown(), "anchors": anchor.published(AT), "keys": keep_log.verifier_keys()}


def changed(given: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    copied = copy.deepcopy(given)
    change(copied)
    return copied


def test_module_has_at_most_a_hundred_lines() -> None:
    assert len(MODULE.read_text().splitlines()) <= 100


@pytest.mark.browser
def test_module_agrees_about_what_holds_and_what_does_not(
    check: Check, given: dict[str, Any], cast: Cast
) -> None:
    at = int(AT.timestamp())
    call = Call("864000000188", "8617000000001", at)
    forged = sign(
        call,
        key=ec.generate_private_key(ec.SECP256R1()),
        certificate_url="https://x.example/",
        name="岚月支付",
        reason="",
    )
    body = json.loads(base64url.decode(given["proof"]["token"].split(".")[1]))
    assert body["iat"] == at

    def in_place(one: dict[str, Any]) -> None:
        log = one["proof"]["log"]
        log["index"] = (log["index"] + 1) % 16

    other_root = base64.b64encode(bytes(32)).decode()
    found = {
        "as handed": check(given),
        "not yet logged": check(changed(given, lambda one: one["proof"].update(log=None))),
        "forged": check(changed(given, lambda one: one["proof"].update(token=forged))),
        "other nonce": check(
            changed(given, lambda one: one["proof"].update(nonce=base64url.encode(bytes(32))))
        ),
        "other place": check(changed(given, in_place)),
        "other path": check(changed(given, lambda one: one["proof"]["log"]["inclusion"].pop())),
        "other hash": check(
            changed(given, lambda one: one["proof"]["log"]["inclusion"].__setitem__(0, other_root))
        ),
        "no key": check(changed(given, lambda one: one.update(keys=[]))),
        "no anchor": check(changed(given, lambda one: one.update(anchors=""))),
    }

    assert found == {
        "as handed": [True, True],
        "not yet logged": [True, None],
        "forged": [False, False],
        "other nonce": [True, False],
        "other place": [True, False],
        "other path": [True, False],
        "other hash": [True, False],
        "no key": [True, False],
        "no anchor": [False, True],
    }


@pytest.mark.browser
def test_module_reads_a_call_in_the_app(check: Check, cast: Cast) -> None:
    given = handed(cast, Leg(cast.customer.id, "inapp", "", "", "支付不到账", (), "1001", AT))
    other = changed(given, lambda one: one["proof"].update(chain=given["anchors"]))
    assert check(given) == [True, True]
    assert check(other) == [False, True]
