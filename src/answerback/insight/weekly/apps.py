from django.apps import AppConfig


class WeeklyConfig(AppConfig):
    name = "answerback.insight.weekly"
    label = "weekly"
