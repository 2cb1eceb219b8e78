"""The components, as template tags: see `docs/ui.md` for one example of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, HiddenInput
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from answerback.ui import assets, icons, moments, statuses, tables
from answerback.ui.attributes import attributes
from answerback.ui.theme import theme_of

register = template.Library()


def _component(name: str, context: Mapping[str, object]) -> SafeString:
    return render_to_string(f"ui/components/{name}.html", dict(context))


@register.simple_tag
def html_lang() -> str:
    """The page's language as BCP 47 wants it for `lang`: `zh-Hans` or `en`."""
    return "zh-Hans" if (get_language() or "").startswith("zh") else "en"


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """`light`, `dark` or `system`, as chosen on this browser."""
    request = context.get("request")
    return theme_of(request) if isinstance(request, HttpRequest) else "system"


@register.simple_tag
def stylesheets() -> SafeString:
    """The `<link>`s of the design system, for a page that does not extend ours."""
    links = ((static(f"ui/css/{name}.css"),) for name in assets.STYLES)
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
def modules(names: str) -> SafeString:
    """Our script modules by name, separated by spaces: `{% modules "stream stale" %}`."""
    wanted = names.split()
    if unknown := set(wanted) - set(assets.MODULES):
        raise template.TemplateSyntaxError(f"no such module: {', '.join(sorted(unknown))}")
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(f"ui/{n}.js"),) for n in wanted)
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word."""
    return icons.icon(name)


@register.simple_tag
def button(
    label: object, *, kind: str = "plain", href: str = "", key: str = "", icon: str = "", **more: object
) -> str:
    """A button, or with `href` a link that looks like one. Other keywords are attributes (`data_command=…`).

    `kind`: primary (one per screen), plain, stop (red: danger), quiet (text only). `key` is its shortcut.
    """
    classes = f"button button--{kind} {more.pop('class', '')}".strip()
    more = {"class": classes} | ({} if href else {"type": "submit"}) | more
    element = {"label": label, "href": href, "key": key, "attributes": attributes(more)}
    return _component("button", {**element, "icon": icon})


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One form field: label, hint, errors, widget; the hidden ones bare."""
    widget = bound.field.widget
    if isinstance(widget, HiddenInput):
        return bound.as_widget()
    return _component("field", {"field": bound, "checkbox": isinstance(widget, CheckboxInput)})


@register.simple_tag
def form_fields(form: object) -> SafeString:
    """Every field of a form, its general errors first (the `<form>` element and buttons are yours)."""
    return _component("form_fields", {"form": form})


@register.simple_tag
def badge(word: object, kind: str = "quiet", shape: str = "") -> SafeString:
    """A state as shape, word and colour. `kind`: quiet, act, care, stop, sure; `shape` is an icon's name."""
    shapes = {
        "quiet": "ring",
        "act": "disc",
        "care": "half",
        "stop": "stop",
        "sure": "shield",
        "done": "check",
    }
    return _component("badge", {"word": word, "kind": kind, "shape": shape or shapes[kind]})


@register.simple_block_tag
def panel(content: str, title: object = "", *, level: int = 2, id: str = "", note: object = "") -> SafeString:
    """A titled box. `level` is the heading's; `note` stands small beside the title."""
    return _component("panel", {"content": content, "title": title, "level": level, "id": id, "note": note})


@register.simple_block_tag
def notice(content: str, kind: str = "info", *, title: object = "", live: bool = False) -> SafeString:
    """A message in the page: info, care, stop or sure, each named in hidden words; `live` announces it."""
    shapes = {"info": "info", "care": "warn", "stop": "stop", "sure": "shield", "done": "check"}
    shown = {"content": content, "kind": kind, "shape": shapes[kind], "title": title, "live": live}
    return _component("notice", shown)


@register.simple_block_tag
def empty(content: str, title: object) -> SafeString:
    """Nothing here yet: what would be here, and inside the block the next thing to do."""
    return _component("empty", {"content": content, "title": title})


@register.simple_block_tag(takes_context=True)
def table(
    context: Context, content: str, caption: object, columns: Sequence[tables.Column], page: object = None
) -> str:
    """A table with caption and sortable headers (links); the block holds the `<tr>`s, `page` the pager."""
    query = _query(context)
    headers = [tables.header(column, query) for column in columns]
    drawn_pager = pager(context, page) if page is not None else ""
    return _component(
        "table", {"content": content, "caption": caption, "headers": headers, "pager": drawn_pager}
    )


@register.simple_tag(takes_context=True)
def pager(context: Context, page: object) -> SafeString:
    """Previous and next for a Django `Page`, or for anything with `previous_cursor` and `next_cursor`."""
    query = _query(context)
    return _component("pager", {"page": page, "links": _pager_links(page, query)})


def _pager_links(page: object, query: QueryDict) -> dict[str, str]:
    if isinstance(page, Page):
        before = str(page.previous_page_number()) if page.has_previous() else ""
        after = str(page.next_page_number()) if page.has_next() else ""
        name = "page"
    else:
        before, after = (getattr(page, f"{way}_cursor", "") or "" for way in ("previous", "next"))
        name = "cursor"
    return {
        way: tables.with_query(query, **{name: at})
        for way, at in (("before", before), ("after", after))
        if at
    }


@register.simple_tag
def definitions(pairs: Mapping[object, object] | Iterable[tuple[object, object]]) -> SafeString:
    """Terms and what they are, as a `<dl>`; takes a mapping or pairs."""
    return _component("definitions", {"pairs": pairs.items() if isinstance(pairs, Mapping) else pairs})


@register.simple_tag
def timeline(entries: Iterable[object], *, zone: str | None = None) -> SafeString:
    """What happened, newest as given: each entry has `at`, `title`, and may have `text`, `who`, `kind`."""
    return _component("timeline", {"entries": entries, "zone": zone})


@register.simple_block_tag
def dialog(content: str, id: str, title: object) -> SafeString:
    """A `<dialog>`; open it with `{% button … type="button" data_opens="its-id" %}`."""
    return _component("dialog", {"content": content, "id": id, "title": title})


@register.simple_tag(takes_context=True)
def toast(
    context: Context, text: object, *, undo_url: str = "", seconds: int = 10, key: str = "U"
) -> SafeString:
    """A short message at the foot; with `undo_url` a form that takes the step back while it counts."""
    shown = {"text": text, "undo_url": undo_url, "seconds": seconds, "key": key}
    return _component("toast", {**shown, "csrf_token": context.get("csrf_token")})


@register.simple_tag
def key(name: str) -> SafeString:
    """A key as printed on the keyboard: `{% key "Ctrl+K" %}`."""
    return _component("key", {"parts": name.split("+") if len(name) > 1 else [name]})


@register.simple_tag
def time(at: datetime | None, *, zone: str | tzinfo | None = None, shape: str = "full") -> str:
    """A `<time>`: full, day_time, date, time or seconds; prints the zone when it is not the reader's own."""
    return moments.time_element(at, zone=zone, shape=moments.Shape(shape)) if at else ""


@register.simple_block_tag
def status_card(
    content: str,
    kind: str,
    headline: object,
    *,
    sentence: object = "",
    as_at: datetime | None = None,
    official: str = "",
    tel: str = "",
    stale: bool = False,
    stale_after: int = 12,
    level: int = 1,
) -> SafeString:
    """The card that must never mislead; the block says who, why and what to do.

    `official` is the wallet's own number as printed, `tel` the same in E.164; `stale_after` is in seconds.
    """
    face = statuses.FACES[statuses.Kind(kind)]
    said = {"kind": str(kind), "face": face, "headline": headline, "sentence": sentence, "content": content}
    rest = {"as_at": as_at, "official": official, "tel": tel, "level": level}
    return _component("status_card", {**said, **rest, "stale": stale, "stale_after": stale_after})


@register.simple_block_tag
def hang_up(content: str, *, official: str = "", tel: str = "", report_url: str = "") -> SafeString:
    """The HANG UP screen: readable across a room, without colour, without script and on paper."""
    return _component(
        "hang_up", {"content": content, "official": official, "tel": tel, "report_url": report_url}
    )


@register.simple_tag(takes_context=True)
def code_entry(
    context: Context, action: str, *, error: object = "", tries_left: int | None = None
) -> SafeString:
    """The one field for the code the caller reads out. Only inside the *connected* state."""
    shown = {"action": action, "error": error, "tries_left": tries_left}
    return _component("code_entry", {**shown, "csrf_token": context.get("csrf_token")})


@register.simple_tag
def rating(
    name: str, legend: object, *, first: int = 1, last: int = 5, low: object = "", high: object = ""
) -> SafeString:
    """A scale of radio buttons from `first` to `last`, its two ends named."""
    return _component(
        "rating", {"name": name, "legend": legend, "low": low, "high": high, "values": range(first, last + 1)}
    )


@register.simple_block_tag
def step(
    content: str, question: object, answers: Iterable[object], *, name: str = "answer", many: bool = False
) -> SafeString:
    """One question of a conversation; `answers` have `value`, `label` and maybe `note`, `chosen`; keys 1–9.

    One answer: each is a submit button. `many`: check boxes, and the block holds the button that sends them.
    """
    numbered = list(enumerate(answers, start=1))
    return _component(
        "step", {"question": question, "answers": numbered, "name": name, "many": many, "content": content}
    )


def _query(context: Context) -> QueryDict:
    request = context.get("request")
    return request.GET if isinstance(request, HttpRequest) else QueryDict()
