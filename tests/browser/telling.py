"""What the customer tells in a demo call: named answers at named steps, anything at the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.browser.acting import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEPS_AT_MOST = 80


def step_of(desk: Page) -> str:
    """The id of the step on the screen."""
    return desk.locator("#step input[name=step]").get_attribute("value") or ""


def tell(desk: Page, told: Mapping[str, str | list[str]], *, to_the_end: bool = False) -> None:
    """Go through the guide until everything is told, or to its end."""
    left = dict(told)
    for _turn in range(STEPS_AT_MOST):
        name = step_of(desk)
        if to_the_end and desk.locator("#step button").count() == 0:
            break
        _answer(desk, left.pop(name, None))
        wait_until(desk, lambda was=name: step_of(desk) != was, f"step {name} does not go on")  # type: ignore[misc]
        if not left and not to_the_end:
            return
    assert left == {}, f"never asked: {sorted(left)}"


def _answer(desk: Page, said: str | list[str] | None) -> None:
    if desk.locator("#step-given").count():
        typed = desk.locator("#step-given").get_attribute("type") or ""
        desk.locator("#step-given").fill(
            said if isinstance(said, str) else {"date": "2026-11-20", "text": "12"}.get(typed, "没有")
        )
        desk.keyboard.press("Control+Enter")
    elif desk.locator("#step input[type=checkbox]").count():
        first = desk.locator("#step input[type=checkbox]").first.get_attribute("value") or ""
        for code in said if isinstance(said, list) else [first]:
            desk.locator(f"#step input[type=checkbox][value={code}]").check()
        desk.locator("#step .step__more button").first.click()
    elif desk.locator("#step button[name=answer]").count():
        wanted = f"#step button[name=answer][value={said}]" if said else "#step button[name=answer]"
        desk.locator(wanted).first.click()
    else:
        desk.locator("#step button").first.click()
