"""Chinese seed phrases without blanks where nobody speaks of a wallet, and Chinese that only looks like one."""

import pytest

from answerback.guard import Kind, clean, find
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

SENTENCES = ["我昨天看到{}不明白", "他写了{}给我", "{}这是什么意思", "纸上是{}吧"]
PHRASES = 200


def is_found(text: str, written: str) -> bool:
    start = text.index(written)
    return any(
        hit.kind is Kind.SEED_PHRASE and hit.start <= start and start + len(written) <= hit.end
        for hit in find(text)
    )


@pytest.mark.parametrize("language", ["chinese_simplified", "chinese_traditional"])
@pytest.mark.parametrize(("count", "least"), [(12, 0.75), (15, 0.93), (18, 0.97), (21, 0.99), (24, 0.99)])
def test_most_phrases_in_a_sentence_without_a_word_for_wallets_are_found(
    language: str, count: int, least: float
) -> None:
    found = 0
    for seed in range(PHRASES):
        written = "".join(phrase(language, count, seed))
        found += is_found(SENTENCES[seed % len(SENTENCES)].format(written), written)

    assert found >= least * PHRASES


@pytest.mark.parametrize(
    "text",
    [
        "全场底价大促即将零点抢免单百件豪礼放送啦欢迎新老顾客光临选购",
        "红烧排骨清蒸鲈鱼麻婆豆腐宫保鸡丁酸辣土豆丝西红柿炒鸡蛋",
        "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少",
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许",
        "北京市朝阳区建国路八十八号院三号楼二单元一千二百零四室",
        "收件人李雷电话请打韩梅梅地址上海市浦东新区世纪大道",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    ],
)
def test_chinese_without_blanks_is_left(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("unit", ["歇枪疫霉尝俩闹饿贤卿窗卵", "的一是在不了有和", "我昨天去了青檀钱包"])
def test_endless_chinese_takes_time_in_proportion_to_its_length(unit: str) -> None:
    assert growth(find, unit, length=10_000) < IN_PROPORTION


@pytest.mark.parametrize("size", [2, 3, 4, 6])
@pytest.mark.parametrize("divider", [" ", "，", " / ", "\n", "、"])
def test_characters_in_groups_behind_a_word_for_phrases_are_taken_out(size: int, divider: str) -> None:
    signs = "".join(phrase("chinese_simplified", seed=4))
    groups = divider.join(signs[at : at + size] for at in range(0, len(signs), size))

    cleaned = clean(f"我的助记词是{groups}")

    assert cleaned.text in (
        "我的助记词是‹seed_phrase›",
        "我的‹seed_phrase›",
    )  # a checksum by chance may begin before
    assert cleaned.blocked


def test_characters_counted_without_anything_between_are_taken_out() -> None:
    counted = "".join(
        f"第{place}个{sign}"
        for place, sign in zip("一二三四五六七八九十", phrase("chinese_simplified", seed=4), strict=False)
    )

    assert clean(f"好，{counted}").text == "好，第一个‹seed_phrase›"


def test_clauses_behind_a_word_for_phrases_are_left_alone() -> None:
    asked = "助记词怎么备份，忘记了 怎么办，能不能找回 谢谢您的帮助"

    assert clean(asked).text == asked
