"""A draft becomes the version that is proposed; the one before is retired. What is published never changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerback.conversations.models import VersionState
from answerback.conversations.profiles import profile_of
from answerback.findings.solutions.check import Fault, check
from answerback.findings.solutions.models import Solution, SolutionVersion
from answerback.findings.solutions.reading import BadSolution, read_solution
from answerback.findings.solutions.refusals import (
    SolutionBroken,
    SolutionUnsafe,
    VersionNotADraft,
    VersionNotPublished,
)
from answerback.journal.write import Actor, Subject, write


def faults_of(version: SolutionVersion) -> list[Fault]:
    """The publishing check for this version in its wallet. Raises SolutionBroken."""
    try:
        read = read_solution(version.content)
    except BadSolution as bad:
        raise SolutionBroken(bad.problems) from bad
    return check(read, profile_of(version.wallet))


def publish(version: SolutionVersion, *, by: Actor, at: datetime) -> SolutionVersion:
    """Publish a draft; publishing it again changes nothing. Courses under way keep the version they began with.

    Raises SolutionBroken, SolutionUnsafe, VersionNotADraft.
    """
    with transaction.atomic():
        current = _locked(version)
        if current.state == VersionState.PUBLISHED:
            return current
        if current.state != VersionState.DRAFT:
            raise VersionNotADraft
        if faults := faults_of(current):
            raise SolutionUnsafe(faults)
        _retire_published(current, at=at)
        _keep_titles(current)
        return _moved(current, VersionState.PUBLISHED, by=by, at=at)


def retire(version: SolutionVersion, *, by: Actor, at: datetime) -> SolutionVersion:
    """Propose it no more; retiring it again changes nothing. Raises VersionNotPublished."""
    with transaction.atomic():
        current = _locked(version)
        if current.state == VersionState.RETIRED:
            return current
        if current.state != VersionState.PUBLISHED:
            raise VersionNotPublished
        return _moved(current, VersionState.RETIRED, by=by, at=at)


def _locked(version: SolutionVersion) -> SolutionVersion:
    Solution.objects.for_wallet(version.wallet_id).select_for_update().get(id=version.solution_id)
    rows = SolutionVersion.objects.for_wallet(version.wallet_id).select_related("solution", "wallet")
    return rows.get(id=version.id)


def _retire_published(version: SolutionVersion, *, at: datetime) -> None:
    rows = SolutionVersion.objects.for_wallet(version.wallet_id).filter(solution=version.solution)
    rows.filter(state=VersionState.PUBLISHED).update(state=VersionState.RETIRED, retired_at=at)


def _keep_titles(version: SolutionVersion) -> None:
    read, solution = read_solution(version.content), version.solution
    solution.problem, solution.title_en, solution.title_zh = read.problem, read.title.en, read.title.zh
    solution.save(update_fields=["problem", "title_en", "title_zh"])


def _moved(version: SolutionVersion, state: VersionState, *, by: Actor, at: datetime) -> SolutionVersion:
    version.state = state
    if state == VersionState.PUBLISHED:
        version.published_at, version.published_by = at, by.id
    else:
        version.retired_at = at
    version.save(update_fields=["state", "published_at", "published_by", "retired_at"])
    data = {"slug": version.solution.slug, "number": version.number, "version": version.id}
    subject = Subject("solution", version.solution_id)
    kind = f"solution.{state.value}"
    write(kind, wallet_id=version.wallet_id, subject=subject, by=by, at=at, data=data)
    return version
