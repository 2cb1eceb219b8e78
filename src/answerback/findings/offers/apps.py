from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "answerback.findings.offers"
    label = "offers"
