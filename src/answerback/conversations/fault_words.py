"""What a fault of the check means, in a sentence for the person who writes the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.conversations.check import Fault
from answerback.conversations.forbidden_words import Never

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, _StrPromise] = {
    "missing_part": _("A guide has four parts; this one is missing."),
    "duplicate_step": _("Two steps have this name."),
    "unknown_target": _("This leads to a step that does not exist."),
    "unreachable": _("No way leads to this step."),
    "loop": _("From this step one can come back to it; a conversation never goes round."),
    "no_end": _("From here the conversation does not come to an end."),
    "conditional_end": _("The end must always be shown; it cannot have a condition."),
    "no_answers": _("This question needs ready answers."),
    "answers_not_wanted": _("This kind of step has no ready answers."),
    "duplicate_answer": _("Two answers have the same code."),
    "bad_scale": _("The scale must go from a lower to a higher number."),
    "offer_outside_thanks": _("Offers belong into the last part."),
    "thanks_with_offer": _("Thanks never carry an offer. Make two steps of it."),
    "bad_condition": _("This condition speaks of a question or an answer that cannot have come before."),
    "missing_translation": _("The text is missing in this language."),
    "unknown_hole": _("Only {wallet} and {agent} can be filled in, and {offer} in an offer."),
    "personal_without_why": _(
        "This question is personal: say why it is asked. The user's page shows the reason."
    ),
    "refund_word": _("Only a merchant refunds: do not say “refund” here."),
    "wrong_custody": _("This guide is not made for this kind of wallet."),
    "wallet_cannot": _("The wallet cannot do this."),
    "promises_too_much": _("This promises something the wallet cannot do."),
}
ASKS: dict[Never, _StrPromise] = {
    Never.PASSWORD: _(
        "This seems to ask for a password. A follow-up call never does; please say it otherwise."
    ),
    Never.CODE: _("This seems to ask for a code. A follow-up call never does; please say it otherwise."),
    Never.KEY: _(
        "This seems to ask for a private key. A follow-up call never does; please say it otherwise."
    ),
    Never.SEED_PHRASE: _(
        "This seems to ask for a recovery phrase. A follow-up call never does; please say it otherwise."
    ),
    Never.ID_NUMBER: _(
        "This seems to ask for a full ID number. A follow-up call never does; please say it otherwise."
    ),
    Never.CARD_NUMBER: _(
        "This seems to ask for a full card number. A follow-up call never does; please say it otherwise."
    ),
    Never.BALANCE: _(
        "This seems to ask how much money there is. A follow-up call never does; please say it otherwise."
    ),
    Never.SCREEN: _(
        "This seems to ask to see the screen. A follow-up call never does; please say it otherwise."
    ),
    Never.REMOTE: _(
        "This seems to ask for remote control. A follow-up call never does; please say it otherwise."
    ),
    Never.INSTALL: _(
        "This seems to ask to install something. A follow-up call never does; please say it otherwise."
    ),
    Never.TRANSFER: _(
        "This seems to ask to send money. A follow-up call never does; please say it otherwise."
    ),
}


def sentence_of(fault: Fault) -> str:
    """The fault in a sentence, in the language active now."""
    if fault.code.startswith("asks_"):
        return str(ASKS[Never(fault.code.removeprefix("asks_"))])
    return str(SENTENCES[fault.code])
