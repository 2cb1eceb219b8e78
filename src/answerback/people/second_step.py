"""Whether a session has proven more than a password: a passkey, or a password and a TOTP or recovery code."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

DEMO_SESSION = "answerback_demo"
METHOD = "mfa"  # allauth's own word in its records of a session


def has_second_step(request: HttpRequest) -> bool:
    """True after a passkey, TOTP or recovery code in this session; a demo link counts in demo mode only."""
    person = request.user
    if not person.is_authenticated:
        return False
    if any(record.get("method") == METHOD for record in get_authentication_records(request, person)):
        return True
    return bool(settings.DEMO) and request.session.get(DEMO_SESSION) == str(person.pk)


def may_enrol(request: HttpRequest) -> bool:
    """Whether this person has no second step yet, so that the session is sent to set one up."""
    return not is_mfa_enabled(request.user)


def record_enrolment(request: HttpRequest, authenticator: Authenticator) -> None:
    """Who has just set up a second step has just shown it, so the session holds it."""
    if authenticator.type in {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        proof = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, authenticator.user, METHOD, **proof)
