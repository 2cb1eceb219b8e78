"""Each family on its published vectors: what is right, what is wrong, and where."""

import pytest

from answerback.chains import (
    ChainError,
    aptos,
    base58,
    bitcoin,
    eos,
    evm,
    hashes,
    oktc,
    solana,
    substrate,
    tron,
)
from answerback.chains.kinds import Explanation
from answerback.chains.ripemd160 import ripemd160
from tests.chains import vectors

FAMILIES = (bitcoin, evm, oktc, tron, solana, aptos, substrate, eos, hashes)


def script(program: bitcoin.Program) -> str:
    version = 0x50 + program.version if program.version else 0
    return bytes([version, len(program.program), *program.program]).hex()


@pytest.mark.parametrize(("address", "expected"), vectors.SEGWIT.items())
def test_segwit_address_gives_the_published_script(address, expected):
    assert script(bitcoin.witness(address)) == expected


@pytest.mark.parametrize(("address", "fault"), vectors.SEGWIT_WRONG.items())
def test_wrong_segwit_address_is_refused_for_the_published_reason(address, fault):
    told = bitcoin.explain(address)
    assert (told.code, told.at) == fault


def test_address_of_a_test_network_is_no_bitcoin_address():
    codes = {bitcoin.explain(address).code for address in vectors.SEGWIT if address.startswith("tb")}
    assert codes == {"test_network"}
    assert bitcoin.explain("mptPo5AvLzJXi4T82vR6g82fT5uJ6HsQCu").code == "test_network"


@pytest.mark.parametrize("address", vectors.LEGACY)
def test_legacy_bitcoin_address_is_valid_and_keeps_its_spelling(address):
    assert bitcoin.compact(address) == address


@pytest.mark.parametrize("address", [*vectors.EVM_CHECKED, vectors.OKTC_EVM])
def test_capitals_of_an_evm_address_are_its_checksum(address):
    other = address[:-1] + address[-1].swapcase() if address[-1].isalpha() else address.swapcase()
    assert evm.explain(address) == Explanation("evm_checked")
    assert not evm.is_valid(other)


@pytest.mark.parametrize("address", vectors.EVM_PLAIN)
def test_evm_address_in_one_case_is_well_formed_but_unprotected(address):
    assert {candidate.checksum for candidate in evm.validate(address).candidates} == {False}


@pytest.mark.parametrize("address", ["0X52908400098527886E0F7030069857D2E4169EE7", vectors.EVM_PLAIN[0][2:]])
def test_evm_address_without_a_small_0x_is_refused(address):
    assert evm.explain(address) == Explanation("hex_prefix", 0)


def test_oktc_address_and_its_evm_spelling_are_one_account():
    assert oktc.compact(vectors.OKTC) == evm.compact(vectors.OKTC_EVM)
    assert oktc.is_valid("ex1hcngft7gfkhn8z8fnlajzh7agyt0az0v6ztmme")


def test_tron_address_is_the_same_in_both_spellings():
    assert tron.compact(vectors.TRON_HEX) == tron.compact(vectors.TRON) == vectors.TRON
    assert not tron.is_valid("175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W")


@pytest.mark.parametrize("address", [vectors.POLKADOT, vectors.POLKADOT_ZERO])
def test_polkadot_address_is_for_polkadot_alone(address):
    assert [str(candidate.chain) for candidate in substrate.validate(address).candidates] == ["polkadot"]


def test_kusama_address_is_for_kusama_and_the_general_one_for_neither():
    assert [str(candidate.chain) for candidate in substrate.validate(vectors.KUSAMA).candidates] == ["kusama"]
    assert substrate.explain(vectors.SUBSTRATE_ANY) == Explanation("substrate_any", 0)


@pytest.mark.parametrize("address", vectors.SOLANA_NO_KEY)
def test_solana_address_off_the_curve_is_an_address_and_said_to_have_no_key(address):
    assert solana.is_valid(address)
    assert solana.explain(address).code == "solana_no_key"


@pytest.mark.parametrize("address", vectors.SOLANA)
def test_solana_address_on_the_curve_is_an_account(address):
    assert solana.explain(address).code == "solana_account"


@pytest.mark.parametrize(
    "cut", ["0x", "0x01", vectors.APTOS[:-1], vectors.APTOS + "0", vectors.APTOS[2:], "0x1g"]
)
def test_short_forms_of_aptos_are_refused_but_for_the_sixteen_special_ones(cut):
    assert not aptos.is_valid(cut)
    assert all(aptos.is_valid(f"0x{digit:x}") for digit in range(16))


@pytest.mark.parametrize("name", ["eosio.token", "binancecleos", "a", "12345.abc"])
def test_eos_account_name_is_well_formed(name):
    assert eos.is_valid(name)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("12345678901@", "letter"),
        ("1234512345123", "length"),
        ("eosio.", "last_dot"),
        ("", "length"),
        ("eos\n", "letter"),
    ],
)
def test_what_is_no_eos_account_name_is_refused_with_the_reason(name, fault):
    assert eos.explain(name).code == fault


@pytest.mark.parametrize("key", vectors.EOS_KEYS)
def test_eos_key_is_a_public_key_and_no_address(key):
    assert [str(candidate.kind) for candidate in eos.validate(key).candidates] == ["public_key"]
    assert eos.explain(key[:-1] + ("a" if key[-1] != "a" else "b")).code == "checksum"


def eos_key(data: bytes, curve: str, prefix: str) -> str:
    return prefix + base58.encoded(data + ripemd160(data + curve.encode())[:4])


G_K1 = bytes.fromhex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")  # SEC 2, 2.4.1
G_R1 = bytes.fromhex("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")  # SEC 2, 2.4.2


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (eos_key(G_K1, "", "EOS"), "eos_public_key"),
        (eos_key(G_K1, "K1", "PUB_K1_"), "eos_public_key"),
        (eos_key(G_R1, "R1", "PUB_R1_"), "eos_public_key"),
        (eos_key(G_R1 + b"\1\x0bexample.com", "WA", "PUB_WA_"), "eos_public_key"),
        (eos_key(G_R1 + b"\1\x0cexample.com", "WA", "PUB_WA_"), "version"),
        (eos_key(b"\2" + bytes(31) + b"\5", "", "EOS"), "version"),  # no point has the x 5
        (eos_key(b"\4" + G_K1[1:], "", "EOS"), "version"),
        (eos_key(bytes(33), "", "EOS"), "version"),
        (eos_key(G_K1 + b"\0", "K1", "PUB_K1_"), "version"),
    ],
)
def test_eos_key_is_a_point_of_its_curve(key, code):
    assert eos.explain(key).code == code


@pytest.mark.parametrize("place", ["22300000-02", "022300000-2", "4294967296-0", "1-100000", "0-00"])
def test_place_of_an_extrinsic_has_one_spelling_and_32_bits_of_blocks(place):
    assert substrate.explain(place).code == "extrinsic_place"
    assert substrate.is_valid("4294967295-99999")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
@pytest.mark.parametrize(
    "junk", ["", "\n", "1" * 100_000, "İ" * 40, "０ｘ１", "BC1", "-", "\ud800", "T" * 34]
)
def test_family_answers_all_its_questions_about_junk(family, junk):
    assert family.is_valid(junk) is False
    assert isinstance(family.explain(junk), Explanation)
    with pytest.raises(ChainError):
        family.compact(junk)
