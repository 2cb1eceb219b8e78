"""The ready-made guides are copied into a wallet, each fitted to what the wallet is and can do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.conversations.draft import save_draft
from answerback.conversations.fit import fit
from answerback.conversations.models import GuideVersion
from answerback.conversations.profiles import profile_of
from answerback.conversations.publish import publish
from answerback.conversations.ready_made import ready_guides_for
from answerback.conversations.writing import write_guide
from answerback.journal.write import Actor
from answerback.wallets.models import Wallet


def install_guides(wallet: Wallet, *, by: Actor, at: datetime) -> list[GuideVersion]:
    """Publish what the wallet does not have yet, and refit untouched ready-made guides to a changed wallet.

    A guide the wallet's own people have written or edited is left alone. Returns what was published now.
    """
    profile = profile_of(wallet)
    with transaction.atomic():
        fitted = [write_guide(fit(guide, profile)) for guide in ready_guides_for(profile.custody)]
        wanted = [content for content in fitted if _is_wanted(wallet, content)]
        return [_install(wallet, content, by=by, at=at) for content in wanted]


def _is_wanted(wallet: Wallet, content: dict[str, Any]) -> bool:
    versions = GuideVersion.objects.for_wallet(wallet).filter(guide__slug=content["id"])
    newest = versions.order_by("-number").first()
    return newest is None or (newest.is_ready_made and newest.content != content)


def _install(wallet: Wallet, content: dict[str, Any], *, by: Actor, at: datetime) -> GuideVersion:
    draft = save_draft(wallet, content=content, by=by, at=at)
    draft.is_ready_made = True
    draft.save(update_fields=["is_ready_made"])
    return publish(draft, by=by, at=at)
