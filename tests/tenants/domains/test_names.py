"""Which names a client may ask to be reached at."""

import pytest

from tenants.domains.names import NameRefused, checked_name, is_apex, registered_domain, shown_name
from tenants.hosts import normalise_host


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("benefits.acme.com", "benefits.acme.com"),
        ("  Benefits.ACME.com ", "benefits.acme.com"),
        ("acme.co.uk", "acme.co.uk"),
        ("vorteile.müller.de", "vorteile.xn--mller-kva.de"),
        ("VORTEILE.MÜLLER.DE", "vorteile.xn--mller-kva.de"),
        ("xn--mller-kva.de", "xn--mller-kva.de"),
        ("faß.de", "xn--fa-hia.de"),
        ("ｂｅｎｅｆｉｔｓ.acme.com", "benefits.acme.com"),
        ("benefits。acme。com", "benefits.acme.com"),
        ("福利.例え.jp", "xn--kcr637g.xn--r8jz45g.jp"),
        ("benefits.acme.example", "benefits.acme.example"),
    ],
)
def test_name_is_stored_in_one_form(typed, stored):
    assert checked_name(typed) == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Write the name"),
        ("   ", "Write the name"),
        ("https://benefits.acme.com", "Leave out what stands before"),
        ("benefits.acme.com/path", "without a path"),
        ("benefits.acme.com\\path", "without a path"),
        ("benefits.acme.com?a=1", "what follows a “\\?”"),
        ("benefits.acme.com#top", "what follows a “#”"),
        ("benefits.acme.com:8443", "Leave out the port"),
        ("user@benefits.acme.com", "without “@”"),
        ("user:secret@benefits.acme.com", "without “@”"),
        ("*.acme.com", "A star stands for many"),
        ("_dmarc.acme.com", "no underscore"),
        ("my_benefits.acme.com", "no underscore"),
        ("benefits.acme.com.", "dot at the end"),
        ("benefits..acme.com", "is empty"),
        (".acme.com", "is empty"),
        ("benefits acme.com", "spaces and invisible"),
        ("benefits\u200b.acme.com", "spaces and invisible"),
        ("benefits.acme.com\x00", "spaces and invisible"),
        ("benefits\r\n.acme.com", "spaces and invisible"),
        ("192.0.2.7", "address of a machine"),
        ("127.1", "address of a machine"),
        ("2130706433", "address of a machine"),
        ("0x7f.0x0.0x0.0x1", "address of a machine"),
        ("::1", "address of a machine"),
        ("[2001:db8::1]", "address of a machine"),
        ("acme", "with its ending"),
        ("com", "with its ending"),
        ("co.uk", "an ending that many share"),
        ("github.io", "an ending that many share"),
        ("benefits.acme.local", "leads nowhere"),
        ("benefits.acme.internal", "leads nowhere"),
        ("benefits.acme.onion", "leads nowhere"),
        ("benefits.acme.test", "leads nowhere"),
        ("benefits.acme.invalid", "leads nowhere"),
        ("1.0.168.192.in-addr.arpa", "leads nowhere"),
        ("benefits.home.arpa", "leads nowhere"),
        ("localhost", "with its ending"),
        ("other.localhost", "belongs to the platform"),
        ("acme.localhost", "belongs to the platform"),
        ("deep.acme.localhost", "belongs to the platform"),
        ("-benefits.acme.com", "letters or hyphens"),
        ("benefits-.acme.com", "letters or hyphens"),
        ("xn--a.acme.com", "letters or hyphens"),
        ("a\u200db.acme.com", "spaces and invisible"),
        ("☃.acme.com", "letters or hyphens"),
        ("benefits.acme.com,evil.com", "letters or hyphens"),
        ("benefits.acme.com'--", "letters or hyphens"),
        ("%62enefits.acme.com", "letters or hyphens"),
        ("${jndi:ldap}.acme.com", "Leave out the port"),
        (f"{'a' * 64}.acme.com", "letters or hyphens"),
        (f"{'a.' * 118}acme.com", "characters"),
        ("ü" * 5000, "characters"),
    ],
    ids=range(53),
)
def test_what_is_no_name_of_a_company_is_refused_with_what_would_do(typed, why):
    assert checked_name("benefits.acme.com")

    with pytest.raises(NameRefused, match=why):
        checked_name(typed)


def test_names_for_examples_are_taken_in_the_embedded_mode_alone(settings):
    assert checked_name("benefits.acme.example")
    settings.EMBEDDED = False

    with pytest.raises(NameRefused, match="leads nowhere"):
        checked_name("benefits.acme.example")


@pytest.mark.parametrize("own", ["portal.benefits-platform.com", "app.portal.benefits-platform.com", "apps.com"])
def test_own_zones_are_refused_and_what_merely_ends_like_them_is_not(settings, own):
    settings.BASE_DOMAIN, settings.PLATFORM_HOST = "portal.benefits-platform.com", "apps.com"

    with pytest.raises(NameRefused, match="belongs to the platform"):
        checked_name(own)
    assert checked_name("xapps.com") == "xapps.com"
    assert checked_name("xportal.benefits-platform.com")


@pytest.mark.parametrize(
    ("host", "registered", "whole"),
    [
        ("acme.com", "acme.com", True),
        ("benefits.acme.com", "acme.com", False),
        ("acme.co.uk", "acme.co.uk", True),
        ("x.y.acme.co.uk", "acme.co.uk", False),
    ],
)
def test_whole_domain_is_told_from_a_name_within_it(host, registered, whole):
    assert (registered_domain(host), is_apex(host)) == (registered, whole)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("benefits.acme.com", "benefits.acme.com"),
        ("xn--mller-kva.de", "müller.de"),
        ("xn--kcr637g.xn--r8jz45g.jp", "福利.例え.jp"),
        # Letters of two scripts in one word, a whole word of another that reads like ours, and one without a dot.
        ("xn--l-7sba6dbr.com", "xn--l-7sba6dbr.com (рауpаl.com)"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com (аррӏе.com)"),
        ("xn--mcrosoft-tkb.com", "xn--mcrosoft-tkb.com (mıcrosoft.com)"),
    ],
)
def test_name_is_shown_as_it_is_read_unless_it_could_be_taken_for_another(host, shown):
    assert shown_name(host).startswith(host if "(" in shown else shown)
    assert ("(" in shown_name(host)) == ("(" in shown)


def test_visitor_finds_the_host_that_was_stored():
    assert normalise_host("faß.de") == checked_name("faß.de")
