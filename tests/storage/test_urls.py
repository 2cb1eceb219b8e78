"""Database URLs."""

import pytest

from answerback.storage.urls import database_from_url


def test_sqlite_url_names_our_backend_and_the_file():
    assert database_from_url("sqlite:////var/lib/answerback/a.sqlite3") == {
        "ENGINE": "answerback.storage.sqlite",
        "NAME": "/var/lib/answerback/a.sqlite3",
        "CONN_MAX_AGE": None,
    }


def test_sqlite_url_with_three_slashes_before_an_absolute_path_is_the_same_file():
    assert database_from_url("sqlite:///" + "/srv/a.sqlite3")["NAME"] == "/srv/a.sqlite3"
    assert database_from_url("sqlite:///srv/a.sqlite3")["NAME"] == "/srv/a.sqlite3"


def test_postgresql_url_gives_all_its_parts():
    url = "postgresql://anna:p%40ss@db.example:6432/answerback?sslmode=verify-full"

    assert database_from_url(url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "answerback",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "verify-full"},
    }


@pytest.mark.parametrize(
    "url",
    ["postgresql://u@%2Frun%2Fpg/name", "postgresql://u@/name?host=/run/pg", "postgres:///name?host=/run/pg"],
)
def test_postgresql_url_may_name_a_socket_folder(url):
    assert (database_from_url(url)["HOST"], database_from_url(url)["NAME"]) == ("/run/pg", "name")


@pytest.mark.parametrize("url", ["", "mysql://u@h/n", "answerback.sqlite3"])
def test_other_urls_are_refused(url):
    with pytest.raises(ValueError, match="sqlite"):
        database_from_url(url)
