from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "answerback.customers"
    label = "customers"

    def ready(self) -> None:
        """Say how the numbers' blind indexes are made again after a rotation."""
        from answerback.customers.models import PhoneNumber
        from answerback.keys.reindex import Index, name_index

        name_index(Index(PhoneNumber, "blind_index", lambda row: row.e164))
