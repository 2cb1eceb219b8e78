"""Over all chains: three kinds of yes, every candidate, and never a guess."""

import json
from pathlib import Path

import pytest

from answerback.chains import Verdict, base58, identify, substrate
from tests.chains import vectors

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "addresses"
EVM = ["ethereum", "bsc", "polygon", "oktc", "xlayer", "arbitrum", "optimism", "base"]


def named(text: str) -> list[str]:
    """`chain kind`, with a `+` where a checksum is right."""
    return [f"{c.chain} {c.kind}{'+' * c.checksum}" for c in identify(text).candidates]


@pytest.mark.parametrize(
    ("text", "verdict", "candidates"),
    [
        (vectors.EVM_CHECKED[0], "valid", [f"{chain} address+" for chain in EVM]),
        (vectors.EVM_PLAIN[0], "unprotected", [f"{chain} address" for chain in EVM]),
        (vectors.LEGACY[0], "valid", ["bitcoin address+"]),
        ("BC1SW50QGDZ25J", "valid", ["bitcoin address+"]),
        ("bc1pfeessrawgf", "valid", ["bitcoin address+"]),
        (vectors.TRON, "valid", ["tron address+"]),
        (vectors.TRON_HEX, "unprotected", ["tron address"]),
        (vectors.OKTC, "valid", ["oktc address+"]),
        (vectors.SOLANA[0], "unprotected", ["solana address"]),
        (vectors.SOLANA_NO_KEY[0], "unprotected", ["solana address"]),
        (vectors.POLKADOT, "valid", ["polkadot address+"]),
        (vectors.POLKADOT_ZERO, "valid", ["polkadot address+"]),
        (vectors.KUSAMA, "valid", ["kusama address+"]),
        ("22300000-2", "unprotected", ["polkadot transaction", "kusama transaction"]),
        ("0xF", "unprotected", ["aptos address"]),
        ("eosio.token", "unprotected", ["eos address"]),
        (vectors.EOS_KEYS[0], "valid", ["eos public_key+"]),
        ("ab" * 32, "possible_secret", ["bitcoin transaction", "tron transaction", "eos transaction"]),
        (vectors.SIGNATURE, "possible_secret", ["solana transaction"]),
        ("", "invalid", []),
        ("0x" + "a" * 39, "invalid", []),
        (vectors.SUBSTRATE_ANY, "invalid", []),
        ("007-2", "invalid", []),
        ("https://example.com/tx/1", "invalid", []),
    ],
)
def test_string_gets_its_verdict_and_all_its_candidates(text, verdict, candidates):
    assert (identify(text).verdict, named(text)) == (verdict, candidates)


def test_prefixed_hash_may_be_an_aptos_address_a_transaction_or_a_substrate_key():
    expected = ["aptos address"]
    expected += [f"{chain} transaction" for chain in (*EVM, "aptos", "polkadot", "kusama")]
    expected += ["polkadot public_key", "kusama public_key"]
    assert named(vectors.APTOS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "TB1SeKwQes4thDASkAmgkD5eLYr83K8NQZ",  # by chance begins like Bitcoin's test network
        "Tb1SeKwQes4thDASkAmgkD5eLYr83K8NQZ",
    ],
)
def test_beginning_of_another_chain_does_not_decide_alone(text):
    expected = Verdict.VALID if text.startswith("TB") else Verdict.INVALID
    assert identify(text).verdict is expected


def test_mistyped_bitcoin_address_that_solana_would_take_is_said_to_be_both():
    answer = identify("bc1qrwd4fvf6euvvh5cu27xhk355y7h4yt5hm7pctt4")
    assert (answer.verdict, answer.why.code) == (Verdict.UNPROTECTED, "solana_or_mistyped")


def test_bare_hash_that_begins_like_bech32_is_a_hash():
    """`bc1` is hexadecimal: one hash in 4,096 begins with it."""
    assert named("bc1dd802" * 8) == ["bitcoin transaction", "tron transaction", "eos transaction"]


def test_witness_that_is_base58_of_32_bytes_names_solana_too():
    text = "BC19YPHGD8LUF6V5CKW9U8XAWLN56M2T9RPPFUVP9DZH"
    assert (identify(text).verdict, named(text)) == (Verdict.VALID, ["bitcoin address+", "solana address"])


def vectors_of(name: str) -> list[dict[str, str]]:
    if not (DATA / name).exists():
        pytest.skip(f"not run: {name} is not here")
    return json.loads((DATA / name).read_text("utf-8"))["vectors"]


# BIP-173 has them valid; BIP-350 took versions above 0 out of the old checksum.
OLD = {
    "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
    "BC1SW50QA3JX3S",
    "bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj",
}


@pytest.mark.parametrize("name", ["bip0350.json", "bip0173.json"])
def test_every_address_of_the_bips_is_judged_right(name):
    rows = [row for row in vectors_of(name) if row["section"].endswith("_address")]
    expected = [row["s"] for row in rows if row["scriptpubkey"] and row["s"][:3].lower() == "bc1"]
    found = [row["s"] for row in rows if "bitcoin address+" in named(row["s"])]
    assert found == [text for text in expected if text not in OLD]


# Of multicoin-address-validator; its judgements of DOT and EOS contradict the rules of those chains.
CHAINS = {
    "bitcoin": "bitcoin",
    "btc": "bitcoin",
    "eth": "ethereum",
    "ethereum": "ethereum",
    "trx": "tron",
    "aptos": "aptos",
    "apt": "aptos",
    "sol": "solana",
    "solana": "solana",
}


def test_judgements_of_multicoin_on_main_networks_are_ours():
    differing = [
        row["s"]
        for row in vectors_of("multicoin_tests.json")
        if (chain := CHAINS.get(row["currency"].lower())) and "test" not in str(row["opts"])
        if row["s"] not in OLD | {"mptPo5AvLzJXi4T82vR6g82fT5uJ6HsQCu", "mzBc4XEFSdzCDcTxAgf6EZXgsZWpztRhef"}
        if any(given.startswith(f"{chain} address") for given in named(row["s"])) is not row["valid"]
    ]
    assert differing == []


def test_every_network_of_the_ss58_registry_but_two_is_another_chain():
    path = DATA / "ss58-registry.json"
    if not path.exists():
        pytest.skip("not run: ss58-registry.json is not here")
    prefixes = [row["prefix"] for row in json.loads(path.read_text("utf-8"))["registry"]]
    valid = [prefix for prefix in prefixes if identify(ss58(prefix)).verdict is Verdict.VALID]
    assert valid == [0, 2]


def ss58(prefix: int) -> str:
    low, high = prefix & 0xFF, prefix >> 8
    start = bytes([prefix]) if prefix < 64 else bytes([(low >> 2) | 0x40, high | (low & 3) << 6])
    payload = start + bytes(range(32))
    return base58.encoded(payload + substrate.checksum(payload))
