"""The addresses of fraud campaigns in the console."""

from django.urls import path

from answerback.console.views import fraud_campaigns as pages
from answerback.console.views import fraud_warnings as warnings

ONE = "fraud-campaigns/<uuid:fraud_campaign_id>"
WARNING = "fraud-campaigns/warnings/<uuid:warning_id>"
PATHS = [
    path("fraud-campaigns", pages.fraud_campaigns, name="fraud_campaigns"),
    path(ONE, pages.fraud_campaign, name="fraud_campaign"),
    path(f"{ONE}/confirmation", pages.confirmation, name="fraud_campaign_confirmation"),
    path(f"{ONE}/dismissal", pages.dismissal, name="fraud_campaign_dismissal"),
    path(f"{ONE}/reopening", pages.reopening, name="fraud_campaign_reopening"),
    path(f"{ONE}/merger", pages.merger, name="fraud_campaign_merger"),
    path(f"{ONE}/warning", warnings.warning_new, name="fraud_warning_new"),
    path(
        "fraud-campaigns/members/<uuid:fraud_member_id>/split", pages.member_split, name="fraud_member_split"
    ),
    path(
        "fraud-campaigns/traits/<uuid:trait_id>/proposal", pages.trait_proposal, name="fraud_trait_proposal"
    ),
    path(
        "fraud-campaigns/traits/<uuid:trait_id>/ignoring", pages.trait_ignoring, name="fraud_trait_ignoring"
    ),
    path(f"{WARNING}/approval", warnings.warning_approval, name="fraud_warning_approval"),
    path(f"{WARNING}/refusal", warnings.warning_refusal, name="fraud_warning_refusal"),
]
