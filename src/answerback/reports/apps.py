from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "answerback.reports"
    label = "reports"

    def ready(self) -> None:
        """Say how screenshots are sealed again after a rotation."""
        from answerback.keys.holders import Column, name_column
        from answerback.keys.purposes import Purpose
        from answerback.reports.models import Evidence
        from answerback.reports.receive import picture_context

        name_column(Column(Evidence, "picture", Purpose.DATA, picture_context))
