"""`/api/v1/suggestion-groups`: closing the issue in an outside tracker moves the group here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from answerback.api import suggestion_shapes as shapes
from answerback.api.key_auth import actor_of, wallet_of
from answerback.api.openapi import problems
from answerback.api.refusals import NotFound
from answerback.api.signed import SIGNED, SignedKey
from answerback.findings.suggestions.kinds import State
from answerback.findings.suggestions.models import SuggestionGroup
from answerback.findings.suggestions.states import Answer
from answerback.findings.suggestions.tracker_said import Said, follow_tracker
from answerback.wallets.kinds import Scope

router = Router(tags=["suggestions"])


@router.post(
    "/suggestion-groups/{group_id}/state",
    auth=SignedKey(Scope.EVENTS_WRITE),
    response={200: shapes.SuggestionGroupOut, **problems(400, 401, 403, 404, 409, 413, 415, 422, 429)},
    operation_id="follow_tracker",
    summary="Tell what became of a linked issue",
    openapi_extra=SIGNED,
)
def follow_tracker_state(
    request: HttpRequest, group_id: UUID, data: shapes.SuggestionGroupStateIn
) -> dict[str, Any]:
    """The answer to the webhook `suggestion_group.linked`. The same again changes nothing; steps between are taken."""
    rows = SuggestionGroup.objects.for_wallet(wallet_of(request)).select_related("wallet", "merged_into")
    group: SuggestionGroup | None = rows.filter(pk=group_id).first()
    if group is None:
        raise NotFound
    answer = Answer(data.reason, data.answer_zh, data.answer_en)
    said = Said(data.tracker, data.reference, State(data.state) if data.state else None, answer)
    return _shown(follow_tracker(group, said, by=actor_of(request), at=timezone.now()))


def _shown(group: SuggestionGroup) -> dict[str, Any]:
    named = {name: getattr(group, name) for name in ("id", "title_zh", "title_en", "state")}
    return named | {"reason": group.reason_code, "suggestions": group.members}
