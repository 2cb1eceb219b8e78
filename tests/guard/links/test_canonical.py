"""Links are read as browsers read them, and as people write them when nobody shall click."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.links.address import ipv4
from answerback.guard.links.canonical import read
from answerback.guard.links.kinds import Reason
from answerback.guard.links.names import canonical_name
from tests.guard.growth import IN_PROPORTION, growth

AS_BROWSERS_DO = {
    "https://lanyue.example/a?b#c": "lanyue.example",
    "HTTPS://LanYue.Example": "lanyue.example",
    "https:lanyue.example": "lanyue.example",
    "https:/lanyue.example": "lanyue.example",
    "https:////lanyue.example": "lanyue.example",
    "https:\\\\lanyue.example\\@evil.example": "lanyue.example",
    "//lanyue.example/": "lanyue.example",
    "  https://lanyue.example\x00": "lanyue.example",
    "https://lan\tyue.exam\nple": "lanyue.example",
    "https://lanyue.example:8443/": "lanyue.example",
    "https://lanyue.example:/": "lanyue.example",
    "https://lanyue.example./": "lanyue.example",
    "https://lanyue.example@evil.example/": "evil.example",
    "https://lanyue.example:443@evil.example/": "evil.example",
    "https://a@b@evil.example/": "evil.example",
    "https://evil.example?@lanyue.example": "evil.example",
    "https://evil.example#@lanyue.example": "evil.example",
    "https://lanyue%2eexample/": "lanyue.example",
    "https://%6c%61nyue.example/": "lanyue.example",
    "https://lanyue。example/": "lanyue.example",
    "https://lanyue．example/": "lanyue.example",
    "https://ｌａｎｙｕｅ.example/": "lanyue.example",
    "ｈｔｔｐｓ：／／ｌａｎｙｕｅ．ｅｘａｍｐｌｅ／ａ": "lanyue.example",
    "https://lan\u200byue.ex\u00adample/": "lanyue.example",
    "https://岚月.example/": "xn--xitq6v.example",
    "https://XN--XITQ6V.example/": "xn--xitq6v.example",
    "https://faß.example/": "xn--fa-hia.example",
    "https://i❤.example/": "xn--i-7iq.example",
    "https://K\u212a.example/": "kk.example",
    "http://127.1/": "127.0.0.1",
    "http://0x7f000001/": "127.0.0.1",
    "http://2130706433/": "127.0.0.1",
    "http://0177.0.0.01/": "127.0.0.1",
    "http://①②⑦.0.0.1/": "127.0.0.1",
    "http://[0:0::1]:80/": "[::1]",
    "http://[::ffff:127.0.0.1]/": "[::ffff:7f00:1]",
}
REFUSED = [
    "https://lanyue.example／evil.example",
    "https://lanyue.example？evil.example",
    "https://a..example/",
    "https://%00.example/",
    "https://lanyue%252eexample/",
    "https://lan yue.example/",
    "https://a<b.example/",
    "http://1.2.3.256/",
    "http://1.2.3.4.5/",
    "http://[::1/",
    "https:///",
    "https://" + "a." * 150 + "example/",
    "https://" + "a" * 64 + ".example/",
]
MADE_HARMLESS = [
    "hxxps://evil[.]example/x", "hXXp://evil.example", "h**ps://evil(.)example", "https[:]//evil.example",
    "https[://]evil[dot]example", "evil(dot)example", "evil{.}example", "evil[点]example", "meow://evil.example",
]  # fmt: skip


@pytest.mark.parametrize("written", AS_BROWSERS_DO)
def test_host_is_the_one_that_a_browser_would_open(written: str) -> None:
    assert read(written).host == AS_BROWSERS_DO[written]


@pytest.mark.parametrize("written", REFUSED)
def test_what_no_browser_opens_has_no_host(written: str) -> None:
    link = read(written)

    assert (link.host, Reason.NOT_A_NAME in link.tricks) == ("", True)


@pytest.mark.parametrize("written", MADE_HARMLESS)
def test_link_made_harmless_is_read_as_it_was(written: str) -> None:
    link = read(written)

    assert (link.host, Reason.DEFANGED in link.tricks) == ("evil.example", True)


@pytest.mark.parametrize(
    ("written", "trick"),
    [
        ("https://%65vil.example", Reason.ENCODED_HOST),
        ("https://ev\u200bil.example", Reason.HIDDEN_CHARACTERS),
        ("https://ｅvil.example", Reason.FULL_WIDTH),
        ("http://0x7f.1", Reason.ODD_ADDRESS),
        ("http://127.0.0.1", Reason.BARE_ADDRESS),
        ("https://a@evil.example", Reason.TEXT_BEFORE_AT),
    ],
)
def test_disguise_is_named(written: str, trick: Reason) -> None:
    assert read(written).tricks == {trick}


@given(st.integers(0, 2**32 - 1))
def test_every_notation_of_an_address_is_the_same_address(value: int) -> None:
    parts = [value >> shift & 255 for shift in (24, 16, 8, 0)]
    plain = ".".join(map(str, parts))

    written = [
        str(value),
        hex(value),
        f"0{value:o}",
        ".".join(map(hex, parts)),
        ".".join(f"0{part:o}" for part in parts),
    ]
    assert {ipv4(one) for one in [plain, *written]} == {plain}


@given(st.text(max_size=300))
def test_any_text_is_read_to_a_name_that_reads_as_itself(text: str) -> None:
    host = read(text).host

    assert host == "" or canonical_name(host)[0] == host


@pytest.mark.parametrize(
    "unit",
    ["a", ".", "a.", "%", "%25", "@", "a@", "[", "\\", "é", "é.", "\u0301\u0316", "xn--", "[.]", "0x", ":1"],
)
def test_work_grows_with_the_length(unit: str) -> None:
    assert growth(lambda text: read("https://" + text), unit, length=100_000) < IN_PROPORTION
