from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "answerback.texts"
    label = "texts"
