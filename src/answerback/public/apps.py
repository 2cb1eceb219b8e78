from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "answerback.public"
    label = "public"
