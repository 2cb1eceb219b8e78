"""No text enters unseen: every column, body field and form field is guarded, or excused with a reason."""

from __future__ import annotations

import pytest

from answerback.callbacks.outcomes import Kind
from answerback.intake.shapes import free_text_of, schema_of
from answerback.texts import registry
from tests.texts import listing

LISTS = {
    "columns": (listing.columns, registry.GUARDED_COLUMNS, registry.EXCUSED_COLUMNS),
    "bodies": (listing.body_fields, registry.GUARDED_BODIES, registry.EXCUSED_BODIES),
    "inputs": (
        lambda: listing.form_fields() | listing.posted_names(),
        registry.GUARDED_INPUTS,
        registry.EXCUSED_INPUTS,
    ),
}


@pytest.mark.parametrize("which", LISTS)
def test_every_text_is_guarded_or_excused_with_a_reason(which: str) -> None:
    find, guarded, excused = LISTS[which]

    assert find() - guarded.keys() - excused.keys() == set()


@pytest.mark.parametrize("which", LISTS)
def test_the_registry_names_nothing_that_is_not_there(which: str) -> None:
    find, guarded, excused = LISTS[which]

    assert (guarded.keys() | excused.keys()) - find() == set()


@pytest.mark.parametrize("which", LISTS)
def test_nothing_is_both_guarded_and_excused(which: str) -> None:
    _find, guarded, excused = LISTS[which]

    assert guarded.keys() & excused.keys() == set()


def test_every_body_of_the_api_is_listed_among_those_that_come_in() -> None:
    assert listing.unlisted_bodies() == set()


@pytest.mark.parametrize("is_resolution", [False, True])
@pytest.mark.parametrize("kind", Kind)
def test_an_event_field_has_a_fixed_shape_or_passes_the_guard(kind: Kind, is_resolution: bool) -> None:
    properties = schema_of(kind, is_resolution=is_resolution)["properties"]
    free = free_text_of(kind, is_resolution=is_resolution)

    texts = {name for name, one in properties.items() if one["type"] not in ("boolean", "integer", "number")}

    assert {name for name in texts - free if properties[name]["type"] != "string"} == set()
    assert {
        name for name in texts - free if not {"pattern", "enum", "format"} & properties[name].keys()
    } == set()
