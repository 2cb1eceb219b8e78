from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from answerback.ui.refusals import Refusal


class TooLate(Refusal):
    code = "test.too_late"
    status = 410
    says = _("%(name)s is too late by 100%%.")


def test_refusal_in_a_log_shows_its_code_and_no_personal_data() -> None:
    assert str(TooLate(name="李雷")) == "test.too_late"


def test_refusal_sentence_fills_its_named_holes() -> None:
    assert TooLate(name="李雷").sentence == "李雷 is too late by 100%."


def test_refusal_sentence_speaks_the_language_active_when_it_is_read() -> None:
    refusal = Refusal()
    with override("en"):
        english = refusal.sentence
    with override("zh-hans"):
        chinese = refusal.sentence
    assert (english, chinese) == ("This cannot be done now.", "现在还不能这样做。")


def test_refusal_carries_its_holes_status_and_next_time() -> None:
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    refusal = TooLate(retry_at=at, name="李雷")
    assert (refusal.status, refusal.retry_at, refusal.holes) == (410, at, {"name": "李雷"})
