"""What the check says about a guide while it is being written: every fault with its sentence and its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from answerback.console.guide_words import Json, with_words
from answerback.conversations.check import check
from answerback.conversations.fault_words import sentence_of
from answerback.conversations.models import Guide, GuideVersion, VersionState
from answerback.conversations.profiles import profile_of
from answerback.conversations.reading import BadGuide, read_guide
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Found:
    """One fault: in which step, where in it, and what it means."""

    step: str
    where: str
    sentence: str


def guides_of(wallet: Wallet) -> QuerySet[Guide]:
    """The wallet's guides by short name."""
    return Guide.objects.for_wallet(wallet).order_by("slug")


def versions_of(guide: Guide) -> QuerySet[GuideVersion]:
    """The guide's versions, the newest first."""
    rows = GuideVersion.objects.for_wallet(guide.wallet_id).filter(guide=guide)
    return rows.select_related("guide", "wallet").order_by("-number")


def published_of(guide: Guide) -> GuideVersion | None:
    """The version that agents use now."""
    return versions_of(guide).filter(state=VersionState.PUBLISHED).first()


def newest_of(guide: Guide) -> GuideVersion | None:
    """The draft if there is one, else the newest version: where editing begins."""
    return versions_of(guide).first()


def content_of(posted: Mapping[str, str], written: Json) -> tuple[Json, list[Found]]:
    """The guide as posted: as JSON, or as words put into what was written; and what cannot be read."""
    if "json" not in posted:
        return with_words(written, posted), []
    try:
        content: Any = json.loads(posted["json"])
    except ValueError as broken:
        return written, [Found("", "", _("This is not JSON: %(why)s") % {"why": str(broken)})]
    return content if isinstance(content, dict) else {}, []


def faults_in(content: Json, wallet: Wallet) -> list[Found]:
    """Everything that keeps this guide from being published in this wallet; empty when it may be."""
    try:
        guide = read_guide(content)
    except BadGuide as bad:
        return [Found("", where, what) for where, what in bad.problems]
    return [Found(one.step, one.where, sentence_of(one)) for one in check(guide, profile_of(wallet))]
