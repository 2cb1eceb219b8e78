"""What a swindler writes so that his link passes for ours: never official unless a browser would open our host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerback.guard.links.check import Checker, NoLink
from answerback.guard.links.formats import Entry, Meaning
from answerback.guard.links.kinds import Verdict

LANYUE = Checker(
    ["lanyue.example", "https://t.me/lanyue_official"], [Entry(Meaning.DENY, "trap.example")], model=False
)
OUR_NAME_AND_ANOTHER_HOST = """
https://lanyue.example'.evil.com https://lanyue.example`.evil.com https://lanyue.example".evil.com
https://lanyue.example).evil.com https://lanyue.example].evil.com https://lanyue.example}.evil.com
https://lanyue.example<.evil.com https://lanyue.example|.evil.com https://lanyue.example，.evil.com
https://lanyue.example….evil.com https://lanyue.example）.evil.com https://lanyue.example'@evil.com
https://lanyue.example,evil.com https://lanyue.example;evil.com https://lanyue.example&evil.com
https://lanyue.example@evil.com https://lanyue.example:443@evil.com https://lanyue.example%40evil.com
https://lanyue.example%2f.evil.com https://lanyue.example%5c.evil.com https://lanyue.example%00.evil.com
https://lanyue.example。evil.com https://lanyue.example·evil.com https://lanyue.example⁄evil.com
https://lanyue.example∕evil.com https://lanyue.example／evil.com https://lanyue.exampleevil.com
https://lanyue.example[.]evil.com lanyue.example\\.evil.com lanyue(dot)example(dot)evil(dot)com
https://evil.com\\@lanyue.example https://evil.com/@lanyue.example https://evil.com#@lanyue.example
https://evil.com?lanyue.example https://evil.com/lanyue.example evil.com:lanyue.example evil.com;lanyue.example
https://evil.com,lanyue.example https:evil.com//lanyue.example lanyue.example://evil.com
[https://lanyue.example](https://evil.com) [lanyue.example](//evil.com) (https://evil.com)lanyue.example
https://lanyue.example<a/href=//evil.com> lanyue.example.evil.com lanyue-example.com lanyue.example.nip.io
http://lanyue.example.xn--a xn--lanyue-.example https://xn--lanyue.example https://lanyue.exampleé
http://[::ffff:lanyue.example] http://[lanyue.example] http://3232235777/lanyue.example
"""
WHAT_A_BROWSER_REFUSES = """
https://lanyue.example:65536/ https://lanyue.example:080808 https://lanyue.example:80a https://lanyue.example：443
https：//lanyue.example https://evil.com＠lanyue.example ｈｔｔｐｓ：／／lanyue.example https://lanyue.exam\u202eple
https://\u202elanyue.example https://lan\u200dyue.example https://lanyue\u3164.example https://lanyue%2eexample%00
"""
WHAT_OPENS_NO_PAGE = """
javascript:location='https://lanyue.example' javascript://lanyue.example/%0aalert(1) JaVaScRiPt://lanyue.example
data:text/html,https://lanyue.example data:text/html;base64,PHNjcmlwdD4= vbscript:lanyue.example
view-source:https://lanyue.example blob:https://lanyue.example/1 filesystem:https://lanyue.example/t
intent://lanyue.example#Intent;scheme=https;package=com.evil;end feed:https://lanyue.example file://lanyue.example/x
chrome://lanyue.example ftp://lanyue.example wss://lanyue.example mailto:x@lanyue.example
mailto:x@evil.com?subject=https://lanyue.example sms:+1?body=https://lanyue.example metamask://dapp/lanyue.example
trust://open_url?url=https://lanyue.example okx://wallet/dapp/url?dappUrl=https%3A%2F%2Flanyue.example
"""
ON_FROM_OURS = r"""
https://lanyue.example/r?u=https://evil.com https://lanyue.example/r?u=//evil.com https://lanyue.example/r?u=\/\/evil.com
https://lanyue.example/r?u=%2f%2fevil.com https://lanyue.example/r?u=/%09/evil.com https://lanyue.example/r?u=https:evil.com
https://lanyue.example/r?u=https:%5c%5cevil.com https://lanyue.example/r?u=aHR0cHM6Ly9ldmlsLmNvbQ
https://lanyue.example/r?u=javascript:alert(1) https://lanyue.example/r#https%253A%252F%252Fevil.com
"""

OPENS_OURS = r"""https://lanyue.example https:\\lanyue.example\@evil.com https://lanyue.example\.evil.com
    //lanyue.example
    https://evil.com@lanyue.example https://lanyue.example:443/ https://lanyue.example./ LANYUE。example
    https://lanyue.example/?q=evil.com https://lanyue.example/#evil https://lan%79ue.example ⓛanyue.example
    https://lan­yue.example (https://lanyue.example) 【https://lanyue.example】 https://pay.lanyue.example/a,b;c"""

LEADS_TO_THE_TRAP = """metamask://dapp/trap.example/x trust://open_url?coin_id=60&url=https://trap.example intent://trap.example/#Intent;end
    intent://x/#Intent;S.browser_fallback_url=https%3A%2F%2Ftrap.example;end mailto:help@trap.example
    view-source:https://trap.example tpdapp://open?url=trap.example ftp://trap.example anyapp://trap.example
    https://link.zhihu.com/?target=trap.example https://trap.example:99999 https://trap\u202e.example
    [https://lanyue.example](https://trap.example) https://lanyue.example)https://trap.example"""

ON_A_STRANGERS_HOST = """https://t.me/lanyue_official t.me/lanyue_official/7?single https://t.me/lanyue_official2
        https://t.me/lanyue_official/../lan_evil https://t.me/lanyue_official/%2e%2e/lan_evil https://t.me/lan_evil t.me
        https://sub.t.me/lanyue_official https://t.me//lanyue_official"""


def told(line: str) -> tuple[str, str, str | None]:
    answer = LANYUE.check(line)
    return answer.host, str(answer.verdict), answer.lookalike_of


@pytest.mark.parametrize(
    "line",
    " ".join([OUR_NAME_AND_ANOTHER_HOST, WHAT_A_BROWSER_REFUSES, WHAT_OPENS_NO_PAGE, ON_FROM_OURS]).split(),
)
def test_what_does_not_open_our_host_is_never_official(line: str) -> None:
    try:
        texts = (line, f"请打开 {line} 谢谢", f"see <{line}>", line.replace("evil", "ev\til"), f"{line}\tx")
        verdicts = [LANYUE.check(text).verdict for text in texts]
    except NoLink:
        verdicts = []
    assert Verdict.OFFICIAL not in verdicts


@pytest.mark.parametrize("line", OPENS_OURS.split())
def test_what_a_browser_opens_at_our_host_is_official(line: str) -> None:
    assert told(line)[1:] == ("official", None)


@pytest.mark.parametrize(
    "line", ["javascript:alert(1)", "vbscript:msgbox", "data:text/html,<b>", "点击javascript:a()"]
)
def test_link_that_runs_a_program_is_suspicious(line: str) -> None:
    assert told(line)[:2] == ("", "suspicious")


@pytest.mark.parametrize("line", LEADS_TO_THE_TRAP.split())
def test_trap_is_found_behind_an_app_a_redirect_and_what_no_browser_opens(line: str) -> None:
    assert told(line)[:2] == ("trap.example", "dangerous")


@pytest.mark.parametrize(
    "line", ["lanue.example", "lanyu.com", "anyue.com", "lanye-pay.com", "help-lanyu.top"]
)
def test_letter_left_out_of_a_registered_name_of_six_is_seen(line: str) -> None:
    assert told(line)[1:] == ("suspicious", "lanyue.example")


@pytest.mark.parametrize("line", ["ethen.market", "lansing.com", "yue.example"])
def test_shorter_word_is_not_taken_for_a_slip_in_another_name(line: str) -> None:
    assert told(line)[1:] == ("unknown", None)


@pytest.mark.parametrize(
    "line",
    ["https://t.me/lanyue_support", "t.me/s/1anyue", "https://discord.gg/invite/lanyuepay", "t.me/@lanyue"],
)
def test_account_under_our_name_where_anybody_may_take_it_is_suspicious(line: str) -> None:
    assert told(line)[1:] == ("suspicious", "lanyue.example")


def test_page_registered_on_a_strangers_host_is_official_and_the_host_is_not() -> None:
    lines = ON_A_STRANGERS_HOST.split()

    assert [told(line)[1] == "official" for line in lines] == [True, True, *[False] * 7]


@given(st.text("/\\?#@:.%[]'`\"<>|;,&=!()~ 2efox-－／。\u200b\u202e", max_size=12))
def test_nothing_behind_another_host_makes_it_official(tail: str) -> None:
    answer = LANYUE.check(f"https://evil.com/{tail}lanyue.example")

    assert answer.verdict is not Verdict.OFFICIAL


@given(st.text("'`\"<>|;,&=!()[]{}~*+$", min_size=1, max_size=6))
def test_no_sign_hides_whose_subdomain_our_name_is(signs: str) -> None:
    answer = LANYUE.check(f"https://lanyue.example{signs}.evil.com")

    assert answer.verdict is not Verdict.OFFICIAL


WRITTEN_BEFORE_THE_AT = (
    "lanyue.example LANYUE.example:443 ⓛanyue。example lanyue%2eexample www.lanyue.example lanyue.example:p"
)


@pytest.mark.parametrize("before", WRITTEN_BEFORE_THE_AT.split())
def test_our_name_before_the_at_is_seen_however_it_is_written(before: str) -> None:
    assert told(f"https://{before}@evil.com/") == ("evil.com", "suspicious", "lanyue.example")
