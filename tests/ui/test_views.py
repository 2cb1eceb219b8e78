import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from answerback.ui.origins import OriginMiddleware
from answerback.ui.refusals import Refusal
from answerback.ui.refusing import RefusalMiddleware


class Gone(Refusal):
    code = "test.gone"
    status = 410
    says = "%(what)s has gone."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_is_kept_in_a_cookie_and_the_reader_returns(client: Client, theme: str) -> None:
    response = client.post("/ui/theme", {"theme": theme, "next": "/ui/gallery"})
    assert (response.status_code, response["Location"], response.cookies["answerback_theme"].value) == (
        302,
        "/ui/gallery",
        theme,
    )


def test_theme_of_the_device_forgets_the_cookie(client: Client) -> None:
    client.cookies["answerback_theme"] = "dark"
    response = client.post("/ui/theme", {"theme": "system"})
    assert response.cookies["answerback_theme"]["max-age"] == 0


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_theme_never_sends_the_reader_to_another_site(client: Client, following: str) -> None:
    assert client.post("/ui/theme", {"theme": "dark", "next": following})["Location"] == "/"


@pytest.mark.parametrize("path", ["/ui/theme", "/ui/language"])
def test_switch_is_not_moved_by_a_link(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


@pytest.mark.parametrize(("wish", "lang"), [("zh-CN,en", "zh-Hans"), ("en-GB", "en"), ("fr", "en")])
def test_page_speaks_the_language_of_the_browser(client: Client, wish: str, lang: str) -> None:
    page = client.get("/ui/gallery/phone/quiet", headers={"accept-language": wish}).content.decode()
    assert f'<html lang="{lang}"' in page


def test_address_may_name_the_language(client: Client) -> None:
    page = client.get("/ui/gallery/phone/quiet?language=zh-hans", headers={"accept-language": "en"})
    assert '<html lang="zh-Hans"' in page.content.decode()


def test_missing_page_is_404_with_the_number_of_the_request(client: Client) -> None:
    response = client.get("/ui/nothing-here", headers={"accept-language": "zh-CN"})
    page = response.content.decode()
    assert (response.status_code, "这里没有内容" in page, response["X-Request-Id"] in page) == (
        404,
        True,
        True,
    )


def test_form_of_another_site_is_refused_with_a_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/ui/theme", {"theme": "dark"})
    assert (response.status_code, "Please send that once more" in response.content.decode()) == (403, True)


def test_refusal_of_a_view_becomes_a_page_with_its_status_sentence_and_code() -> None:
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(RequestFactory().get("/"), Gone(what="<b>It</b>"))
    assert response is not None
    assert (
        response.status_code,
        response["X-Refusal"],
        "&lt;b&gt;It&lt;/b&gt; has gone." in response.content.decode(),
    ) == (
        410,
        "test.gone",
        True,
    )


def test_mistake_of_a_view_is_not_hidden_as_a_refusal() -> None:
    middleware = RefusalMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("bug")) is None


def public_request() -> HttpRequest:
    request = RequestFactory().get("/check/", headers={"host": "localhost"})
    OriginMiddleware(lambda request: HttpResponse())(request)
    return request


def test_public_page_sets_no_cookie_and_switches_language_by_link() -> None:
    from django.shortcuts import render

    response = render(public_request(), "ui/page_phone.html")
    page = response.content.decode()
    assert ("csrf" in page, 'href="?language=zh-hans"' in page, "theme" in str(response.cookies)) == (
        False,
        True,
        False,
    )


def test_unknown_state_of_the_gallery_is_404(client: Client) -> None:
    assert client.get("/ui/gallery/phone/certain").status_code == 404
