"""The icons: plain line drawings on a 24-unit square, always beside a word, never instead of one."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_HANDSET: Final = (
    '<path d="M6 3h3l1.6 4.6-2 1.6a13 13 0 0 0 6.2 6.2l1.6-2L21 15v3a3 3 0 0 1-3 3'
    'A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>'
)
# Each name is a shape that can be told apart without colour, by its outline alone.
SHAPES: Final[dict[str, str]] = {
    "check": '<path d="M4 12.5l5.5 5.5L20 6.5"/>',
    "shield": '<path d="M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6zM8.5 12l2.5 2.5 4.5-5"/>',
    "stop": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7"/>',
    "warn": '<path d="M12 4L2.5 20.5h19z"/><path d="M12 10v5M12 17.6v.4"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.4"/>',
    "question": (
        '<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/>'
        '<path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.4"/>'
    ),
    "phone": _HANDSET,
    "phone_off": _HANDSET + '<path d="M21 3L3 21"/>',
    "phone_out": _HANDSET + '<path d="M15 3h6v6M21 3l-6.5 6.5"/>',
    "bell": '<path d="M6 17V10.5a6 6 0 0 1 12 0V17l1.5 1.5h-15zM10 21h4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "code": '<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M7 12h.1M12 12h.1M17 12h.1"/>',
    "ring": '<circle cx="12" cy="12" r="8"/>',
    "disc": '<circle cx="12" cy="12" r="8" fill="currentColor"/>',
    "half": '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
    "pause": '<path d="M8.5 5v14M15.5 5v14"/>',
    "undo": '<path d="M8 5L4 9l4 4"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11H9"/>',
    "up": '<path d="M6 15l6-6 6 6"/>',
    "down": '<path d="M6 9l6 6 6-6"/>',
}


def icon(name: str) -> SafeString:
    """The drawing called `name`; hidden from screen readers, for the word beside it speaks."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>',
        mark_safe(SHAPES[name]),  # our own drawings above
    )
