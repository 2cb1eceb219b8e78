"""Verdicts: official, dangerous, suspicious with the name that is imitated, or unknown. Never safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.links.check import Checker, NoLink
from answerback.guard.links.formats import parse_list
from answerback.guard.links.kinds import Reason, Verdict
from tests.guard.growth import IN_PROPORTION, growth

BAD = parse_list(b"trap.example\npages.dev\nco.uk\nhost.example/bad/page\nhidden.trap2.example\n")
LANYUE = Checker(
    ["lanyue.example", "https://www.qingtan.example/", "help.lanyue.pages.dev"], BAD, model=False
)


def told(line: str) -> tuple[str, str, list[str], str | None]:
    answer = LANYUE.check(line)
    return answer.host, str(answer.verdict), [str(reason) for reason in answer.reasons], answer.lookalike_of


@pytest.mark.parametrize(
    "line", ["lanyue.example", "https://pay.lanyue.example/x", "LANYUE。example", "www.qingtan.example"]
)
def test_official_host_and_what_lies_under_it_is_official(line: str) -> None:
    assert told(line)[1:] == ("official", ["official_channel"], None)


@pytest.mark.parametrize(
    "line", ["trap.example", "https://a.b.trap.example/x", "trap.example@TRAP%2eexample"]
)
def test_listed_host_and_what_lies_under_it_is_dangerous(line: str) -> None:
    assert told(line)[1] == "dangerous"


@pytest.mark.parametrize(
    "line", ["nottrap.example", "trap.example.org", "trap2.example", "blumen.pages.dev", "shop.co.uk"]
)
def test_what_only_resembles_an_entry_or_shares_a_public_suffix_is_not(line: str) -> None:
    assert told(line)[1] == "unknown"


def test_list_may_name_a_page_without_condemning_its_host() -> None:
    lines = [
        "host.example",
        "host.example/bad/page?x=1",
        "https://host.example/bad/page/more",
        "host.example/bad",
    ]

    assert [told(line)[1] for line in lines] == ["unknown", "dangerous", "dangerous", "unknown"]


IMITATIONS = {
    "1anyue.com": ("lookalike_characters", "lanyue.example"),
    "lany\u03c5e.com": ("lookalike_characters", "lanyue.example"),
    "xn--lnyue-3qa.com": ("lookalike_characters", "lanyue.example"),
    "lanyve.com": ("one_edit", "lanyue.example"),
    "lanuye.com": ("one_edit", "lanyue.example"),
    "lan-yue.com": ("one_edit", "lanyue.example"),
    "lanyuee.example": ("one_edit", "lanyue.example"),
    "lanyue-refund.com": ("added_words", "lanyue.example"),
    "mylanyuepay.com": ("added_words", "lanyue.example"),
    "lanyve-login.com": ("one_edit", "lanyue.example"),
    "lanyue.com": ("other_ending", "lanyue.example"),
    "lanyue.example.evil.com": ("name_in_subdomain", "lanyue.example"),
    "www.lanyue.evil.com": ("name_in_subdomain", "lanyue.example"),
    "https://lanyue.example@evil.com/": ("name_before_at", "lanyue.example"),
    "rnetamask.io": ("lookalike_characters", "metamask.io"),
    "metamаsk.io": ("lookalike_characters", "metamask.io"),
    "metamsk.io": ("one_edit", "metamask.io"),
    "metamask-login.com": ("added_words", "metamask.io"),
    "secure-metamask.support": ("added_words", "metamask.io"),
    "metamask.com": ("other_ending", "metamask.io"),
    "wwwmetamask.io": ("added_words", "metamask.io"),
    "wwwokx.com": ("added_words", "okx.com"),
    "uniswap.app": ("other_ending", "uniswap.org"),
    "metamask.io.evil.com": ("name_in_subdomain", "metamask.io"),
    "claimaave.com": ("added_words", "aave.com"),
    "ledger-update.com": ("added_words", "ledger.com"),
    "https://coinbase.com@evil.com/": ("name_before_at", "coinbase.com"),
    "https://bank.com@evil.com/": ("name_before_at", "bank.com"),
}


@pytest.mark.parametrize("line", IMITATIONS)
def test_imitation_is_suspicious_and_names_whom_it_imitates(line: str) -> None:
    reason, name = IMITATIONS[line]
    _host, verdict, reasons, lookalike_of = told(line)

    assert (verdict, reason in reasons, lookalike_of) == ("suspicious", True, name)


def test_foreign_letters_that_all_have_latin_doubles_are_suspicious() -> None:
    assert told("https://аррӏе.com")[1:] == ("suspicious", ["mixed_scripts"], None)
    assert [told(line)[1] for line in ("приват.com", "ера.рф", "岚月.com", "café.com")] == ["unknown"] * 4


def test_imitation_on_free_hosting_says_so() -> None:
    assert told("lanyue.netlify.app") == (
        "lanyue.netlify.app", "suspicious", ["added_words", "free_hosting"], "lanyue.example",
    )  # fmt: skip


HONEST = """openai.com opera.com unity.com auth0.com authy.com openvpn.net metamaze.eu openca.org test.com openssh.org
    openrec.tv ledgerinsights.com phantomtollbooth.com blockchaincommons.com bridgewater.com solarisbank.com
    example.com unknown.example 192.0.2.7 paypal.me friendster.com sncf-connect.com"""


@pytest.mark.parametrize("line", sorted(HONEST.split()))
def test_honest_neighbour_of_a_name_is_unknown(line: str) -> None:
    assert told(line)[1] == "unknown"


def test_well_known_name_itself_is_unknown_too_for_nobody_registered_it() -> None:
    assert told("https://metamask.io/download") == ("metamask.io", "unknown", ["known_name"], None)


@pytest.mark.parametrize(
    ("line", "host", "verdict"),
    [
        ("https://www.google.com/url?q=https%3A%2F%2Ftrap.example%2F&sa=D", "trap.example", "dangerous"),
        ("https://www.google.com/url?q=https%3A%2F%2Funknown.example%2F", "unknown.example", "unknown"),
        ("https://t.example/?u=https%253A%252F%252Ftrap.example", "trap.example", "dangerous"),
        ("https://t.example/?u=aHR0cHM6Ly90cmFwLmV4YW1wbGU=", "trap.example", "dangerous"),
        ("https://t.example/go/https://trap.example/x", "trap.example", "dangerous"),
        ("https://t.example/?next=//trap.example", "trap.example", "dangerous"),
        ("https://metamask.app.link/dapp/trap.example/x", "trap.example", "dangerous"),
        ("https://trap.example/?u=https://lanyue.example", "trap.example", "dangerous"),
        ("https://t.example/?u=https://lanyue.example", "t.example", "unknown"),
        ("https://t.example/https://lanyue.example", "t.example", "unknown"),
        ("https://t.example/#https://lanyue.example", "t.example", "unknown"),
        ("https://www.google.com/url?q=https://lanyue.example", "www.google.com", "unknown"),
        ("https://lanyue.example/?u=https://unknown.example", "unknown.example", "unknown"),
        ("https://lanyue.example/?u=https://trap.example", "trap.example", "dangerous"),
        ("https://lanyue.example/?u=https://www.qingtan.example", "lanyue.example", "official"),
        (
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fu%3Dhttps%253A%252F%252Ftrap.example",
            "trap.example",
            "dangerous",
        ),
    ],
)
def test_link_inside_a_link_is_judged_as_where_one_ends_up(line: str, host: str, verdict: str) -> None:
    assert told(line)[:2] == (host, verdict)


@pytest.mark.parametrize("line", ["https://t.example https://lanyue.example", "lanyue.example t.example"])
def test_line_is_official_only_when_all_its_links_are(line: str) -> None:
    assert told(line)[:2] == ("t.example", "unknown")
    assert told("https://lanyue.example https://www.qingtan.example")[1] == "official"


def test_redirects_without_end_are_suspicious() -> None:
    answer = LANYUE.check("https://a.example/?u=" * 3000 + "https://trap.example")

    assert (answer.verdict, Reason.NESTED_REDIRECTS in answer.reasons) == (Verdict.SUSPICIOUS, True)


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("请点击https://trap.example/a领取奖励", "trap.example"),
        ("【岚月支付】您的账户异常，请登录trap.example处理。", "trap.example"),
        ("请访问 trap.example。谢谢", "trap.example"),
        ("see (https://trap.example).", "trap.example"),
        ("[lanyue.example](https://trap.example)", "trap.example"),
        ("write to support@trap.example!", "trap.example"),
        ("first https://unknown.example then https://trap.example", "trap.example"),
        ("官网：ｔｒａｐ．ｅｘａｍｐｌｅ", "trap.example"),
        ("foo.example\ttrap.example\t2026", "trap.example"),
        ("https://tr\tap.example/", "trap.example"),
        ("trap[.]example or hxxps://trap[.]example", "trap.example"),
    ],
)
def test_link_is_found_in_a_text(line: str, host: str) -> None:
    assert told(line)[:2] == (host, "dangerous")


@pytest.mark.parametrize(
    "line", ["请登录lanyue.example领取", "请访问https://lanyue.example，谢谢", "(lanyue.example)"]
)
def test_official_link_in_a_text_is_official(line: str) -> None:
    assert told(line)[:2] == ("lanyue.example", "official")


@pytest.mark.parametrize(
    "line", ["hello", "您好，请问有什么事？", "e.g. 1.5 of it", "你好。谢谢", "a@b", "..."]
)
def test_text_without_a_link_says_so(line: str) -> None:
    with pytest.raises(NoLink):
        LANYUE.check(line)


@given(st.text(max_size=200))
def test_any_text_gets_a_verdict_or_holds_no_link(text: str) -> None:
    try:
        answer = LANYUE.check(text)
    except NoLink:
        return
    assert answer.verdict in Verdict


@given(st.from_regex(r"(https?://)?[a-z0-9.@:%\[\]/?&=-]{1,60}", fullmatch=True))
def test_any_link_gets_a_verdict_or_is_none(text: str) -> None:
    try:
        answer = LANYUE.check(text)
    except NoLink:
        return
    assert (answer.lookalike_of is None) or answer.verdict is not Verdict.OFFICIAL


@pytest.mark.parametrize(
    "unit",
    ["a", ".", "a.", "a-", "https://a.example ", "https://a.example/?u=", "?u=https://a.example", "%25", "&a=//b.c",
     "登录a.cn，", "aHR0c", "(", "[](", "a.example/", "é", "é.", "\u0301\u0316", "xn--a.", "1.", "@", "。"],
)  # fmt: skip
def test_work_grows_with_the_length(unit: str) -> None:
    def work(text: str) -> None:
        for line in (text, "https://" + text, "https://a.example/" + text):
            try:
                LANYUE.check(line)
            except NoLink:
                continue

    assert growth(work, unit, length=4_000) < IN_PROPORTION
