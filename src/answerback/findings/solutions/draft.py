"""A solution is written: one draft at a time, saved as often as one likes, proposed to nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from answerback.conversations.models import VersionState
from answerback.findings.solutions.content import SolutionText
from answerback.findings.solutions.models import Solution, SolutionVersion
from answerback.findings.solutions.reading import BadSolution, read_solution
from answerback.findings.solutions.refusals import SolutionBroken
from answerback.journal.write import Actor, Subject, write
from answerback.texts.nested import refuse_secrets
from answerback.wallets.models import Wallet


def save_draft(wallet: Wallet, *, content: dict[str, Any], by: Actor, at: datetime) -> SolutionVersion:
    """Write the draft of the solution that the content names; a new one, or a new version of one.

    Raises SolutionBroken, SecretInText. Saving the same content twice changes nothing.
    """
    try:
        read = read_solution(content)
    except BadSolution as bad:
        raise SolutionBroken(bad.problems) from bad
    refuse_secrets(wallet, content, at=at)
    with transaction.atomic():
        return _write(_solution(wallet, read, at), content, by=by, at=at)


def _solution(wallet: Wallet, read: SolutionText, at: datetime) -> Solution:
    """The row that holds its versions, locked."""
    first = {
        "problem": read.problem,
        "title_en": read.title.en,
        "title_zh": read.title.zh,
        "created_at": at,
    }
    solution, _ = Solution.objects.get_or_create(wallet=wallet, slug=read.slug, defaults=first)
    return Solution.objects.for_wallet(wallet).select_for_update().get(id=solution.id)


def _write(solution: Solution, content: dict[str, Any], *, by: Actor, at: datetime) -> SolutionVersion:
    versions = SolutionVersion.objects.for_wallet(solution.wallet_id).filter(solution=solution)
    draft = versions.filter(state=VersionState.DRAFT).first()
    if draft is None:
        newest = versions.first()
        draft = SolutionVersion(
            wallet_id=solution.wallet_id,
            solution=solution,
            number=newest.number + 1 if newest else 1,
            created_at=at,
            created_by=by.id,
        )
    elif draft.content == content:
        return draft
    draft.content, draft.is_ready_made = content, False
    draft.save()
    subject = Subject("solution", solution.id)
    data = {"slug": solution.slug, "number": draft.number, "version": draft.id}
    write("solution.drafted", wallet_id=solution.wallet_id, subject=subject, by=by, at=at, data=data)
    return draft
