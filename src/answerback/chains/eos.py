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

from answerback.chains import base58
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions
from answerback.chains.ripemd160 import ripemd160
from answerback.chains.shapes import shape

ACCOUNT = on((Chain.EOS,), Kind.ADDRESS, checksum=False)
PUBLIC_KEY = on((Chain.EOS,), Kind.PUBLIC_KEY, checksum=True)
KEY = r"(?:EOS|PUB_(K1|R1|WA)_)(.{30,90})"
POINT = 33  # bytes: which of the two points, and x
# Prime, a and b of y^2 = x^3 + ax + b. Sources: SEC 2, sections 2.4.1 (secp256k1) and 2.4.2 (secp256r1).
K1 = (2**256 - 2**32 - 977, 0, 7)
R1 = (
    2**256 - 2**224 + 2**192 + 2**96 - 1,
    -3,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
)
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz12345.")
LONGEST = 12


def validate(text: str) -> Reading:
    """Raises ChainError `letter`, `last_dot`, `length`, `checksum` or `version`."""
    key = shape(KEY).fullmatch(text)
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
    start = len(text) - len(letters)
    try:
        data = base58.decoded(letters)
    except ChainError as refused:
        raise ChainError(refused.code, None if refused.at is None else start + refused.at) from None
    if ripemd160(data[:-4] + curve.encode("ascii"))[:4] != data[-4:]:
        raise ChainError("checksum")
    key = data[:-4]
    if not is_point(key[:POINT], K1 if curve in ("", "K1") else R1) or not is_whole(key[POINT:], curve):
        raise ChainError("version", start)
    return Reading(text, "eos_public_key", PUBLIC_KEY)


def is_point(key: bytes, curve: tuple[int, int, int]) -> bool:
    """Whether a point of the curve has this x: its y squared is a square, by Euler's criterion."""
    prime, a, b = curve
    x = int.from_bytes(key[1:], "big")
    return (
        len(key) == POINT
        and key[0] in (2, 3)
        and x < prime
        and pow(x**3 + a * x + b, (prime - 1) // 2, prime) in (0, 1)
    )


def is_whole(rest: bytes, curve: str) -> bool:
    """Nothing stands after the point; but in a WebAuthn key: who was present, and the site with its length."""
    return len(rest) > 2 and rest[0] < 3 and rest[1] == len(rest) - 2 if curve == "WA" else not rest


is_valid, compact, explain = questions(validate)
