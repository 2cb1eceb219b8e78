"""A draft becomes the guide that agents use; the one before is retired. What is published never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.check import Fault, check
from answerback.conversations.models import Guide, GuideVersion, VersionState
from answerback.conversations.profiles import profile_of
from answerback.conversations.reading import BadGuide, read_guide
from answerback.conversations.refusals import GuideBroken, GuideUnsafe, NotADraft
from answerback.journal.write import Actor, Subject, write


def faults_of(version: GuideVersion) -> list[Fault]:
    """The publishing check for this version in its wallet. Raises GuideBroken."""
    try:
        guide = read_guide(version.content)
    except BadGuide as bad:
        raise GuideBroken(bad.problems) from bad
    return check(guide, profile_of(version.wallet))


def publish(version: GuideVersion, *, by: Actor, at: datetime) -> GuideVersion:
    """Publish a draft. Raises GuideBroken, GuideUnsafe, NotADraft; publishing it again changes nothing."""
    with transaction.atomic():
        guide = Guide.objects.for_wallet(version.wallet_id).select_for_update().get(id=version.guide_id)
        current = GuideVersion.objects.for_wallet(version.wallet_id).get(id=version.id)
        if current.state == VersionState.PUBLISHED:
            return current
        if current.state != VersionState.DRAFT:
            raise NotADraft
        if faults := faults_of(current):
            raise GuideUnsafe(faults)
        _retire_published(guide, at=at)
        return _published(guide, current, by=by, at=at)


def _retire_published(guide: Guide, *, at: datetime) -> None:
    versions = GuideVersion.objects.for_wallet(guide.wallet_id).filter(
        guide=guide, state=VersionState.PUBLISHED
    )
    versions.update(state=VersionState.RETIRED, retired_at=at)


def _published(guide: Guide, version: GuideVersion, *, by: Actor, at: datetime) -> GuideVersion:
    version.state, version.published_at, version.published_by = VersionState.PUBLISHED, at, by.id
    version.save(update_fields=["state", "published_at", "published_by"])
    read = read_guide(version.content)
    guide.title_en, guide.title_zh, guide.serves = read.title.en, read.title.zh, list(read.serves)
    guide.save(update_fields=["title_en", "title_zh", "serves"])
    data = {"guide": guide.slug, "number": version.number, "version": version.id}
    subject = Subject("guide", guide.id)
    write("guide.published", wallet_id=guide.wallet_id, subject=subject, by=by, at=at, data=data)
    return version
