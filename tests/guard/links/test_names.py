"""Public suffixes, skeletons, edits, and the words for every reason."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.links.edits import Near, is_one_edit
from answerback.guard.links.features import SLOTS, slots
from answerback.guard.links.kinds import WARNINGS, Answer, Reason, Verdict
from answerback.guard.links.known import well_known
from answerback.guard.links.model import lexical, packed, unpacked
from answerback.guard.links.names import canonical_name
from answerback.guard.links.skeleton import mixes_scripts, skeleton
from answerback.guard.links.suffixes import parts
from answerback.guard.links.words import SENTENCES, VERDICTS, said

VECTOR = re.compile(r"^checkPublicSuffix\('([^']+)', (?:null|'([^']+)')\);", re.MULTILINE)
LETTERS = st.text("abcd", min_size=6, max_size=9)


def vectors() -> list[tuple[str, str]]:
    """The published tests of the public suffix list: a host, and its registrable domain or nothing."""
    return VECTOR.findall(files("publicsuffixlist").joinpath("test_psl.txt").read_text("utf-8"))


@pytest.mark.parametrize(("host", "registrable"), vectors())
def test_registrable_domain_is_the_published_one(host: str, registrable: str) -> None:
    name = canonical_name(host)[0]
    cut = parts(name) if name else None

    assert (cut.registered if cut and cut.core else "") == canonical_name(registrable)[0]


def test_free_hosting_is_told_from_registries() -> None:
    hosts = ["a.pages.dev", "a.github.io", "a.weebly.com", "a.co.uk", "a.com", "a.b.kobe.jp"]

    assert [parts(host).hosted for host in hosts] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("metamask", "rnetamask"), ("lanyue", "1anyue"), ("lanyue", "lányue"), ("wallet", "vvallet"), ("okx", "0kx"),
        ("coinbase", "сoinbаse"), ("binance", "blnance"), ("opensea", "opensеа"), ("lido", "lıdo"),
        ("solana", "ѕоlаnа"),
    ],
)  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)


def test_scripts_are_mixed_only_where_they_pass_for_one_another() -> None:
    labels = ["metamаsk", "οkx-login", "lanyue岚月", "приват", "金色财经", "plain", "каzино"]

    assert [mixes_scripts(label) for label in labels] == [True, True, False, False, False, False, True]


@given(LETTERS, LETTERS)
def test_index_finds_what_is_one_edit_away_and_nothing_else(word: str, other: str) -> None:
    assert (Near([word]).of(other) is not None) == is_one_edit(word, other)


def test_well_known_names_are_hosts_and_none_is_its_own_imitation() -> None:
    known = well_known()

    assert [host for host in known.domains if canonical_name(host)[0] != host] == []
    assert len({skeleton(name.label) for name in known.names}) == len(known.names)


def test_every_reason_and_verdict_has_its_words_in_both_languages() -> None:
    assert (set(SENTENCES), set(VERDICTS)) == (set(Reason), set(Verdict))
    for english, chinese in (*SENTENCES.values(), *VERDICTS.values()):
        assert (english.isascii(), chinese.isascii(), chinese[-1]) == (True, False, "。")


def test_answer_is_said_in_whole_sentences() -> None:
    answer = Answer("lanyue.top", Verdict.SUSPICIOUS, (Reason.OTHER_ENDING,), "lanyue.example")

    assert said(answer, "zh-hans") == [
        "先核实，再相信。",
        "它用了 lanyue.example 的名字，后缀却不同；后缀不同，就可能是另一家的网站。",
    ]
    assert said(answer)[0] == "Do not trust it before you have checked."


def test_word_for_safe_does_not_exist() -> None:
    assert {str(verdict) for verdict in Verdict} == {"official", "dangerous", "suspicious", "unknown"}
    assert not WARNINGS & {Reason.KNOWN_NAME, Reason.ON_ALLOW_LIST}


def test_model_file_holds_numbers_alone_and_reads_back() -> None:
    model = lexical()
    content = packed(bytes(model.weights), model.scale, model.bias, model.thresholds)

    assert unpacked(content) == model
    assert re.findall(rb"[a-z.-]{9,}", bytes(model.weights)) == []


@pytest.mark.parametrize("content", [b"", b"\x00" * 10, b"\x00" * (SLOTS + 32)])
def test_other_file_is_no_model(content: bytes) -> None:
    with pytest.raises(ValueError, match="lexical model"):
        unpacked(content)


def test_model_warns_of_what_is_built_like_a_trap() -> None:
    hosts = [
        "claim-airdrop-reward.xyz",
        "dapp-connect-wallets.pages.dev",
        "blueriverbakery.de",
        "example.com",
    ]

    assert [lexical().warns(parts(host)) for host in hosts] == [True, True, False, False]


@given(st.from_regex(r"([a-z0-9-]{1,63}\.){1,4}[a-z]{2,9}", fullmatch=True))
def test_every_host_has_features_within_the_table(host: str) -> None:
    found = slots(parts(host))

    assert found and min(found) >= 0 and max(found) < SLOTS
