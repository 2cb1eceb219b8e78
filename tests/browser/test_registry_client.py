"""Every attack on the signed list, played against the browser's client in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from answerback.channels.signed.roles import Role
from tests.channels.signed.attacks import ATTACKS, NEW, Attack
from tests.channels.signed.scene import Scene, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import OpenPage
    from tests.browser.system import System

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).parents[2] / "src" / "answerback" / "public" / "static" / "public"
BELIEVED = "believed"
READ = """async ({ root, at, keeps, withinMs }) => {
  const { openRegistry, Refused } = await import("/client/registry.js");
  const asked = { url: "/registry/", root, now: () => new Date(at), withinMs };
  try {
    const registry = await openRegistry(keeps ? asked : { ...asked, storage: null });
    const wallets = await Promise.all((await registry.wallets()).map(({ slug }) => registry.wallet(slug)));
    return ["believed", wallets.flatMap(({ channels }) => channels.map(({ value }) => value)), registry.versions];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return [error.reason, [], {}];
  }
}"""

FROM_PRODUCT = """async () => {
  const { openRegistry } = await import("/static/public/registry.js");
  const fetched = () => fetch("/registry/1.root.json").then((answer) => (answer.ok ? answer.text() : null));
  let root = await fetched();
  for (let tries = 0; root === null && tries < 60; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    root = await fetched();
  }
  const registry = await openRegistry({ url: "/registry/", root });
  const { name, channels } = await registry.wallet("lanyue");
  return [name.zh, channels.some(({ value }) => value === "+864000000188"), registry.versions.root];
}"""


class Reader:
    """A wallet's page with the root it came with, and what its browser remembers."""

    def __init__(self, scene: Scene, page: Page, origin: str) -> None:
        self.scene, self.page, self.keeps = scene, page, True
        page.goto(f"{origin}/app")
        scene.client_reads = self.reads

    def reads(self) -> str:
        at = (self.scene.at + self.scene.client_at).isoformat()
        asked = {
            "root": self.scene.root.decode(),
            "at": at,
            "keeps": self.keeps,
            "withinMs": self.scene.patience_seconds * 1000,
        }
        answer, self.numbers, self.versions = self.page.evaluate(READ, asked)
        return str(answer)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


@pytest.fixture
def reader(scene: Scene, chromium: Browser) -> Iterator[Reader]:
    with served(scene, SCRIPTS) as mirror:
        context = chromium.new_context()
        yield Reader(scene, context.new_page(), mirror.origin)
        context.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.says)
def test_list_is_refused_after_the_attack(scene: Scene, reader: Reader, attack: Attack) -> None:
    before = reader.reads()

    attack.play(scene)

    assert (before, reader.reads()) == (BELIEVED, attack.reason)


def test_new_keys_are_followed_from_root_to_root(scene: Scene, reader: Reader) -> None:
    for roles, keep in (
        ((Role.ROOT,), 1),
        ((Role.TARGETS, Role.ROOT), 0),
        ((Role.SNAPSHOT, Role.TIMESTAMP), 0),
    ):
        scene.replace_keys(*roles, keep=keep)
        scene.publish(NEW)
        assert (reader.reads(), reader.numbers) == (BELIEVED, [NEW])

    reader.keeps = False
    assert (reader.reads(), reader.versions["root"]) == (BELIEVED, 4)


def test_fast_forward_by_stolen_online_keys_is_healed_by_new_ones(scene: Scene, reader: Reader) -> None:
    honest = {name: scene.read(name) for name in ("timestamp.json", "2.snapshot.json")}
    scene.heads(scene.folder.snapshot().meta["targets.json"], 2**31, 2**31)
    assert reader.reads() == BELIEVED, "the thief's versions are as good as any"

    scene.folder.write(honest)
    stuck = reader.reads()
    scene.replace_keys(Role.SNAPSHOT, Role.TIMESTAMP)
    scene.publish(NEW)

    assert (stuck, reader.reads(), reader.numbers) == ("rollback", BELIEVED, [NEW])


def test_older_list_is_noticed_only_by_a_browser_that_remembers(scene: Scene, reader: Reader) -> None:
    seen = scene.read("timestamp.json")
    scene.publish(NEW)
    reader.reads()
    scene.put("timestamp.json", seen)

    remembering = reader.reads()
    reader.keeps = False

    assert (remembering, reader.reads(), reader.numbers) == ("rollback", BELIEVED, ["+864000000188"])


def test_what_the_browser_remembers_is_no_way_in(scene: Scene, reader: Reader) -> None:
    """A script of the same origin may write there: only what the signatures lead to counts."""
    assert reader.reads() == BELIEVED
    reader.page.evaluate(
        "() => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, '{\"signed\":{}}'))"
    )
    scene.publish(NEW)

    assert (reader.reads(), reader.numbers) == (BELIEVED, [NEW])


def test_page_of_the_product_checks_the_products_own_list(system: System, open_page: OpenPage) -> None:
    """Under the product's own content security policy. A wallet app has its root with it and does not fetch it."""
    page = open_page(f"{system.root}check/")

    assert page.evaluate(FROM_PRODUCT) == ["岚月支付", True, 1]
