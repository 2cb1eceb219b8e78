from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "answerback.devices"
    label = "devices"
