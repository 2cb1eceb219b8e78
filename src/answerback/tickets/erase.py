"""Erasing a person: everything that this folder knows about him goes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from answerback.customers.models import Customer
from answerback.tickets.models import ActionRequest, Attachment, Ticket, TicketNote


@transaction.atomic
def erase_customer_rows(customer_id: UUID) -> int:
    """Delete the customer's tickets, notes, requests, ratings and files; returns how many rows went.

    Called by the erasing verb, after what refers to tickets (callbacks) is gone; twice is harmless.
    """
    # every wallet: the id of one customer names his wallet
    customer = Customer.objects.get(id=customer_id)
    about = Q(customer=customer)
    count = 0
    for model in (ActionRequest, Attachment, TicketNote, Ticket):
        count += model.objects.for_wallet(customer.wallet_id).filter(about).delete()[0]
    return count
