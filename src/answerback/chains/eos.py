"""EOS (Vaulta): account names, and public keys, which are no accounts.

Sources: AntelopeIO, libraries/chain/name.hpp (a-z, 1-5 and the dot, the last no dot; an account has at most
12 letters); fc, public_key.cpp: RIPEMD-160 over the key, and its curve's name after it in the newer spelling.

>>> validate("eosio.token").form
'eos_account'
>>> validate("EOS6Vm7RWMS1KKAM9kDXgggpu4sJkFMEpARhmsWA84tk4P22m29AV").form
'eos_public_key'
>>> is_valid("PUB_R1_82dMu3zSSfyHYc4cvWJ6SPsHZWB5mBNAyhL53xiM5xpqmfqetN")
True
>>> explain("bittrexacct6").code, explain("bittrexacct6").at
('letter', 11)
"""

import re

from answerback.chains import base58
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions
from answerback.chains.ripemd160 import ripemd160

ACCOUNT = on((Chain.EOS,), Kind.ADDRESS, checksum=False)
PUBLIC_KEY = on((Chain.EOS,), Kind.PUBLIC_KEY, checksum=True)
KEY = re.compile(r"(?:EOS|PUB_(K1|R1)_)(.{40,60})", re.ASCII)
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz12345.")
LONGEST = 12


def validate(text: str) -> Reading:
    """Raises ChainError `letter`, `last_dot`, `length`, `checksum` or `version`."""
    key = KEY.fullmatch(text)
    if key is not None:
        return public_key(text, key[1] or "", key[2])
    if not LETTERS.issuperset(text):
        raise ChainError("letter", next(at for at, letter in enumerate(text) if letter not in LETTERS))
    if not 1 <= len(text) <= LONGEST:
        raise ChainError("length", hole=len(text))
    if text.endswith("."):
        raise ChainError("last_dot", len(text) - 1)
    return Reading(text, "eos_account", ACCOUNT)


def public_key(text: str, curve: str, letters: str) -> Reading:
    data = base58.decoded(letters)
    if ripemd160(data[:-4] + curve.encode("ascii"))[:4] != data[-4:]:
        raise ChainError("checksum")
    if len(data) != 37 or data[0] not in (2, 3):
        raise ChainError("version", len(text) - len(letters))
    return Reading(text, "eos_public_key", PUBLIC_KEY)


is_valid, compact, explain = questions(validate)
