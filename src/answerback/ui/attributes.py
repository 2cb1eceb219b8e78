"""HTML attributes from keyword arguments: `data_key="E"` becomes `data-key="E"`."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms.utils import flatatt
from django.utils.safestring import SafeString


def attributes(given: Mapping[str, object]) -> SafeString:
    """Escaped attributes with a leading space; True is a bare attribute; False, None and "" are left out."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in given.items()}
    return flatatt({name: value for name, value in named.items() if value not in (None, False, "")})
