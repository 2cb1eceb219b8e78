"""What is wrong with something that came in: where (a JSON Pointer) and why, never the value itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from answerback.ui.refusals import Refusal

REASONS: dict[str, str | Promise] = {
    "missing": _("This is required."),
    "unknown": _("This field is not known here."),
    "wrong_type": _("This is of the wrong type."),
    "not_listed": _("This is not one of the allowed values."),
    "too_long": _("This is too long or too large."),
    "too_short": _("This is too short or too small."),
    "malformed": _("This is not written as it should be."),
    "not_a_number": _("This is not a telephone number."),
    "number_not_in_use": _("No such telephone number can exist."),
    "short_number": _("A short service number belongs to nobody and cannot be rung."),
    "not_a_zone": _("This is not the name of a time zone, such as Asia/Shanghai."),
    "in_the_future": _("This time lies in the future."),
    "twice": _("This stands here twice."),
    "secret": _("This holds a secret, which must never be sent to us."),
    "not_for_this_wallet": _("This wallet cannot do that."),
}


@dataclass(frozen=True)
class Fault:
    """`pointer` is an RFC 6901 JSON Pointer into what was sent; `code` is a key of `REASONS`."""

    pointer: str
    code: str

    @property
    def sentence(self) -> str:
        """Why, in the reader's language."""
        return str(REASONS[self.code])


class Invalid(Refusal):
    """What was sent cannot be taken; `faults` say where and why."""

    code = "invalid"
    status = 422
    says = _("Some of what was sent cannot be accepted: see the list of errors.")

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def pointer(*parts: str | int) -> str:
    """`pointer("numbers", 0) == "/numbers/0"`, escaped as RFC 6901 section 3 says."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
