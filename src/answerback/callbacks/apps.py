from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "answerback.callbacks"
    label = "callbacks"
