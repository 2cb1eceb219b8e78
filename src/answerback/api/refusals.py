"""What the API itself says no to, before any verb is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class NotFound(Refusal):
    """Also for what belongs to another wallet."""

    code = "not_found"
    status = 404
    says = _("There is nothing at this address, or it is not yours.")


class MethodNotAllowed(Refusal):
    """The address exists, the method does not."""

    code = "method_not_allowed"
    status = 405
    says = _("This address does not take this method. It takes: %(allowed)s.")


class KeyMissing(Refusal):
    """No `Authorization: Bearer …` header came."""

    code = "key_missing"
    status = 401
    says = _("Send your API key in the header “Authorization: Bearer …”.")


class WrongMediaType(Refusal):
    """The body is of another type than this address takes."""

    code = "wrong_media_type"
    status = 415
    says = _("This address takes bodies of the type %(wanted)s.")


class BodyTooLarge(Refusal):
    """More bytes than the deployment takes; nothing of it was kept."""

    code = "body_too_large"
    status = 413
    says = _("The body is too large. Nothing of it was kept.")


class BodyUnreadable(Refusal):
    """The connection broke off in the middle of the body."""

    code = "body_unreadable"
    status = 400
    says = _("The body did not arrive whole. Nothing of it was kept.")


class BrokenJson(Refusal):
    """Not JSON as RFC 8259 and I-JSON (RFC 7493) have it; `where` is a line and a column, never content."""

    code = "broken_json"
    status = 400
    says = _("The body is not proper JSON: see line %(line)s, column %(column)s.")


class AmbiguousJson(Refusal):
    """JSON that two readers would read differently."""

    code = "ambiguous_json"
    status = 400
    says = _(
        "The body is JSON that can be read in two ways: a name twice in one object, a number beyond 2^53, "
        "NaN, a broken character, or far too many levels."
    )


class BadHeader(Refusal):
    """A header is not written as its standard says."""

    code = "bad_header"
    status = 400
    says = _("The header %(header)s is not written as it should be.")


class TooManyRequests(Refusal):
    """The key has used up its share for the moment."""

    code = "too_many_requests"
    status = 429
    says = _("Too many requests with this API key. Wait until the time in the header Retry-After.")


class KeyReused(Refusal):
    """The same Idempotency-Key with another request."""

    code = "idempotency_key_reused"
    status = 422
    says = _("This Idempotency-Key was used before for another request. Choose a new one.")


class SignatureWrong(Refusal):
    """Missing, not made with this key, over other bytes, or older than five minutes: told alike."""

    code = "signature_wrong"
    status = 401
    says = _("The signature is missing or wrong, or its time is more than five minutes away from ours.")


class Replayed(Refusal):
    """The same signed bytes came before."""

    code = "message_replayed"
    status = 409
    says = _("This very request has arrived before. To send it again, sign it again with the present time.")


class OurFault(Refusal):
    """Something went wrong that we did not foresee; it was logged under the request's number."""

    code = "our_fault"
    status = 500
    says = _("That went wrong, and it is our fault. Send the same request again in a minute: that is safe.")
