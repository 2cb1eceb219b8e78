"""Why triage does not begin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class SecretPasted(Refusal):
    """A seed phrase, a private key, or what can only be one. It is neither kept nor sent anywhere."""

    code = "lookups.secret"
    status = 422
    says = _(
        "This is a secret that opens a wallet, not an address or a transaction. It was not kept and not sent to "
        "anybody. If somebody else has seen it, move what is in that wallet to a new one now."
    )


class IsItATransaction(Refusal):
    """Its form fits a private key as well as a transaction id."""

    code = "lookups.is_it_a_transaction"
    status = 409
    says = _(
        "This could be a transaction id, and it could be a private key: both look the same. It was not kept and not "
        "sent to anybody. Confirm that it is a transaction id, and it will be looked up."
    )


class NoSuchString(Refusal):
    """`field` names what cannot be read; `why` is the sentence of the engine."""

    code = "lookups.unreadable"
    status = 422
    says = _("This cannot be read as an address or a transaction id: %(why)s")


class UnknownChoice(Refusal):
    """`field` holds a value that is not offered."""

    code = "lookups.choice"
    status = 422
    says = _("There is no such choice: %(field)s.")


class NoSuchTime(Refusal):
    """`field` is no time, or a time without its offset from UTC."""

    code = "lookups.time"
    status = 422
    says = _("This is not a time: please give day, hour and minute.")


class TooManyQuestions(Refusal):
    """A customer has asked as often as anybody may in an hour; `retry_at` is when the next one begins."""

    code = "lookups.too_many"
    status = 429
    says = _(
        "You have asked many times within this hour, and every time nodes of the chains are asked. What was found last "
        "stays here. Please ask again after the next full hour."
    )
