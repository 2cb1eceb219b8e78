"""Chains that are not served are named in the reason and never claimed. Examples: their own documentation."""

import pytest

from answerback.chains.command import answered
from answerback.chains.others import other_chain
from tests.chains import spelling, vectors


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", "Dogecoin"),
        ("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "Litecoin"),
        ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "XRP Ledger"),
        ("GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", "Stellar"),
        ("EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N", "TON"),
        ("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "Bitcoin Cash"),
        ("cosmos1fl48vsnmsdzcv85q5d2q4z5ajdha8yu34mf0eh", "Cosmos Hub"),
        ("tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb", "Tezos"),
        ("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "Bitcoin Cash"),
        ("XE7338O073KYGTWWZN0F2WZ0R8PX5ZPPZS", "ICAP"),
        (spelling.bech32("akash", spelling.fives(bytes(20)), spelling.OLD), "akash1"),
        ("0.0.1234567", "Hedera"),
        ("vitalikbuterin.eth", "ENS"),
    ],
)
def test_address_of_another_chain_is_invalid_and_its_chain_is_named(text, chain):
    line = answered(text)
    assert (line["verdict"], line["candidates"], chain in line["why"]) == ("invalid", [], True)


@pytest.mark.parametrize(
    ("prefix", "chain"),
    [(5, "Astar"), (10, "Acala"), (63, "Hydration"), (1284, "Moonbeam"), (10041, "Basilisk")],
)
def test_network_of_ss58_is_named(prefix, chain):
    assert chain in answered(spelling.ss58(prefix, bytes(range(32))))["why"]


def test_address_of_the_cosmos_family_that_is_base58_too_is_warned_of():
    line = answered("kava1sp6y2mgsxgfr96vfe5keqne3xuxx55xfpzgz5q")
    assert (line["verdict"], line["candidates"][0]["chain"]) == ("unprotected", "solana")
    assert "do not pay to it" in line["why"] and "kava1" in line["why"]


@pytest.mark.parametrize(
    "text", [vectors.TRON, vectors.POLKADOT, "", "ltc1", "0x1", "r", "\ud800", "addr1" * 100]
)
def test_what_is_of_no_other_chain_is_not_named(text):
    assert other_chain(text) is None
