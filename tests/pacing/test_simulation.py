"""The simulator itself: seeded, its counts add up, its theory agrees with published tables."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from random import Random
from statistics import fmean
from xml.etree import ElementTree as Xml

import pytest

from answerback.pacing.simulation import erlang
from answerback.pacing.simulation.peers import RULES
from answerback.pacing.simulation.picture import picture
from answerback.pacing.simulation.shift import Shift
from answerback.pacing.simulation.worlds import S0, WORLDS

SHORT = replace(S0, shift_s=1800.0)
EXPECTED = {"answer_rate": 0.35, "ring_s": 12.0, "talk_s": 150.0, "wrap_s": 30.0}


@pytest.mark.parametrize("name", sorted(RULES))
def test_shift_of_the_same_seed_plays_the_same(name):
    first, again = (Shift(SHORT, RULES[name](0.03, EXPECTED), agents=5, seed=4).play() for _ in range(2))

    assert first == again
    assert first.live >= first.abandoned
    assert 0 < first.utilisation <= 1


def test_other_seed_plays_another_shift():
    shifts = [
        Shift(SHORT, RULES["progressive"](0.03, EXPECTED), agents=5, seed=seed).play() for seed in (1, 2)
    ]

    assert shifts[0] != shifts[1]


def test_one_line_an_agent_is_busy_as_long_as_the_cycle_says():
    world = replace(S0, shift_s=4 * 3600.0)
    result = Shift(world, RULES["progressive"](0.03, EXPECTED), agents=10, seed=1).play()

    # A cycle is talk and wrap-up (180 s) and the time until somebody answers (62 s, measured apart by the reference).
    assert result.utilisation == pytest.approx(0.744, abs=0.02)


def test_world_answers_as_often_as_it_says():
    dice = Random(5)
    lines = [WORLDS["S2"].line(0.0, dice) for _ in range(20_000)]

    assert fmean(live for live, _ in lines) == pytest.approx(0.15, abs=0.01)
    assert max(seconds for _, seconds in lines) == 32.0


def test_hour_of_the_shift_changes_how_many_answer():
    assert [round(WORLDS["S1"].live_at(hour * 3600.0), 3) for hour in (0, 7, 8)] == [0.245, 0.455, 0.455]


@pytest.mark.parametrize(
    ("agents", "offered", "blocked"), [(1, 1.0, 0.5), (5, 3.0, 0.1101), (20, 12.0, 0.0098)]
)
def test_erlang_b_agrees_with_the_tables(agents, offered, blocked):
    assert erlang.loss(agents, offered) == pytest.approx(blocked, abs=5e-5)


def test_erlang_says_what_blind_dialling_can_reach():
    assert [round(100 * erlang.utilisation_without_state(agents, 0.03), 1) for agents in (5, 10, 20, 50)] == [
        36.4,
        53.6,
        67.9,
        81.3,
    ]


def test_more_work_than_agents_makes_everybody_wait():
    assert (erlang.delay(5, 5.0), erlang.answered_within(5, 6.0, 20, mean_s=180)) == (1.0, 0.0)


def test_picture_is_well_formed_and_names_every_rule():
    played = {
        name: Shift(SHORT, RULES[name](0.03, EXPECTED), agents=5, seed=1).play()
        for name in ("answerback", "progressive")
    }

    drawn = picture(played | {"<b>": played["progressive"]}, cap=0.03)

    said = [text.text for text in Xml.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 (ours)
    assert said[:3] == ["answerback", "progressive", "<b>"]


def test_command_prints_one_line_for_each_rule(tmp_path):
    drawn = tmp_path / "shift.svg"
    asked = ["--world", "S1", "--agents", "5", "--seed", "3", "--hours", "0.5"]
    rules = ["--pacer", "answerback", "--pacer", "progressive", "--plot", str(drawn)]
    done = subprocess.run(
        [sys.executable, "-m", "answerback.ops.entry", "simulate", *asked, *rules],
        capture_output=True,
        text=True,
        check=True,
    )

    lines = [json.loads(line) for line in io.StringIO(done.stdout)]
    assert [(line["pacer"], line["world"], line["agents"]) for line in lines] == [
        ("answerback", "S1", 5),
        ("progressive", "S1", 5),
    ]
    assert lines[1]["abandoned"] == 0
    assert drawn.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("wrong", [["--agents", "0"], ["--cap", "2"], ["--pacer", "none"], ["--world", "S9"]])
def test_command_refuses_what_makes_no_shift(wrong):
    done = subprocess.run(
        [sys.executable, "-m", "answerback.ops.entry", "simulate", *wrong],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
