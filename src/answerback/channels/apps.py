from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "answerback.channels"
    label = "channels"
