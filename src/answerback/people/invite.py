"""Somebody begins to work for a wallet; the link to sign in for the first time is made beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from answerback.journal.write import Actor, Audience, Subject, write
from answerback.people.models import Membership, Person, Role
from answerback.people.refusals import AlreadyInRole, StaffIncomplete, WorkNumberTaken
from answerback.texts.nested import refuse_secrets
from answerback.wallets.models import Wallet


@dataclass(frozen=True)
class Face:
    """How the wallet's users see a member of staff; not necessarily the name in the passport."""

    name_en: str
    name_zh: str
    team_en: str = ""
    team_zh: str = ""


def invite(
    wallet: Wallet,
    *,
    username: str,
    role: Role,
    face: Face,
    work_number: str,
    by: Actor,
    at: datetime,
    languages: Collection[str] = (),
    skills: Collection[str] = (),
) -> Membership:
    """The new place; asking twice gives the first. An unknown username becomes a person without a password.

    Then `sign_in_link.make(membership.person, at=at)` makes the way in. Raises `WorkNumberTaken`,
    `AlreadyInRole`, `StaffIncomplete`, `SecretInText`.
    """
    _check(username, role, face, work_number)
    refuse_secrets(wallet, [username, *vars(face).values(), list(skills)], at=at)
    with transaction.atomic():
        person = _person(username)
        known: Membership | None = (
            Membership.objects.for_wallet(wallet).filter(person=person, role=role).first()
        )
        if known is not None:
            return _again(known, work_number, by=by, at=at)
        membership = Membership(
            wallet=wallet,
            person=person,
            role=str(role),
            work_number=work_number,
            languages=list(languages),
            skills=list(skills),
            **vars(face),
        )
        return _saved(membership, by=by, at=at)


def _check(username: str, role: Role, face: Face, work_number: str) -> None:
    wanted = {
        "username": username,
        "name_en": face.name_en,
        "name_zh": face.name_zh,
        "work_number": work_number,
    }
    for name, value in wanted.items():
        if not value.strip():
            raise StaffIncomplete(field=name)
    if not work_number.isascii() or not work_number.isalnum() or len(work_number) > 12:
        raise StaffIncomplete(field="work_number")
    if role not in Role.values:
        raise StaffIncomplete(field="role")


def _person(username: str) -> Person:
    person = Person.objects.filter(username=username).first()
    if person is None:
        person = Person(username=username)
        person.set_unusable_password()
        person.save()
    elif not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    return person


def _again(known: Membership, work_number: str, *, by: Actor, at: datetime) -> Membership:
    """The same place as before: kept if it still stands, opened again if it had ended."""
    if known.work_number != work_number:
        raise AlreadyInRole
    here = Membership.objects.for_wallet(known.wallet_id)
    if here.filter(id=known.id, ended_at__isnull=False).update(ended_at=None):
        _tell(known, by=by, at=at)
    known.refresh_from_db()
    return known


def _saved(membership: Membership, *, by: Actor, at: datetime) -> Membership:
    try:
        with transaction.atomic():
            membership.save(force_insert=True)
    except IntegrityError as taken:
        raise WorkNumberTaken(number=membership.work_number) from taken
    _tell(membership, by=by, at=at)
    return membership


def _tell(membership: Membership, *, by: Actor, at: datetime) -> None:
    write(
        "membership.began",
        wallet_id=membership.wallet_id,
        subject=Subject("membership", membership.id),
        by=by,
        at=at,
        audience=Audience.AUDIT,
        data={"role": membership.role, "person": membership.person_id},
    )
