"""The model: its file is whole and wordless, it adds up, and it tells a swindle from the honest talk beside it."""

import random
import re
from array import array
from hashlib import sha256
from math import sqrt

import pytest

from answerback.guard.messages.model import Model, linear, load, measured
from answerback.guard.messages.model.features import BUCKETS, LINK, features, units
from scripts.message_texts import misheard
from tests.guard.growth import IN_PROPORTION, growth

SWINDLES = {
    "call": (
        "您好，我是市公安局的警官，您的银行卡涉嫌洗钱，请把所有存款转到安全账户接受清查，不要告诉家里人。",
        "您好，我是钱包官方客服，您的账户有风险，请把收到的验证码念给我，我帮您解除冻结。",
        "您好，您买的奶粉质量有问题，我们双倍赔付，请下载会议软件打开屏幕共享，我教您领取退款。",
        "請您把助記詞告訴我，我們幫您把資產轉移到新的錢包地址。",
        "This is officer Smith from Social Security. Your number is suspended and there is a warrant for your "
        "arrest. Go to the store, buy gift cards and read me the numbers.",
        "I'm from the security team of your wallet. Someone is withdrawing your coins. Please read me your "
        "recovery phrase so we can move everything to a safe vault.",
    ),
    "sms": (
        "尊敬的用户，您的积分已满10000，可兑换500元现金，请登录 wap-bank1.cc 领取，逾期作废。",
        "【钱包中心】您的账户存在安全风险，请立即点击 http://qb12.top/1 验证助记词，否则资产将被冻结。",
        "Your parcel is on hold because of an unpaid fee. Pay now http://post-7.top/a or it will be returned",
    ),
}
HONEST = {
    "call": (
        "您好，我是岚月支付客服，您昨天提交的工单有结果了。我们不会问您的密码和验证码，不放心可以挂断自己拨官方电话。",
        "您好，这里是银行反欺诈中心，刚才有一笔一千元的消费，是您本人吗？您只用说是或者不是，不要告诉我任何验证码。",
        "退款会原路退回，三到五个工作日到账，不需要您操作，也不用提供银行卡号。",
        "我是社区民警，提醒您警察不会让人转账到安全账户，遇到就打九六一一零。",
        "您好，外卖放在门口了，麻烦您取一下。",
        "Hello, this is Anna from Qingtan Wallet with news about your ticket. We never ask for your recovery "
        "phrase or any code. You can call us back on the official number.",
        "Thanks for calling the dental office. Your appointment is on Friday at nine.",
    ),
    "sms": (
        "【岚月支付】验证码482913，用于登录，5分钟内有效，请勿告诉任何人，客服不会向您索取。",
        "我到家了，你吃饭了吗",
        "您的包裹已到小区南门驿站，凭取件码2-3-4821领取。",
        "I'm running late, see you at seven",
    ),
}


def said(given: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(channel, text) for channel, texts in given.items() for text in texts]


def test_file_of_weights_is_the_one_that_was_measured():
    weights = load().weights
    assert isinstance(weights, array)
    assert (len(weights), sha256(weights.tobytes()).hexdigest()) == (BUCKETS, measured.SHA256)


def test_damaged_file_is_refused(monkeypatch):
    monkeypatch.setattr(linear, "get_data", lambda package, name: bytes(BUCKETS))
    with pytest.raises(linear.DamagedFile):
        linear.load.__wrapped__()


def test_file_holds_no_run_of_text():
    raw = bytes(load().weights)
    words = [found.group() for found in re.finditer(rb"[A-Za-z ]{12,}", raw)]
    assert words == []
    assert not any(word.encode() in raw for word in ("验证码", "转账", "password"))


@pytest.mark.parametrize(("channel", "text"), said(SWINDLES))
def test_swindle_scores_above_the_threshold(channel, text):
    assert load().score(text, channel=channel) >= load().threshold(channel, "check")


@pytest.mark.parametrize(("channel", "text"), said(HONEST))
def test_honest_text_scores_below_the_threshold(channel, text):
    assert load().score(text, channel=channel) < load().threshold(channel, "check")


@pytest.mark.parametrize("channel", ["sms", "call", "chat", "email", "web", "message"])
def test_stop_never_needs_less_than_check(channel):
    model = load()
    assert 0.5 < model.threshold(channel, "check") <= model.threshold(channel, "stop") < 1


def test_unknown_channel_is_an_error():
    with pytest.raises(KeyError):
        load().score("你好", channel="pigeon")


def test_score_of_a_text_is_the_same_whatever_was_asked_before():
    texts = [text for _, text in said(SWINDLES) + said(HONEST)]
    first = [load().score(text, channel="call") for text in texts]
    assert [load().score(text, channel="call") for text in reversed(texts)] == first[::-1]


def test_value_is_the_sum_of_the_weights_over_the_root_of_their_number():
    model = Model(array("b", [3, -5, 7, *[0] * (BUCKETS - 3)]))
    assert model.value([0, 2]) == measured.SCALE * 10 / sqrt(2) + measured.OFFSET
    assert model.value([0]) + model.value([1]) == pytest.approx(measured.SCALE * -2 + 2 * measured.OFFSET)


def test_empty_text_is_nothing_known():
    assert [load().score(text, channel="sms") < 0.5 for text in ("", " \n", "……")] == [True, True, True]


def test_three_in_ten_homophones_keep_every_chinese_swindle_above_the_threshold():
    dice = random.Random(4)
    worn = [(channel, misheard(text, dice, 0.3)) for channel, text in said(SWINDLES) if not text.isascii()]
    lost = [
        text
        for channel, text in worn
        if load().score(text, channel=channel) < load().threshold(channel, "check")
    ]
    assert (len(worn) > 4, lost) == (True, [])


def test_features_are_the_same_for_a_text_in_either_script_but_for_the_characters_themselves():
    simplified, traditional = features("请说验证码"), features("請說驗證碼")
    assert len(set(simplified) & set(traditional)) >= len(simplified) - 5


def test_features_are_numbers_of_buckets_each_once_in_order():
    found = features("请把验证码 482913 发到 http://a.example/x , please send the code")
    assert found == sorted(set(found))
    assert (found[0] >= 0, found[-1] < BUCKETS) == (True, True)


def test_numbers_and_links_are_one_sign_each():
    one, other = "call 400-123 see http://a.example/1", "call 955-9 see https://b.example/long/way"
    assert features(one) == features(other)


@pytest.mark.parametrize("unit", ["0-", "a.", "a", "www.", "验证码", "9"])
def test_work_grows_with_the_length_and_not_with_its_square(unit):
    assert growth(features, unit, length=2_000) < IN_PROPORTION


@pytest.mark.parametrize("link", ["u.10010.cn/ab", "wap-bank1.cc", "https://a.b/c?d", "www.a.b.c", "a.b.co"])
def test_link_without_its_scheme_is_a_link(link):
    assert list(units(f"点{link} 看")) == list(units("点http://x.example 看"))


@pytest.mark.parametrize("number", ["3", "4821"])
def test_number_with_a_point_is_no_link(number):
    assert LINK not in units(f"{number}.{number} yuan.thanks")


def test_nothing_breaks_on_strange_characters():
    for text in ("\ud83d", "\x00\x01", "👩‍👩‍👧", "ﷺ" * 50, "a" * 100_000, "．" * 1000):
        assert 0 <= load().score(text, channel="message") <= 1
