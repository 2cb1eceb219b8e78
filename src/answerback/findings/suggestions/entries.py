"""What is written in the journal about groups: ids, codes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answerback.findings.suggestions.models import SuggestionGroup
from answerback.journal.write import Actor, Subject, write


def write_down(
    group: SuggestionGroup, kind: str, *, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    """An entry about one group, for staff."""
    write(
        kind,
        wallet_id=group.wallet_id,
        subject=Subject("suggestion_group", group.id),
        by=by,
        at=at,
        data={"group": group.id, **(data or {})},
    )
