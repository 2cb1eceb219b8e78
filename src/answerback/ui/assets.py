"""Which style sheets every page has, in order, and the names a page may ask for as script modules."""

from __future__ import annotations

from typing import Final

STYLES: Final = (
    *("tokens", "layout", "text", "button", "field", "guarded", "badge", "panel", "notice", "empty", "table"),
    *("definitions", "timeline", "dialog", "toast", "status", "hang_up", "code", "rating", "step"),
    *("switch", "callbar", "address", "print"),
)
MODULES: Final = (
    *(
        "autosave",
        "copy",
        "countdown",
        "dialog",
        "guarded",
        "hang_up",
        "htmx_token",
        "keys",
        "palette",
        "stale",
        "stream",
        "undo",
    ),
)
