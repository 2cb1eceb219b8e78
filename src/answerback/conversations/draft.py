"""A guide is written: one draft at a time, saved as often as one likes, seen by nobody but staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.conversations.models import Guide, GuideVersion, VersionState
from answerback.conversations.reading import BadGuide, read_guide
from answerback.conversations.refusals import GuideBroken
from answerback.journal.write import Actor, Subject, write
from answerback.texts.nested import refuse_secrets
from answerback.wallets.models import Wallet


def save_draft(wallet: Wallet, *, content: dict[str, Any], by: Actor, at: datetime) -> GuideVersion:
    """Write the draft of the guide that the content names; a new guide, or a new version of one.

    Raises GuideBroken, SecretInText. Saving the same content twice changes nothing.
    """
    try:
        read = read_guide(content)
    except BadGuide as bad:
        raise GuideBroken(bad.problems) from bad
    refuse_secrets(wallet, content, at=at)
    with transaction.atomic():
        guide, _ = Guide.objects.get_or_create(
            wallet=wallet,
            slug=read.id,
            defaults={
                "title_en": read.title.en[:200],
                "title_zh": read.title.zh[:200],
                "serves": list(read.serves),
                "created_at": at,
            },
        )
        guide = Guide.objects.for_wallet(wallet).select_for_update().get(id=guide.id)
        return _write(guide, content, by=by, at=at)


def _write(guide: Guide, content: dict[str, Any], *, by: Actor, at: datetime) -> GuideVersion:
    versions = GuideVersion.objects.for_wallet(guide.wallet_id).filter(guide=guide)
    draft = versions.filter(state=VersionState.DRAFT).first()
    if draft is None:
        draft = GuideVersion(
            wallet_id=guide.wallet_id,
            guide=guide,
            number=next_number(guide),
            created_at=at,
            created_by=by.id,
        )
    elif draft.content == content:
        return draft
    draft.content, draft.is_ready_made = content, False
    draft.save()
    data = {"guide": guide.slug, "number": draft.number}
    write(
        "guide.drafted",
        wallet_id=guide.wallet_id,
        subject=Subject("guide", guide.id),
        by=by,
        at=at,
        data=data,
    )
    return draft


def next_number(guide: Guide) -> int:
    """The number after the highest so far, from 1. The guide's row is locked by the caller."""
    newest = GuideVersion.objects.for_wallet(guide.wallet_id).filter(guide=guide).order_by("-number").first()
    return newest.number + 1 if newest else 1
