from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "answerback.console"
    label = "console"
