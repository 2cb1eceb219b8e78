"""The two runs behind `answerback guard scan` and `answerback guard fix`, from what was asked to the exit status."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from answerback.ops.said import stop
from answerback.ops.scanning import words
from answerback.ops.scanning.asked import AnySource, Asked
from answerback.ops.scanning.progress import Progress
from answerback.scanning.apply import (
    SEAL,
    Line,
    Outcome,
    Unfinished,
    carry_out,
    check_whole,
    lines_of,
    same_work,
    seal_of,
)
from answerback.scanning.files.apply_files import FileHands, Stopped
from answerback.scanning.files.source import FileSource
from answerback.scanning.go_over import Stop, Tell, Work, go_over, stop_on_signals
from answerback.scanning.ledger import HEAD, InUse, Ledger, OtherWork, entries
from answerback.scanning.pieces import Json
from answerback.scanning.plan import CHANGE, FilePlan
from answerback.scanning.rows.apply import RowHands
from answerback.scanning.rows.plan import RowPlan
from answerback.scanning.scan import FAULT, FINDING, Scan

NOTHING, FOUND, TROUBLE, STOPPED = 0, 1, 2, 130
DONE_ENDING = ".done"


def run_scan(asked: Asked, *, state: Path | None, as_json: bool) -> int:
    """Scan and report. 0: nothing found; 1: found; 2: nothing found, but not everything could be read."""
    mac, source = asked.mac(), asked.opened()
    work: Scan[Any] = Scan(asked.policy(), mac)
    head = asked.head(source, mac)
    with _ledger(state, head) if state else nullcontext() as ledger:
        is_whole = _go_over(source, work, ledger, teller(as_json=as_json))
        if ledger and is_whole:
            ledger.end(work.counts.as_plain())
    _say(work.counts.as_plain(), words.scanned(work.counts), as_json=as_json, name="summary")
    if not is_whole:
        print(words.stopped() if state else words.stopped_for_good(), file=sys.stderr)
        return STOPPED
    return FOUND if work.counts.found else TROUBLE if work.counts.unread else NOTHING


def run_plan(asked: Asked, *, plan: Path, as_json: bool) -> int:
    """Dry: write the plan. 0: nothing to redact; 1: something; 2: nothing, but not everything could be read."""
    mac, source = asked.mac(), asked.opened()
    make: Any = FilePlan if isinstance(source, FileSource) else RowPlan
    work = make(asked.policy(), mac)
    with _ledger(plan, asked.head(source, mac)) as ledger:
        if not _go_over(source, work, ledger, teller(as_json=as_json)):
            print(words.stopped(), file=sys.stderr)
            return STOPPED
        ledger.sync()
        seal, places = seal_of(plan, mac)
        ledger.end({SEAL: seal, "counts": work.counts.as_plain()})
    told = {**work.counts.as_plain(), "plan": str(plan), SEAL: seal, "places": places}
    _say(told, words.planned(work.counts, str(plan), seal, places), as_json=as_json, name="summary")
    return FOUND if work.counts.found else TROUBLE if work.counts.unread else NOTHING


def run_apply(asked: Asked, *, plan: Path, as_json: bool, keep_original: bool) -> int:
    """Carry out a plan. 0: all of it is done; 1: something was left alone; 2: no such plan."""
    mac, source = asked.mac(), asked.opened()
    head = asked.head(source, mac)
    try:
        whole = check_whole(plan, mac)
        same_work(plan, head)
    except Unfinished:
        stop(words.unfinished(str(plan)))
    except OtherWork:
        stop(words.other_work(str(plan)))
    done = plan.with_name(plan.name + DONE_ENDING)
    _forget_other(done, {**head, "plan": seal_of(plan, mac)[0]})
    with (
        _ledger(done, {**head, "plan": seal_of(plan, mac)[0]}, again=True) as ledger,
        stop_on_signals() as stopping,
    ):
        progress = Progress(sys.stderr, whole, "changes")
        hands = _hands(asked, source, stopping, plan, keep_original=keep_original)
        outcomes, is_whole = _carry_out(plan, hands, ledger, progress, stopping, as_json=as_json)
        progress.finish()
    if not is_whole:
        print(words.stopped(), file=sys.stderr)
        return STOPPED
    if not isinstance(source, FileSource) and not source.finish():
        print(words.kept_in_the_log(), file=sys.stderr)
    _say(dict(outcomes), words.applied(outcomes), as_json=as_json, name="summary")
    if keep_original and outcomes[str(Outcome.DONE)]:
        print(words.original_kept(), file=sys.stderr)
    mended = {str(one) for one in (Outcome.DONE, Outcome.ALREADY, Outcome.GONE)}
    return NOTHING if set(outcomes) <= mended else FOUND


def _forget_other(done: Path, head: Json) -> None:
    """Notes on an earlier plan of this name are of no use: what it did is found done."""
    if done.exists() and next(entries(done), None) != (HEAD, head):
        done.unlink()


def _hands(asked: Asked, source: AnySource, stopping: Stop, plan: Path, *, keep_original: bool) -> Any:
    if isinstance(source, FileSource):
        return FileHands(source, asked.policy(), asked.mac(), stopping, keep_original=keep_original)
    source.locate(line.what["row"] for line in lines_of(plan, after=-1))
    return RowHands(source, asked.mac())


def _carry_out(
    plan: Path, hands: Any, ledger: Ledger, progress: Progress, stopping: Stop, *, as_json: bool
) -> tuple[Any, bool]:
    def tell(line: Line, outcome: Outcome) -> None:
        if as_json:
            _write({"line": line.number, "outcome": str(outcome)})
        elif outcome not in (Outcome.DONE, Outcome.ALREADY):
            print(f"{words.place_of(line.what)}\t{words.OUTCOMES[outcome]}")

    try:
        return carry_out(plan, hands, ledger, tell=tell, progress=progress, stop=stopping)
    except Stopped:
        return {}, False


def _go_over(source: AnySource, work: Work[Any], ledger: Ledger | None, tell: Tell) -> bool:
    """What an earlier run found is told first, so that the whole report stands together."""
    if ledger:
        for kind, line in entries(ledger.path):
            tell(kind, line)
    progress = Progress(sys.stderr, source.size(), source.unit)
    any_source: Any = source
    try:
        with stop_on_signals() as stopping:
            return go_over(any_source, work, ledger=ledger, tell=tell, progress=progress, stop=stopping)
    except OtherWork:
        stop(words.other_work(str(ledger.path if ledger else "")))
    finally:
        progress.finish()


def _ledger(path: Path, head: Json, *, again: bool = False) -> Ledger:
    """Go on with an unfinished one; a finished one begins anew, unless it is only looked at `again`."""
    try:
        ledger = Ledger(path, head)
        if ledger.has_ended and not again:
            ledger.__exit__(None, None, None)
            path.unlink()
            ledger = Ledger(path, head)
    except OtherWork:
        stop(words.other_work(str(path)))
    except InUse:
        stop(words.in_use(str(path)))
    return ledger


def teller(*, as_json: bool) -> Tell:
    """Writes findings, changes and faults to stdout (faults for people to stderr)."""

    def tell(kind: str, line: Json) -> None:
        if kind not in (FINDING, CHANGE, FAULT):
            return
        if as_json:
            _write({"type": kind, **line})
        elif kind == FAULT:
            print(words.fault_line(line), file=sys.stderr)
        else:
            print(words.finding_line(line))

    return tell


def _say(plain: Json, sentence: str, *, as_json: bool, name: str) -> None:
    if as_json:
        _write({"type": name, **plain})
    else:
        print(sentence)


def _write(line: Json) -> None:
    print(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())
