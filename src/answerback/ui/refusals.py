"""A refusal: a verb was asked properly and says no; a stable code for machines, a sentence for people.

    class TooLate(Refusal):
        code = "callbacks.too_late"
        says = _("The callback was closed at %(closed)s.")

    raise TooLate(closed="14:03")

Anything else a verb raises is a bug.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Refusal(Exception):
    """`code` never changes once published; `status` is the HTTP status; `says` has named holes, `%(name)s`.

    `retry_at` (aware UTC) is the next moment at which asking again makes sense, if there is one.
    `str()` gives the code only, so that a refusal in a log names nobody.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    says: ClassVar[str | _StrPromise] = _("This cannot be done now.")

    def __init__(self, *, retry_at: datetime | None = None, **holes: object) -> None:
        super().__init__(self.code)
        self.retry_at = retry_at
        self.holes = holes

    @property
    def sentence(self) -> str:
        """The sentence in the language active now: read it late, the reader's may not be the raiser's."""
        return str(self.says) % self.holes
