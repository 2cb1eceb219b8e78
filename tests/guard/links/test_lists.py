"""Lists in the common formats, and what they say of a host."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.links.formats import Entry, Meaning, UnreadableList, parse_list
from answerback.guard.links.hostset import HostSet
from answerback.guard.links.lists import Lists
from tests.guard.growth import IN_PROPORTION, growth

DENY, ALLOW, FUZZY = Meaning.DENY, Meaning.ALLOW, Meaning.FUZZY
HOSTS = st.from_regex(r"([a-z0-9-]{1,8}\.){1,4}[a-z]{2,4}", fullmatch=True)


def test_configuration_of_eth_phishing_detect_gives_denied_allowed_and_imitated_hosts() -> None:
    config = {
        "version": 2, "tolerance": 2, "blacklist": ["trap.example"], "whitelist": ["fine.example"],
        "fuzzylist": ["lanyue.example"],
    }  # fmt: skip

    assert parse_list(json.dumps(config).encode()) == [
        Entry(DENY, "trap.example"), Entry(ALLOW, "fine.example"), Entry(FUZZY, "lanyue.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        '["trap.example", "b.example"]',
        '{"domains": ["trap.example", "b.example"], "address": ["0x00"]}',
        '{"deny": ["trap.example", "b.example"], "denySub": [], "allow": []}',
        '{"trap.example": ["0x00"], "b.example": []}',
        "0.0.0.0 trap.example # a comment\n127.0.0.1\tb.example\n127.0.0.1 localhost\n::1 localhost\n",
        "# a comment\n\ntrap.example\r\n*.b.example\n",
        "! filters\n||trap.example^\n||b.example^$all\n",
        "\ufefftrap.example\nb.example",
        "https://trap.example/\nhxxp://b[.]example\n",
        "trap.example,2026-01-01\nb.example,2026-01-02\n",
        "TRAP.example.\n  b.EXAMPLE\n",
    ],
)
def test_hosts_are_read_from_every_format(content: str) -> None:
    assert parse_list(content.encode()) == [Entry(DENY, "trap.example"), Entry(DENY, "b.example")]


def test_address_with_a_path_denies_the_page_alone() -> None:
    assert parse_list(b"https://host.example/view/x?y#z\n") == [Entry(DENY, "host.example", "/view/x")]


def test_filter_that_allows_is_a_permission() -> None:
    assert parse_list(b"||a.example^\n@@||fine.a.example^\n") == [
        Entry(DENY, "a.example"), Entry(ALLOW, "fine.a.example"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_utf8"),
        (b"{", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"<html>\n", "no_hosts"),
        (b"[1]", "no_hosts"),
    ],
)
def test_what_is_no_list_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableList) as refused:
        parse_list(content)

    assert refused.value.code == code


def test_empty_list_is_a_list() -> None:
    assert (parse_list(b""), parse_list(b"\n")) == ([], [])


def test_longest_entry_decides_and_a_denial_beats_a_permission() -> None:
    lists = Lists(
        [
            Entry(DENY, "a.example"), Entry(ALLOW, "fine.a.example"), Entry(DENY, "bad.fine.a.example"),
            Entry(ALLOW, "b.example"), Entry(DENY, "b.example"),
        ]
    )  # fmt: skip

    hosts = [
        "a.example",
        "x.a.example",
        "fine.a.example",
        "x.fine.a.example",
        "bad.fine.a.example",
        "b.example",
        "c.example",
    ]
    assert [lists.of(host) for host in hosts] == [DENY, DENY, ALLOW, ALLOW, DENY, DENY, None]


def test_entry_that_is_a_public_suffix_covers_itself_alone() -> None:
    lists = Lists([Entry(DENY, "pages.dev"), Entry(ALLOW, "github.io"), Entry(DENY, "bad.github.io")])

    hosts = ["pages.dev", "x.pages.dev", "github.io", "x.github.io", "bad.github.io"]
    assert [lists.of(host) for host in hosts] == [DENY, None, ALLOW, None, DENY]


@given(st.sets(HOSTS, max_size=60), HOSTS)
def test_set_of_hashes_answers_like_a_set(hosts: set[str], other: str) -> None:
    known = HostSet(hosts)

    assert (len(known), all(host in known for host in hosts)) == (len(hosts), True)
    assert (other in known) == (other in hosts)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    try:
        entries = parse_list(content)
    except UnreadableList:
        return
    assert all(entry.host for entry in entries)


WORDS = st.sampled_from(
    [
        "blacklist",
        "whitelist",
        "domains",
        "a.example",
        "x",
        "",
        "127.0.0.1",
        "https://b.example/c",
        "||d.example^",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_is_a_list_or_refused(value: object) -> None:
    try:
        Lists(parse_list(json.dumps(value).encode()))
    except UnreadableList as refused:
        assert refused.code in ("not_json", "no_hosts")


@given(
    st.lists(
        st.tuples(WORDS, st.text(max_size=20), st.sampled_from(["\n", "\r\n", "\r", "\u2028"])), max_size=12
    )
)
def test_any_lines_are_a_list_or_refused(lines: list[tuple[str, str, str]]) -> None:
    try:
        Lists(parse_list("".join("".join(line) for line in lines).encode("utf-8", "replace")))
    except UnreadableList as refused:
        assert refused.code in ("not_json", "no_hosts")


@pytest.mark.parametrize(
    "unit", ["a", ".", "a.b\n", "#", "||a.b^", " ", "0.0.0.0 ", '{"', "[", "\u2028", "@@||", "a,"]
)
def test_work_grows_with_the_length(unit: str) -> None:
    def work(text: str) -> None:
        for content in (text, f'["{text}"]'):
            try:
                parse_list(content.encode())
            except UnreadableList:
                continue

    assert growth(work, unit, length=20_000) < IN_PROPORTION
