"""The harness keeps its promises: it notices a leak, a network call in a transaction, a missing part."""

import os
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_socket import SocketConnectBlockedError

from tests.canary import Canary
from tests.transactions import ConnectedInTransactionError, transaction_is_open


@pytest.mark.parametrize(
    ("output", "heard"),
    [
        ("dialling leg=7", []),
        ("dialling +8617000000077", ["+8617000000077", "17000000077"]),
        ("dialling 170-0000-0077", ["17000000077"]),
        ("note by 金丝雀甲乙", ["金丝雀甲乙"]),
    ],
)
def test_canary_is_heard_however_it_is_written(output, heard):
    assert Canary().heard_in(output) == heard


def test_tests_write_only_to_a_folder_of_their_own():
    assert Path(settings.ANSWERBACK.data_dir).name.startswith("answerback-test-")


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_connection_to_another_machine_is_refused():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.django_db
def test_wrapper_of_a_test_is_not_an_open_transaction():
    assert (connection.in_atomic_block, transaction_is_open()) == (True, False)


@pytest.mark.django_db
def test_connection_inside_a_transaction_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with transaction.atomic(), pytest.raises(ConnectedInTransactionError):
            socket.create_connection(address, timeout=1)


@pytest.mark.django_db(transaction=True)
def test_connection_after_commit_is_allowed():
    with transaction.atomic():
        pass
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.django_db
def test_database_is_the_one_that_was_asked_for(request):
    assert connection.vendor == request.config.getoption("--database")


@pytest.mark.django_db
@pytest.mark.skipif(
    os.environ.get("ANSWERBACK_TEST_DATABASE_URL") is not None, reason="PostgreSQL has no file"
)
def test_sqlite_is_a_real_file_in_the_folder_of_the_test():
    assert Path(connection.settings_dict["NAME"]).parent == Path(settings.ANSWERBACK.data_dir)
