from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "answerback.intake"
    label = "intake"

    def ready(self) -> None:
        from answerback.customers import erase
        from answerback.intake.forget import forget

        erase.register(self.label, forget)
