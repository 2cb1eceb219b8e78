"""Tables that filter, sort, page and export, each declared once: what a column says, how it is ordered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from answerback.ui.tables import Column, with_query

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PER_PAGE = 50


@dataclass(frozen=True)
class Mark:
    """A state, drawn as shape, word and colour (`{% badge %}`)."""

    word: object
    kind: str = "quiet"


Says = Callable[[Any], object]


@dataclass(frozen=True)
class Field:
    """One column: a text, a moment or a `Mark` per row. `sort` is the column of the database it orders by."""

    name: str
    label: str | _StrPromise
    says: Says
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Filter:
    """A choice above the table; `lookup` is asked of the rows, or `apply` when that is not enough."""

    name: str
    label: str | _StrPromise
    choices: Callable[[], Iterable[tuple[str, object]]]
    lookup: str = ""


@dataclass(frozen=True)
class Table:
    """One list of the console. `link` leads from a row's first cell to its page."""

    name: str
    caption: str | _StrPromise
    fields: tuple[Field, ...]
    filters: tuple[Filter, ...] = ()
    link: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Cell:
    """One cell as the template draws it."""

    text: object
    at: datetime | None = None
    kind: str = ""
    href: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Chosen:
    """A filter as its `<select>`: the choices with the one in force."""

    filter: Filter
    value: str
    options: list[tuple[str, object]]


@dataclass(frozen=True)
class Drawn:
    """A table on one page of one request."""

    table: Table
    columns: list[Column]
    page: Page[Any]
    rows: list[list[Cell]]
    filters: list[Chosen]
    export: str
    sort: str

    @property
    def total(self) -> int:
        """How many rows the filters leave."""
        return self.page.paginator.count


def draw(table: Table, rows: QuerySet[Any], query: QueryDict) -> Drawn:
    """One page of the rows that the query string asks for."""
    chosen = [_chosen(one, query) for one in table.filters]
    page = Paginator(narrowed(table, rows, query), PER_PAGE).get_page(query.get("page"))
    columns = [Column(one.label, one.name if one.sort else "", one.numeric) for one in table.fields]
    cells = [_cells(table, row) for row in page]
    export = with_query(query, export="csv", page="")
    return Drawn(table, columns, page, cells, chosen, export, query.get("sort", ""))


def narrowed(table: Table, rows: QuerySet[Any], query: QueryDict) -> QuerySet[Any]:
    """The rows that pass the filters, in the order asked for."""
    for one in table.filters:
        value = query.get(one.name, "")
        if value in {name for name, _label in one.choices()} and value:
            rows = rows.filter(**{one.lookup: value})
    wanted = query.get("sort", "")
    paths = {one.name: one.sort for one in table.fields if one.sort}
    path = paths.get(wanted.removeprefix("-"))
    return rows.order_by(f"-{path}" if wanted.startswith("-") else path, "pk") if path else rows


def plain(value: object) -> str:
    """A cell as text, for a file."""
    if isinstance(value, Mark):
        return str(value.word)
    return value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def _chosen(one: Filter, query: QueryDict) -> Chosen:
    return Chosen(one, query.get(one.name, ""), list(one.choices()))


def _cells(table: Table, row: object) -> list[Cell]:
    href = table.link(row) if table.link else ""
    fields: Sequence[Field] = table.fields
    return [_cell(one, row, "" if number else href) for number, one in enumerate(fields)]


def _cell(field: Field, row: object, href: str) -> Cell:
    said = field.says(row)
    if isinstance(said, Mark):
        return Cell(said.word, kind=said.kind, href=href)
    if isinstance(said, datetime):
        return Cell("", at=said, href=href)
    return Cell("" if said is None else said, href=href, numeric=field.numeric)
