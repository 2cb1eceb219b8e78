import time

import pytest

from tests.ui.streaming_site import StreamingSite

pytestmark = pytest.mark.browser
LISTEN = """() => {
  window.heard = [];
  for (const name of ["open", "lost", "note", "status"]) {
    const keep = (event) => window.heard.push([name, event.detail.data ?? null]);
    document.addEventListener(`stream:${name}`, keep);
  }
}"""


@pytest.fixture
def stream(streaming_site: StreamingSite):
    streaming_site.reset()
    yield streaming_site
    streaming_site.drop()


def wait_for(question, seconds: float = 8) -> None:
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until, "did not happen in time"
        time.sleep(0.02)


def open_listening(page) -> None:
    page.add_init_script(f"({LISTEN})()")
    page.goto("/test/page")
    wait_for(lambda: page.evaluate("window.heard.some(([name]) => name === 'open')"))


def test_stream_takes_a_ticket_by_post_with_the_csrf_token_and_hands_on_events(page, stream) -> None:
    open_listening(page)
    stream.say("note", 5, '{"text": "hello"}')
    wait_for(lambda: page.evaluate("window.heard.length > 1"))
    assert (page.evaluate("window.heard"), stream.tickets) == (
        [["open", None], ["note", {"text": "hello"}]],
        ["POST token-1"],
    )


def test_stream_after_a_break_takes_a_new_ticket_and_resumes_after_the_last_event(page, stream) -> None:
    open_listening(page)
    stream.say("note", 41, "1")
    wait_for(lambda: page.evaluate("window.heard.length > 1"))
    stream.drop()
    wait_for(lambda: len(stream.last_ids) == 2)
    assert (stream.last_ids, len(stream.tickets)) == (["", "41"], 2)


def test_two_tabs_share_one_stream_and_the_second_takes_over(page, stream) -> None:
    open_listening(page)
    second = page.context.new_page()
    open_listening(second)
    stream.say("note", 6, "2")
    wait_for(lambda: second.evaluate("window.heard.some(([name]) => name === 'note')"))
    assert len(stream.last_ids) == 1
    page.close()
    wait_for(lambda: len(stream.last_ids) == 2)
    assert stream.last_ids == ["", "6"]


def test_card_turns_grey_when_nothing_is_heard(page, stream) -> None:
    open_listening(page)
    assert page.locator("#card[data-stale]").count() == 0
    page.wait_for_selector("#card[data-stale]", timeout=4000)


def test_grey_card_is_not_revived_by_a_sign_of_life_but_by_a_new_verdict(page, stream) -> None:
    open_listening(page)
    page.wait_for_selector("#card[data-stale]", timeout=4000)
    stream.say("status", 7, "{}")
    wait_for(lambda: page.evaluate("window.heard.some(([name]) => name === 'status')"))
    still_grey = page.locator("#card[data-stale]").count()
    page.evaluate("document.dispatchEvent(new CustomEvent('stale:fresh'))")
    assert (still_grey, page.locator("#card[data-stale]").count()) == (1, 0)


def test_card_is_grey_before_it_asks_again_when_the_page_comes_back_into_sight(page, stream) -> None:
    open_listening(page)
    page.evaluate(
        """() => document.addEventListener("stale:ask", () =>
             (window.greyWhenAsked = document.getElementById("card").hasAttribute("data-stale")))"""
    )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.greyWhenAsked") is True


def test_note_is_saved_shortly_after_a_pause(page, stream) -> None:
    page.goto("/test/notes")
    page.type("#note", "他说没收到")
    wait_for(
        lambda: page.evaluate(
            "document.querySelector('[data-autosave-state]').textContent.startsWith('Saved ')"
        )
    )
    assert stream.notes == ["他说没收到"]


def test_note_that_could_not_be_sent_is_there_again_after_a_reload(page, stream) -> None:
    stream.note_status = "503 Service Unavailable"
    page.goto("/test/notes")
    page.type("#note", "important")
    wait_for(
        lambda: page.evaluate("document.querySelector('[data-autosave-state]').textContent === 'Kept here'")
    )
    page.reload()
    assert page.input_value("#note") == "important"
    stream.note_status = "200 OK"
    wait_for(lambda: stream.notes == ["important"])


def test_note_changed_elsewhere_is_not_overwritten(page, stream) -> None:
    stream.note_status = "409 Conflict"
    page.goto("/test/notes")
    page.type("#note", "mine")
    wait_for(
        lambda: page.evaluate(
            "document.querySelector('[data-autosave-state]').textContent === 'Changed elsewhere'"
        )
    )
    assert stream.notes == []


def pressed(page, key: str) -> bool:
    page.evaluate(
        """() => { window.pressed = false;
          const press = () => (window.pressed = true);
          document.querySelector('[data-key="M"]').addEventListener("click", press); }"""
    )
    page.keyboard.press(key)
    return page.evaluate("window.pressed")


@pytest.mark.parametrize(("key", "acts"), [("m", True), ("Control+m", False), ("Alt+m", False)])
def test_single_key_presses_its_button_unless_held_with_another(page, key: str, acts: bool) -> None:
    page.goto("/ui/gallery/desk")
    assert pressed(page, key) is acts


def test_single_key_is_a_letter_while_one_types(page) -> None:
    page.goto("/ui/gallery/desk")
    page.focus("#note")
    assert (pressed(page, "m"), page.input_value("#note")) == (False, "m")


def test_single_key_belongs_to_the_input_method_while_it_composes(page) -> None:
    page.goto("/ui/gallery/desk")
    page.evaluate(
        """() => { window.pressed = false;
          document.querySelector('[data-key="M"]').addEventListener("click", () => (window.pressed = true));
          const key = { key: "m", bubbles: true };
          document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, isComposing: true }));
          document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, keyCode: 229 })); }"""
    )
    assert page.evaluate("window.pressed") is False


def test_switch_turns_single_keys_off_and_is_remembered(page) -> None:
    page.goto("/ui/gallery/desk")
    page.keyboard.press("?")
    page.uncheck("[data-keys-switch]")
    page.reload()
    assert pressed(page, "m") is False


def test_help_sheet_lists_each_key_with_its_words(page) -> None:
    page.goto("/ui/gallery/desk")
    page.keyboard.press("?")
    assert page.locator("[data-keys-list] > div").all_text_contents()[:4] == [
        "MMute",
        "HHold",
        "1Yes, it has arrived",
        "2No, still waiting",
    ]


def test_palette_finds_a_command_by_its_pinyin_initials(page) -> None:
    page.goto("/ui/gallery/desk")
    page.keyboard.press("Control+k")
    page.keyboard.type("wdgd")
    assert page.locator("#palette-list li").all_text_contents() == ["Go to my tickets"]


def test_palette_runs_the_chosen_command(page) -> None:
    page.goto("/ui/gallery/desk")
    page.keyboard.press("Control+k")
    page.keyboard.type("mute")
    page.evaluate(
        """document.querySelector('[data-key="M"]').addEventListener("click", () => (window.muted = true))"""
    )
    page.keyboard.press("Enter")
    assert page.evaluate("[window.muted, document.getElementById('palette').open]") == [True, False]


def test_toast_goes_when_its_time_is_over(page) -> None:
    page.clock.install()
    page.goto("/ui/gallery/desk")
    before = page.locator(".toast").count()
    page.clock.run_for(11_000)
    assert (before, page.locator(".toast").count()) == (1, 0)


def test_fragment_comes_by_htmx_under_our_policy_with_the_csrf_token(page, stream) -> None:
    page.goto("/test/fragments")
    page.click("#ask")
    wait_for(lambda: page.evaluate("document.querySelector('#answer b') !== null"))
    assert page.text_content("#answer b") == "token-1"
