from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "answerback.findings.campaigns"
    label = "fraud_campaigns"
