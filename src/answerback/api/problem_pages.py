"""`/api/problems/{code}`: what a problem means, for people, in both languages on one page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from answerback.api.problems import title_of
from answerback.ui.refusals import Refusal

HOLE = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True)
class Said:
    """One language's words for a problem."""

    language: str
    title: str
    sentence: str


def problem_page(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the page of one code."""
    refusal = known().get(code)
    if refusal is None:
        raise Http404
    said = [_said(refusal, language) for language in ("zh-hans", "en")]
    return render(request, "api/problem.html", {"code": code, "status": refusal.status, "said": said})


def known() -> dict[str, type[Refusal]]:
    """Every refusal that can be raised, by its code."""
    refusals: list[type[Refusal]] = [Refusal, *_below(Refusal)]
    return {refusal.code: refusal for refusal in refusals}


def _below(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in refusal.__subclasses__():
        yield one
        yield from _below(one)


def _said(refusal: type[Refusal], language: str) -> Said:
    with translation.override(language):
        sentence = str(refusal.says)
        filled = sentence % defaultdict(lambda: "…") if HOLE.search(sentence) else sentence
        return Said(language=language, title=str(title_of(refusal.status)), sentence=filled)
