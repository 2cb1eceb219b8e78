"""Reports from the public page: one suspect however it is spelled, bounded, reviewed, published by two people only."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from answerback.channels.check import check
from answerback.channels.current import index_at
from answerback.channels.models import Change
from answerback.channels.publish import publish
from answerback.channels.verdicts import Standing
from answerback.journal.models import Entry
from answerback.journal.write import SYSTEM, Actor
from answerback.people.models import Role
from answerback.reports import receive as reports
from answerback.reports.models import Evidence, Suspect, SuspectState
from answerback.reports.receive import MOST_A_DAY, Told, receive
from answerback.reports.refusals import NothingToReport, SuspectReviewed, TooManyReports
from answerback.reports.retention import forget_old
from answerback.reports.review_suspect import dismiss_suspect, open_picture, propose_suspect
from answerback.tickets.refusals import FileNotAccepted
from tests.cast import NOON, make_member
from tests.phrase import PHRASE

if TYPE_CHECKING:
    from tests.cast import Cast


def reported(cast: Cast, thing: str = "13800138000", *, sender: str = "192.0.2.7", **told: object) -> Suspect:
    return receive(cast.wallet, thing, Told(**told), sender=sender, by=SYSTEM, at=NOON)  # type: ignore[arg-type]


def photograph() -> bytes:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (20, 20)).save(content, "JPEG", exif=exif)
    return content.getvalue()


def test_one_thing_is_one_suspect_however_it_is_spelled(cast: Cast) -> None:
    first = reported(cast, "13800138000", words="他说他是客服")
    second = reported(cast, "+86 138-0013-8000", sender="192.0.2.8")

    suspect = Suspect.objects.get()
    assert (first.id, second.id, suspect.value, suspect.times) == (
        suspect.id,
        suspect.id,
        "+8613800138000",
        2,
    )


def test_one_sender_reports_a_thing_once_a_day(cast: Cast) -> None:
    reported(cast, words="first")
    reported(cast, words="again")

    assert (Suspect.objects.get().times, [one.text for one in Evidence.objects.all()]) == (1, ["first"])


def test_network_address_is_not_kept(cast: Cast) -> None:
    reported(cast)
    receive(cast.wallet, "13800138000", Told(), sender="192.0.2.7", by=SYSTEM, at=NOON + timedelta(days=1))

    indexes = set(Evidence.objects.values_list("sender_index", flat=True))
    assert (len(indexes), any("192.0.2.7" in one for one in indexes)) == (2, False)


def test_one_sender_sends_a_few_reports_a_day(cast: Cast) -> None:
    for number in range(MOST_A_DAY):
        reported(cast, f"1380013800{number}")

    with pytest.raises(TooManyReports):
        reported(cast, "13800138009")
    assert Suspect.objects.count() == MOST_A_DAY


def test_of_one_suspect_some_evidence_is_kept_and_the_rest_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_EVIDENCE", 2)
    for number in range(4):
        reported(cast, sender=f"192.0.2.{number}")

    assert (Suspect.objects.get().times, Evidence.objects.count()) == (4, 2)


def test_a_day_takes_so_many_new_suspects(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_NEW_A_DAY", 1)
    reported(cast, "13800138000")

    with pytest.raises(reports.ReportsFull):
        reported(cast, "13800138001", sender="192.0.2.8")
    assert reported(cast, "13800138000", sender="192.0.2.9").times == 1


@pytest.mark.parametrize("thing", ["", "hello there", PHRASE])
def test_what_names_nothing_is_refused(cast: Cast, thing: str) -> None:
    with pytest.raises(NothingToReport):
        reported(cast, thing)
    assert Suspect.objects.count() == 0


def test_secret_in_the_words_is_taken_out(cast: Cast) -> None:
    reported(cast, words=f"he made me type {PHRASE}")

    assert PHRASE.split()[0] not in Evidence.objects.get().text.replace("he made me type", "")


def test_screenshot_is_made_anew_and_sealed(cast: Cast) -> None:
    reported(cast, picture=photograph())

    evidence = Evidence.objects.get()
    opened = open_picture(evidence, by=cast.han_meimei, at=NOON)
    assert opened is not None
    assert (opened.kind, b"taken at home" in opened.content, opened.content[:3]) == (
        "jpeg",
        False,
        b"\xff\xd8\xff",
    )
    assert (
        opened.content in bytes(evidence.picture),
        Entry.objects.filter(kind="evidence.opened").count(),
    ) == (
        False,
        1,
    )


def test_file_that_is_no_picture_is_refused(cast: Cast) -> None:
    with pytest.raises(FileNotAccepted):
        reported(cast, picture=b"just text")
    assert Suspect.objects.count() == 0


def test_accepted_report_is_told_after_a_second_person_published_it(cast: Cast) -> None:
    suspect = reported(cast, "lanyue-claim.top")
    other = make_member(cast.wallet, Role.SUPERVISOR, "wang", "王芳", "Wang Fang", "3001")
    for _ in range(2):
        propose_suspect(
            suspect,
            value="",
            reason="asks for seed phrases",
            reviewer=cast.supervisor,
            by=cast.han_meimei,
            at=NOON,
        )
    before = check("lanyue-claim.top", index_at(NOON)).items[0].standing
    change = Change.objects.get()
    publish(change, by=Actor("staff", other.id), at=NOON)

    after = check("hxxps://Lanyue-Claim[.]top/x", index_at(NOON)).items[0].standing
    assert (suspect.state, suspect.change_id) == (SuspectState.PROPOSED, change.id)
    assert (before is Standing.REPORTED, after) == (False, Standing.REPORTED)


def test_reviewed_suspect_is_not_reviewed_otherwise(cast: Cast) -> None:
    suspect = reported(cast)
    for _ in range(2):
        dismiss_suspect(suspect, reviewer=cast.supervisor, by=cast.han_meimei, at=NOON)

    with pytest.raises(SuspectReviewed):
        propose_suspect(suspect, value="", reason="x", reviewer=cast.supervisor, by=cast.han_meimei, at=NOON)
    assert Change.objects.count() == 0


def test_evidence_goes_some_time_after_the_review_and_the_finding_stays(cast: Cast) -> None:
    suspect = reported(cast, words="words", picture=photograph())
    dismiss_suspect(suspect, reviewer=cast.supervisor, by=cast.han_meimei, at=NOON)

    early = forget_old(cast.wallet, at=NOON + timedelta(days=89))
    late = forget_old(cast.wallet, at=NOON + timedelta(days=91))
    assert (early, late, Evidence.objects.count(), Suspect.objects.get().state) == (0, 1, 0, "dismissed")
