from django.apps import AppConfig


class LookupsConfig(AppConfig):
    name = "answerback.lookups"
    label = "lookups"
