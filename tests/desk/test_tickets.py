"""The agent's own tickets and one found by its reference, as it is spelled on the telephone."""

from answerback.desk.spelling import aloud
from answerback.tickets.reference import new_reference, spoken
from tests.cast import make_cast
from tests.desk.acting import Desk, signed_in


def test_ticket_is_found_by_its_reference_however_it_is_typed(desk: Desk) -> None:
    desk.talk()
    desk.page()
    ticket = desk.cast.customer.tickets.get()
    typed = spoken(ticket.reference).lower().replace("-", " ")
    answer = desk.client.get("/desk/tickets", {"q": typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/tickets/{ticket.id}")
    page = desk.client.get(f"/desk/tickets/{ticket.id}").content.decode()
    assert (spoken(ticket.reference) in page, desk.entries("customer.read")) == (True, 2)
    desk.client.get(f"/desk/tickets/{ticket.id}")
    assert desk.entries("customer.read") == 2


def test_ticket_of_another_wallet_is_not_there(desk: Desk) -> None:
    desk.talk()
    desk.page()
    ticket = desk.cast.customer.tickets.get()
    stranger = signed_in(make_cast("qingtan").agent)
    assert stranger.get(f"/desk/tickets/{ticket.id}").status_code == 404
    assert stranger.get("/desk/tickets", {"q": ticket.reference}).status_code == 200


def test_list_shows_ones_own_tickets_and_unknown_references_are_told(desk: Desk) -> None:
    desk.talk()
    desk.page()
    ticket = desk.cast.customer.tickets.get()
    assert spoken(ticket.reference) in desk.client.get("/desk/tickets").content.decode()
    assert spoken(ticket.reference) not in desk.other.get("/desk/tickets").content.decode()
    unknown = new_reference()
    assert "No ticket has this reference" in desk.client.get("/desk/tickets", {"q": unknown}).content.decode()


def test_reference_is_spelled_in_the_language_of_the_call() -> None:
    assert aloud("K7M4QX9TY", language="en") == ["Kilo 7 Mike", "4 Quebec X-ray", "9 Tango Yankee"]
    assert aloud("K7M4QX9TY", language="zh-hans") == [
        "昆明的K、七、绵阳的M",
        "四、青岛的Q、西安的X",
        "九、天津的T、银川的Y",
    ]
