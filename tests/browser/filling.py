"""Fills a running demo with something of everything: `python -m tests.browser.filling` in its environment.

It prints one console address for each kind of page that names a thing, and a way in for two roles.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime


def main() -> None:
    """From a process of its own, as an import from the command line would write."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerback.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.urls import reverse

    from answerback.customers.models import Customer
    from answerback.people import sign_in_link
    from answerback.people.models import Membership, Person
    from answerback.wallets.models import Wallet
    from tests.filled import fill

    wallet = Wallet.objects.get(slug="lanyue")
    customer = Customer.objects.for_wallet(wallet).get(external_id="demo-user")
    agent = Membership.objects.for_wallet(wallet).get(role="agent")
    ids = fill(wallet, customer, agent, at=datetime.now(UTC))
    for name, key in THINGS.items():
        print(reverse(f"console:{name}", args=[ids[key]]))
    for username in ("hanmeimei", "admin"):
        person = Person.objects.get(username=username)
        link = sign_in_link.make(person, at=datetime.now(UTC), purpose=sign_in_link.Purpose.DEMO)
        print(settings.ORIGINS["staff"] + sign_in_link.path_of(link))
    for name in ("version", "version_words", "version_json", "version_changes", "version_trial"):
        print(reverse(f"console:{name}", args=[ids["guide_id"], 1]))


THINGS = {
    "alarm": "alarm_id",
    "suspect": "suspect_id",
    "callback": "callback_id",
    "customer": "customer_id",
    "customer_erasure": "customer_id",
    "ticket": "ticket_id",
    "event": "event_id",
    "import": "run_id",
    "rule": "rule_id",
    "guide": "guide_id",
}

if __name__ == "__main__":
    main()
