from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "answerback.api"
    label = "api"
