"""Which records a sender wants by mail service, what is found of them, and what is said of what is wrong."""

import pytest
from django.core.checks import run_checks

from tenants.context import platform_scope
from tenants.domains.found import Finding, Outcome
from tenants.senders.models import SenderClaim
from tenants.senders.records import look_up, wanted_of
from tenants.senders.services import ServiceUnreadable, read_templates
from tests.name_server import FIRST, SILENT

DOMAIN = "hr.acme.example"
DKIM, OURS = f"mail._domainkey.{DOMAIN}", "mail._domainkey.localhost"
KEY = "k=rsa; p=" + "MIGfMA0GCSqGSIb3" * 24  # as long as one of 2048 bits


@pytest.fixture(autouse=True)
def _on_the_platform(db):
    with platform_scope():
        yield


@pytest.fixture
def claim(acme_row) -> SenderClaim:
    return SenderClaim.objects.create(client=acme_row, name="Benefits", address=f"benefits@{DOMAIN}", domain=DOMAIN)


@pytest.fixture
def entered(internet, claim):
    """The internet, with all records as they should be, but for those that are only advised."""
    internet.zone("acme.example")
    internet.put(claim.proof_name, "TXT", claim.proof_value)
    internet.put(DKIM, "CNAME", OURS)
    return internet


@pytest.fixture
def postmark(settings, claim) -> SenderClaim:
    settings.SENDER_SERVICE, settings.SENDER_RECORDS = "postmark", ""
    claim.keys = [["20270101pm", KEY]]
    return claim


@pytest.fixture
def ses(settings, claim) -> SenderClaim:
    settings.SENDER_SERVICE, settings.SENDER_RECORDS, settings.SENDER_SES_REGION = "ses", "", "eu-west-1"
    claim.keys = [["one", ""], ["two", ""], ["three", ""]]
    return claim


def lines(claim: SenderClaim) -> list[str]:
    return [f"{one.record.kind} {one.record.name} {one.record.values[0]}" for one in wanted_of(claim)]


def found(claim: SenderClaim) -> dict[str, Finding]:
    told = look_up(claim)
    return {one.name: one.finding for one in (*told.records, *told.advised)}


def words(claim: SenderClaim, name: str) -> str:
    told = look_up(claim)
    return next(one.words for one in (*told.records, *told.advised) if one.name == name)


def test_own_mail_server_wants_its_key_by_alias(claim):
    assert lines(claim) == [
        f"TXT _benefits-sender.{DOMAIN} benefits-sender={claim.token}",
        f"CNAME {DKIM} {OURS}",
        f"TXT _dmarc.{DOMAIN} v=DMARC1; p=none",
    ]
    assert wanted_of(claim)[1].record.short_name == "mail._domainkey.hr"


def test_ses_wants_three_keys_and_a_return_path_of_its_region(ses):
    assert lines(ses)[1:-1] == [
        f"CNAME one._domainkey.{DOMAIN} one.dkim.amazonses.com",
        f"CNAME two._domainkey.{DOMAIN} two.dkim.amazonses.com",
        f"CNAME three._domainkey.{DOMAIN} three.dkim.amazonses.com",
        f"MX bounce.{DOMAIN} 10 feedback-smtp.eu-west-1.amazonses.com",
        f"TXT bounce.{DOMAIN} v=spf1 include:amazonses.com ~all",
    ]


def test_postmark_wants_its_key_whole_and_its_return_path(postmark):
    assert lines(postmark)[1:-1] == [
        f"TXT 20270101pm._domainkey.{DOMAIN} {KEY}",
        f"CNAME pm-bounces.{DOMAIN} pm.mtasv.net",
    ]


def test_service_that_has_given_no_keys_yet_proves_nothing(ses, internet):
    ses.keys = []
    internet.zone("acme.example")
    internet.put(ses.proof_name, "TXT", ses.proof_value)
    internet.put(f"bounce.{DOMAIN}", "MX", "10 feedback-smtp.eu-west-1.amazonses.com.")
    internet.put(f"bounce.{DOMAIN}", "TXT", "v=spf1 include:amazonses.com ~all")

    told = look_up(ses)

    assert told.outcome == Outcome.UNCLEAR
    assert "has given no values for this domain yet" in [one.words for one in told.records][1]


@pytest.mark.parametrize(
    ("service", "records", "why"),
    [
        ("sendgrid", "", "ses, postmark or own"),
        ("own", "", "no DKIM record"),
        ("own", "TXT {domain} v=spf1 include:a.example ~all", "no DKIM record"),
        ("own", "A x._domainkey.{domain} 192.0.2.1", "is no record"),
        ("own", "CNAME x._domainkey.acme.example y", "is no record"),
        ("own", "CNAME", "is no record"),
    ],
)
def test_settings_that_cannot_be_read_are_refused_before_anything_starts(settings, service, records, why):
    settings.SENDER_SERVICE, settings.SENDER_RECORDS = service, records

    with pytest.raises(ServiceUnreadable, match=why):
        read_templates(service, records, region="us-east-1")
    assert "tenants.E003" in [error.id for error in run_checks()]


def test_all_records_prove_it_whatever_is_only_advised(entered, claim):
    told = look_up(claim)

    assert told.outcome == Outcome.PROVEN
    assert [one.finding for one in told.records] == [Finding.RIGHT, Finding.RIGHT]
    assert [one.finding for one in told.advised] == [Finding.MISSING]
    assert told.records[1].servers[0] == (f"ns1.dns.example ({FIRST})", f"leads on to {OURS}")


@pytest.mark.parametrize(
    ("kind", "values", "finding", "why"),
    [
        ("CNAME", ["other.example"], Finding.WRONG, "leads to other.example"),
        ("TXT", ["v=DKIM1; p=abc"], Finding.MISSING, "Not there yet"),
        ("CNAME", ["MAIL._domainkey.LOCALHOST"], Finding.RIGHT, "Found"),
    ],
    ids=["elsewhere", "no alias", "in capitals"],
)
def test_alias_of_the_key_leads_to_the_service(entered, claim, kind, values, finding, why):
    entered.drop(DKIM, "CNAME")
    entered.put(DKIM, kind, *values)

    assert found(claim)[DKIM] == finding
    assert why in words(claim, DKIM)


@pytest.mark.parametrize(
    ("values", "finding", "why"),
    [
        ([KEY], Finding.RIGHT, "Found"),
        (["v=DKIM1; " + KEY + ";"], Finding.RIGHT, "Found"),
        ([KEY[:60]], Finding.WRONG, "another key"),
        ([KEY, "v=DKIM1; p=abc"], Finding.WRONG, "another key"),
        (["hello"], Finding.WRONG, "“hello” instead"),
        ([], Finding.MISSING, "Not there yet"),
    ],
    ids=["as given", "with a version", "cut off", "two", "something else", "nothing"],
)
def test_key_in_a_txt_record_is_the_one_of_the_service(entered, postmark, values, finding, why):
    name = f"20270101pm._domainkey.{DOMAIN}"
    entered.put(name, "TXT", *values)

    assert found(postmark)[name] == finding
    assert why in words(postmark, name)


@pytest.mark.parametrize(
    ("values", "finding", "why"),
    [
        (["10 feedback-smtp.eu-west-1.amazonses.com."], Finding.RIGHT, "Found"),
        (["20 feedback-smtp.eu-west-1.amazonses.com."], Finding.RIGHT, "Found"),
        (["10 feedback-smtp.eu-west-1.amazonses.com.", "5 mx.acme.example."], Finding.WRONG, "Leave this one alone"),
        (["10 mx.acme.example."], Finding.WRONG, "“10 mx.acme.example” instead"),
    ],
    ids=["right", "another rank", "beside another", "another"],
)
def test_return_path_is_the_services_alone(entered, ses, values, finding, why):
    name = f"bounce.{DOMAIN}"
    entered.put(name, "MX", *values)
    told = next(one for one in look_up(ses).records if (one.kind, one.name) == ("MX", name))

    assert told.finding == finding
    assert why in told.words


@pytest.mark.parametrize(
    ("values", "finding", "why"),
    [
        (["v=spf1 include:spf.own.example ~all"], Finding.RIGHT, "Found"),
        (["v=spf1 mx include:spf.own.example -all", "google-site=1"], Finding.RIGHT, "Found"),
        (["v=spf1 mx -all"], Finding.WRONG, "Make it: v=spf1 include:spf.own.example mx -all"),
        (["v=spf1 mx -all", "v=spf1 include:spf.own.example ~all"], Finding.WRONG, "several SPF records"),
        (["v=spf10 include:spf.own.example"], Finding.MISSING, "Not there yet"),
        ([], Finding.MISSING, "Not there yet"),
    ],
    ids=["alone", "with others", "without it", "two", "another version", "none"],
)
def test_spf_is_only_advised_and_joined_to_what_is_there(entered, claim, settings, values, finding, why):
    settings.SENDER_RECORDS += " | TXT {domain} v=spf1 include:spf.own.example ~all"
    entered.put(DOMAIN, "TXT", *values)

    assert found(claim)[DOMAIN] == finding
    assert why in words(claim, DOMAIN)
    assert look_up(claim).outcome == Outcome.PROVEN


@pytest.mark.parametrize(
    ("name", "values", "finding", "why"),
    [
        (f"_dmarc.{DOMAIN}", ["v=DMARC1; p=reject; adkim=s"], Finding.RIGHT, f"signed for {DOMAIN}"),
        ("_dmarc.acme.example", ["v=DMARC1;p=quarantine"], Finding.RIGHT, "v=DMARC1;p=quarantine"),
        (f"_dmarc.{DOMAIN}", ["v=DMARC1; rua=mailto:a@acme.example"], Finding.WRONG, "without “p=”"),
        (f"_dmarc.{DOMAIN}", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], Finding.WRONG, "several policies"),
        (f"_dmarc.{DOMAIN}", ["hello"], Finding.MISSING, "no policy"),
    ],
    ids=["of the domain", "of the one registered", "says nothing", "two", "something else"],
)
def test_policy_is_advised_and_read_also_from_the_whole_domain(entered, claim, name, values, finding, why):
    entered.put(name, "TXT", *values)

    assert found(claim)[name if finding != Finding.MISSING else f"_dmarc.{DOMAIN}"] == finding
    assert why in " ".join(one.words for one in look_up(claim).advised)


def test_proof_of_another_claim_proves_nothing(entered, claim):
    entered.put(claim.proof_name, "TXT", "benefits-sender=" + "0" * 40)

    assert look_up(claim).outcome == Outcome.FAILED
    assert "another value" in words(claim, claim.proof_name)


def test_proof_by_way_of_an_alias_does_not_count(entered, claim):
    entered.drop(claim.proof_name, "TXT")
    entered.put(claim.proof_name, "CNAME", "left.example")
    entered.put("left.example", "TXT", claim.proof_value)

    assert look_up(claim).outcome == Outcome.FAILED


def test_servers_that_are_silent_prove_and_disprove_nothing(entered, claim):
    for name in (claim.proof_name, DKIM):
        entered.fail(name, SILENT)

    assert look_up(claim).outcome == Outcome.UNCLEAR
