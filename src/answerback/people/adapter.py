"""How allauth behaves here: nobody signs up by himself, and secrets of second steps are sealed at rest."""

from __future__ import annotations

import base64
import io
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from answerback.keys import seal
from answerback.keys.purposes import Purpose
from answerback.people.second_step import has_second_step

FRESH_SECONDS = 300
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
SECRET = b"people.second_step"
WAYS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use the app or a recovery code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey or security key"),
}


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "enter_current_password": _("Please type the password that you have used until now."),
        "incorrect_code": _("This code is not right, or has been used already."),
        "incorrect_password": _("The password is not right."),
        "invalid_login": _("The user name or the password is not right."),
        "username_password_mismatch": _("The user name or the password is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator invites."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk; before it the page where a second step is set up, if this session has none."""
        return "/desk/" if has_second_step(request) else reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within five minutes of signing in: who has just proven himself is not asked again at once."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < FRESH_SECONDS:
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Other ways to prove oneself again, in our words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS.get(way["id"], way["description"])} for way in ways]

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **more: Any
    ) -> None:
        """No message for what the page itself shows."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *rest, **more)


class StaffMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Passkeys and authenticator apps, named after the product rather than the host."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or has been used already."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed under the deployment's data key; TOTP secrets and recovery seeds pass through here."""
        return base64.b64encode(seal.seal(None, Purpose.DATA, text.encode(), context=SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` was given. Raises CannotOpen for anything else."""
        sealed = base64.b64decode(encrypted_text)
        return seal.open_sealed(None, Purpose.DATA, sealed, context=SECRET).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code on a white ground of its own, so that it can be scanned in dark colours too."""
        picture = io.BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=6, border=4, light="#fff", nl=False)
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """`Key 1`, `Key 2`: never "master key", which in a wallet means something else."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey is bound to the staff host (without the port) and shown under the product's name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": self.get_totp_issuer()}
