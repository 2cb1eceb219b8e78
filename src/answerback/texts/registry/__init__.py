"""Every text of the system: which place guards it, or the reason why nothing needs to.

`tests/texts/test_registry.py` lists the columns of all models, the fields of all bodies and of all forms, and fails
for one that is neither here nor there; `tests/texts/test_everywhere.py` sends a recovery phrase through every
guarded one and searches the database for its words. `answerback guard scan` reads the guarded columns.

Not listed, because they can hold no free text: columns and form fields with a closed list of choices, and numbers,
dates, yes or no, files' bytes and UUIDs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from answerback.texts.registry import bodies, columns, inputs
from answerback.wallets.places import Place

Name = str
Reason = str


def places(guarded: Mapping[Place, Iterable[Name]]) -> dict[Name, Place]:
    """The place of each name."""
    return {name: place for place, names in guarded.items() for name in names}


def reasons(excused: Mapping[Reason, Iterable[Name]]) -> dict[Name, Reason]:
    """The reason for each name."""
    return {name: reason for reason, names in excused.items() for name in names}


# `app_label.Model.field`: what stands in the database.
GUARDED_COLUMNS = places(columns.GUARDED)
EXCUSED_COLUMNS = reasons(columns.EXCUSED)
# `app_label.Class.field`: bodies of the API and the facts of action requests.
GUARDED_BODIES = places(bodies.GUARDED)
EXCUSED_BODIES = reasons(bodies.EXCUSED)
# `app_label.Form.field`, and `path.py name` for what a view reads without a form.
GUARDED_INPUTS = places(inputs.GUARDED)
EXCUSED_INPUTS = reasons(inputs.EXCUSED)
