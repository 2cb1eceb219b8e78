"""Anybody reports a swindler on the public page."""

from __future__ import annotations

from itertools import count

from django.test import Client

from answerback.wallets.places import Place
from tests.cast import Cast, make_cast
from tests.texts.acts.act import Act

# One sender's second report of a thing on one day is his first: every report is about another number.
_numbers = map("1380013{:04}".format, count())


def stage() -> Cast:
    return make_cast()


def report(cast: Cast, text: str) -> object:
    given = {"thing": next(_numbers), "wallet": cast.wallet.slug, "words": text}
    return Client().post("/check/reports", given)


ACTS = (Act("report", Place.REPORT, ("reports.Evidence.text", "public.ReportForm.words"), report),)
