"""A field that never takes a secret: what looks like one is gone before it is complete, and nothing of it was sent."""

from __future__ import annotations

import time

import pytest

from tests.guard.phrases import phrase
from tests.phrase import WORDS
from tests.ui.streaming_site import StreamingSite

pytestmark = pytest.mark.browser
HAN = "的一是在不了有和人这中大"
PAUSE_MS = 650


@pytest.fixture
def stream(streaming_site: StreamingSite):
    streaming_site.reset()
    yield streaming_site


@pytest.fixture
def field(page, stream):
    page.goto("/test/guarded")
    box = page.locator("#note")
    box.focus()
    return box


def said(page) -> str:
    return page.locator("[role=alert]").text_content()


def sent(page, stream) -> str:
    """Everything that left the page until the field was left."""
    page.wait_for_timeout(PAUSE_MS)
    page.locator("#send").focus()
    page.wait_for_timeout(PAUSE_MS)
    return " | ".join(stream.notes)


def heard(words: list[str], text: str) -> list[str]:
    return [word for word in words if word in text]


def test_announced_phrase_is_stopped_after_four_words_and_none_is_sent(page, field, stream) -> None:
    for word in ["客户说他的助记词是", *WORDS]:
        page.keyboard.type(f"{word} ", delay=3)
        page.wait_for_timeout(450)
    assert (heard(WORDS, field.input_value()), heard(WORDS, sent(page, stream)), said(page)) == (
        [],
        [],
        "Seed!",
    )
    assert field.input_value().startswith("客户说他的助记词是 ‹seed_phrase›")


def test_unannounced_phrase_is_stopped_before_the_twelfth_word(page, field, stream) -> None:
    page.keyboard.type("Payment late. ", delay=3)
    typed = 0
    while not said(page):
        page.keyboard.type(f"{WORDS[typed]} ", delay=3)
        typed += 1
    assert (typed <= 8, field.input_value().strip()) == (True, "Payment late. ‹seed_phrase›")
    assert heard(WORDS, sent(page, stream)) == []


def test_hands_that_go_on_type_into_nothing(page, field, stream) -> None:
    page.keyboard.type("seed: " + " ".join(WORDS), delay=5)
    assert (field.input_value(), heard(WORDS, sent(page, stream))) == ("seed: ‹seed_phrase›", [])
    page.wait_for_timeout(2600)
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type(" Told him to stop.")
    assert sent(page, stream).split(" | ")[-1] == "seed: ‹seed_phrase› Told him to stop."


@pytest.mark.parametrize("separator", [" ", "\n", ", ", " 1. ", "，", "  "])
def test_pasted_phrase_never_stays(page, field, stream, separator: str) -> None:
    page.keyboard.insert_text("Er sagt; " + separator.join(WORDS) + " niemals")
    assert field.input_value() == "Er sagt; ‹seed_phrase› niemals"
    assert set(sent(page, stream).split(" | ")) == {"Er sagt; ‹seed_phrase› niemals"}


def test_every_kind_of_phrase_is_known_when_pasted(page, field) -> None:
    left = []
    for number in range(12):
        for count in (12, 15, 18, 21, 24):
            words = phrase("english", count, number)
            page.evaluate("box => { box.value = ''; }", field.element_handle())
            page.evaluate("() => { document.querySelector('#note').guard.pausedUntil = 0 }")
            page.keyboard.insert_text("Note: " + " ".join(words))
            left += [] if field.input_value() == "Note: ‹seed_phrase›" else [field.input_value()]
    assert left == []


def test_dropped_phrase_never_stays(page, field, stream) -> None:
    page.evaluate("words => { document.querySelector('#drag').textContent = words; }", " ".join(WORDS))
    page.evaluate(
        """() => { const range = document.createRange(); range.selectNodeContents(document.querySelector("#drag"));
             getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.drag_and_drop("#drag", "#note")
    assert (field.input_value().strip(), heard(WORDS, sent(page, stream))) == ("‹seed_phrase›", [])


def test_chinese_characters_with_blanks_are_stopped(page, field, stream) -> None:
    page.keyboard.insert_text("客户念：")
    for character in HAN:
        page.keyboard.insert_text(f"{character} ")
        page.wait_for_timeout(20)
    left = field.input_value()
    assert left.strip() == "客户念：‹seed_phrase›"
    assert heard(list(HAN), sent(page, stream)) == []


def test_composed_text_is_looked_at_when_the_composition_ends(page, field, stream) -> None:
    page.keyboard.insert_text("助记词 zebra gospel quantum ")
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "velvet", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(PAUSE_MS)
    during = field.input_value()
    method.send("Input.insertText", {"text": "velvet"})
    assert ("velvet" in during, field.input_value()) == (True, "助记词 ‹seed_phrase›")
    assert heard(WORDS, sent(page, stream)) == []


@pytest.mark.parametrize(
    ("text", "left", "words"),
    [
        ("私钥 5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ ok", "私钥 ‹private_key› ok", "Key!"),
        ("my private key is " + "0x" + "a1b2" * 16, "my private key is ‹private_key›", "Key!"),
        ("验证码是 482 913 吗", "验证码是 ‹one_time_code› 吗", "Code!"),
        ("他说验证码四八二九一三，就这样", "他说验证码‹one_time_code›，就这样", "Code!"),
        (
            "the one-time code is four eight two nine one three ok",
            "the one-time code is ‹one_time_code› ok",
            "Code!",
        ),
    ],
)
def test_other_secrets_are_taken_out(page, field, stream, text: str, left: str, words: str) -> None:
    page.keyboard.insert_text(text)
    assert (field.input_value(), said(page)) == (left, words)
    assert sent(page, stream).split(" | ")[-1] == left


def test_code_is_held_back_until_it_is_complete(page, field, stream) -> None:
    for key in "验证码4829":
        page.keyboard.insert_text(key)
        page.wait_for_timeout(450)
    page.keyboard.insert_text("13。")
    assert (field.input_value(), heard(["48", "13"], sent(page, stream))) == ("验证码‹one_time_code›。", [])


ORDINARY = [
    "The customer says the payment of 120 USDT did not arrive; the wallet app shows pending since 14:03.",
    "客户说钱两小时没到，订单号 20261122093012345678，已让他等到晚上八点。",
    "Somebody asked for her seed phrase on the phone. She hung up and told nobody. Please ring again on Monday.",
    "他说对方要验证码，他没有给。我们说过：验证码、助记词谁也不要说。",
    "tx 0x" + "ab12" * 16 + " is on the wrong network",
    "Call back tomorrow morning about the account and the new phone number, then close the ticket.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_note_is_left_alone_and_all_of_it_is_saved_when_the_field_is_left(
    page, field, stream, text
) -> None:
    page.keyboard.type(text)
    page.wait_for_timeout(PAUSE_MS)
    page.locator("#send").focus()
    page.wait_for_timeout(PAUSE_MS)
    assert (field.input_value(), said(page), stream.notes[-1]) == (text, "", text)


@pytest.mark.parametrize("write", ["type", "insert_text"])
def test_undo_goes_back_to_harmless_texts_only(page, field, stream, write: str) -> None:
    page.keyboard.type("Harmless first line.")
    page.keyboard.press("Enter")
    getattr(page.keyboard, write)("seed: " + " ".join(WORDS[:6]))
    after = field.input_value()
    seen = []
    for _ in range(6):
        page.keyboard.press("Control+z")
        page.wait_for_timeout(60)
        seen.append(field.input_value())
    assert (after, [heard(WORDS, text) for text in seen]) == (
        "Harmless first line.\nseed: ‹seed_phrase›",
        [[]] * 6,
    )
    assert "Harmless first line." in seen[0]
    page.keyboard.press("Control+Shift+z")
    page.wait_for_timeout(60)
    assert (heard(WORDS, field.input_value()), heard(WORDS, sent(page, stream))) == ([], [])


def test_alert_is_said_once_and_not_on_every_key(page, field) -> None:
    page.evaluate(
        """() => { window.said = 0; const watcher = new MutationObserver((all) => (window.said += all.length));
             watcher.observe(document.querySelector("[role=alert]"), { childList: true, subtree: true }); }"""
    )
    page.keyboard.type("seed: " + " ".join(WORDS), delay=3)
    page.wait_for_timeout(2700)
    page.keyboard.type(" and the rest of the note goes on")
    assert page.evaluate("window.said") == 1
    assert field.get_attribute("aria-describedby") == "note-said"


def test_form_with_something_just_taken_out_waits_for_another_press(page, field) -> None:
    page.keyboard.insert_text("验证码482913")
    page.locator("#send").click()
    assert (field.input_value(), "/test/guarded" in page.url) == ("验证码‹one_time_code›", True)


def test_nothing_rests_on_the_device_but_what_could_not_be_sent_and_no_secret_in_it(
    page, field, stream
) -> None:
    stream.note_status = "503 Service Unavailable"
    page.keyboard.type("Wait for 8 o'clock. 密码是 hunter22 seed zebra gospel", delay=2)
    page.wait_for_timeout(PAUSE_MS)
    page.locator("#send").focus()
    page.wait_for_timeout(PAUSE_MS)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert (heard(["hunter22", *WORDS], kept), "Wait for 8 o'clock." in kept) == ([], True)
    stream.note_status = "200 OK"
    until = time.monotonic() + 8
    while not stream.notes and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert page.evaluate("localStorage.length") == 0


def test_words_typed_just_before_a_reload_are_there_again_but_no_secret(page, field, stream) -> None:
    stream.note_status = "503 Service Unavailable"
    page.keyboard.insert_text("He waits. password is hunter22. Ring at 8")
    page.reload()
    assert field.input_value() == "He waits. password is ‹…› Ring at 8"
