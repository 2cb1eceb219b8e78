"""Why a text is not kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal


class SecretInText(Refusal):
    """The guard found what the wallet's policy refuses in this place."""

    code = "texts.secret"
    status = 422
    says = _(
        "This text holds something that must never be written down, such as a password, a code or recovery "
        "words. Nothing was saved. Take it out and try again."
    )
