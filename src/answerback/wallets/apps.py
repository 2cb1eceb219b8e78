from django.apps import AppConfig


class WalletsConfig(AppConfig):
    name = "answerback.wallets"
    label = "wallets"

    def ready(self) -> None:
        """Say how what this app seals is sealed again after a rotation."""
        from answerback.keys.holders import name_column
        from answerback.wallets import endpoints, outbox

        for column in (*endpoints.SEALED, *outbox.SEALED):
            name_column(column)
