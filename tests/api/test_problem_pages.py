import pytest
from django.test import Client

from answerback.api.problem_pages import known


def test_every_code_has_a_page_in_both_languages(db: None) -> None:
    client = Client()

    pages = {code: client.get(f"/api/problems/{code}") for code in known()}

    assert len(pages) > 30
    assert [code for code, page in pages.items() if page.status_code != 200] == []
    assert all('lang="zh-hans"' in page.content.decode() for page in pages.values())
    assert all('lang="en"' in page.content.decode() for page in pages.values())


def test_a_page_says_the_sentence_with_its_holes_open(db: None) -> None:
    page = Client().get("/api/problems/customers.version_changed").content.decode()

    assert "The version is now …" in page
    assert "%(" not in page


@pytest.mark.parametrize("code", ["nothing", "..", "<b>", "customers"])
def test_an_invented_code_has_no_page(db: None, code: str) -> None:
    assert Client().get(f"/api/problems/{code}").status_code == 404
