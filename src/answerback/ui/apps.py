"""The Django app `ui`."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label `ui`: templates, static files and template tags for every face."""

    name = "answerback.ui"
    label = "ui"
