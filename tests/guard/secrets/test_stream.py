"""The warning that comes while somebody still types or reads aloud."""

from answerback.guard import DEFAULT, Action, Kind
from answerback.guard.secrets.stream import Watcher
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
