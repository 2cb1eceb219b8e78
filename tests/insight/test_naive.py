"""Random stories, counted as they come, in batches of any size, are what a naive count of the whole finds.

The reference below knows nothing of facts or circles: it has the whole list of entries and asks the formulas of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerback.insight import recount
from answerback.insight.histogram import bucket_of
from answerback.insight.models import Count, Cursor, Fact
from answerback.journal.models import Entry
from answerback.journal.read import entries_after
from answerback.storage.ids import new_id
from tests.insight.story import LILEI, OTHER_AGENT, Story, cells, count_all

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Act:
    """One thing that happens in one of a few matters, some time after the one before."""

    matter: int
    what: str
    minutes: int
    choice: int


ACTS = (
    *("request", "request_followed", "call", "call", "voicemail", "silent_call", "open", "open_apart"),
    *("solve", "solve", "reopen", "rate", "rate_again", "write", "done", "unreachable", "cancelled"),
    *("promise", "keep", "break", "release", "hazard", "close_hazard", "withdraw", "suggest", "offer"),
)
acts = st.lists(
    st.builds(Act, st.integers(0, 4), st.sampled_from(ACTS), st.integers(0, 6000), st.integers(0, 3)),
    max_size=40,
)


class Teller:
    """Plays acts in five matters of three customers, two of them in another wallet."""

    def __init__(self, wallets: list[UUID]) -> None:
        people = [new_id() for _ in range(3)]
        homes = [(wallets[0], people[0]), (wallets[0], people[0]), (wallets[0], people[1])]
        homes += [(wallets[1], people[2]), (wallets[1], people[2])]
        self.matters = [Story(wallet, person) for wallet, person in homes]
        self.promises = {number: new_id() for number in range(5)}
        self.at = START

    def play(self, act: Act) -> None:
        story, self.at = self.matters[act.matter], self.at + timedelta(minutes=act.minutes)
        story.agent = (LILEI, OTHER_AGENT)[act.choice % 2]
        getattr(self, f"_{act.what}")(story, act)

    def _request(self, story: Story, act: Act) -> None:
        kind = ("payment_not_arrived", "routine_follow_up")[act.choice % 2]
        story.request(self.at, kind=kind, language=("zh-hans", "en")[act.choice // 2])

    def _request_followed(self, story: Story, act: Act) -> None:
        story.callback = new_id()
        story.request(self.at, ticket=story.ticket)

    def _call(self, story: Story, act: Act) -> None:
        story.call(self.at, proven=act.choice < 2)

    def _voicemail(self, story: Story, act: Act) -> None:
        story.call(self.at, proven=False, outcome="voicemail")

    def _silent_call(self, story: Story, act: Act) -> None:
        story.call(self.at, proven=False, outcome="line_silent")

    def _open(self, story: Story, act: Act) -> None:
        story.open(self.at)

    def _open_apart(self, story: Story, act: Act) -> None:
        story.ticket = new_id()
        story.open(self.at, origin="", category="account_locked")

    def _solve(self, story: Story, act: Act) -> None:
        story.solve(self.at)

    def _reopen(self, story: Story, act: Act) -> None:
        story.reopen(self.at)

    def _rate(self, story: Story, act: Act) -> None:
        story.rate(
            self.at, csat=act.choice + 1, nps=act.choice * 3, sure=("yes", "no", "unsure", "")[act.choice]
        )

    def _rate_again(self, story: Story, act: Act) -> None:
        story.rate(self.at, closing=1, ces=act.choice + 1)

    def _write(self, story: Story, act: Act) -> None:
        story.write("ticket.next_step_set", "ticket", story.ticket, self.at, by=story.by_agent)

    def _done(self, story: Story, act: Act) -> None:
        story.end(self.at, ticket=story.ticket if act.choice else None)

    def _unreachable(self, story: Story, act: Act) -> None:
        story.end(self.at, "unreachable")

    def _cancelled(self, story: Story, act: Act) -> None:
        story.end(self.at, "cancelled")

    def _promise(self, story: Story, act: Act) -> None:
        self.promises[act.matter] = new_id()
        said = {"due_at": self.at + timedelta(days=1), "callback": None}
        self._told_of_promise(story, act, "made", by=story.by_agent, **said)

    def _keep(self, story: Story, act: Act) -> None:
        self._told_of_promise(story, act, "kept", late=act.choice == 0)

    def _break(self, story: Story, act: Act) -> None:
        self._told_of_promise(story, act, "broken")

    def _release(self, story: Story, act: Act) -> None:
        self._told_of_promise(story, act, "released")

    def _told_of_promise(self, story: Story, act: Act, state: str, **said) -> None:
        promise = self.promises[act.matter]
        story.write(f"promise.{state}", "ticket", story.ticket, self.at, promise=promise, **said)

    def _hazard(self, story: Story, act: Act) -> None:
        self._told_of_hazard(story, "opened", by=story.by_agent)

    def _close_hazard(self, story: Story, act: Act) -> None:
        self._told_of_hazard(story, "closed")

    def _withdraw(self, story: Story, act: Act) -> None:
        self._told_of_hazard(story, "withdrawn")

    def _told_of_hazard(self, story: Story, state: str, **said) -> None:
        hazard = UUID(int=story.customer_id.int ^ 1)
        story.write(f"hazard.{state}", "hazard", hazard, self.at, hazard=hazard, **said)

    def _suggest(self, story: Story, act: Act) -> None:
        made = new_id()
        by = story.by_agent
        story.write("suggestion.made", "suggestion", made, self.at, by=by, suggestion=made, language="en")

    def _offer(self, story: Story, act: Act) -> None:
        offer = UUID(int=1)
        answer = ("said", "accepted", "refused", "used")[act.choice]
        story.write(f"offer.{answer}", "offer", offer, self.at, callback=story.callback)


Entries = list[Entry]


class Naive:
    """Counts one wallet's entries by asking each formula of the whole list."""

    def __init__(self, entries: Entries, wallet_id: UUID) -> None:
        self.entries = [one for one in entries if one.wallet_id == wallet_id]
        self.found: Counter[tuple[str, str, str]] = Counter()
        self.ticket_of = self._tickets()

    def count(self) -> dict[tuple[str, str, str], int]:
        for ask in (self._callbacks, self._calls, self._solved, self._ratings, self._promises, self._rest):
            ask()
        return {key: n for key, n in self.found.items() if n}

    def of(self, *kinds: str) -> Entries:
        return [one for one in self.entries if one.kind in kinds]

    def add(self, at: datetime, measure: str, bucket: str = "all") -> None:
        self.found[(str(at.astimezone(ZONE).date()), measure, bucket)] += 1

    def _tickets(self) -> dict[UUID, UUID]:
        """The first ticket that an entry names for a callback."""
        found: dict[UUID, UUID] = {}
        for one in self.entries:
            if one.kind == "ticket.opened" and one.data["origin"].startswith("callback:"):
                found.setdefault(UUID(one.data["origin"][9:]), one.subject_id)
            if one.subject_kind == "callback" and one.data.get("ticket"):
                found.setdefault(one.subject_id, UUID(one.data["ticket"]))
        return found

    def talks(self) -> list[tuple[Entry, datetime | None]]:
        """(answered, confirmed at) of each call that was no voicemail."""
        ended = {one.data["attempt"]: one.data["outcome"] for one in self.of("attempt.ended")}
        proven = {one.data["attempt"]: one.at for one in self.of("attempt.confirmed")}
        answered = self.of("attempt.answered")
        spoken = [one for one in answered if ended.get(one.data["attempt"]) != "voicemail"]
        return [(one, proven.get(one.data["attempt"])) for one in spoken]

    def _callbacks(self) -> None:
        ends = ("done", "unreachable", "refused", "cancelled", "expired")
        for id in {one.subject_id for one in self.of("callback.requested")}:
            mine = [one for one in self.entries if one.subject_id == id]
            asked = [one for one in mine if one.kind == "callback.requested"]
            at, kind = min(one.at for one in asked), asked[-1].data["kind"]
            self.add(at, "requested")
            talks = [(one, proven) for one, proven in self.talks() if one.subject_id == id]
            ended = [one.kind[9:] for one in mine if one.kind[9:] in ends]
            if ended and ended[-1] != "cancelled":
                self.add(at, "ended", "reached" if talks else "missed")
            if kind != "routine_follow_up":
                self._reassured(id, at, [proven for _one, proven in talks])

    def _reassured(self, id: UUID, at: datetime, proven: list[datetime | None]) -> None:
        written = self.of("ticket.next_step_set")
        mine = [one.at for one in written if one.subject_id == self.ticket_of.get(id)]
        times = [one for one in (*proven, *mine) if one is not None and one >= at]
        if times:
            self.add(at, "reassured", bucket_of((min(times) - at).total_seconds()))

    def _calls(self) -> None:
        for answered, proven in self.talks():
            self.add(answered.at, "call", "proven" if proven else "unproven")

    def _solved(self) -> None:
        solved = self.of("ticket.solved")
        for id in {one.subject_id for one in solved}:
            first = next(one for one in solved if one.subject_id == id)
            at = first.at
            again = [one for one in self.of("ticket.reopened") if one.subject_id == id]
            again = [one for one in again if at < one.at <= at + WEEK]
            opened = {}
            for one in self.of("ticket.opened"):
                if one.customer_id == first.customer_id and one.subject_id != id:
                    opened.setdefault(one.subject_id, one.at)
            others = [one for one in opened.values() if at < one <= at + WEEK]
            self.add(at, "repeat", "yes" if again or others else "no")
            talks = [one for one, _ in self.talks() if self.ticket_of.get(one.subject_id) == id]
            calls = len([one for one in talks if one.at <= at])
            if calls:
                self.add(at, "first_call", "yes" if calls == 1 and not again else "no")

    def _ratings(self) -> None:
        first: dict[tuple[UUID, int], Entry] = {}
        for one in self.of("ticket.rated"):
            first.setdefault((one.subject_id, one.data["closing"]), one)
        for one in first.values():
            for scale in ("csat", "ces", "nps", "sure"):
                if one.data[scale] not in (None, ""):
                    self.add(one.at, scale, str(one.data[scale]))

    def _promises(self) -> None:
        for made in self.of("promise.made"):
            mine = [one for one in self.entries if one.data.get("promise") == made.data["promise"]]
            kinds = [one.kind for one in mine]
            kept = [one for one in mine if one.kind == "promise.kept"]
            due = datetime.fromisoformat(made.data["due_at"])
            if "promise.released" in kinds:
                continue
            if kept:
                self.add(due, "promise", "late" if kept[-1].data["late"] else "kept")
            elif "promise.broken" in kinds:
                self.add(due, "promise", "broken")

    def _rest(self) -> None:
        for one in self.of("suggestion.made"):
            self.add(one.at, "suggestion")
        for id in {one.subject_id for one in self.of("hazard.opened")}:
            mine = [one for one in self.entries if one.subject_id == id]
            kinds = [one.kind for one in mine]
            told = [kind for kind in kinds if kind != "hazard.closed"]
            if told[-1] == "hazard.opened":
                at = min(one.at for one in mine if one.kind == "hazard.opened")
                self.add(at, "hazard", "closed" if "hazard.closed" in kinds else "open")
        offers = self.of(*(f"offer.{one}" for one in ("said", "accepted", "refused", "used")))
        for callback in {one.data["callback"] for one in offers}:
            mine = [one for one in offers if one.data["callback"] == callback]
            answers = [one for one in mine if one.kind in ("offer.accepted", "offer.refused")]
            last = max(answers, key=lambda one: (one.at, one.kind), default=None)
            self.add(mine[0].at, "offer", last.kind[6:] if last else "said")


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=acts, batch=st.integers(1, 30), pause=st.integers(1, 12))
def test_counting_as_it_comes_is_what_a_naive_count_of_the_whole_finds(lanyue, qingtan, told, batch, pause):
    with transaction.atomic():
        teller = Teller([lanyue.id, qingtan.id])
        for number, act in enumerate(told):
            teller.play(act)
            if number % pause == 0:
                count_all(teller.at, batch=batch)
        count_all(teller.at, batch=batch)

        entries = entries_after(0, limit=100_000)
        for wallet in (lanyue, qingtan):
            summed: Counter[tuple[str, ...]] = Counter()
            for key, n in cells(wallet.id).items():
                summed[key[:3]] += n
            assert dict(summed) == Naive(entries, wallet.id).count()
        assert recount.verify().differences == ()
        _forget_everything()


def _forget_everything() -> None:
    """Undo this example: the journal itself cannot be deleted, so that the transaction is given up."""
    for model in (Count, Fact, Cursor):
        model.objects.all().delete()
    transaction.set_rollback(True)
