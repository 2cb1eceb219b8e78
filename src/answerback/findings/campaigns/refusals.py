"""What the verbs on fraud campaigns refuse, each with its code and sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class CampaignReviewed(Refusal):
    """Somebody decided otherwise in the meantime."""

    code = "fraud_campaign.reviewed"
    status = 409
    says = _("A colleague has decided about this campaign in the meantime. Please look at it again.")


class CampaignReasonMissing(Refusal):
    """A decision without a reason."""

    code = "fraud_campaign.reason_missing"
    status = 422
    says = _("Please say why: the next colleague will ask.")


class NotConfirmed(Refusal):
    """Nothing is proposed or told before somebody confirmed that it is fraud."""

    code = "fraud_campaign.not_confirmed"
    status = 409
    says = _("Confirm first that this is fraud. Before that nothing goes on the list and nobody is warned.")


class NotToMerge(Refusal):
    """A campaign with itself, or one that already lives on in another."""

    code = "fraud_campaign.not_to_merge"
    status = 422
    says = _("These two cannot be made one.")


class WarningWaits(Refusal):
    """One warning of a campaign waits at a time."""

    code = "fraud_campaign.warning_waits"
    status = 409
    says = _("A warning about this campaign already waits for a colleague.")


class WarningDecided(Refusal):
    """Somebody decided in the meantime."""

    code = "fraud_campaign.warning_decided"
    status = 409
    says = _("A colleague has decided about this warning in the meantime.")


class WarningNeedsTwo(Refusal):
    """Whoever proposed it does not approve it."""

    code = "fraud_campaign.warning_needs_two"
    status = 403
    says = _("A warning needs two people: whoever wrote it cannot approve it.")


class WarningUnsafe(Refusal):
    """A warning that could be mistaken for the fraud, or lead to it."""

    code = "fraud_campaign.warning_unsafe"
    status = 422
    says = _(
        "A warning holds no link, number, account or address, and does not repeat the swindler’s own sentences."
        " Say in your own words what happens and what to do."
    )


class WarningWordsMissing(Refusal):
    """Both languages, and not too long."""

    code = "fraud_campaign.warning_words"
    status = 422
    says = _("Write the warning in Chinese and in English, each in at most %(most)s characters.")


class NobodyFits(Refusal):
    """A warning that reaches nobody."""

    code = "fraud_campaign.nobody_fits"
    status = 422
    says = _("Nobody fits who may be told. Choose another audience.")
