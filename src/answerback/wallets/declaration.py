"""What a wallet may declare: its parts must fit one another, or nothing that follows would be true."""

from __future__ import annotations

from answerback.calling.zones import is_zone
from answerback.numbers.parsing import NumberError, parse
from answerback.wallets import policies
from answerback.wallets.kinds import CUSTODIAL_ONLY, TELEPHONE_LINES, Calling, Capability, Custody, Line
from answerback.wallets.models import Wallet
from answerback.wallets.refusals import (
    CapabilityImpossible,
    LineImpossible,
    PhoneImpossible,
    WalletIncomplete,
)
from answerback.wallets.text_policy import refuse_secrets

CLOSED_SETS = {
    "custody": Custody.values,
    "calling": Calling.values,
}
OPEN_SETS = {
    "capabilities": Capability.values,
    "lines": Line.values,
}


def check_declaration(wallet: Wallet) -> None:
    """Raise the `Refusal` that names what does not fit; numbers are brought into E.164 on the way."""
    _check_words(wallet)
    _check_sets(wallet)
    _check_custody(wallet)
    _check_calling(wallet)
    policies.parse(wallet.policies)
    refuse_secrets(wallet, name_en=wallet.name_en, name_zh=wallet.name_zh, website=wallet.website)


def _check_words(wallet: Wallet) -> None:
    for name in ("slug", "name_en", "name_zh"):
        if not getattr(wallet, name).strip():
            raise WalletIncomplete(field=name)
    if not is_zone(wallet.zone):
        raise WalletIncomplete(field="zone")
    if len(wallet.region) != 2 or not wallet.region.isascii() or not wallet.region.isupper():
        raise WalletIncomplete(field="region")
    if wallet.website and not wallet.website.startswith("https://"):
        raise WalletIncomplete(field="website")


def _check_sets(wallet: Wallet) -> None:
    for name, known in CLOSED_SETS.items():
        if getattr(wallet, name) not in known:
            raise WalletIncomplete(field=name)
    for name, known in OPEN_SETS.items():
        chosen = getattr(wallet, name)
        if not set(chosen) <= set(known) or len(set(chosen)) != len(chosen):
            raise WalletIncomplete(field=name)


def _check_custody(wallet: Wallet) -> None:
    impossible = CUSTODIAL_ONLY & set(wallet.capabilities)
    if wallet.is_self_custodial and impossible:
        labels = sorted(str(Capability(one).label) for one in impossible)
        raise CapabilityImpossible(capabilities=", ".join(labels))
    if wallet.is_self_custodial and wallet.rings_by_phone:
        raise PhoneImpossible


def _check_calling(wallet: Wallet) -> None:
    for name in ("official_number", "caller_number"):
        setattr(wallet, name, _in_e164(wallet, name))
    if wallet.rings_by_phone:
        if not wallet.caller_number:
            raise WalletIncomplete(field="caller_number")
        return
    telephones = TELEPHONE_LINES & set(wallet.lines)
    if telephones:
        raise LineImpossible(lines=", ".join(sorted(str(Line(one).label) for one in telephones)))
    if wallet.caller_number:
        raise WalletIncomplete(field="caller_number")


def _in_e164(wallet: Wallet, name: str) -> str:
    given = getattr(wallet, name)
    if not given:
        return ""
    try:
        return parse(given, wallet.region).e164
    except NumberError as wrong:
        raise WalletIncomplete(field=name) from wrong
