"""Payment links and QR codes: the address in them, and the chains they name.

Sources: BIP-21 (`bitcoin:`; an unknown `req-` parameter makes it unusable), EIP-681 (`ethereum:`), ERC-3770
(`eth:0x…`), CAIP-10 (`eip155:1:0x…`), Solana Pay (`solana:`), polkadot-js (`substrate:address:key`).

>>> read("bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W?amount=20.3&label=Luke-Jr").text
'175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W'
>>> link = read("ethereum:pay-0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359@56?value=2.014e18")
>>> link.text, link.chains == {Chain.BSC}
('0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359', True)
"""

from typing import NamedTuple

from answerback.chains import evm, substrate
from answerback.chains.kinds import Chain, ChainError
from answerback.chains.shapes import shape

SCHEME = r"([A-Za-z][A-Za-z0-9+-]{1,15}):(?:(//)?)"
EVM = frozenset(evm.CHAINS)
SCHEMES: dict[str, frozenset[Chain]] = {
    "bitcoin": frozenset({Chain.BITCOIN}),
    "ethereum": EVM,
    "eip155": EVM,
    "tron": frozenset({Chain.TRON}),
    "solana": frozenset({Chain.SOLANA}),
    "aptos": frozenset({Chain.APTOS}),
    "polkadot": frozenset({Chain.POLKADOT}),
    "kusama": frozenset({Chain.KUSAMA}),
    "substrate": frozenset(substrate.CHAINS),
    "eos": frozenset({Chain.EOS}),
    "eth": frozenset({Chain.ETHEREUM}),
    "bnb": frozenset({Chain.BSC}),
    "matic": frozenset({Chain.POLYGON}),
    "pol": frozenset({Chain.POLYGON}),
    "arb1": frozenset({Chain.ARBITRUM}),
    "oeth": frozenset({Chain.OPTIMISM}),
    "base": frozenset({Chain.BASE}),
    "okt": frozenset({Chain.OKTC}),
    "okb": frozenset({Chain.XLAYER}),
}
CHAIN_ID = r"[0-9]{1,18}"
REQUIRED = r"(?i)(?:^|&)req-"
EIP681 = r"(?:pay-)?([^@/?]+)(?:@([0-9]{1,18}))?(?:/([^?]*))?(?:\?(.*))?"


class Link(NamedTuple):
    text: str
    chains: frozenset[Chain]


def read(text: str) -> Link | None:
    """None when it is no link. Raises ChainError when following it could mean another address or chain."""
    found = shape(SCHEME).match(text)
    if found is None:
        return None
    scheme = found[1].lower()
    chains = SCHEMES.get(scheme)
    if chains is None or scheme in ("http", "https"):
        raise ChainError("link_unknown", 0, found[1][:16].lower())
    rest = text[found.end() :]
    if scheme == "ethereum":
        return ethereum(rest)
    if scheme == "eip155":
        chain_id, _, address = rest.partition(":")
        return Link(address, only(chain_id))
    address, _, query = rest.partition("?")
    if shape(REQUIRED).search(query):
        raise ChainError("link_requires")
    if scheme == "substrate":
        address = address.partition(":")[0]
    return Link(address, chains)


def ethereum(rest: str) -> Link:
    """EIP-681. A function call names a contract, not the payee: it is refused, and the payee must be pasted."""
    found = shape(EIP681).fullmatch(rest)
    if found is None:
        raise ChainError("link_unreadable")
    if found[3]:
        raise ChainError("link_contract")
    return Link(found[1], only(found[2]) if found[2] else EVM)


def only(chain_id: str) -> frozenset[Chain]:
    """The chain with this number. Raises ChainError `link_chain` when it is none of those served."""
    chain = evm.CHAIN_IDS.get(int(chain_id)) if shape(CHAIN_ID).fullmatch(chain_id) else None
    if chain is None:
        raise ChainError("link_chain")
    return frozenset({chain})
