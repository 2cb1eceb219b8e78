"""Why the registry says no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from answerback.channels.lookalikes import Resembles
from answerback.ui.refusals import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

UNREADABLE: dict[str, str | _StrPromise] = {
    "number": _(
        "This is no telephone number that can be rung. Write it as +86 400 000 0188, or a short number bare."
    ),
    "number_public": _("This number belongs to a public service, not to a wallet."),
    "link": _(
        "This is no address of a site. Write it as lanyue.example, without a user name or numbers for a host."
    ),
    "link_many": _("Many people have pages there: name your own page, with its path."),
    "disguised": _("Letters of different alphabets that look alike stand in this name. Type it again."),
    "mail": _("This is no mail address. Write it as help@lanyue.example."),
    "telegram": _("This is no Telegram name. Write @name or t.me/name; an invitation link is no name."),
    "x": _("This is no account on X. Write @name or x.com/name."),
    "wechat": _("This is no WeChat id: 6 to 20 letters, digits, hyphens or underscores, a letter first."),
    "sms_sender": _(
        "This is no sender's name: 2 to 11 Latin letters and digits, or 2 to 16 with Chinese ones."
    ),
    "app": _(
        "This is no app. Paste the link of the store, or write android:com.lanyue.wallet or apple:1234567890."
    ),
    "app_store": _("Which store? Write android: or apple: before the name of the app."),
    "contract": _("This is no address on that chain."),
    "contract_chain": _("This address exists on several chains: choose the chain."),
    "secret": _("This may be a private key. It was not kept. Publish addresses only."),
    "ens": _("This is no ENS name. Write it as lanyue.eth."),
}


class ChannelUnreadable(Refusal):
    """`why` is one of `UNREADABLE`."""

    code = "channels.unreadable"
    status = 422
    says = _("This is no channel of the kind that was chosen; the answer says why.")

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why

    @property
    def sentence(self) -> str:
        """What is wrong with this one, in the language active now."""
        return str(UNREADABLE[self.why])


class DirectionUnfit(Refusal):
    code = "channels.direction_unfit"
    status = 422
    says = _("A channel of this kind cannot have this direction.")


class WordsMissing(Refusal):
    code = "channels.words_missing"
    status = 422
    says = _("Say in Chinese and in English what the channel is for.")


class DatesUnfit(Refusal):
    code = "channels.dates_unfit"
    status = 422
    says = _("The end must lie after the beginning and in the future.")


class ReasonMissing(Refusal):
    code = "channels.reason_missing"
    status = 422
    says = _("Write down why.")


class NotAllowed(Refusal):
    code = "channels.not_allowed"
    status = 403
    says = _("Your role may not change the registry.")


class SamePerson(Refusal):
    """One person in two roles is one person."""

    code = "channels.same_person"
    status = 403
    says = _("Somebody else must decide: whoever proposed a change never publishes or refuses it.")


class TooNear(Refusal):
    """A place that was given after the proposal, or less than a day ago by one of the two to the other."""

    code = "channels.too_near"
    status = 403
    says = _(
        "Somebody else must decide: your role was given after this was proposed, or one of you gave it to the other"
        " less than a day ago."
    )


class AnothersChannel(Refusal):
    code = "channels.anothers_channel"
    says = _("Another wallet has published this as its own. Only that wallet can report or retire it.")


class BegunAlready(Refusal):
    code = "channels.begun_already"
    status = 422
    says = _("This is published already: its beginning cannot be moved into the future.")


class NotTheProposer(Refusal):
    code = "channels.not_the_proposer"
    status = 403
    says = _("Only whoever proposed a change withdraws it. You may publish or refuse it.")


class ChangeWaiting(Refusal):
    code = "channels.change_waiting"
    says = _("Another change of this channel waits for its decision.")


class ChangeDecided(Refusal):
    code = "channels.change_decided"
    says = _("This change has been decided already.")


class NothingNew(Refusal):
    code = "channels.nothing_new"
    says = _("The channel is already published just so.")


class NotYetPublished(Refusal):
    code = "channels.not_yet_published"
    says = _("Only a published channel can be retired.")


class LooksAlike(Refusal):
    """`found` names what it resembles, and how."""

    code = "channels.looks_alike"
    says = _(
        "This looks like another entry and might be meant to. It is published only if whoever proposes and whoever"
        " publishes it each write down why it is right."
    )

    def __init__(self, found: Sequence[Resembles]) -> None:
        super().__init__()
        self.found = tuple(found)


class StillDeclared(Refusal):
    code = "channels.still_declared"
    says = _("The wallet still names this as its own number or site. Change that first, under Wallet.")


class NotInRegistry(Refusal):
    """A wallet's number or site that two people have not published."""

    code = "channels.not_in_registry"
    status = 422
    says = _(
        "“%(value)s” is not published in the registry for this use. Propose it under Channels; when somebody else has"
        " published it, it can be named here."
    )


class ProofUnfit(Refusal):
    code = "channels.proof_unfit"
    status = 422
    says = _("A channel of this kind cannot be proven this way.")


class ProofOver(Refusal):
    code = "channels.proof_over"
    says = _("The time for this proof is over, or it was tried too often. Ask for a new one.")


class ProofTooOften(Refusal):
    code = "channels.proof_too_often"
    status = 429
    says = _("This was asked for five times in a day. Ask again tomorrow, or prove it another way.")


class ProofWrong(Refusal):
    code = "channels.proof_wrong"
    status = 422
    says = _("This is not the code.")


class ProofByAnother(Refusal):
    code = "channels.proof_by_another"
    status = 403
    says = _(
        "Somebody else must do this: whoever asked for the proof, or proposed the channel, cannot confirm it."
    )
