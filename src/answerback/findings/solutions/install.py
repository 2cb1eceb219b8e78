"""The ready-made solutions are copied into a wallet and published, where the wallet has none of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.conversations.profiles import profile_of
from answerback.findings.solutions.check import check
from answerback.findings.solutions.draft import save_draft
from answerback.findings.solutions.models import SolutionVersion
from answerback.findings.solutions.publish import publish
from answerback.findings.solutions.ready_made import ready_content, ready_for, ready_solution
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


def install_solutions(wallet: Wallet, *, by: Actor, at: datetime) -> list[SolutionVersion]:
    """Publish what the wallet does not have yet, and what has changed since unless its own people edited it.

    One that this wallet can do nothing of is left out. Returns what was published now.
    """
    profile = profile_of(wallet)
    names = [name for name in ready_for(profile.custody) if not check(ready_solution(name), profile)]
    with transaction.atomic():
        wanted = [content for content in map(ready_content, names) if _is_wanted(wallet, content)]
        return [_install(wallet, content, by=by, at=at) for content in wanted]


def _is_wanted(wallet: Wallet, content: dict[str, Any]) -> bool:
    versions = SolutionVersion.objects.for_wallet(wallet).filter(solution__slug=content["slug"])
    newest = versions.order_by("-number").first()
    return newest is None or (newest.is_ready_made and newest.content != content)


def _install(wallet: Wallet, content: dict[str, Any], *, by: Actor, at: datetime) -> SolutionVersion:
    draft = save_draft(wallet, content=content, by=by, at=at)
    draft.is_ready_made = True
    draft.save(update_fields=["is_ready_made"])
    return publish(draft, by=by, at=at)
