"""Own digests against published values and against others' programs."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from answerback.chains import base58, bech32, keccak, ripemd160


def test_keccak_256_gives_published_digests_on_both_sides_of_a_block():
    digests = [
        keccak.keccak256(message).hex() for message in (b"", b"abc", b"a" * 135, b"a" * 136, b"a" * 137)
    ]
    # The Keccak team's KAT for the first; pycryptodome 3.23 for the others.
    assert digests == [
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446",
        "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e",
        "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39",
    ]


@given(st.binary(max_size=300))
def test_own_ripemd_160_is_openssls(message):
    if "ripemd160" in hashlib.algorithms_available:
        assert ripemd160.own(message) == hashlib.new("ripemd160", message).digest()


@given(st.binary(max_size=80))
def test_base58_goes_there_and_back(data):
    assert base58.decoded(base58.encoded(data)) == data
    assert base58.check(base58.with_check(data + b"\0")) == data + b"\0"


@given(st.binary(max_size=40), st.sampled_from([bech32.BECH32, bech32.BECH32M]))
def test_bech32_goes_there_and_back(data, constant):
    values = bytes(byte & 31 for byte in data)
    assert bech32.decoded(bech32.spelled_out("bc", values, constant)) == ("bc", values, constant)
