"""Phrases in disguise, and with remarks and marks between their words."""

import base64

import pytest

from answerback.guard import clean
from tests.guard.growth import IN_PROPORTION, growth
from tests.guard.phrases import phrase

WORDS = phrase(seed=3)
SPACED = " ".join(WORDS)
CYRILLIC = SPACED.translate(str.maketrans("aeopcx", "аеорсх"))
GREEK_CAPITALS = SPACED.upper().translate(str.maketrans("AEOTN", "ΑΕΟΤΝ"))

TEXTS = {
    f"他发来 {CYRILLIC} 就这些": "他发来 ‹seed_phrase› 就这些",
    f"words: {GREEK_CAPITALS}.": "words: ‹seed_phrase›.",
    "  ".join(" ".join(word) for word in WORDS): "‹seed_phrase›",
    " ".join(" ".join(word) for word in WORDS): "‹seed_phrase›",
    "念的是 " + " / ".join("-".join(word) for word in WORDS) + "。": "念的是 ‹seed_phrase›。",
    "，".join(
        f"第{place}个 {'-'.join(word)}" for place, word in zip("一二三四五六七八九十", WORDS, strict=False)
    )
    + f"，第十一个 {'-'.join(WORDS[10])}，第十二个 {'-'.join(WORDS[11])}": "第一个 ‹seed_phrase›",
    f"backup {base64.b64encode(SPACED.encode()).decode()}": "backup ‹seed_phrase›",
    f"data={SPACED.encode().hex()};": "data=‹seed_phrase›;",
    f"{' (not sure) '.join(WORDS[:3])} {' '.join(WORDS[3:8])} (blurry, sorry) {' '.join(WORDS[8:])}": "‹seed_phrase›",
    "".join(f"<td>{word}</td>" for word in WORDS[:6])
    + "</tr>\n<tr>"
    + "".join(f"<td>{word}</td>" for word in WORDS[6:]): "<td>‹seed_phrase›</td>",
    "".join(f"{place}\ufe0f\u20e3{word} " for place, word in enumerate(WORDS[:9], start=1))
    + f"\U0001f51f{WORDS[9]} 11{WORDS[10]} 12{WORDS[11]}": "1\ufe0f\u20e3‹seed_phrase›",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_phrase_in_disguise_is_taken_out_whole_and_refused(text: str) -> None:
    cleaned = clean(text)

    assert cleaned.text == TEXTS[text]
    assert cleaned.blocked


ORDINARY = [
    "Контора сообщила, что перевод не дошёл; Lanyue Pay и Qingtan Wallet ответили: app обновите, node синхронизируйте",
    "α β γ: alpha particles, beta decay and gamma rays are what the course is about",
    "A B C D E F G\nH I J K L M N\nO P Q R S T U\nV W X Y Z",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3,
    "S-O-S, s-o-s, S-O-S and n-o, y-e-s, o-k; F-A-Q, U-S-A, U-S-B, P-D-F and so on",
    f"data:image/png;base64,{base64.b64encode(bytes(range(256))).decode()}",
    f"encoded prose {base64.b64encode(b'The quick brown fox jumps over the lazy dog and sleeps.').decode()}",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_other_scripts_letters_and_encoded_texts_are_left_alone(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "unit", ["zоо ", "z-o-o / ", "z o o  ", "YWJhbmRvbiBhYmls", "zebra (so) ", "<td>zebra</td>", "6162"]
)
def test_the_work_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert growth(clean, unit, length=3_000) < IN_PROPORTION
