"""A member of staff gets another role, another name for users, other languages or skills."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.end import check_administrator_remains
from answerback.people.models import Membership, Role
from answerback.people.refusals import (
    AlreadyInRole,
    NotYourself,
    PlaceEnded,
    StaffIncomplete,
    WorkNumberTaken,
)
from answerback.people.sign_out_everywhere import end_sessions
from answerback.texts.nested import refuse_secrets

CHANGEABLE = frozenset({"name_en", "name_zh", "team_en", "team_zh", "work_number", "languages", "skills"})


def change_role(membership: Membership, *, role: Role, by: Actor, at: datetime) -> Membership:
    """Give another role and end the person's sessions. The same role changes nothing.

    Raises `NotYourself`, `LastAdministrator`, `AlreadyInRole`, `PlaceEnded`.
    """
    if by.kind == "staff" and by.id == membership.id:
        raise NotYourself
    try:
        with transaction.atomic():
            current = _standing(membership)
            before = current.role
            here = Membership.objects.for_wallet(current.wallet_id)
            if here.filter(id=current.id).exclude(role=role).update(role=str(role)):
                check_administrator_remains(current)
                end_sessions(current.person)
                _tell(
                    current,
                    "membership.role_changed",
                    by=by,
                    at=at,
                    data={"before": before, "after": str(role)},
                )
    except IntegrityError as taken:
        raise AlreadyInRole from taken
    current.refresh_from_db()
    return current


def change_membership(
    membership: Membership, *, changes: Mapping[str, object], by: Actor, at: datetime
) -> Membership:
    """Change what users see and what the queue goes by.

    Raises `StaffIncomplete`, `WorkNumberTaken`, `PlaceEnded`, `SecretInText`.
    """
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise StaffIncomplete(field=min(unknown))
    refuse_secrets(membership.wallet, list(changes.values()), at=at, about=membership.id)
    try:
        with transaction.atomic():
            current = _standing(membership)
            changed = sorted(name for name, value in changes.items() if getattr(current, name) != value)
            for name in changed:
                setattr(current, name, changes[name])
            _check(current)
            if changed:
                current.save(update_fields=changed)
                _tell(current, "membership.changed", by=by, at=at, data={"fields": changed})
    except IntegrityError as taken:
        raise WorkNumberTaken(number=str(changes.get("work_number", ""))) from taken
    return current


def _standing(membership: Membership) -> Membership:
    current: Membership = (
        Membership.objects.for_wallet(membership.wallet_id).select_for_update().get(id=membership.id)
    )
    if current.ended_at is not None:
        raise PlaceEnded
    return current


def _check(membership: Membership) -> None:
    for name in ("name_en", "name_zh", "work_number"):
        if not str(getattr(membership, name)).strip():
            raise StaffIncomplete(field=name)


def _tell(membership: Membership, kind: str, *, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    about = Subject("membership", membership.id)
    write(
        kind, wallet_id=membership.wallet_id, subject=about, by=by, at=at, audience=Audience.AUDIT, data=data
    )
