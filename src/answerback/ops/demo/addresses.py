"""The addresses of the demo's screens with one-time sign-in links: printed at start, and on the page at `/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import get_language

from answerback.ops.demo.cast import CUSTOMERS, WALLETS
from answerback.people.models import Person
from answerback.people.sign_in_link import Purpose, make, path_of

SALT = "answerback.demo.enter"


@dataclass(frozen=True)
class Address:
    """One screen: its name in both languages, and its link."""

    name_en: str
    name_zh: str
    url: str

    @property
    def name(self) -> str:
        """The name in the language active now."""
        return self.name_zh if (get_language() or "").startswith("zh") else self.name_en


def addresses(*, at: datetime) -> list[Address]:
    """Agent, wallet user (of each wallet), wallboard, console: fresh links, each to be opened once."""
    staff, portal = settings.ORIGINS["staff"], settings.ORIGINS["portal"]
    desk = staff + _staff_link("lilei", reverse("desk:home"), at)
    found = [Address("Agent's desk", "坐席工作台", desk)]
    for wallet in WALLETS:
        token = signing.dumps({"wallet": wallet.slug, "customer": CUSTOMERS[wallet.slug][0][0]}, salt=SALT)
        url = portal + reverse("demo:enter", args=[token])
        found.append(Address(f"Wallet user, {wallet.name_en}", f"钱包用户·{wallet.name_zh}", url))
    wallboard, console = (_staff_link("hanmeimei", path, at) for path in ("/console/wallboard", "/console/"))
    found.append(Address("Wallboard", "监控大屏", staff + wallboard))
    found.append(Address("Console", "管理后台", staff + console))
    return found


def _staff_link(username: str, next_path: str, at: datetime) -> str:
    person = Person.objects.get(username=username)
    return path_of(make(person, at=at, purpose=Purpose.DEMO, next_path=next_path))


def welcome(*, at: datetime) -> str:
    """What `make` prints once the system answers."""
    lines = [
        "",
        "Answerback is running. Each link opens once; fresh ones are at the first address.",
        "回访通已启动。每个链接只能打开一次；打开第一个地址可随时获取新链接。",
        "",
        f"  Start here · 从这里开始   http://localhost:{settings.ANSWERBACK.port}/",
    ]
    lines += [f"  {one.name_en} · {one.name_zh}\n      {one.url}" for one in addresses(at=at)]
    return "\n".join([*lines, "", "Ctrl-C stops it. · 按 Ctrl-C 停止。", ""])
