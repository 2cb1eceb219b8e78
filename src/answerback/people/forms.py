"""allauth's forms in our words: no placeholders, no link to a password mail that nobody sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import Form
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: Mapping[str, str | _StrPromise] = {
    "login": _("User name"),
    "password": _("Password"),
    "oldpassword": _("Password until now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Six digits, or a recovery code"),
    "name": _("Name of this key"),
    "passwordless": _("Sign in with this key alone, without a password (a passkey)"),
}


class OurWords(Form):
    """Gives each known field its label, and no hint or placeholder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class StaffLoginForm(OurWords, LoginForm):  # type: ignore[misc]  # allauth is untyped, here and below
    """User name and password."""


class StaffReauthenticateForm(OurWords, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class StaffChangePasswordForm(OurWords, ChangePasswordForm):  # type: ignore[misc]
    """Old password, new password twice."""


class StaffSetPasswordForm(OurWords, SetPasswordForm):  # type: ignore[misc]
    """The first password, twice."""


class StaffCodeForm(OurWords, AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""


class StaffReauthenticateByCodeForm(OurWords, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code once more."""


class StaffActivateTOTPForm(OurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six digits from the app")


class StaffAddKeyForm(OurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A new key: a passkey unless one says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class StaffEditKeyForm(OurWords, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""
