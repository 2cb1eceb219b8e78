"""ARCHITECTURE.md draws the states as the code has them."""

from scripts import draw_states


def test_drawing_of_the_states_is_the_one_that_the_code_gives() -> None:
    page = draw_states.PAGE.read_text("utf-8")

    assert page == draw_states.drawn(page), "run: python -m scripts.draw_states"
