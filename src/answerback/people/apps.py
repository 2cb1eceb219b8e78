from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "answerback.people"
    label = "people"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from answerback.people import watch

        watch.connect()
