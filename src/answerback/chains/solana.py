"""Solana: addresses are 32 bytes and transactions 64 bytes in base58. Neither carries a checksum.

Source: Solana documentation, "Accounts" and "Program derived addresses"; off the Ed25519 curve no key can sign.

>>> validate("11111111111111111111111111111111").form
'solana_account'
>>> explain("68io7dTfyeWua1wD1YcCMka4y5iiChceaFRCBjqCM5PK").code
'solana_account'
>>> explain("6X4X1Ae24mkoWeCEpktevySVG9jzeCufut5vtUW3wFrD").code
'solana_no_key'
>>> is_valid("2gVkYWexTHR5Hb2aLeQN3tnngvWzisFKXDUPrgMHpd")
False
"""

from answerback.chains import base58
from answerback.chains.edwards import is_on_curve
from answerback.chains.kinds import Chain, ChainError, Explanation, Kind, Reading, on
from answerback.chains.questions import attempted, explained, questions

ADDRESS = on((Chain.SOLANA,), Kind.ADDRESS, checksum=False)
TRANSACTION = on((Chain.SOLANA,), Kind.TRANSACTION, checksum=False)


def validate(text: str) -> Reading:
    """Raises ChainError. A string of 64 bytes may be a secret key: answerback.chains.secret asks first."""
    return judged(text, base58.decoded(text))


def judged(text: str, data: bytes) -> Reading:
    """Of the bytes that Base58 gave."""
    if len(data) == 64:
        return Reading(text, "solana_transaction", TRANSACTION)
    if len(data) != 32:
        raise ChainError("length", hole=len(text))
    return Reading(text, "solana_account", ADDRESS)


def explain(text: str) -> Explanation:
    """Also says when no key can own the address: a program's account or a token account."""
    outcome = attempted(validate, text)
    told = explained(outcome)
    if told.code == "solana_account" and not is_on_curve(base58.decoded(text)):
        return Explanation("solana_no_key")
    return told


is_valid, compact, _ = questions(validate)
