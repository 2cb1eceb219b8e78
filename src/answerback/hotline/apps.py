from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "answerback.hotline"
    label = "hotline"
