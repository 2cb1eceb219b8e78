"""Seed phrases, however they come, and what only looks like one."""

import pytest

from answerback.guard import Action, Kind, clean, find
from answerback.guard.secrets.words import LANGUAGES
from tests.guard.phrases import phrase

WORDS = phrase()
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
ORDINALS += ["eleventh", "twelfth"]


def caught(text: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in find(text) if finding.kind is Kind.SEED_PHRASE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_phrase_of_any_language_and_length_is_found_with_its_exact_span(language: str, count: int) -> None:
    written = ("\u3000" if language == "japanese" else " ").join(phrase(language, count))

    assert caught(f"客户说：{written}\n谢谢") == [written]


@pytest.mark.parametrize("separator", [", ", "，", "、", "\n", " - ", " | ", "\r\n", "\t", ". ", " / "])
def test_phrase_with_any_separator_is_found(separator: str) -> None:
    written = separator.join(WORDS)

    assert caught(written) == [written]


@pytest.mark.parametrize(
    "form", ["{0}. {1}", "{0}) {1}", "{0}:{1}", "({0}) {1}", "#{0} {1}", "第{0}个 {1}", "word {0}: {1}"]
)
def test_numbered_phrase_is_found(form: str) -> None:
    written = "  ".join(form.format(place, word) for place, word in enumerate(WORDS, start=1))

    assert len(caught(written)) == 1
    assert all(word not in clean(written).text for word in WORDS)


@pytest.mark.parametrize(
    "spoken",
    [
        "okay so the first word is {0}, next {1}, then {2}, next {3}, then {4}, next {5}, then {6}, {7}, {8}"
        ", {9}, {10}, {11}",
        "um {0} uh {1} {2} and then {3} {4} okay {5} {6} um {7} {8} {9} then {10} and finally {11}",
        "第一个词是 {0}，第二个 {1}，第三个是 {2}，然后 {3}，接着是 {4}，再来 {5}，嗯 {6}，{7}"
        "，{8}，还有 {9}，{10}，最后是 {11}",
        "number one {0} number two {1} number three {2} number four {3} {4} {5} {6} {7} {8} {9} {10} {11}",
    ],
)
def test_phrase_read_aloud_is_found(spoken: str) -> None:
    written = spoken.format(*WORDS)

    assert clean(written).blocked
    assert not set(WORDS) & set(clean(written).text.split())


@pytest.mark.parametrize(
    "turns",
    [("客服：第{}个词？", "用户：{}"), ("Agent: ok next, number {}", "Customer: {}"), ("继续", "我：{}")],
)
def test_phrase_given_word_by_word_in_a_dialogue_is_found(turns: tuple[str, str]) -> None:
    asked, given = turns
    written = "\n".join(
        f"{asked.format(place)}\n{given.format(word)}" for place, word in enumerate(WORDS, start=1)
    )

    assert clean(written).blocked
    assert not any(word in clean(written).text for word in WORDS)


@pytest.mark.parametrize(
    "joined", ["_".join(WORDS), " > ".join(WORDS), "".join(word.title() for word in WORDS)]
)
def test_phrase_joined_like_code_is_found(joined: str) -> None:
    assert caught(joined) == [joined]


def test_code_made_of_listed_words_is_no_phrase() -> None:
    code = "resource_name = service_model.resource(name, section, client, action=custom_action, index=model_index)\n"

    assert caught(code * 20) == []


def test_ordinals_before_each_word_are_passed_over() -> None:
    written = ", ".join(
        f"the {ordinal} word is {word}" for ordinal, word in zip(ORDINALS, WORDS, strict=True)
    )

    assert clean(written).blocked


def test_phrase_in_capitals_or_full_width_is_found() -> None:
    wide = " ".join(WORDS).translate(
        {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyz"}
    )

    assert caught(" ".join(WORDS).upper()) == [" ".join(WORDS).upper()]
    assert caught(wide) == [wide]


def test_phrase_with_invisible_characters_is_found_and_wholly_taken_out() -> None:
    hidden = "\u200b ".join("\u2060".join(word) for word in WORDS)

    assert clean(f"a: {hidden}!").text == "a: ‹seed_phrase›!"


def test_phrase_cut_to_four_letters_is_found() -> None:
    assert clean(" ".join(word[:4] for word in WORDS)).blocked


@pytest.mark.parametrize(
    "slip",
    [
        lambda word: word[:2] + word[3:],
        lambda word: word[0] + word[2] + word[1] + word[3:],
        lambda word: word + word[-1],
    ],
)
def test_mistyped_phrase_is_found(slip) -> None:
    words = [slip(word) if place in (3, 8) else word for place, word in enumerate(WORDS)]

    assert clean("我的助记词 " + " ".join(words)).blocked


def test_phrase_with_a_wrong_checksum_is_found() -> None:
    words = [*WORDS[:-1], "zoo" if WORDS[-1] != "zoo" else "zone"]

    assert caught(" ".join(words)) == [" ".join(words)]


def test_phrase_of_one_word_repeated_is_found_by_its_checksum() -> None:
    assert clean("abandon " * 11 + "about").blocked


def test_part_of_a_phrase_near_its_name_is_masked() -> None:
    finding = find("my seed phrase is " + " ".join(WORDS[:7]))[0]

    assert (finding.kind, finding.action) == (Kind.SEED_PHRASE, Action.MASK)


@pytest.mark.parametrize("language", ["chinese_simplified", "chinese_traditional"])
def test_chinese_phrase_without_blanks_is_found(language: str) -> None:
    written = "".join(phrase(language))

    assert caught(written) == [written]
    assert caught(f"助记词：{written}") == [written]
    assert caught(f"我的助记词是{written}，导入不了") == [written]


def test_chinese_phrase_dictated_by_number_is_found() -> None:
    numbers = [*"一二三四五六七八九十", "十一", "十二"]
    words = phrase("chinese_simplified")
    written = "，".join(f"第{number}个字是{word}" for number, word in zip(numbers, words, strict=True))

    assert clean(written).blocked


@pytest.mark.parametrize(
    "prose",
    [
        "please check the bank code again before you call back because the clean version can cause a problem",
        "the agent will call you about the car and you can ask about the price and cost before you buy",
        "安全提醒请不要把助记词和私钥告诉任何人我们的客服不会问您要验证码",
        "您好我是客服请问您的交易是不是已经成功了我们这边看到还没有到账需要再等一下",
        "Your recovery phrase is a list of twelve words. Never share it, not even with our agents.",
        "助记词是恢复钱包的唯一凭证，请手抄在纸上并离线保存，任何索要助记词的人都是骗子。",
        "公司地址在北京市朝阳区建国路八十八号现代城三号楼",
        "A seed phrase, also called recovery phrase or mnemonic, is made of 12 to 24 simple words",
    ],
)
def test_prose_is_no_phrase(prose: str) -> None:
    assert caught(prose) == []


# The example of the Monero project's documentation.
MONERO = (
    "sequence atlas unveil summon pebbles tuesday beer rudely snake rockets different fuselage woven tagged bested "
    "dented vegan hover rapid fawns obvious muppet randomly seasons randomly"
)


def test_monero_phrase_is_found_by_its_checksum_word() -> None:
    assert caught(MONERO) == [MONERO]


@pytest.mark.parametrize(
    "text",
    [
        "XMR 25 个词：" + MONERO.replace("randomly seasons randomly", "randomly seasons oyster"),
        "electrum seed: powerful random nobody notice nothing important anyway look away hidden message over",
        "slip-39 share: duckling enlarge academic academic agency result length solution fridge kidney coal piece deal",
    ],
)
def test_phrase_of_another_list_beside_its_name_is_masked(text: str) -> None:
    assert [finding.action for finding in find(text)] in ([Action.MASK], [Action.BLOCK])
