"""What the guard found in a text, in words that an agent understands at once; never what it was."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answerback.guard import Action, Finding, Kind
from answerback.guard.secrets.stream import Warning

NAMES = {
    Kind.SEED_PHRASE: gettext_lazy("recovery words"),
    Kind.PRIVATE_KEY: gettext_lazy("a private key"),
    Kind.ONE_TIME_CODE: gettext_lazy("a one-time code"),
    Kind.PASSWORD: gettext_lazy("a password"),
    Kind.BANK_CARD: gettext_lazy("a card number"),
    Kind.CVV: gettext_lazy("the security code of a card"),
    Kind.RESIDENT_ID: gettext_lazy("an identity number"),
    Kind.PASSPORT: gettext_lazy("a passport number"),
    Kind.PHONE: gettext_lazy("a telephone number"),
    Kind.EMAIL: gettext_lazy("a mail address"),
}
TAKEN_OUT = (Action.BLOCK, Action.MASK)
SECRET = {Kind.SEED_PHRASE, Kind.PRIVATE_KEY, Kind.ONE_TIME_CODE, Kind.PASSWORD, Kind.CVV, Kind.BANK_CARD}


def warning(findings: Iterable[Finding], begun: Warning | None = None) -> str:
    """One sentence: what was taken out, and to stop when it is a secret; empty when nothing was taken out.

    `begun`: the first words of a seed phrase, which were taken out before it was complete."""
    kinds = ([begun.kind] if begun else []) + [one.kind for one in findings if one.action in TAKEN_OUT]
    if not kinds:
        return ""
    names = _(", ").join(dict.fromkeys(str(NAMES[kind]) for kind in kinds))
    if any(kind in SECRET for kind in kinds):
        return _(
            "Stop, do not read on. Taken out and not kept: %(what)s. Tell the customer never to say it."
        ) % {"what": names}
    return _("Taken out and not kept: %(what)s.") % {"what": names}
