"""A recovery phrase is sent through every door there is; no table, session or log holds a word of it afterwards.

Each act is first tried with the phrase, then with harmless words, which must arrive: an act that could not have
kept anything proves nothing.
"""

from __future__ import annotations

import json
from types import ModuleType

import pytest
from django.contrib.sessions.models import Session

from answerback.texts import registry
from answerback.texts.models import TextFinding
from tests.ops.everything import where
from tests.texts.acts import api, console, desk, portal, public
from tests.texts.acts.act import SEED, TRACES, Act

FACES = {"desk": desk, "portal": portal, "console": console, "api": api, "public": public}


def in_sessions() -> str:
    return json.dumps([one.get_decoded() for one in Session.objects.all()], default=str)


@pytest.mark.parametrize("face", FACES)
def test_recovery_phrase_is_kept_nowhere_and_its_place_has_counted_it(
    face: str, db: None, settings, caplog, capfd
) -> None:
    settings.DEMO = True
    module: ModuleType = FACES[face]
    stage = module.stage()
    assert where([*TRACES, "lantern"]) == {}

    told = [_try(act, stage, f"lantern{number}q") for number, act in enumerate(module.ACTS)]

    assert [one for one in told if one] == []
    captured = capfd.readouterr()
    logged = caplog.text + captured.out + captured.err
    assert [trace for trace in TRACES if trace in in_sessions() or trace in logged] == []


def _try(act: Act, stage: object, harmless: str) -> str:
    """What is wrong with this act; empty when it holds."""
    TextFinding._default_manager.all().delete()
    act.do(stage, SEED)
    kept = where(TRACES)
    counted = {one.place for one in TextFinding._default_manager.all()}
    act.do(stage, harmless)
    arrived = bool(where([harmless]))
    if kept or counted != {act.place} - {None} or not arrived:
        return f"{act.name}: kept {kept}, counted {counted}, harmless words arrived: {arrived}"
    return ""


def test_every_guarded_text_is_proven_by_an_act() -> None:
    proven = {name for module in FACES.values() for act in module.ACTS for name in act.proves}
    guarded = registry.GUARDED_COLUMNS | registry.GUARDED_BODIES | registry.GUARDED_INPUTS

    assert (guarded.keys() - proven, proven - guarded.keys()) == (set(), set())


def test_acts_write_where_the_registry_says() -> None:
    guarded = registry.GUARDED_COLUMNS | registry.GUARDED_BODIES | registry.GUARDED_INPUTS
    acts = [act for module in FACES.values() for act in module.ACTS if act.place is not None]

    assert [(act.name, name) for act in acts for name in act.proves if guarded[name] is not act.place] == []
