import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_admin.subdomains import RESERVED, SubdomainRefused, checked_subdomain, free_subdomain
from tenants.models import Client, Domain


@pytest.mark.parametrize("wanted", ["abc", "acme-corp", "a1b", "x" * 63, "juniper", "bluefin", "cedarmain", "nsfoods"])
def test_plain_name_is_accepted_as_it_is(wanted):
    assert checked_subdomain(wanted) == wanted


def test_name_is_stored_in_lower_case_and_without_spaces_around_it():
    assert checked_subdomain("  Acme-Corp \n") == "acme-corp"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("", "Choose a subdomain"),
        ("   ", "Choose a subdomain"),
        ("ab", "3 to 63 characters; this one has 2"),
        ("x" * 64, "3 to 63 characters; this one has 64"),
        ("1abc", "Start with a letter"),
        ("-abc", "Start with a letter"),
        ("abc-", "cannot end with a hyphen"),
        ("a--b", "Two hyphens in a row"),
        ("xn--bcher-kva", "Two hyphens in a row"),
        ("a.b.c", "no dots"),
        ("a_b_c", "underscores"),
        ("a b c", "spaces"),
        ("abc\x00", "letters a to z"),
        ("../etc", "letters a to z"),
        ("a;drop", "letters a to z"),
        ("a%00b", "letters a to z"),
        ("a@b.c", "letters a to z"),
        ("a,b,c", "letters a to z"),
        ("<b>", "letters a to z"),
        ("café", "without accents"),
        ("аcme", "without accents"),  # Cyrillic a
        ("ac\u212aer", "without accents"),  # the Kelvin sign, in lower case a plain k
        ("ac\u200bme", "without accents"),
        ("information_schema", "underscores"),
    ],
)
def test_hostile_or_malformed_name_is_refused_with_its_own_sentence(wanted, sentence):
    with pytest.raises(SubdomainRefused, match=sentence):
        checked_subdomain(wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        *("www", "api", "admin", "platform", "static", "mail", "smtp", "imap", "ftp", "app", "auth", "login"),
        *("status", "help", "support", "docs", "blog", "cdn", "assets", "internal", "localhost", "test", "demo"),
        *("public", "autodiscover", "wpad", "isatap", "postmaster", "webmaster", "WWW", "Admin"),
        *("ns1", "ns12", "mx2", "www3", "smtp-2", "mail01"),
    ],
)
def test_reserved_name_is_refused(wanted):
    with pytest.raises(SubdomainRefused, match="reserved"):
        checked_subdomain(wanted)


def test_own_host_of_the_platform_is_refused(settings):
    settings.BASE_DOMAIN, settings.PLATFORM_HOST = "benefits.example", "bridge.benefits.example"

    with pytest.raises(SubdomainRefused, match="reserved"):
        checked_subdomain("bridge")


def test_list_of_reserved_names_is_long_and_well_formed():
    assert len(RESERVED) >= 150
    assert all(name == name.lower() and name.isascii() and " " not in name for name in RESERVED)


def test_name_of_another_client_is_refused_in_any_case(acme):
    with pytest.raises(SubdomainRefused, match="already belongs to a client"):
        free_subdomain("ACME")


def test_name_is_taken_while_another_client_answers_on_its_host(acme):
    client = Client.objects.get(subdomain="acme")
    Domain.objects.create(client=client, host="renamed.localhost")

    with pytest.raises(SubdomainRefused, match="already belongs to a client"):
        free_subdomain("renamed")


@given(st.text(max_size=70))
def test_whatever_is_accepted_is_one_label_of_a_host_name(wanted):
    try:
        subdomain = checked_subdomain(wanted)
    except SubdomainRefused:
        return

    assert subdomain.encode("idna").decode() == subdomain
    assert 3 <= len(subdomain) <= 63
