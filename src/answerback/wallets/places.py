"""Where text enters: a closed list, because a wallet chooses for each place what the guard does there."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Place(TextChoices):
    """`text_policy` says what is done in each; `texts.registry` says which columns and fields belong to it."""

    NOTE = "note", _("Agent's note")
    ANSWER = "answer", _("Answer in the conversation")
    TICKET = "ticket", _("Letter of a ticket")
    PREPARATION = "preparation", _("User's words before a call")
    OWN_NOTE = "own_note", _("User's own note")
    COMMENT = "comment", _("Comment with a rating")
    UPLOAD = "upload", _("Uploaded file")
    EVENT = "event", _("Event and API")
    IMPORT = "import", _("Imported list")
    CONSOLE = "console", _("Staff's settings")
    REPORT = "report", _("Report from the public page")
    WEBHOOK = "webhook", _("Webhook to the backend")


# An autosaved note would be lost, an answer would stop a call, and an event, a message or a report must not be dropped:
# there a text is never refused; what may not be kept is taken out of it.
NEVER_REFUSED = frozenset({Place.NOTE, Place.ANSWER, Place.EVENT, Place.IMPORT, Place.REPORT, Place.WEBHOOK})
