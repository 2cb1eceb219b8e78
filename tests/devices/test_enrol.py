"""A device gets its key by its owner's own session, shows that it holds it, and can be removed."""

from __future__ import annotations

import re

import pytest

from answerback.devices import enrol
from answerback.devices.enrol import MOST, TRIES, DeviceCodeWrong, TooManyDevices
from answerback.devices.models import DeviceKey
from answerback.journal.models import Entry
from tests.cast import NOON, Cast
from tests.devices.app import App

pytestmark = pytest.mark.django_db


def begun(cast: Cast) -> App:
    return App.scan(enrol.begin(cast.customer, by=cast.user, at=NOON).uri)


def added(cast: Cast) -> App:
    app = begun(cast)
    enrol.confirm(cast.customer, app.device, app.first_code(), by=cast.user, at=NOON)
    return app


def test_key_counts_once_the_app_has_shown_that_it_holds_it(cast: Cast) -> None:
    app = begun(cast)
    assert enrol.confirmed(cast.customer) == []
    code = app.first_code()
    enrol.confirm(cast.customer, app.device, f"{code[:4]} {code[4:]}", by=cast.user, at=NOON)
    enrol.confirm(cast.customer, app.device, code, by=cast.user, at=NOON)

    assert [device.id for device in enrol.confirmed(cast.customer)] == [app.device]
    assert (app.suite, len(app.key)) == ("OCRA-1:HOTP-SHA256-8:QA08", 32)
    assert Entry.objects.filter(kind="device_key.confirmed").count() == 1


def test_key_is_sealed_and_bound_to_its_wallet(cast: Cast) -> None:
    from django.db import connection

    app = begun(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM devices_devicekey")
        (stored,) = cursor.fetchone()

    assert app.key.hex().encode() not in bytes(stored)
    assert app.key not in bytes(stored)
    assert DeviceKey.objects.for_wallet(cast.wallet).get().secret == app.key.hex()


def test_five_wrong_codes_give_the_key_up(cast: Cast) -> None:
    app = begun(cast)
    for _ in range(TRIES):
        with pytest.raises(DeviceCodeWrong):
            enrol.confirm(cast.customer, app.device, "00000000", by=cast.user, at=NOON)
    with pytest.raises(DeviceCodeWrong):
        enrol.confirm(cast.customer, app.device, app.first_code(), by=cast.user, at=NOON)

    assert enrol.confirmed(cast.customer) == []


def test_new_key_takes_the_place_of_one_that_was_not_confirmed(cast: Cast) -> None:
    old, new = begun(cast), begun(cast)
    enrol.confirm(cast.customer, new.device, new.first_code(), by=cast.user, at=NOON)

    with pytest.raises(DeviceCodeWrong):
        enrol.confirm(cast.customer, old.device, old.first_code(), by=cast.user, at=NOON)


def test_customer_has_five_devices_and_may_remove_one_for_another(cast: Cast) -> None:
    apps = [added(cast) for _ in range(MOST)]
    with pytest.raises(TooManyDevices):
        begun(cast)
    for _ in range(2):
        enrol.revoke(cast.customer, apps[0].device, by=cast.user, at=NOON)

    assert added(cast).device in [device.id for device in enrol.confirmed(cast.customer)]
    assert Entry.objects.filter(kind="device_key.revoked").count() == 1


def test_stranger_can_neither_confirm_nor_remove(cast: Cast) -> None:
    app = begun(cast)
    with pytest.raises(DeviceCodeWrong):
        enrol.confirm(cast.stranger, app.device, app.first_code(), by=cast.user, at=NOON)
    enrol.confirm(cast.customer, app.device, app.first_code(), by=cast.user, at=NOON)
    enrol.revoke(cast.stranger, app.device, by=cast.user, at=NOON)

    assert len(enrol.confirmed(cast.customer)) == 1


def test_page_shows_the_key_once_and_takes_the_apps_code(cast: Cast, settings: object) -> None:
    from tests.devices.pages import enter

    user = enter(cast.customer, settings)
    assert b"answerback-ocra" not in user.get("/my/devices").content
    page = user.post("/my/devices/addition").content.decode()
    (uri,) = re.findall(r'href="(answerback-ocra://[^"]+)"', page)
    app = App.scan(uri.replace("&amp;", "&"))

    assert "<svg" in page
    assert b"answerback-ocra" not in user.get("/my/devices").content
    sent = {"device": str(app.device), "code": app.first_code()}
    assert user.post("/my/devices/confirmation", sent).status_code == 302
    assert user.get("/my/devices").content.count(b"/my/devices/removal") == 1
    assert user.post("/my/devices/removal", {"device": str(app.device)}).status_code == 302
    assert enrol.confirmed(cast.customer) == []
