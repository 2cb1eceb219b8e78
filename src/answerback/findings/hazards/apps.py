from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "answerback.findings.hazards"
    label = "hazards"
