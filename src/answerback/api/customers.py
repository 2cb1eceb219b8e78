"""`/api/v1/customers/{external_id}`: whom the wallet's backend brings, changes and erases."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status

from answerback.api import shapes
from answerback.api.key_auth import Key, actor_of, customer_of, wallet_of
from answerback.api.openapi import IF_MATCH, problems
from answerback.api.refusals import BadHeader
from answerback.customers.data import ConsentData, CustomerData, NumberData
from answerback.customers.erase import erase
from answerback.customers.models import Customer, PhoneNumber
from answerback.customers.queries import consents_of, numbers_of
from answerback.intake.resume import arrive
from answerback.wallets.kinds import Scope

ETAG = re.compile(r'"([1-9][0-9]{0,8})"', re.ASCII)
router = Router(tags=["customers"])


@router.put(
    "/customers/{external_id}",
    auth=Key(Scope.CUSTOMERS_WRITE),
    response={
        200: shapes.CustomerOut,
        201: shapes.CustomerOut,
        **problems(400, 401, 403, 412, 413, 415, 422, 429),
    },
    operation_id="bring_customer",
    summary="Bring or change a customer",
    openapi_extra=IF_MATCH,
)
def bring_customer(
    request: HttpRequest, response: HttpResponse, external_id: str, data: shapes.CustomerIn
) -> Status[dict[str, Any]]:
    """Events that waited for this customer go on at once. The same body again changes nothing."""
    brought = arrive(
        wallet_of(request),
        external_id,
        _data(data),
        if_match=_version_wanted(request),
        by=actor_of(request),
        at=timezone.now(),
    )
    response["ETag"] = f'"{brought.version}"'
    return Status(201 if brought.created else 200, _shown(brought.customer))


@router.get(
    "/customers/{external_id}",
    auth=Key(Scope.READ),
    response={200: shapes.CustomerOut, **problems(401, 403, 404, 429)},
    operation_id="read_customer",
    summary="See what is kept of a customer",
)
def read_customer(request: HttpRequest, response: HttpResponse, external_id: str) -> dict[str, Any]:
    """Without the name, and numbers by their last two digits only."""
    customer = customer_of(request, external_id)
    response["ETag"] = f'"{customer.version}"'
    return _shown(customer)


@router.delete(
    "/customers/{external_id}",
    auth=Key(Scope.CUSTOMERS_WRITE),
    response={204: None, **problems(401, 403, 404, 409, 429)},
    operation_id="erase_customer",
    summary="Erase a customer",
)
def erase_customer(request: HttpRequest, external_id: str) -> Status[None]:
    """Everything personal goes, here and in the journal. A second time nothing is found (404)."""
    erase(customer_of(request, external_id), by=actor_of(request), at=timezone.now())
    return Status(204, None)


def _version_wanted(request: HttpRequest) -> int | None:
    """`If-Match: "3"`, or `If-None-Match: *` for a customer that must be new."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        return 0
    wanted = request.headers.get("If-Match")
    if wanted is None or wanted.strip() == "*":
        return None
    found = ETAG.fullmatch(wanted.strip())
    if found is None:
        raise BadHeader(header="If-Match")
    return int(found[1])


def _data(sent: shapes.CustomerIn) -> CustomerData:
    plain = sent.model_dump(exclude={"numbers", "consents"})
    numbers = None if sent.numbers is None else tuple(NumberData(**one.model_dump()) for one in sent.numbers)
    consents = (ConsentData(purpose, **one.model_dump()) for purpose, one in sent.consents.items())
    return CustomerData(**plain, numbers=numbers, consents=tuple(consents))


def _shown(customer: Customer) -> dict[str, Any]:
    names = ("external_id", "version", "language", "zone", "stop", "quiet_until", "prefers_in_app")
    return {name: getattr(customer, name) for name in names} | {
        "numbers": [_number(one) for one in numbers_of(customer)],
        "consents": sorted(consents_of(customer).values_list("purpose", flat=True)),
    }


def _number(one: PhoneNumber) -> dict[str, Any]:
    kept = ("verified_at", "changed_at", "sim_changed_at", "forwarding")
    return {"ending": one.last_two} | {name: getattr(one, name) for name in kept}
