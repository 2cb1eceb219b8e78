"""The door of every staff page: signed in with a second step, working for this wallet, holding the right.

    @staff_required(Right.TAKE_CALLBACKS)
    def desk(request: StaffRequest) -> HttpResponse:
        callback = next_callback(request.staff.membership, by=request.staff.actor, at=now())

Another wallet's things are not found (404); what the own role does not hold is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from answerback.journal.write import Actor
from answerback.people.models import Membership, Person
from answerback.people.queries import memberships_of
from answerback.people.rights import Right, grants, rights_of
from answerback.people.second_step import has_second_step, may_enrol
from answerback.wallets.models import Wallet

CURRENT_WALLET = "answerback_wallet"
P = ParamSpec("P")


@dataclass(frozen=True)
class Staff:
    """Who asks: a person, in the wallet he has chosen. `membership` is the place that granted the right."""

    person: Person
    wallet: Wallet
    membership: Membership
    memberships: tuple[Membership, ...]

    @property
    def actor(self) -> Actor:
        """Who acts, for verbs and the journal."""
        return Actor("staff", self.membership.id)

    def may(self, right: Right) -> bool:
        """Whether one of the person's roles in this wallet holds the right."""
        return right in rights_of(one.role for one in self.memberships)


class StaffRequest(HttpRequest):
    """A request that has passed `staff_required`."""

    staff: Staff


StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def staff_required(right: Right) -> Callable[[StaffView[P]], Callable[..., HttpResponseBase]]:
    """Let in who holds the right in the current wallet; send others to sign in or to set up a second step."""

    def decorate(view: StaffView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            turned_away = sent_elsewhere(request)
            if turned_away is not None:
                return turned_away
            request.staff = staff_of_request(request, right)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return guarded

    return decorate


def sent_elsewhere(request: HttpRequest) -> HttpResponseBase | None:
    """Where a session must go first: to sign in, or to prove or set up a second step; None if it may pass."""
    path = request.get_full_path()
    if not request.user.is_authenticated:
        return redirect_to_login(path)
    if has_second_step(request):
        return None
    door = "mfa_index" if may_enrol(request) else "mfa_reauthenticate"
    return redirect_to_login(path, login_url=reverse(door))


def staff_of_request(request: HttpRequest, right: Right) -> Staff:
    """The signed-in person in the current wallet. Raises PermissionDenied without a place or the right."""
    person = request.user
    if not isinstance(person, Person):
        raise PermissionDenied
    places = tuple(memberships_of(person))
    wallet = current_wallet(request, places)
    here = tuple(one for one in places if wallet is not None and one.wallet_id == wallet.id)
    granting = [one for one in here if grants(one.role, right)]
    if wallet is None or not granting:
        raise PermissionDenied
    return Staff(person, wallet, granting[0], here)


def current_wallet(request: HttpRequest, places: tuple[Membership, ...]) -> Wallet | None:
    """The wallet chosen in this session while the person still works there; else the first by short name."""
    chosen = str(request.session.get(CURRENT_WALLET, ""))
    wallets = {str(one.wallet_id): one.wallet for one in places}
    return wallets.get(chosen) or next(iter(wallets.values()), None)


def choose_wallet(request: HttpRequest, wallet_id: UUID) -> Wallet:
    """Make this the session's wallet. Raises Http404 for a wallet that the person does not work for."""
    person = request.user
    places = tuple(memberships_of(person)) if isinstance(person, Person) else ()
    for place in places:
        if place.wallet_id == wallet_id:
            request.session[CURRENT_WALLET] = str(wallet_id)
            return place.wallet
    raise Http404
