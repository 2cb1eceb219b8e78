"""What allauth and Django tell about sign-ins becomes journal entries: the edge where the clock is read."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from answerback.people.models import Person
from answerback.people.second_step import record_enrolment
from answerback.people.tell import tell_each_wallet

USERNAME_AT_MOST = 150


def connect() -> None:
    """Listen; called once, when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="people.signed_out")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="people.sign_in_failed")
    authentication_failed.connect(_second_step_failed, dispatch_uid="people.second_step_failed")
    authenticator_added.connect(_second_step_added, dispatch_uid="people.second_step_added")
    authenticator_removed.connect(_second_step_removed, dispatch_uid="people.second_step_removed")
    authenticator_reset.connect(_second_step_reset, dispatch_uid="people.second_step_reset")
    password_changed.connect(_password_changed, dispatch_uid="people.password_changed")
    password_set.connect(_password_changed, dispatch_uid="people.password_set")


def _signed_in(request: HttpRequest, user: Person, **_: Any) -> None:
    records = get_authentication_records(request, user)
    methods = [str(record.get("type") or record.get("method")) for record in records]
    _tell("person.signed_in", user, methods=methods)


def _signed_out(user: Person | None, **_: Any) -> None:
    if user is not None:
        _tell("person.signed_out", user)


def _sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    """Only for people there are: what else was typed is kept nowhere, it may be a password."""
    username = str(credentials.get("username", ""))[:USERNAME_AT_MOST]
    person = Person.objects.filter(username=username).first()
    if person is not None:
        _tell("person.sign_in_failed", person)


def _second_step_failed(user: Person, authenticator: Authenticator | None = None, **_: Any) -> None:
    _tell("person.second_step_failed", user, type=_type_of(authenticator))


def _second_step_added(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    record_enrolment(request, authenticator)
    _tell("person.second_step_added", user, type=_type_of(authenticator))


def _second_step_removed(user: Person, authenticator: Authenticator, **_: Any) -> None:
    _tell("person.second_step_removed", user, type=_type_of(authenticator))


def _second_step_reset(user: Person, authenticator: Authenticator, **_: Any) -> None:
    _tell("person.second_step_reset", user, type=_type_of(authenticator))


def _password_changed(user: Person, **_: Any) -> None:
    _tell("person.password_changed", user)


def _type_of(authenticator: Authenticator | None) -> str:
    return str(authenticator.type) if authenticator is not None else ""


def _tell(kind: str, person: Person, **data: object) -> None:
    with transaction.atomic():
        tell_each_wallet(kind, person, by=None, at=timezone.now(), data=data)
