"""Two hundred subdomains that lead to no client, whatever they look like."""

import itertools

import pytest
from django.test import Client as Browser

from platform_admin.subdomains import RESERVED
from tenants.hosts import forget_hosts

_CLIENTS = ("acme", "globex")
_AFTER = (
    "x",
    "-",
    "_",
    "0",
    "--",
    ".x",
    "-staging",
    "%00",
    "\u0131",
    "\u200b",
    " ",
    "\t",
    "..",
    "@",
    ",",
    ";",
    "'",
    "*",
)
_BEFORE = ("x", "-", "_", "0", "x.", "www.", "%00", "\u200b", " ", "*.", "@", "evil.example@", "$", "{{", "../", "//")
_OF_SCHEMAS = (
    "public",
    "information_schema",
    "pg_catalog",
    "t_0123456789abcdef0123456789abcdef",
    "platform",
    "template1",
)
_FORGED = ("xn--acme", "xn--", "xn--80akm2a", "аcme", "ａcme", "acmе", "glοbex", "ácme", "acme\u0301", "ACME\u0130")
HOSTILE = [
    *(f"{name}{after}.localhost" for name, after in itertools.product(_CLIENTS, _AFTER)),
    *(f"{before}{name}.localhost" for name, before in itertools.product(_CLIENTS, _BEFORE)),
    *(f"{name}.localhost" for name in (*_OF_SCHEMAS, *_FORGED)),
    *(f"{word}.localhost" for word in sorted(RESERVED)),
]
HOSTILE = HOSTILE[:260]


def test_there_are_two_hundred_of_them():
    assert len(set(HOSTILE)) >= 200


def test_none_of_them_is_a_clients_and_all_are_answered_alike(acme, globex):
    forget_hosts()
    unknown = Browser(HTTP_HOST="never-heard-of.localhost").get("/accounts/login/")
    assert [Browser(HTTP_HOST=f"{name}.localhost").get("/accounts/login/").status_code for name in _CLIENTS] == [
        200,
        200,
    ]

    answers = {host: Browser(HTTP_HOST=host).get("/accounts/login/") for host in HOSTILE}

    wrong = {host: answer.status_code for host, answer in answers.items() if answer.content != unknown.content}
    assert wrong == {}
    assert {answer.status_code for answer in answers.values()} == {404}


@pytest.mark.parametrize("host", ["acmex.localhost", "*.localhost", "acme.localhost.evil.example", "admin.localhost"])
def test_none_of_them_gets_a_certificate(acme, host):
    answer = Browser(HTTP_HOST="web:8000").get("/internal/tls-check", {"domain": host})

    assert (answer.status_code, answer.content) == (404, b"")
