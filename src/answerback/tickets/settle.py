"""Step 8: the backend answers: it did what the user approved, or could not."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from answerback.journal.write import Actor
from answerback.tickets.kinds import ActionState, State
from answerback.tickets.models import ActionRequest
from answerback.tickets.refusals import CoolingOff, DetailWrong, NoLongerWaiting
from answerback.tickets.states import lean, move_request

_CODE = re.compile(r"(?!\d+$)[A-Za-z0-9_]{1,40}")  # digits alone may be somebody's number
SETTLED = (ActionState.DONE, ActionState.FAILED)


@transaction.atomic
def settle(request: ActionRequest, *, done: bool, code: str, by: Actor, at: datetime) -> ActionRequest:
    """Keep the backend's answer. `code` is its own short reason, like `no_funds`.

    The same answer twice is one; another answer, or one before the cooling-off is over, is refused.
    """
    if not _CODE.fullmatch(code):
        raise DetailWrong(field="code")
    to = ActionState.DONE if done else ActionState.FAILED
    request.refresh_from_db()
    if request.state in SETTLED:
        if request.state != to:
            raise NoLongerWaiting
        return request
    if request.hold_until is not None and at < request.hold_until:
        raise CoolingOff(retry_at=request.hold_until)
    move_request(request, to, by=by, at=at, data={"code": code}, settled_at=at, settled_code=code)
    lean(request.ticket, State.OPEN, by=by, at=at)
    return request
