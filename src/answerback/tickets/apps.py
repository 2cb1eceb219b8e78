from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "answerback.tickets"
    label = "tickets"

    def ready(self) -> None:
        """Say how attachments are sealed again after a rotation."""
        from answerback.keys.holders import Column, name_column
        from answerback.keys.purposes import Purpose
        from answerback.tickets.attach import content_context
        from answerback.tickets.models import AttachmentContent

        name_column(
            Column(AttachmentContent, "sealed", Purpose.DATA, lambda row: content_context(row.attachment))
        )
