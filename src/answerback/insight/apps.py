from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "answerback.insight"
    label = "insight"
