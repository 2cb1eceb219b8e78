"""The questions of triage as a form, the same before the call and in it. Every field may stay empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from answerback.chains.kinds import Chain
from answerback.chains.triage import Memo, Party
from answerback.chains.triage.words import NAMES
from answerback.lookups.telling import NO, YES

LONGEST = 200
UNKNOWN = ("", _("I do not know"))
PARTIES = (
    UNKNOWN,
    (Party.OWN.value, _("A wallet of my own (I hold the keys)")),
    (Party.PLATFORM.value, _("An exchange or another platform")),
    (Party.STRANGER.value, _("Somebody else")),
    (Party.CONTRACT.value, _("A contract or an application")),
)
SENDERS = PARTIES[:4]
MEMOS = (
    UNKNOWN,
    (Memo.NOT_NEEDED.value, _("None was asked for")),
    (Memo.RIGHT.value, _("Given as asked")),
    (Memo.MISSING.value, _("Asked for, and forgotten")),
    (Memo.WRONG.value, _("Given, but wrong")),
)
ANSWERS = (UNKNOWN, (YES, _("Yes")), (NO, _("No")))
OTHER_COINS = (
    ("", _("No")),
    ("bch", _("Bitcoin Cash (BCH)")),
    ("bep2", _("BNB Beacon Chain (BEP2, addresses beginning bnb1)")),
)


def chains() -> list[tuple[str, Any]]:
    """The networks by their names in the reader's language."""
    place = int((get_language() or "").startswith("zh"))
    return [UNKNOWN, *((chain.value, NAMES[chain][place]) for chain in Chain)]


class _Exact(forms.CharField):
    """An address or an id: nothing is corrected, remembered or sent elsewhere by the browser."""

    def __init__(self, label: Any, **more: Any) -> None:
        attributes = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=label,
            required=False,
            max_length=LONGEST,
            widget=forms.TextInput(attrs=attributes),
            **more,
        )


class TriageForm(forms.Form):
    """What happened to the payment. `telling.told` reads it, and turns secrets away."""

    transaction = _Exact(
        _("Transaction id (TxID)"), help_text=_("Never a private key, never recovery words.")
    )
    is_transaction = forms.BooleanField(
        label=_("Yes, this is a transaction id and not a private key"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": YES}),
    )
    chosen = forms.ChoiceField(label=_("Network chosen when sending"), required=False, choices=chains)
    expected = forms.ChoiceField(label=_("Network the recipient asked for"), required=False, choices=chains)
    sent_to = forms.ChoiceField(label=_("Whose address is it?"), required=False, choices=PARTIES)
    was_deceived = forms.ChoiceField(
        label=_("Were you asked or persuaded by somebody to send it?"),
        required=False,
        choices=ANSWERS,
        help_text=_(
            "An investment or a job on the internet, “support”, the “police”, a “safe account”, somebody you have "
            "never met. Whoever only paid a bill or a friend answers no."
        ),
    )
    sent_at = forms.CharField(
        label=_("When was it sent?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    sent_from = forms.ChoiceField(label=_("Sent from"), required=False, choices=SENDERS)
    recipient = _Exact(_("Address it was sent to"))
    meant = _Exact(_("Address it should have gone to, if another"))
    memo = forms.ChoiceField(label=_("Memo or tag"), required=False, choices=MEMOS)
    user_sent_it = forms.ChoiceField(
        label=_("If it left your wallet or account: did you send it yourself?"),
        required=False,
        choices=ANSWERS,
    )
    copied_from_history = forms.ChoiceField(
        label=_("Was the address copied from the history?"), required=False, choices=ANSWERS
    )
    holds_key = forms.ChoiceField(
        label=_("Do you hold the private key of that address?"),
        required=False,
        choices=ANSWERS,
        help_text=_("Yes or no only. Never say it, never write it."),
    )
    key_is_known = forms.ChoiceField(
        label=_("Has anybody else seen the seed phrase or private key of your wallet?"),
        required=False,
        choices=ANSWERS,
        help_text=_("Typed on a website or told to somebody counts as seen."),
    )
    token = _Exact(_("Contract address of the token you expect"))
    is_listed = forms.ChoiceField(
        label=_("Does the receiving platform support this token?"), required=False, choices=ANSWERS
    )
    is_below_minimum = forms.ChoiceField(
        label=_("Is the amount below the platform's minimum deposit?"), required=False, choices=ANSWERS
    )
    is_withdrawal = forms.ChoiceField(
        label=_("Is it a withdrawal from a Layer 2 through its official bridge?"),
        required=False,
        choices=ANSWERS,
        help_text=_("Not a withdrawal from an exchange."),
    )
    other_asset = forms.ChoiceField(label=_("Is another coin involved?"), required=False, choices=OTHER_COINS)
    everywhere = forms.BooleanField(
        label=_("Look on every chain"),
        required=False,
        help_text=_("This shows the id to every provider we ask."),
        widget=forms.CheckboxInput(attrs={"value": YES}),
    )

    FIRST = ("transaction", "is_transaction", "chosen", "expected", "sent_to", "was_deceived")

    def __init__(self, *args: Any, zone: str, **more: Any) -> None:
        """`zone`: the customer's, in which the time is given."""
        super().__init__(*args, **more)
        self.fields["sent_at"].help_text = _("On the clock of %(zone)s") % {"zone": zone}

    @property
    def first(self) -> list[forms.BoundField]:
        """What decides most cases."""
        return [self[name] for name in self.FIRST]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.FIRST]


def posted(post: Mapping[str, Any], *, zone: str) -> tuple[dict[str, str], bool]:
    """The fields for `examine`, and whether every chain may be asked. `zone`: the one the time is given in."""
    names = [name for name in TriageForm.base_fields if name != "everywhere"]
    given = {name: str(post.get(name, ""))[: LONGEST + 1] for name in names}
    given["is_transaction"] = YES if given["is_transaction"] else ""
    given["sent_at"] = with_offset(given["sent_at"].strip(), zone)
    return given, bool(post.get("everywhere"))


def with_offset(text: str, zone: str) -> str:
    """What a browser's clock gives, with the offset of the customer's zone; anything else stays as it is."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (found if found.utcoffset() is not None else found.replace(tzinfo=ZoneInfo(zone))).isoformat()


def on_the_clock(at: datetime | None, zone: str) -> str:
    """As a browser's field for a time wants it."""
    return at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if at is not None else ""
