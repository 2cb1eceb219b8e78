"""Addresses of chains that are not served, by their shape: named in the reason, never a candidate.

Sources: SLIP-173 (prefixes of Bech32), Bitcoin Core and its relatives (version bytes of base58), and the
documentation of each chain. A guess about the name only: nobody pays on it.

>>> other_chain("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9")
'Litecoin'
>>> other_chain("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L")
'Dogecoin'
"""

from answerback.chains import base58, bech32, oktc, substrate
from answerback.chains.kinds import ChainError
from answerback.chains.shapes import shape

LONGEST = 256  # letters

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
    "bitcoincash:": "Bitcoin Cash",
    "xdc": "XDC",
    "zs1": "Zcash",
    "u1": "Zcash",
    "lnbc": "Lightning",
    "lnurl1": "Lightning",
    "kaspa:": "Kaspa",
    "ronin:": "Ronin",
    "nano_": "Nano",
    "xrb_": "Nano",
}
B58 = "[1-9A-HJ-NP-Za-km-z]"
SHAPES = (
    (f"r{B58}{{24,34}}", "XRP Ledger"),
    (f"X7{B58}{{45}}", "XRP Ledger"),
    ("G[A-Z2-7]{55}", "Stellar"),
    ("[EUk][Qf][0-9A-Za-z_-]{46}", "TON"),
    ("(?:0|-1):[0-9a-fA-F]{64}", "TON"),
    (f"[48]{B58}{{94}}(?:{B58}{{11}})?", "Monero"),
    ("[A-Z2-7]{58}", "Algorand"),
    ("f[0-4][0-9a-z]{10,90}", "Filecoin"),
    (f"(?:Ae2|DdzFF){B58}{{50,110}}", "Cardano"),
    (f"(?:tz[1-4]|KT1){B58}{{33}}", "Tezos"),
    (f"3P{B58}{{33}}", "Waves"),
    ("[XPC]-avax1[02-9ac-hj-np-z]{38}", "Avalanche"),
    ("[qp][02-9ac-hj-np-z]{41}", "Bitcoin Cash"),
    ("XE[0-9]{2}[0-9A-Z]{30,31}", "ICAP (Ethereum)"),
    (r"0\.0\.[0-9]{1,10}(?:-[a-z]{5})?", "Hedera"),
    (r"(?:[0-9a-z-]+\.)+near", "NEAR"),
    (r"(?:[0-9a-z-]+\.)+eth", "ENS"),
    (f"[xyztuvYZUV]pub{B58}{{100,112}}", "an extended public key"),
)
SERVED = {"bc", "tb", "bcrt", *oktc.PREFIXES}
VERSIONS = {
    b"\x30": "Litecoin",
    b"\x32": "Litecoin",
    b"\x1e": "Dogecoin",
    b"\x16": "Dogecoin",
    b"\x4c": "Dash",
    b"\x10": "Dash",
    b"\x3c": "Komodo",
    b"\x1c\xb8": "Zcash",
    b"\x1c\xbd": "Zcash",
}
# Of the registry of SS58; the commonest alone, as the reason says already that it is another network's.
NETWORKS = {
    5: "Astar",
    6: "Bifrost",
    8: "Karura",
    10: "Acala",
    12: "Polymesh",
    18: "Darwinia",
    30: "Phala",
    36: "Centrifuge",
    37: "Nodle",
    38: "KILT",
    63: "Hydration",
    66: "Crust",
    69: "SORA",
    77: "Manta",
    126: "Joystream",
    1284: "Moonbeam",
    1285: "Moonriver",
    2032: "Interlay",
    2112: "Chainflip",
    10041: "Basilisk",
    13116: "Bittensor",
}


def other_chain(text: str) -> str | None:
    """The name of a chain that writes addresses like this, or None. Takes no more than 256 letters."""
    if len(text) > LONGEST:
        return None
    lowered = text.lower()
    for prefix, name in PREFIXES.items():
        if lowered.startswith(prefix) and len(text) > len(prefix) + 20:
            return name
    found = by_version(text) or by_network(text) or by_prefix(text)
    return found or next((name for pattern, name in SHAPES if shape(pattern).fullmatch(text)), None)


def by_network(text: str) -> str | None:
    """SS58 with a right checksum and the prefix of another network (one byte, or two from 64 on)."""
    if not 46 <= len(text) <= 50 or not base58.ALPHABET.issuperset(text):
        return None
    data = base58.decoded(text)
    if len(data) not in (35, 36) or substrate.checksum(data[:-2]) != data[-2:]:
        return None
    low, high = data[0], data[1]
    prefix = low if len(data) == 35 else (low & 0x3F) << 2 | high >> 6 | (high & 0x3F) << 8
    return NETWORKS.get(prefix)


def by_prefix(text: str) -> str | None:
    """Bech32 with a right checksum; Cosmos and its relatives all write like this."""
    try:
        spelled = bech32.decoded(text)
    except ChainError:
        return None
    if not spelled.constant or len(spelled.prefix) > 20 or spelled.prefix in SERVED:
        return None
    return f"a chain whose addresses begin with {spelled.prefix}1"


def by_version(text: str) -> str | None:
    """Base58Check with a right checksum and a version of another chain."""
    if not 26 <= len(text) <= 36 or not base58.ALPHABET.issuperset(text):
        return None
    data = base58.decoded(text)
    if len(data) not in (25, 26) or not base58.is_checked(data):
        return None
    return VERSIONS.get(data[: len(data) - 24])
