"""Passwords as settings, links and commands hold them, and as people put them behind arrows and brackets."""

import pytest

from answerback.guard import find


def passwords(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find(text) if found.kind == "password"]


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ('{"user": "lilei", "password": "Tiger548710", "x": 1}', "Tiger548710"),
        ('"password": "Tiger@548710",', "Tiger@548710"),
        ("'dbPassword' => 'Tiger@548710'", "Tiger@548710"),
        ("walletPassword=Tiger548710", "Tiger548710"),
        ("mysql -h db -u root -pTiger548710 wallet", "Tiger548710"),
        ("sshpass -p Tiger548710 ssh root@10.0.0.1", "Tiger548710"),
        ("curl -u lilei:Tiger548710 https://wallet.example", "Tiger548710"),
        ("redis-cli -a Tiger548710", "Tiger548710"),
        ("https://lilei:Tiger548710@wallet.example/x", "Tiger548710"),
        ("https://lilei:Beijing@548710@wallet.example/", "Beijing@548710"),
        ("postgres://root:Tiger548710@db:5432/wallet", "Tiger548710"),
        ("钱包密码->Tiger548710", "Tiger548710"),
        ("password => Tiger548710", "Tiger548710"),
        ("密码【Tiger548710】", "Tiger548710"),
        ("密码跟以前的Tiger548710", "Tiger548710"),
        ("交易密码是六位数字548710", "548710"),
        ("mima Tiger548710", "Tiger548710"),
        ("the passphrase I use is Tiger548710", "Tiger548710"),
        ("my pin's 4821", "4821"),
        ("her pass was Tiger548710", "Tiger548710"),
    ],
)
def test_password_where_it_is_expected(text: str, password: str) -> None:
    assert passwords(text) == [password]
