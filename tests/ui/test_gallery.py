import pytest

pytestmark = pytest.mark.browser
PAGES = (
    "/ui/gallery",
    "/ui/gallery/desk",
    *(
        f"/ui/gallery/phone/{kind}"
        for kind in ("talking", "connected", "elsewhere", "quiet", "lost", "hang_up")
    ),
    "/ui/there-is-nothing-here",
)


@pytest.fixture(
    params=[
        ("en-GB", "light", 1440),
        ("en-GB", "dark", 390),
        ("zh-CN", "light", 390),
        ("zh-CN", "dark", 1440),
    ]
)
def reader(request, browser, site):
    """A page in one language, colours and width."""
    language, colours, width = request.param
    context = browser.new_context(
        base_url=site, locale=language, color_scheme=colours, viewport={"width": width, "height": 900}
    )
    yield context.new_page()
    context.close()


def test_no_component_has_an_accessibility_fault_or_runs_out_of_the_page(reader) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    for path in PAGES:
        reader.goto(path)
        faults = [
            (fault["id"], node["html"][:120])
            for fault in Axe().run(reader).response["violations"]
            for node in fault["nodes"]
        ]
        wide = reader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = (faults, wide)
    assert found == {path: ([], 0) for path in PAGES}


def test_no_page_runs_out_of_the_width_at_four_times_the_size(browser, site) -> None:
    """WCAG 1.4.10: 1280 px at 400 % is 320 px."""
    context = browser.new_context(base_url=site, viewport={"width": 320, "height": 256})
    page = context.new_page()
    over = {}
    for path in PAGES:
        page.goto(path)
        over[path] = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    context.close()
    assert over == dict.fromkeys(PAGES, 0)


def test_each_press_has_44_pixels(browser, site) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
    page = context.new_page()
    small = {}
    for path in PAGES[1:]:
        page.goto(path)
        small[path] = page.evaluate(
            """() => [...document.querySelectorAll("button, .button, summary, .rating__choice")]
                 .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
                 .map((e) => e.outerHTML.slice(0, 80))"""
        )
    context.close()
    assert small == {path: [] for path in PAGES[1:]}


@pytest.fixture
def without_script(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False, locale="en-GB")
    yield context.new_page()
    context.close()


def test_confirmed_face_never_shows_without_script(without_script) -> None:
    without_script.goto("/ui/gallery/phone/talking")
    name_shown = without_script.get_by_text("You are talking to Li Lei").is_visible()
    doubt_shown = without_script.get_by_text("Do not trust any caller now").is_visible()
    assert (name_shown, doubt_shown) == (False, True)


def test_hang_up_screen_is_whole_without_script(without_script) -> None:
    without_script.goto("/ui/gallery/phone/hang_up")
    word = without_script.locator(".hang-up__word").inner_text()
    call = without_script.locator(".hang-up__call").get_attribute("href")
    assert (word, call) == ("HANG UP NOW", "tel:+864000000188")


def test_hang_up_screen_has_a_contrast_of_seven_to_one(page) -> None:
    page.goto("/ui/gallery/phone/hang_up")
    ratio = page.evaluate(
        """() => {
          const style = getComputedStyle(document.querySelector(".hang-up__inner"));
          const light = (colour) => {
            const part = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255);
            const [r, g, b] = part.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          return (light(style.color) + 0.05) / (light(style.backgroundColor) + 0.05);
        }"""
    )
    assert ratio >= 7


def test_stale_card_hides_name_and_green(page) -> None:
    page.goto("/ui/gallery/phone/lost")
    assert (page.locator(".status__live").is_visible(), page.get_by_text("Li Lei").first.is_visible()) == (
        False,
        False,
    )


def test_theme_switch_turns_dark_and_stays_without_script(without_script) -> None:
    without_script.goto("/ui/gallery/phone/quiet")
    without_script.get_by_role("button", name="Dark").click()
    path = without_script.url.split("/ui/")[1]
    assert (path, without_script.locator("html").get_attribute("data-theme")) == (
        "gallery/phone/quiet",
        "dark",
    )


def test_language_switch_turns_the_same_page_into_chinese(without_script) -> None:
    without_script.goto("/ui/gallery/phone/quiet")
    without_script.get_by_role("button", name="简体中文").click()
    assert (
        without_script.url.split("/ui/")[1],
        without_script.locator("html").get_attribute("lang"),
        without_script.get_by_role("heading", level=1).inner_text(),
    ) == ("gallery/phone/quiet", "zh-Hans", "我们没有在与您通话")
