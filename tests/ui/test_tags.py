import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override

from answerback.ui.gallery import SampleForm
from answerback.ui.tables import Column


def drawn(source: str, **context: object) -> str:
    with override("en"):
        html = Template("{% load ui %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>", "<svg/>", html)).replace(" </", "</").strip()


def test_button_is_a_submit_button_that_shows_its_key() -> None:
    assert drawn('{% button "Finish" kind="primary" key="E" data_command="Finish" %}') == (
        '<button data-key="E" aria-keyshortcuts="E" class="button button--primary" data-command="Finish"'
        ' type="submit"><span class="button__label">Finish</span><kbd class="key">E</kbd></button>'
    )


def test_button_with_an_address_is_a_link() -> None:
    assert drawn('{% button "Open" href="/x" %}') == (
        '<a href="/x" class="button button--plain"><span class="button__label">Open</span></a>'
    )


def test_button_takes_a_class_beside_its_own() -> None:
    assert 'class="button button--stop button--wide"' in drawn(
        '{% button "x" kind="stop" class="button--wide" %}'
    )


def test_button_escapes_what_people_wrote() -> None:
    html = drawn("{% button label title=label %}", label='"><script>x()</script>')
    assert "<script>" not in html


def test_badge_says_its_state_by_shape_and_word() -> None:
    assert drawn('{% badge "Overdue" "stop" %}') == (
        '<span class="badge badge--stop"><svg/><span>Overdue</span></span>'
    )


def test_notice_names_its_kind_for_those_who_do_not_see_it() -> None:
    assert drawn('{% notice "stop" live=True %}<p>No</p>{% endnotice %}') == (
        '<div class="notice notice--stop" role="alert"><svg/><div class="notice__text">'
        '<span class="unseen">Stop:</span><p>No</p></div></div>'
    )


def test_field_ties_label_hint_and_error_to_its_input() -> None:
    html = drawn("{% field form.mail %}", form=SampleForm({"mail": "x"}))
    assert (
        re.findall(r'<label[^>]* for="(.*?)"', html),
        re.findall(r'aria-describedby="(.*?)"', html),
        re.findall(r'<div[^>]* id="(.*?)"', html),
    ) == (["id_mail"], ["id_mail_helptext id_mail_error"], ["id_mail_helptext", "id_mail_error"])


def test_table_header_links_keep_the_filter_of_the_page() -> None:
    html = drawn(
        '{% table "Planned" columns page=page %}<tr><td>x</td></tr>{% endtable %}',
        request=RequestFactory().get("/?state=open&sort=due&page=2"),
        columns=[Column("Due", sort="due")],
        page=Paginator(range(30), 10).page(2),
    )
    assert re.findall(r'href="(.*?)"|aria-sort="(.*?)"', html) == [
        ("", "ascending"),
        ("?state=open&amp;sort=-due", ""),
        ("?state=open&amp;sort=due&amp;page=1", ""),
        ("?state=open&amp;sort=due&amp;page=3", ""),
    ]


def test_toast_without_undo_has_no_form() -> None:
    assert "<form" not in drawn('{% toast "Saved" %}')


def test_toast_with_undo_posts_with_the_csrf_token() -> None:
    html = drawn('{% toast "Closed" undo_url="/undo" %}', csrf_token="t0ken")
    assert ('method="post" action="/undo"' in html, 'value="t0ken"' in html) == (True, True)


def test_status_card_of_a_state_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="certain"):
        drawn('{% status_card "certain" "x" %}{% endstatus_card %}')


def test_module_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(TemplateSyntaxError, match="kesy"):
        drawn('{% modules "dialog kesy" %}')


def test_step_gives_the_first_nine_answers_a_key() -> None:
    answers = [{"value": str(n), "label": f"a{n}"} for n in range(1, 12)]
    html = drawn('{% step "Q" answers %}{% endstep %}', answers=answers)
    assert re.findall(r'value="(\d+)"(?: data-key="(\d)")?', html) == [
        *((str(n), str(n)) for n in range(1, 10)),
        ("10", ""),
        ("11", ""),
    ]
