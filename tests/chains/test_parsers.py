"""Every parser on anything at all: its answer or its own error, and a place that exists."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.chains import (
    ChainError,
    aptos,
    base58,
    bech32,
    bitcoin,
    clean,
    eos,
    evm,
    hashes,
    identify,
    links,
    oktc,
    others,
    secret,
    solana,
    substrate,
    tron,
)
from answerback.chains.kinds import Candidate, Explanation, Reading
from answerback.chains.suggest import suggestion
from answerback.chains.words import SENTENCES, said
from tests.chains import vectors

FAMILIES = {
    module.__name__.rpartition(".")[2]: module
    for module in (aptos, bitcoin, eos, evm, hashes, oktc, solana, substrate, tron)
}
RIGHT = [
    *vectors.LEGACY,
    *vectors.SEGWIT,
    *vectors.EVM_CHECKED,
    *vectors.EVM_PLAIN,
    vectors.TRON,
    vectors.TRON_HEX,
    vectors.OKTC,
    *vectors.SOLANA,
    vectors.SIGNATURE,
    vectors.POLKADOT,
    vectors.KUSAMA,
    vectors.APTOS,
    *vectors.EOS_KEYS,
    "22300000-2",
    "eosio.token",
    "ab" * 32,
]
ODD = "0OIl1xX.-_:@?/% \t\n\r\x00\u200b\u202e\ufeff０ｘ：地址аİß\ud800\U0001f600"


def changed(text: str, at: int, cut: int, put: str) -> str:
    at %= len(text) + 1
    return text[:at] + put + text[at + cut :]


near = st.builds(
    changed,
    st.sampled_from(RIGHT),
    st.integers(0, 120),
    st.integers(0, 4),
    st.one_of(st.text(ODD, max_size=3), st.text(max_size=3), st.sampled_from(RIGHT)),
)
beginning = st.builds(
    str.__add__,
    st.sampled_from(
        ["0x", "0X", "bc1", "BC1", "tb1", "ex1", "exvaloper1", "T", "41", "EOS", "PUB_K1_", "PUB_WA_", "1-"]
    ),
    st.text(max_size=90),
)
linked = st.builds("{}:{}".format, st.sampled_from(sorted(links.SCHEMES)), st.one_of(near, st.text(ODD)))
anything = st.one_of(st.text(), st.text(ODD), near, beginning, st.binary().map(base58.encoded))


@pytest.mark.parametrize("name", FAMILIES)
@settings(deadline=None, max_examples=150)
@given(text=anything)
def test_family_gives_a_reading_or_its_own_error_and_its_questions_agree(name, text):
    family = FAMILIES[name]
    told = family.explain(text)
    assert type(told) is Explanation
    assert told.code in SENTENCES
    assert said(told) and said(told, "zh-hans")
    try:
        reading = family.validate(text)
    except ChainError as refused:
        assert (family.is_valid(text), told.code, told.at) == (False, refused.code, refused.at)
        assert refused.at is None or 0 <= refused.at < len(text)
        with pytest.raises(ChainError):
            family.compact(text)
    else:
        assert type(reading) is Reading
        assert {type(candidate) for candidate in reading.candidates} == {Candidate}
        assert (family.is_valid(text), family.compact(text)) == (True, reading.compact)
        assert family.compact(reading.compact) == reading.compact or family in (oktc, evm)


PARSERS: dict[str, Callable[[str], object]] = {
    "base58": base58.decoded,
    "base58 check": base58.check,
    "bech32": bech32.decoded,
    "witness": bitcoin.witness,
    "link": links.read,
    "cleaned": clean.cleaned,
    "joined": clean.joined,
    "octets": lambda text: bech32.octets(bytes(ord(letter) & 31 for letter in text)),
}


@pytest.mark.parametrize("name", PARSERS)
@settings(deadline=None, max_examples=200)
@given(
    text=st.one_of(
        anything, st.sampled_from(sorted(links.SCHEMES)).flatmap(lambda s: anything.map(lambda t: f"{s}:{t}"))
    )
)
def test_parser_answers_or_raises_its_own_error(name, text):
    try:
        PARSERS[name](text)
    except ChainError as refused:
        assert refused.code in SENTENCES
        assert refused.at is None or 0 <= refused.at <= len(text)


@settings(deadline=None, max_examples=300)
@given(text=anything)
def test_what_never_raises_does_not(text):
    assert secret.secrecy(text) in secret.Secrecy
    assert others.other_chain(text) is None or others.other_chain(text) != ""
    assert suggestion(text) != text
    assert type(secret.masked(text, secret.secrecy(text))) is str


@settings(deadline=None, max_examples=300)
@given(
    address=st.sampled_from([vectors.TRON, vectors.LEGACY[0], vectors.EVM_CHECKED[0], vectors.POLKADOT]),
    at=st.integers(4, 30),
    before=st.sampled_from(["", " ", "地址：", "Address: ", "“", "\ufeff", "收款地址: \u200b"]),
    after=st.sampled_from(["", " ", "”", "\u3000", "。"]),
    wide=st.booleans(),
)
def test_wrong_letter_is_pointed_at_where_it_was_pasted(address, at, before, after, wide):
    wrong = address[:at] + "!" + address[at + 1 :]
    middle = "".join(chr(ord(letter) + 0xFEE0) for letter in wrong) if wide else wrong
    why = identify(before + middle + after).why
    assert (why.code, why.at) == ("letter", len(before) + at)
