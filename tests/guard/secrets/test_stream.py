"""The warning that comes while somebody still types or reads aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerback.guard import DEFAULT, Action, Kind, Watcher
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

WORDS = phrase()


def words_until_warning(before: str, words: list[str], watcher: Watcher | None = None) -> int | None:
    watcher = watcher or Watcher()
    for count in range(1, len(words) + 1):
        if watcher.feed(before + " ".join(words[:count])) is not None:
            return count
    return None


def test_watcher_stops_a_phrase_that_was_announced_after_a_few_words() -> None:
    counts = [words_until_warning("客户说他的助记词是 ", phrase(seed=seed)) for seed in range(200)]

    assert max(count or 99 for count in counts) <= 8


def test_watcher_stops_an_unannounced_phrase_before_the_twelfth_word() -> None:
    counts = [words_until_warning("ok ", phrase(seed=seed)) for seed in range(200)]

    assert max(count or 99 for count in counts) <= 10


def test_watcher_says_what_and_where() -> None:
    text = "my seed phrase: " + " ".join(WORDS[:5])

    warning = Watcher().feed(text)

    assert warning is not None
    assert (warning.kind, text[warning.start : warning.end], warning.words) == (
        Kind.SEED_PHRASE,
        " ".join(WORDS[:5]),
        5,
    )


def test_watcher_hears_other_secrets() -> None:
    warning = Watcher().feed("验证码是420774")

    assert warning is not None
    assert (warning.kind, warning.action) == (Kind.ONE_TIME_CODE, Action.MASK)


def test_watcher_is_quiet_in_ordinary_talk() -> None:
    talk = "您好，我是青檀钱包的客服，您的转账今天下午已经到账了。"
    talk += "Please check your wallet and call us back if you need help."

    assert all(Watcher().feed(talk[:length]) is None for length in range(len(talk) + 1))


def test_watcher_follows_the_policy() -> None:
    assert words_until_warning("seed ", WORDS, Watcher(DEFAULT.changed(seed_phrase=Action.LEAVE))) is None


def test_watcher_is_not_delayed_by_prose_before_the_phrase() -> None:
    before = "The fee was 5. 我的助记词："

    assert max(words_until_warning(before, phrase(seed=seed)) or 99 for seed in range(200)) <= 8


PIECES = [
    "您好，我是青檀钱包的客服。",
    "助记词是",
    "my seed phrase is ",
    *(word + " " for word in WORDS[:9]),
    "验证码是420774，",
    "密码是Qwerty6124#，",
    "电话17000000088 ",
    "4111 1111 1111 1111\n",
    "Please check your wallet and call us back. ",
    "今天下午已经到账了，" * 40,
    "the quick brown fox jumps over the lazy dog " * 30,
]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=24))
def test_watcher_fed_bit_by_bit_says_what_a_new_one_says_of_the_whole(pieces: list[str]) -> None:
    watcher, text = Watcher(), ""
    for piece in pieces:
        text += piece
        said = watcher.feed(text)

    assert said == Watcher().feed(text)


def test_watcher_reads_again_what_was_changed_in_the_middle() -> None:
    watcher = Watcher()
    long = "今天下午已经到账了，" * 1_000
    watcher.feed(long)

    warning = watcher.feed(f"密码是Qwerty6124#，{long}")

    assert warning is not None
    assert (warning.kind, warning.start, warning.end) == (Kind.PASSWORD, 3, 14)


def test_keystroke_at_the_end_of_a_long_text_costs_little_more_than_at_its_beginning() -> None:
    def type_all(text: str) -> None:
        watcher = Watcher()
        for length in range(0, len(text), 200):
            watcher.feed(text[:length])

    # Reading all of it again for each change would cost the square of its length: a hundred times.
    assert growth(type_all, "今天下午已经到账了，", length=8_000) < IN_PROPORTION


@pytest.mark.parametrize("language", ["chinese_simplified", "chinese_traditional"])
def test_watcher_stops_a_chinese_phrase_without_blanks_before_its_twelfth_character(language: str) -> None:
    counts = []
    for seed in range(60):
        written = "".join(phrase(language, seed=seed))
        said = (Watcher().feed(f"客户说他的助记词是{written[:count]}") for count in range(1, 12))
        counts.append(next((count for count, warning in enumerate(said, start=1) if warning), 12))

    assert sum(count < 12 for count in counts) >= 57
    assert sorted(counts)[30] <= 8


@pytest.mark.parametrize(
    "advice",
    [
        "助记词是恢复钱包的唯一凭证，请手抄在纸上并离线保存",
        "请您不要把助记词告诉任何人包括我们的客服人员",
        "助记词丢失后我们无法帮您找回钱包里的资产",
        "用户咨询怎么备份助记词，已经发送图文教程并提醒防骗",
    ],
)
def test_watcher_is_quiet_about_advice_on_seed_phrases(advice: str) -> None:
    assert all(Watcher().feed(advice[:length]) is None for length in range(len(advice) + 1))
