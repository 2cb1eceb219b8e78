from django.apps import AppConfig


class WalletsConfig(AppConfig):
    name = "answerback.wallets"
    label = "wallets"
