"""Bitcoin addresses of the main network.

Sources: Bitcoin Core, doc of `base58Prefixes` (0 and 5, of the test networks 111 and 196); BIP-173 and BIP-350
for `bc1`; BIP-141 for the lengths of witness programs.

>>> validate("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4").compact
'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
>>> explain("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0").code
'bitcoin_p2tr'
>>> is_valid("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")
False
"""

from typing import NamedTuple

from answerback.chains import base58, bech32
from answerback.chains.kinds import Chain, ChainError, Kind, Reading, on
from answerback.chains.questions import questions

ADDRESS = on((Chain.BITCOIN,), Kind.ADDRESS, checksum=True)
LEGACY = {0: "bitcoin_p2pkh", 5: "bitcoin_p2sh"}
TEST_VERSIONS = {111, 196}
TEST_PREFIXES = {"tb", "bcrt"}
SEGWIT = {(0, 20): "bitcoin_p2wpkh", (0, 32): "bitcoin_p2wsh", (1, 32): "bitcoin_p2tr"}


class Program(NamedTuple):
    """A witness program: the network's prefix, the version 0 to 16, the bytes."""

    prefix: str
    version: int
    program: bytes


def validate(text: str) -> Reading:
    """Raises ChainError; `test_network` when all is right but for the network."""
    if "1" in text[2:5] and text[:2].lower() in ("bc", "tb"):
        return segwit(text)
    return judged(text, base58.decoded(text))


def judged(text: str, data: bytes) -> Reading:
    """Of the bytes that Base58 gave."""
    if len(data) != 25:
        raise ChainError("length", hole=len(text))
    if not base58.is_checked(data):
        raise ChainError("checksum")
    form = LEGACY.get(data[0])
    if form is None:
        raise ChainError("test_network" if data[0] in TEST_VERSIONS else "version", 0)
    return Reading(text, form, ADDRESS)


def segwit(text: str) -> Reading:
    prefix, version, program = witness(text)
    if prefix in TEST_PREFIXES:
        raise ChainError("test_network", 0)
    if prefix != "bc":
        raise ChainError("prefix", 0)
    return Reading(text.lower(), SEGWIT.get((version, len(program)), "bitcoin_witness"), ADDRESS)


def witness(text: str) -> Program:
    """The program of a `bc1…` string on any network, as BIP-350 has it decoded.

    >>> witness("tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7")[:2]
    ('tb', 0)
    """
    spelled = bech32.decoded(text)
    if not spelled.values:
        raise ChainError("length", hole=len(text))
    version = spelled.values[0]
    if not spelled.constant:
        raise ChainError("checksum")
    if version > 16:
        raise ChainError("version", len(spelled.prefix) + 1)
    if (version == 0) != (spelled.constant == bech32.BECH32):
        raise ChainError("old_checksum" if version else "new_checksum")
    program = bech32.octets(spelled.values[1:])
    if not 2 <= len(program) <= 40 or (version == 0 and len(program) not in (20, 32)):
        raise ChainError("length", hole=len(text))
    return Program(spelled.prefix, version, program)


is_valid, compact, explain = questions(validate)
