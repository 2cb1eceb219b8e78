"""Why a wallet, a key, an endpoint or a delivery says no."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class KeyRefused(Refusal):
    """Missing, mistyped, unknown, expired and revoked keys all get this one answer."""

    code = "wallets.key_refused"
    status = 401
    says = _("This API key is not valid.")


class ScopeMissing(Refusal):
    code = "wallets.scope_missing"
    status = 403
    says = _("This API key may not do that; it lacks the scope “%(scope)s”.")


class KeyNameTaken(Refusal):
    code = "wallets.key_name_taken"
    says = _("There is already an API key called “%(name)s”; replace or revoke it first.")


class KeyEnded(Refusal):
    code = "wallets.key_ended"
    says = _("This API key has already been replaced or revoked.")


class UnknownScope(Refusal):
    code = "wallets.unknown_scope"
    status = 422
    says = _("Choose at least one scope, and only known ones.")


class WalletTaken(Refusal):
    code = "wallets.slug_taken"
    says = _("Another wallet already uses the short name “%(slug)s”.")


class WalletIncomplete(Refusal):
    code = "wallets.field_wrong"
    status = 422
    says = _("The field “%(field)s” is missing or not understood.")


class CapabilityImpossible(Refusal):
    code = "wallets.capability_impossible"
    status = 422
    says = _("In a self-custodial wallet only the user can do this: %(capabilities)s.")


class LineImpossible(Refusal):
    code = "wallets.line_impossible"
    status = 422
    says = _("A wallet that never telephones cannot use this line: %(lines)s.")


class PhoneImpossible(Refusal):
    code = "wallets.phone_impossible"
    status = 422
    says = _("A self-custodial wallet knows no telephone number, so it cannot ring by telephone.")


class PolicyWrong(Refusal):
    code = "wallets.policy_wrong"
    status = 422
    says = _("The setting “%(field)s” is not understood or out of its limits.")


class SecretInWords(Refusal):
    """The guard found a secret in a name that everybody reads."""

    code = "wallets.secret_in_words"
    status = 422
    says = _(
        "The field “%(field)s” holds something that must never be written down, such as a password or a key."
    )


class AddressForbidden(Refusal):
    code = "wallets.address_forbidden"
    status = 422
    says = _("Messages go only to a public https address without a user name.")


class EndpointTaken(Refusal):
    code = "wallets.endpoint_taken"
    says = _("Messages already go to this address.")


class NotResendable(Refusal):
    code = "wallets.not_resendable"
    says = _("Only a message that was delivered or has failed can be sent again.")
