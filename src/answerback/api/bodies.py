"""Reads a request's body: its type, its size, its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from answerback.api.refusals import WrongMediaType
from answerback.api.strict_json import read_json

JSON = ("application/json",)


class StrictParser(Parser):
    """For ninja: what it raises arrives as the cause of an `HttpError`."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON value of the body."""
        return json_body(request, types=JSON)


def json_body(request: HttpRequest, *, types: Sequence[str]) -> Any:
    """Raises `WrongMediaType`, `BrokenJson`, `AmbiguousJson`, or Django's `RequestDataTooBig`."""
    if media_type(request) not in types:
        raise WrongMediaType(wanted=", ".join(types))
    return read_json(request.body)


def media_type(request: HttpRequest) -> str:
    """The type of the body without its parameters, in lower case."""
    return (request.content_type or "").strip().lower()
