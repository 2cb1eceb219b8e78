"""The system as WSGI, with pages of our own under /test/: a stream, its tickets, notes that are kept."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qs

from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string

HEAD = '<!doctype html><html lang="en"><head><title>t</title><meta name="csrf-token" content="token-1">'
STREAM_PAGE = (
    HEAD + '<script type="module" src="/static/ui/stream.js"></script>'
    '<script type="module" src="/static/ui/stale.js"></script></head>'
    '<body data-stream="/test/stream" data-stream-ticket="/test/ticket" data-stream-events="note">'
    '<main><h1>t</h1><div id="card" data-stale-after="2">here</div></main></body></html>'
)
NOTE_PAGE = (
    HEAD + '<script type="module" src="/static/ui/autosave.js"></script></head><body><main><h1>t</h1><div>'
    '<label for="note">Note</label>'
    '<textarea id="note" name="note" data-autosave="/test/note" data-autosave-key="7"></textarea>'
    '<p data-autosave-state data-saved="Saved" data-saving="Saving" data-failed="Kept here"'
    ' data-restored="Restored" data-conflict="Changed elsewhere"></p></div></main></body></html>'
)
GUARDED_PAGE = (
    HEAD + '<script type="module" src="/static/ui/autosave.js"></script>'
    '<script type="module" src="/static/ui/guarded.js"></script></head><body><main><h1>t</h1><form action="/test/sent">'
    '<label for="note">Note</label><textarea id="note" name="note" data-guarded data-autosave="/test/note"></textarea>'
    '<p data-autosave-state data-saved="Saved" data-saving="Saving" data-failed="Kept here" data-held="Held"></p>'
    '<button id="send">send</button></form><p id="drag"></p>'
    '<p id="guarded-words" hidden data-said-seed-phrase="Seed!" data-said-private-key="Key!"'
    ' data-said-one-time-code="Code!"></p></main></body></html>'
)
FRAGMENT_PAGE = (
    HEAD + "{htmx}</head><body><main><h1>t</h1>"
    '<button id="ask" hx-post="/test/fragment" hx-target="#answer">ask</button><p id="answer"></p>'
    "</main></body></html>"
)


class StreamingSite:
    """`say` sends an event to every open stream, `drop` ends them all; what came in is in the lists."""

    def __init__(self) -> None:
        self.django: Callable = get_wsgi_application()
        self.reset()

    def reset(self) -> None:
        self.streams: list[queue.Queue[str | None]] = []
        self.tickets: list[str] = []
        self.last_ids: list[str] = []
        self.notes: list[str] = []
        self.note_status = "200 OK"

    def close(self) -> None:
        self.drop()

    def say(self, name: str, number: int, data: str) -> None:
        for stream in self.streams:
            stream.put(f"event: {name}\nid: {number}\ndata: {data}\n\n")

    def drop(self) -> None:
        for stream in self.streams:
            stream.put(None)
        self.streams = []

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith("/test/"):
            return self.django(environ, start_response)
        return getattr(self, f"on_{path.removeprefix('/test/')}")(environ, start_response)

    def on_page(self, environ: dict, start_response: Callable) -> list[bytes]:
        return _html(STREAM_PAGE, start_response)

    def on_notes(self, environ: dict, start_response: Callable) -> list[bytes]:
        return _html(NOTE_PAGE, start_response)

    def on_guarded(self, environ: dict, start_response: Callable) -> list[bytes]:
        return _html(GUARDED_PAGE, start_response)

    def on_fragments(self, environ: dict, start_response: Callable) -> list[bytes]:
        return _html(FRAGMENT_PAGE.format(htmx=render_to_string("ui/htmx.html")), start_response)

    def on_fragment(self, environ: dict, start_response: Callable) -> list[bytes]:
        return _html(f"<b>{environ.get('HTTP_X_CSRFTOKEN')}</b>", start_response)

    def on_ticket(self, environ: dict, start_response: Callable) -> list[bytes]:
        self.tickets.append(environ["REQUEST_METHOD"] + " " + environ.get("HTTP_X_CSRFTOKEN", ""))
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b'{"ticket": "%d"}' % len(self.tickets)]

    def on_stream(self, environ: dict, start_response: Callable) -> Iterator[bytes]:
        self.last_ids.append(parse_qs(environ["QUERY_STRING"]).get("last_event_id", [""])[0])
        start_response("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
        mine: queue.Queue[str | None] = queue.Queue()
        self.streams.append(mine)
        yield b": open\n\n"
        while (event := mine.get()) is not None:
            yield event.encode()

    def on_note(self, environ: dict, start_response: Callable) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        if self.note_status.startswith("2"):
            self.notes.append(parse_qs(body)["note"][0])
        start_response(self.note_status, [("Content-Type", "text/plain")])
        return [b""]


def _html(text: str, start_response: Callable) -> list[bytes]:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    )
    start_response(
        "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy)]
    )
    return [text.encode()]
