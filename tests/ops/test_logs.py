"""What is private never reaches a log, an error page or a 500, whatever path it takes through the web stack."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from answerback.ops.logs import ShapeOnly, shape_of_error, without_private_fields
from answerback.urls import handler400, handler403, handler404, handler500
from answerback.urls import urlpatterns as real
from tests.canary import Canary
from tests.cast import make_cast

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def breaks(request: HttpRequest) -> HttpResponse:
    """A bug: the exception quotes what the user sent."""
    raise ValueError(f"cannot parse {request.POST.get('text', '')} {request.GET.get('q', '')}")


urlpatterns = [*real, path("check/breaks", breaks)]


@contextmanager
def logs() -> Iterator[io.StringIO]:
    """What an operator would read: the handler and the processors that `configure_logs` puts up."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(ShapeOnly())
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    root.handlers[:], root.level = [handler], logging.DEBUG
    try:
        yield out
    finally:
        root.handlers[:], root.level = kept, level


@pytest.mark.django_db
@pytest.mark.urls("tests.ops.test_logs")
@pytest.mark.parametrize("method", ["get", "post"])
def test_bug_that_quotes_the_user_is_logged_by_shape_and_shown_plainly(method: str) -> None:
    planted, client = Canary(), Client(raise_request_exception=False)
    words = f"{planted.phone} {planted.name} {planted.code} {planted.text}"

    with logs() as out:
        answer = client.get("/check/breaks", {"q": words}) if method == "get" else client.post(
            "/check/breaks", {"text": words}
        )  # fmt: skip

    assert answer.status_code == 500
    assert planted.heard_in(answer.content.decode()) == []
    assert planted.heard_in(out.getvalue()) == []
    assert "ValueError" in out.getvalue()
    assert "breaks" in out.getvalue(), "operators still learn where it broke"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("face", "address"),
    [("check", "/check/{}"), ("my", "/my/{}"), ("desk", "/desk/{}"), ("api", "/api/v1/{}")],
)
def test_address_that_leads_nowhere_is_not_repeated(face: str, address: str) -> None:
    planted = Canary()
    with logs() as out:
        for word in (planted.phone, planted.name, planted.code, planted.text):
            answer = Client().get(address.format(word), {"q": word})
            assert planted.heard_in(answer.content.decode()) == [], face

    assert planted.heard_in(out.getvalue()) == []


@pytest.mark.django_db
def test_api_that_refuses_names_the_place_but_not_the_value() -> None:
    planted = Canary()
    make_cast()
    body = f'{{"phone": "{planted.phone}", "name": "{planted.name}", "text": "{planted.text}", broken'
    with logs() as out:
        for kind in ("application/json", "application/cloudevents+json", "text/plain"):
            answer = Client().post("/api/v1/events", body, content_type=kind)
            assert answer.status_code in (400, 401, 415)
            assert planted.heard_in(answer.content.decode()) == []

    assert planted.heard_in(out.getvalue()) == []


def test_fields_that_may_be_private_are_left_out_by_name() -> None:
    planted = Canary()
    event = {"event": "call_placed", "phone": planted.phone, "name": planted.name, "leg": "0198"}

    kept = without_private_fields(None, "info", event)

    assert kept == {"event": "call_placed", "phone": "<left out>", "name": "<left out>", "leg": "0198"}


def test_exception_of_our_own_logger_is_told_by_its_kind_and_place() -> None:
    planted = Canary()
    with structlog.testing.capture_logs(processors=[shape_of_error]) as captured:
        try:
            raise KeyError(planted.name)
        except KeyError:
            structlog.get_logger().error("step_failed", exc_info=True)

    (entry,) = captured
    assert entry["error"] == "KeyError"
    assert planted.heard_in(str(entry)) == []
