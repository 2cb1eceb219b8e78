"""Doors that more than one right opens: `any_right` asks for the first of them that the person holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from answerback.people.access import Staff, StaffView, sent_elsewhere, staff_of_request
from answerback.people.rights import Right

P = ParamSpec("P")
Row = TypeVar("Row", bound=Model)


def any_right(*rights: Right) -> Callable[[StaffView[P]], Callable[..., HttpResponseBase]]:
    """As `staff_required`, for a screen that several roles see, each with what is his."""

    def decorate(view: StaffView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            turned_away = sent_elsewhere(request)
            if turned_away is not None:
                return turned_away
            request.staff = _staff(request, rights)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return guarded

    return decorate


def _staff(request: HttpRequest, rights: tuple[Right, ...]) -> Staff:
    for right in rights:
        try:
            return staff_of_request(request, right)
        except PermissionDenied:
            continue
    raise PermissionDenied


def one_of(rows: QuerySet[Row], id: UUID) -> Row:
    """The row of this id among the wallet's own; another wallet's is not there (404)."""
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found
