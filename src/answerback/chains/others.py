"""Addresses of chains that are not served, by their shape: named in the reason, never a candidate.

Sources: SLIP-173 (prefixes of Bech32), Bitcoin Core and its relatives (version bytes of base58), and the
documentation of each chain. A guess about the name only: nobody pays on it.

>>> other_chain("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9")
'Litecoin'
>>> other_chain("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L")
'Dogecoin'
"""

import re

from answerback.chains import base58

# Prefix in small letters: chain. The "1" is Bech32's separator.
PREFIXES = {
    "ltc1": "Litecoin",
    "cosmos1": "Cosmos Hub",
    "osmo1": "Osmosis",
    "bnb1": "BNB Beacon Chain",
    "addr1": "Cardano",
    "addr_test1": "Cardano",
    "stake1": "Cardano",
    "inj1": "Injective",
    "sei1": "Sei",
    "celestia1": "Celestia",
    "terra1": "Terra",
    "zil1": "Zilliqa",
    "one1": "Harmony",
    "erd1": "MultiversX",
    "tz1": "Tezos",
    "kt1": "Tezos",
    "bitcoincash:": "Bitcoin Cash",
    "xdc": "XDC",
    "zs1": "Zcash",
    "lnbc": "Lightning",
    "kaspa:": "Kaspa",
}
SHAPES = (
    (re.compile(r"r[1-9A-HJ-NP-Za-km-z]{24,34}"), "XRP Ledger"),
    (re.compile(r"G[A-Z2-7]{55}"), "Stellar"),
    (re.compile(r"[EUk][Qf][0-9A-Za-z_-]{46}"), "TON"),
    (re.compile(r"[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?"), "Monero"),
    (re.compile(r"[A-Z2-7]{58}"), "Algorand"),
    (re.compile(r"f[0-4][0-9a-z]{10,90}"), "Filecoin"),
    (re.compile(r"(?:Ae2|DdzFF)[1-9A-HJ-NP-Za-km-z]{50,110}"), "Cardano"),
)
VERSIONS = {
    b"\x30": "Litecoin",
    b"\x32": "Litecoin",
    b"\x1e": "Dogecoin",
    b"\x16": "Dogecoin",
    b"\x4c": "Dash",
    b"\x1c\xb8": "Zcash",
    b"\x1c\xbd": "Zcash",
}


def other_chain(text: str) -> str | None:
    """The name of a chain that writes addresses like this, or None. Takes no more than 128 letters."""
    if len(text) > base58.LONGEST:
        return None
    lowered = text.lower()
    for prefix, name in PREFIXES.items():
        if lowered.startswith(prefix) and len(text) > len(prefix) + 20:
            return name
    for shape, name in SHAPES:
        if shape.fullmatch(text):
            return name
    return by_version(text)


def by_version(text: str) -> str | None:
    """Base58Check with a right checksum and a version of another chain."""
    if not 26 <= len(text) <= 36 or not base58.ALPHABET.issuperset(text):
        return None
    data = base58.decoded(text)
    if len(data) not in (25, 26) or not base58.is_checked(data):
        return None
    return VERSIONS.get(data[: len(data) - 24])
