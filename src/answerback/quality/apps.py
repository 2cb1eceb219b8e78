from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "answerback.quality"
    label = "quality"
