"""The measures from the command line: compared with the journal, found wrong, counted anew."""

from __future__ import annotations

from typer.testing import CliRunner

from answerback.insight.models import Count
from answerback.insight.slices import Slice
from answerback.ops import insight_command
from answerback.ops.doctor import _measures
from answerback.ops.insight_command import app
from tests.insight.story import Story, count_all
from tests.tickets.cast import NOON


def test_counts_changed_by_hand_are_found_and_counted_anew(lanyue, monkeypatch):
    monkeypatch.setattr(insight_command, "set_up", lambda: None)  # Django runs, and the logs stay the suite's
    Story(lanyue.id).whole(NOON)
    count_all(NOON)
    commands = CliRunner()
    assert commands.invoke(app, ["verify"]).exit_code == 0

    Count.objects.for_wallet(lanyue).filter(slice=Slice.SUM, measure="csat").update(n=7)
    wrong = commands.invoke(app, ["verify"])
    anew = commands.invoke(app, ["rebuild"])
    right = commands.invoke(app, ["verify"])

    assert (wrong.exit_code, "csat=5" in wrong.output, "kept 7, journal 1" in wrong.output) == (1, True, True)
    assert (anew.exit_code, right.exit_code, ", 0 differ." in right.output) == (0, 0, True)


def test_doctor_says_how_far_the_measures_are_behind(lanyue):
    Story(lanyue.id).whole(NOON)
    count_all(NOON)

    assert [(one.well, one.said.partition(" · ")[0]) for one in _measures()] == [
        (True, "measures: 0 journal entries behind")
    ]
