"""Sets the stage in a running demo: for every play a wallet of its own with its staff and its backend's key.

`python -m tests.threats.stage` in the environment of the system; prints JSON. Everything is made by the
product's own verbs; what happens on the stage afterwards comes over HTTP only.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answerback.wallets.models import Wallet

# What a play's wallet decides otherwise than the demo's.
POLICIES: dict[str, dict[str, object]] = {
    "t06": {"reads_per_hour": 4, "freeze_on_secret_alarm": True},
    "t14": {"caps": {"per_day": 1, "total": 3, "gap_hours": 4}},
}
PLAYS = ("t02", "t03", "t04", "t05", "t06", "t07", "t08", "t09", "t10", "t11", "t12", "t13", "t14", "t15")
RIVAL = "rival"  # another wallet of the deployment, whose key or customer an attacker holds


def main() -> None:
    """Make everything, say it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    import django

    django.setup()
    print(json.dumps({play: _set_up(play, number) for number, play in enumerate((*PLAYS, RIVAL), 1)}))


def _set_up(play: str, number: int) -> dict[str, object]:
    from django.utils import timezone

    from answerback.intake.install import install
    from answerback.journal.write import SYSTEM
    from answerback.ops.demo.cast import LANYUE
    from answerback.ops.demo.cast import POLICIES as DEMO
    from answerback.ops.demo.seed import awake_zone
    from answerback.wallets.api_keys import make
    from answerback.wallets.create import create_wallet
    from answerback.wallets.kinds import Scope

    at = timezone.now()
    # None resembles another: the registry would say so.
    official = f"+86400{(number * 7919 + 12345) % 100000:05}88"
    wallet = create_wallet(
        f"lanyue-{play}",
        name_en=LANYUE.name_en,
        name_zh=LANYUE.name_zh,
        custody=LANYUE.custody,
        calling=LANYUE.calling,
        capabilities=LANYUE.capabilities,
        lines=LANYUE.lines,
        official_number=official,
        caller_number=official,
        website=f"https://{play}.lanyue.example/",
        policies={**DEMO, "undo_seconds": 0, **POLICIES.get(play, {})},
        by=SYSTEM,
        at=at,
    )
    _publish_guide(wallet)
    install(wallet, by=SYSTEM, at=at)
    _key, text = make(wallet, name="backend", scopes=list(Scope), by=SYSTEM, at=at)
    return {
        "wallet": wallet.slug,
        "official_number": official,
        "key": text,
        "phones": f"+86170000{number:02}",
        "zone": awake_zone(at),
        "staff": _staff(wallet, play),
    }


def _publish_guide(wallet: Wallet) -> None:
    """The one guide that the plays' calls use; installing all of them takes a second for each wallet."""
    from django.utils import timezone

    from answerback.conversations.draft import save_draft
    from answerback.conversations.fit import fit
    from answerback.conversations.profiles import profile_of
    from answerback.conversations.publish import publish
    from answerback.conversations.ready_made import ready_guides_for
    from answerback.conversations.writing import write_guide
    from answerback.journal.write import SYSTEM

    profile, at = profile_of(wallet), timezone.now()
    guides = [write_guide(fit(guide, profile)) for guide in ready_guides_for(profile.custody)]
    content = next(guide for guide in guides if guide["id"] == "payment_not_arrived")
    publish(save_draft(wallet, content=content, by=SYSTEM, at=at), by=SYSTEM, at=at)


def _staff(wallet: Wallet, play: str) -> dict[str, str]:
    """The one-time ways in: 李雷 and his colleague (agents), 韩梅梅 (supervisor), 林涛 (administrator)."""
    from django.utils import timezone

    from answerback.journal.write import SYSTEM
    from answerback.people.invite import Face, invite
    from answerback.people.models import Role
    from answerback.people.sign_in_link import Purpose, make, path_of

    cast = {
        "lilei": (Role.AGENT, "Li Lei", "李雷", "/desk/"),
        "wangfang": (Role.AGENT, "Wang Fang", "王芳", "/desk/"),
        "hanmeimei": (Role.SUPERVISOR, "Han Meimei", "韩梅梅", "/console/"),
        "lintao": (Role.ADMINISTRATOR, "Lin Tao", "林涛", "/console/"),
    }
    links = {}
    for number, (username, (role, name_en, name_zh, first)) in enumerate(cast.items(), 1001):
        member = invite(
            wallet,
            username=f"{play}-{username}",
            role=role,
            face=Face(name_en=name_en, name_zh=name_zh, team_en="Payments team", team_zh="支付组"),
            work_number=str(number),
            languages=["zh-hans", "en"],
            by=SYSTEM,
            at=timezone.now(),
        )
        token = make(member.person, at=timezone.now(), purpose=Purpose.DEMO, next_path=first)
        links[username] = path_of(token)
    return links


if __name__ == "__main__":
    main()
