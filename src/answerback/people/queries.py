"""Questions about staff: who works where, in which role."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from answerback.people.models import Membership, Person
from answerback.people.rights import RIGHTS, Right
from answerback.wallets.models import Wallet


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Every place the person still works, by wallet, with the wallet loaded."""
    # every wallet: a person may work for several
    live = Membership.objects.filter(person=person, ended_at=None).select_related("wallet")
    return live.order_by("wallet__slug", "role")


def membership_of(person: object, wallet: Wallet | UUID, *, right: Right | None = None) -> Membership | None:
    """The person's place in this wallet; with `right`, the one whose role holds it. None for strangers."""
    if not isinstance(person, Person):
        return None
    found = Membership.objects.for_wallet(wallet).filter(person=person, ended_at=None).order_by("role")
    if right is not None:
        found = found.filter(role__in=[role for role, rights in RIGHTS.items() if right in rights])
    return found.select_related("wallet", "person").first()


def staff_of(wallet: Wallet, *, with_ended: bool = False) -> QuerySet[Membership]:
    """The wallet's staff by work number; who has left only on request."""
    found = Membership.objects.for_wallet(wallet).select_related("person").order_by("work_number")
    return found if with_ended else found.filter(ended_at=None)


def membership_by_id(wallet: Wallet, id: UUID) -> Membership | None:
    """One member of this wallet's staff, left or not; None for another wallet's."""
    return Membership.objects.for_wallet(wallet).filter(id=id).select_related("person").first()
