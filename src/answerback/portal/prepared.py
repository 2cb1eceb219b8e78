"""What to have at hand for a call, by its kind: three or four things, and never a secret among them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from answerback.callbacks.outcomes import Kind
from answerback.wallets.models import Wallet

ALWAYS = (
    _("Sit where nobody hurries you, and keep this page open while we talk."),
    _("Write down what you want to ask: the agent sees it before the call."),
)
ABOUT = {
    Kind.PAYMENT_NOT_ARRIVED: (
        _("When you paid, how much, and which way the money took."),
        _("The number of the payment or transaction, as your wallet shows it."),
        _("What the recipient sees on their side."),
    ),
    Kind.MISTAKEN_TRANSFER: (
        _("When you sent it, how much, and to whom or to which address it went."),
        _("To whom it should have gone, and whether you know the person it went to."),
        _("The number of the transaction. If it is on a chain: which network you chose."),
    ),
    Kind.ACCOUNT_LOCKED: (
        _("What you were doing when it stopped working, and on which device."),
        _("Whether anybody else may know your password. Do not tell us the password itself."),
    ),
    Kind.SUSPICIOUS_LOGIN: (
        _("Which of your own devices you used lately, and where you were."),
        _("Whether you followed a link, installed something, or told anybody a code."),
    ),
    Kind.SCAM_REPORTED: (
        _("What the stranger said, from which number or account, and when. A screenshot helps."),
        _("Whether you paid, typed a code, showed your screen or installed something."),
    ),
    Kind.ONBOARDING_FINISHED: (_("What was hard to find or to understand when you began."),),
    Kind.TICKET_SOLVED: (_("Whether it is really solved, and what you would still like to have."),),
    Kind.ROUTINE_FOLLOW_UP: (_("Anything strange you have seen lately, and anything you wish were better."),),
    Kind.CUSTOMER_REQUEST: (_("What happened, when, and what you have tried already."),),
}
SELF_CUSTODIAL = (
    _("Your recovery phrase and private key stay where they are: nobody of ours needs them, not one word."),
)


def what_to_prepare(kind: str, wallet: Wallet) -> list[str]:
    """The list for one call, in the language of the page."""
    own = SELF_CUSTODIAL if wallet.is_self_custodial else ()
    return [str(words) for words in (*ABOUT.get(Kind(kind), ()), *own, *ALWAYS)]
