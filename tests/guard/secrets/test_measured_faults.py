"""What measuring and fuzzing found once does not come back (benchmarks/guard.py, scripts/fuzz.py)."""

import pytest

from answerback.guard import Finding, Kind, clean, find
from tests.guard.phrases import phrase

WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in find(text)]


def covered(findings: list[Finding], start: int, end: int) -> bool:
    return any(finding.start <= start and end <= finding.end for finding in findings)


@pytest.mark.parametrize(
    "divider", [" ", ", ", "，", "、", "\n", " / ", " - ", "; ", "; \n", "\t", " | ", " · "]
)
def test_seed_of_chinese_characters_is_found_whatever_divides_them(divider: str) -> None:
    assert kinds(f"纸条上写的：{divider.join(phrase('chinese_simplified', words=15))}，这个") == [
        Kind.SEED_PHRASE
    ]


@pytest.mark.parametrize("form", ["`{w}`", "[{n}] {w}", "「{w}」", '"{w}"', "{w} \\\n", "{n}) {w}"])
def test_seed_is_found_in_quotation_marks_and_brackets(form: str) -> None:
    text = " ".join(form.format(n=n, w=word) for n, word in enumerate(phrase(), start=1))

    assert kinds(text) == [Kind.SEED_PHRASE]


@pytest.mark.parametrize("heard", ["quay", "pear", "weight", "reign", "blew", "write", "dear", "tale"])
def test_homophone_at_the_end_of_a_seed_is_covered(heard: str) -> None:
    text = " ".join([*phrase()[:11], heard])

    assert covered(find(text), 0, len(text))


def test_card_to_refund_to_is_a_card() -> None:
    assert kinds("refund to 4111-1111-1111-1111 please") == [Kind.BANK_CARD]


def test_password_of_a_shell_variable_is_found_and_code_that_reads_one_is_not() -> None:
    assert kinds('DB_PASSWORD="Lanyue3642&"') == [Kind.PASSWORD]
    assert kinds('password = os.environ["DB_PASSWORD"]') == []


def test_key_hidden_behind_a_phrase_goes_with_it() -> None:
    once = clean(f"txid {' '.join(phrase())}{' '.join(phrase())}{WIF}")

    assert not clean(once.text).blocked
    assert WIF not in once.text


def test_seed_read_out_over_turns_of_a_call_is_taken_out_of_every_turn() -> None:
    words = phrase()
    first, second, third = (" ".join(words[at : at + 4]) for at in (0, 4, 8))
    text = f"客户：{first}\n客服：请您不要再说了\n客户：{second}\n客服：停\n客户：{third}"

    cleaned = clean(text)

    assert (
        cleaned.text
        == "客户：‹seed_phrase›\n客服：请您不要再说了\n客户：‹seed_phrase›\n客服：停\n客户：‹seed_phrase›"
    )
    assert cleaned.blocked


def test_seed_in_subtitles_is_taken_out_of_every_line() -> None:
    lines = [" ".join(phrase()[at : at + 4]) for at in range(0, 12, 4)]
    text = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},500\n{line}" for n, line in enumerate(lines, 1)
    )

    assert not any(word in clean(text).text.split() for word in phrase())


def test_turns_of_ordinary_talk_are_no_seed() -> None:
    assert (
        find("A: can you help me, my phone is old\nB: sure, what model\nA: it says update now\nB: okay") == []
    )


@pytest.mark.parametrize(
    "form",
    [
        "<li>{w}</li>",
        "{w}%20",
        "&w{n}={w}",
        "{w} ➡️ ",
        "{w} + ",
        "【{w}】",
        "{w}🙂",
        "{n}️⃣ {w} ",
        "{w}(放弃) ",
        "- [ ] {w}\n",
    ],
)
def test_seed_is_found_whatever_same_thing_stands_between_its_words(form: str) -> None:
    text = "".join(form.format(n=n, w=word) for n, word in enumerate(phrase(), start=1))

    assert clean(text).blocked
    assert not any(word in clean(text).text for word in phrase() if len(word) > 4)


def test_list_of_other_words_with_the_same_between_them_is_no_seed() -> None:
    links = [
        "home",
        "about",
        "team",
        "news",
        "jobs",
        "press",
        "terms",
        "login",
        "help",
        "blog",
        "shop",
        "cart",
        "map",
    ]

    assert find("".join(f"<li>{link}</li>" for link in links)) == []


def test_word_glued_to_the_first_of_a_repeated_seed_is_no_crash() -> None:
    words = " ".join(phrase())

    assert clean(f"{words}86otp 毕x{words}").blocked
