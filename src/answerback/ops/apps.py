from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "answerback.ops"
    label = "ops"
