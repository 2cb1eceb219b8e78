from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "answerback.live"
    label = "live"
