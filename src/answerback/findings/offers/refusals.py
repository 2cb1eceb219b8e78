"""What the verbs on offers refuse, each with its code and sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class NotADraft(Refusal):
    """Approved words never change."""

    code = "offers.not_a_draft"
    says = _("An approved offer does not change. Write a new one and end this one.")


class OfferMoved(Refusal):
    """Somebody else changed the draft after it was opened."""

    code = "offers.moved"
    says = _("This offer has changed in the meantime. Please look at it again.")


class ApproverIsAuthor(Refusal):
    """Two people stand behind an offer."""

    code = "offers.approver_is_author"
    says = _("Somebody else than the author has to approve an offer.")


class NotAllowed(Refusal):
    """Not a member of this wallet's staff, or without the right."""

    code = "offers.not_allowed"
    status = 403
    says = _("Your role in this wallet does not allow this.")


class DatesUnfit(Refusal):
    """It ends before it begins, or is over already."""

    code = "offers.dates_unfit"
    status = 422
    says = _("An offer begins before it ends, and its last day lies ahead.")


class WordsMissing(Refusal):
    """Title and text are needed in both languages."""

    code = "offers.words_missing"
    status = 422
    says = _("Title and text are needed in both languages.")


class TermsNotOurs(Refusal):
    """The address of the terms is on no published channel of the wallet."""

    code = "offers.terms_not_ours"
    status = 422
    says = _("The address of the terms must lie on a site that this wallet has published as its own.")


class AudienceWrong(Refusal):
    """A condition that nobody knows; `field` names it."""

    code = "offers.audience_wrong"
    status = 422
    says = _("This condition on the audience is not understood: %(field)s.")


class NoSuchOffer(Refusal):
    """Not an offer of this wallet that was ever approved."""

    code = "offers.not_found"
    status = 404
    says = _("There is no such offer.")
