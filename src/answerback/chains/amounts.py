"""How much, as people write it: whole numbers of the smallest unit with their decimals put in. Exact, never rounded.

>>> spelled(250_000_000, 6)
'250'
>>> spelled(1_234_567_890_000_000_001, 18)
'1.234567890000000001'
>>> spelled(12_345_678_00, 2)
'12,345,678'
>>> COINS[Chain.BSC]
Coin(symbol='BNB', decimals=18)
"""

from dataclasses import dataclass

from answerback.chains.kinds import Chain


@dataclass(frozen=True)
class Coin:
    """A chain's own coin: its fees are paid in it."""

    symbol: str
    decimals: int


ETHER = Coin("ETH", 18)
COINS: dict[Chain, Coin] = {
    Chain.BITCOIN: Coin("BTC", 8),
    Chain.ETHEREUM: ETHER,
    Chain.BSC: Coin("BNB", 18),
    Chain.POLYGON: Coin("POL", 18),
    Chain.OKTC: Coin("OKT", 18),
    Chain.XLAYER: Coin("OKB", 18),
    Chain.ARBITRUM: ETHER,
    Chain.OPTIMISM: ETHER,
    Chain.BASE: ETHER,
    Chain.TRON: Coin("TRX", 6),
    Chain.SOLANA: Coin("SOL", 9),
    Chain.APTOS: Coin("APT", 8),
    Chain.POLKADOT: Coin("DOT", 10),
    Chain.KUSAMA: Coin("KSM", 12),
    Chain.EOS: Coin("EOS", 4),
}


def spelled(amount: int, decimals: int) -> str:
    """With commas in the whole part and without zeros at the end; `amount` is not negative."""
    whole, rest = divmod(amount, 10**decimals)
    fraction = str(rest).zfill(decimals).rstrip("0") if rest else ""
    return f"{whole:,}.{fraction}" if fraction else f"{whole:,}"
