"""The staff's own pages beside allauth's: one-time links in, the choice of wallet, the way out everywhere."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from answerback.people import sign_in_link
from answerback.people.access import choose_wallet
from answerback.people.models import Person, SignInLink
from answerback.people.refusals import LinkRefused
from answerback.people.second_step import DEMO_SESSION
from answerback.people.sign_out_everywhere import sign_out_everywhere

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The landing page of a one-time link; its button spends the link and signs in."""
    now = timezone.now()
    if request.method == "POST":
        return _sign_in(request, sign_in_link.spend(token, at=now))
    if not sign_in_link.is_open(token, at=now):
        raise LinkRefused
    return render(request, "people/enter.html")


def _sign_in(request: HttpRequest, link: SignInLink) -> HttpResponse:
    person = link.person
    if request.user.is_authenticated and request.user != person:
        logout(request)
    record_authentication(request, person, method="link", purpose=link.purpose)
    next_path = _own_path(request, link.next_path)
    if link.purpose == SignInLink.Purpose.INVITATION:
        redirected: HttpResponse = perform_login(request, Login(user=person, redirect_url=next_path))
        return redirected
    login(request, person, backend=BACKEND)
    request.session[DEMO_SESSION] = str(person.pk)
    return HttpResponseRedirect(next_path or "/desk/")


@require_POST
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Work for another of one's wallets; 404 for everybody else's."""
    try:
        choose_wallet(request, UUID(request.POST.get("wallet", "")))
    except ValueError as wrong:
        raise Http404 from wrong
    return HttpResponseRedirect(_own_path(request, request.POST.get("next", "")) or "/desk/")


@require_POST
@login_required
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the person who asks, and say so on the sign-in page."""
    person = request.user
    if isinstance(person, Person):
        sign_out_everywhere(person, by=None, at=timezone.now())
    logout(request)
    return HttpResponseRedirect(reverse("account_login"))


def closed(request: HttpRequest, **_: str) -> HttpResponse:
    """A door of allauth's that stays shut: nobody signs up here, and no mail is sent."""
    raise Http404


def _own_path(request: HttpRequest, path: str) -> str:
    """The path if it leads nowhere else, or nothing."""
    fits = url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if fits and path.startswith("/") else ""
