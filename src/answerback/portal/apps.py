from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "answerback.portal"
    label = "portal"
