"""Before and after a call: asking, choosing a time, refusing, writing, stopping; every press may come twice."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from answerback.callbacks.models import Callback, Preparation
from answerback.customers.models import OwnNote, Stop
from answerback.portal.clock import now
from answerback.storage.ids import new_id

SEED = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"


def again(callback: Callback) -> Callback:
    return Callback.objects.for_wallet(callback.wallet_id).get(id=callback.id)


def test_asking_twice_is_one_callback_with_the_words_beside_it(user, cast):
    codes = [
        user.post("/my/callback-request", {"text": "Please explain the fee."}).status_code for _ in range(2)
    ]
    rows = Callback.objects.for_wallet(cast.wallet).filter(customer=cast.customer)
    kept = Preparation.objects.for_wallet(cast.wallet).get()

    assert (codes, [row.kind for row in rows]) == ([302, 302], ["customer_request"])
    assert kept.text == "Please explain the fee."


def test_asking_is_refused_after_three_wishes_within_a_day(user, cast):
    for _ in range(3):
        user.post("/my/callback-request", {"text": ""})
        callback = Callback.objects.for_wallet(cast.wallet).get(ended_at=None)
        user.post(f"/my/callbacks/{callback.id}/refusal")
    answer = user.post("/my/callback-request", {"text": ""})
    assert (answer.status_code, answer["X-Refusal"]) == (429, "asked_too_often")


def test_asking_is_refused_to_whom_calls_were_stopped(user, cast):
    user.post("/my/calls-to-me/level", {"level": "everything", "sure": "yes"})
    answer = user.post("/my/callback-request", {"text": ""})
    assert (answer.status_code, answer["X-Refusal"]) == (409, "told_not_to_ring")


def test_wish_is_kept_but_not_the_recovery_phrase_beside_it(user, cast):
    answer = user.post("/my/callback-request", {"text": SEED}, follow=True)
    assert Callback.objects.for_wallet(cast.wallet).count() == 1
    assert not Preparation.objects.for_wallet(cast.wallet).exists()
    assert "was taken out before we kept your words" in answer.content.decode()


def test_chosen_half_hour_is_kept_and_goes_into_the_calendar(user, callback):
    page = user.get(f"/my/callbacks/{callback.id}/appointment").content.decode()
    slot = page.split('name="slot" value="')[3].split('"')[0]
    codes = [
        user.post(f"/my/callbacks/{callback.id}/appointment", {"slot": slot}).status_code for _ in range(2)
    ]
    file = user.get(f"/my/callbacks/{callback.id}/calendar.ics")

    chosen = again(callback).appointment_at
    assert (codes, f"{chosen:%Y-%m-%dT%H:%M:%SZ}") == ([302, 302], slot)
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART:{chosen:%Y%m%dT%H%M%SZ}".encode() in file.content


@pytest.mark.parametrize("slot", ["", "tomorrow", "2020-01-01T00:00:00Z"])
def test_time_that_is_not_on_offer_is_refused(user, callback, slot):
    answer = user.post(f"/my/callbacks/{callback.id}/appointment", {"slot": slot})
    assert (answer.status_code, again(callback).appointment_at) == (409, None)


def test_callback_without_a_chosen_time_has_no_calendar_file(user, callback):
    assert user.get(f"/my/callbacks/{callback.id}/calendar.ics").status_code == 404


def test_refusing_asks_once_more_and_holds_however_often_it_is_pressed(user, callback):
    question = user.get(f"/my/callbacks/{callback.id}/refusal").content.decode()
    before = again(callback).state
    codes = [user.post(f"/my/callbacks/{callback.id}/refusal").status_code for _ in range(2)]
    assert ("You do not want this call?" in question, before, codes) == (True, "planned", [302, 302])
    assert again(callback).state == "refused"


def test_call_is_taken_in_the_app_and_given_back_to_the_telephone(user, callback):
    user.post(f"/my/callbacks/{callback.id}/line", {"in_app": "yes"})
    in_app = again(callback).in_app
    user.post(f"/my/callbacks/{callback.id}/line", {"in_app": "no"})
    assert (in_app, again(callback).in_app) == (True, False)


def test_own_words_with_a_secret_are_not_kept_and_the_page_says_so(user, callback, cast):
    user.post(f"/my/callbacks/{callback.id}/words", {"text": "The fee was 5."})
    answer = user.post(f"/my/callbacks/{callback.id}/words", {"text": f"The words: {SEED}"})
    assert (answer.status_code, "Nothing was saved" in answer.content.decode()) == (422, True)
    assert Preparation.objects.for_wallet(cast.wallet).get().text == "The fee was 5."


def test_file_beside_a_call_comes_back_as_a_download(user, stranger, callback):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("fee.txt", b"the fee was five", content_type="text/plain")
    user.post(f"/my/callbacks/{callback.id}/files", {"file": file})
    page = user.get(f"/my/callbacks/{callback.id}").content.decode()
    path = "/my/files/" + page.split('href="/my/files/')[1].split('"')[0]
    sent, theirs = user.get(path), stranger.get(path)
    where = urlsplit(sent["Location"])
    mine = Client(headers={"host": where.netloc}).get(where.path)
    broken = Client(headers={"host": where.netloc}).get(
        where.path[:-10] + ("A" if where.path[-10] != "A" else "B") + where.path[-9:]
    )

    assert "No seed phrase, no code." in page
    assert (mine.content.strip(), mine["Content-Disposition"]) == (
        b"the fee was five",
        'attachment; filename="fee.txt"',
    )
    assert (mine["Content-Security-Policy"], theirs.status_code) == ("default-src 'none'; sandbox", 404)
    assert (where.netloc.split(":")[0], mine.cookies, broken.status_code) == ("check.localhost", {}, 410)


def test_note_is_private_until_shared_and_saved_once(user, cast, callback):
    fields = {"note_id": str(new_id()), "about": "a call", "text": "He knew my name."}
    codes = [user.post(f"/my/callbacks/{callback.id}/notes", fields).status_code for _ in range(2)]
    note = OwnNote.objects.for_wallet(cast.wallet).get()
    user.post(f"/my/notes/{note.id}/sharing", {"share": "yes"})
    shared = OwnNote.objects.for_wallet(cast.wallet).get().shared_at is not None
    user.post(f"/my/notes/{note.id}/sharing", {"share": "no"})

    assert (codes, note.text, note.callback_id, note.shared_at) == (
        [302, 302],
        "He knew my name.",
        callback.id,
        None,
    )
    assert (shared, OwnNote.objects.for_wallet(cast.wallet).get().shared_at) == (True, None)


def test_note_with_a_secret_is_not_kept(user, cast):
    answer = user.post("/my/notes", {"note_id": str(new_id()), "text": SEED})
    assert (answer.status_code, OwnNote.objects.for_wallet(cast.wallet).count()) == (422, 0)
    assert "Nothing was kept." in answer.content.decode()


def test_stopping_every_call_asks_first_then_says_it_and_can_be_undone(user, cast):
    question = user.post("/my/calls-to-me/level", {"level": "everything"}).content.decode()
    cast.customer.refresh_from_db()
    before = cast.customer.stop
    done = user.post(
        "/my/calls-to-me/level", {"level": "everything", "sure": "yes"}, follow=True
    ).content.decode()
    home = user.get("/my/").content.decode()
    user.post("/my/calls-to-me/level", {"level": "nothing"})
    cast.customer.refresh_from_db()

    assert ("Stop every call?" in question, before) == (True, Stop.NOTHING)
    assert ("Undo" in done, "You told us not to ring." in home) == (True, True)
    assert cast.customer.stop == Stop.NOTHING


def test_quiet_time_begins_and_ends(user, cast):
    user.post("/my/calls-to-me/quiet", {"hours": "72"})
    cast.customer.refresh_from_db()
    until = cast.customer.quiet_until
    user.post("/my/calls-to-me/quiet", {"end": "yes"})
    cast.customer.refresh_from_db()

    assert abs(until - now() - timedelta(hours=72)) < timedelta(minutes=1)
    assert cast.customer.quiet_until is None
