"""What a fault of the check means, in a sentence for the person who writes the solution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.findings.solutions.check import Fault

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, _StrPromise] = {
    "duplicate_step": _("Two steps have this name."),
    "hours_too_few": _("The steps together take more hours than the whole."),
    "missing_translation": _("The text is missing in this language."),
    "unknown_hole": _("Only {wallet} can be filled in."),
    "refund_word": _("Only a merchant refunds: say “refund” where the wallet can ask one, and nowhere else."),
    "wrong_custody": _("This solution is not made for this kind of wallet."),
    "nothing_left": _("For this wallet nothing is left here: everything needs what it cannot do."),
    "promises_too_much": _("This promises something the wallet cannot do."),
}
ASKS = _("This asks for something a callback never asks for.")


def sentence_of(fault: Fault) -> str:
    """The sentence, in the language active now."""
    return str(SENTENCES.get(fault.code, ASKS))
