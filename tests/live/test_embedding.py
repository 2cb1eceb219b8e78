"""The web component is served as documented: at its address, to any page, under the hash that the guide prints."""

import re
from pathlib import Path

import pytest
from django.test import Client

from answerback.live.embedding import NAME, SOURCE, component, integrity

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "answerback-status.md"


def test_guide_prints_the_hash_of_this_release() -> None:
    assert re.findall(r"sha384-[A-Za-z0-9+/=]+", GUIDE.read_text("utf-8")) == [integrity()]


def test_component_is_small_and_fetches_nothing_of_others() -> None:
    source = SOURCE.read_text("utf-8")

    assert len(source.splitlines()) <= 250
    assert re.findall(r"^import |https?://", source, re.MULTILINE) == []
    assert [
        word for word in ("innerHTML", "eval(", "document.write", "<input", "localStorage") if word in source
    ] == []


@pytest.mark.django_db
def test_any_page_may_load_it(client: Client) -> None:
    response = client.get(f"/static/{NAME}", headers={"origin": "https://app.lanyue.example"})

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")
    assert response["Content-Type"].startswith("text/javascript")
    assert b"".join(response.streaming_content) == SOURCE.read_bytes()
    assert component() == f"http://check.localhost:8000/static/{NAME}"
