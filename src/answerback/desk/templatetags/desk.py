"""`{% part "bar" %}…{% endpart %}`: a piece of the desk that the page's script draws anew when it has changed."""

from __future__ import annotations

import hashlib
import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
# What differs in every drawing and is no change: tokens, and countdowns with the seconds that they show.
_FLEETING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|data-countdown="\d+"[^<]*|data-undo="\d+"|data-undo-left[^<]*'
)


@register.simple_block_tag
def part(content: str, name: str, about: object = "", *, steady: bool = False) -> SafeString:
    """`about` names what the part is about: while that stays, what somebody types in it is left alone.

    A `steady` part is drawn anew only when it is about something else.
    """
    drawn = str(about) if steady else _FLEETING.sub("", content)
    version = hashlib.sha256(drawn.encode()).hexdigest()[:16]
    shown = content if content.strip() else SafeString()
    return format_html(
        '<div class="part" id="part-{}" data-part="{}" data-about="{}" data-version="{}">{}</div>',
        name,
        name,
        about,
        version,
        shown,
    )
