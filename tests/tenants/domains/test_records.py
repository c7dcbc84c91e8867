"""What is found of a name on the network, and what is concluded from it."""

import pytest

from tenants.domains import lookup
from tenants.domains.found import Finding, Outcome
from tenants.domains.names import PROOF
from tenants.domains.records import look_up, records_of
from tests.name_server import FIRST, RESOLVER, SECOND, SILENT
from tests.tenants.domains.conftest import HOST

OWN = "acme.localhost"
TARGETS = [OWN]
OURS = "198.51.100.7"


@pytest.fixture
def claim(acme_row, claim_of):
    return claim_of(acme_row)


@pytest.fixture
def entered(internet, claim):
    """The internet, with both records as they should be."""
    internet.zone("acme.example")
    internet.put(claim.proof_name, "TXT", claim.proof_value)
    internet.put(HOST, "CNAME", OWN)
    internet.put(OWN, "A", OURS)
    return internet


def found(claim) -> tuple[Finding, Finding, Outcome]:
    findings = look_up(claim, targets=TARGETS)
    return findings.proof.finding, findings.way.finding, findings.outcome


def test_both_records_prove_it_and_each_server_of_the_zone_was_asked(entered, claim):
    findings = look_up(claim, targets=TARGETS)

    assert findings.outcome == Outcome.PROVEN
    assert findings.proof.servers == (
        (f"ns1.dns.example ({FIRST})", claim.proof_value),
        (f"ns2.dns.example ({SECOND})", claim.proof_value),
    )
    assert findings.way.servers[0] == (f"ns1.dns.example ({FIRST})", f"leads on to {OWN}")


def test_nothing_entered_is_missing_and_said_so(internet, claim):
    internet.zone("acme.example")

    assert found(claim) == (Finding.MISSING, Finding.MISSING, Outcome.FAILED)
    assert "NXDOMAIN" in look_up(claim, targets=TARGETS).way.words


def test_value_among_others_is_found(entered, claim):
    entered.put(claim.proof_name, "TXT", "v=spf1 -all", claim.proof_value, "something=else")

    assert found(claim)[2] == Outcome.PROVEN


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["v=spf1 -all"], "There are other values"),
        (["benefits-verify=0123456789abcdef"], "with another value"),
        ([""], "There are other values|Not there yet"),
    ],
)
def test_other_values_prove_nothing(entered, claim, values, words):
    entered.put(claim.proof_name, "TXT", *values)
    findings = look_up(claim, targets=TARGETS)

    assert findings.outcome == Outcome.FAILED
    assert any(one in findings.proof.words for one in words.split("|"))


def test_value_of_another_clients_claim_proves_nothing(entered, claim, globex_row, claim_of):
    other = claim_of(globex_row)
    assert found(claim)[2] == Outcome.PROVEN

    assert look_up(other, targets=["globex.localhost"]).proof.finding == Finding.WRONG


def test_part_of_the_value_or_more_than_it_proves_nothing(entered, claim):
    for value in (claim.proof_value[:-1], f"{claim.proof_value}0", claim.token, claim.proof_value.upper()):
        entered.put(claim.proof_name, "TXT", value)

        assert found(claim)[0] != Finding.RIGHT


def test_proof_by_way_of_an_alias_is_none(entered, claim):
    """Whoever holds what a forgotten alias or wildcard leads to could prove the name with it."""
    entered.drop(claim.proof_name, "TXT")
    entered.put(claim.proof_name, "CNAME", "abandoned.elsewhere.example")
    entered.put("abandoned.elsewhere.example", "TXT", claim.proof_value)
    findings = look_up(claim, targets=TARGETS)

    assert findings.proof.finding == Finding.WRONG
    assert "leads on to abandoned.elsewhere.example" in findings.proof.words


def test_wildcard_that_answers_anything_proves_nothing(internet, claim):
    internet.zone("acme.example")
    internet.put("*.acme.example", "CNAME", OWN)
    internet.put(OWN, "A", OURS)

    assert found(claim) == (Finding.WRONG, Finding.RIGHT, Outcome.FAILED)


def test_network_that_answers_every_name_with_an_address_proves_nothing(internet, claim):
    internet.put("*.example", "A", "203.0.113.80")
    internet.put("*.example", "TXT", "hello")

    assert found(claim)[2] == Outcome.FAILED


def test_alias_of_an_alias_is_followed_to_the_end(entered, claim):
    entered.put(HOST, "CNAME", "a1.acme.example")
    for number in range(1, 6):
        entered.put(f"a{number}.acme.example", "CNAME", f"a{number + 1}.acme.example")
    entered.put("a6.acme.example", "CNAME", OWN)

    assert found(claim)[1] == Finding.RIGHT


def test_too_many_aliases_are_not_followed(entered, claim):
    entered.put(HOST, "CNAME", "a1.acme.example")
    for number in range(1, 30):
        entered.put(f"a{number}.acme.example", "CNAME", f"a{number + 1}.acme.example")
    findings = look_up(claim, targets=TARGETS)

    assert findings.way.finding == Finding.WRONG
    assert "More than 8 aliases" in findings.way.words


def test_aliases_in_a_circle_come_to_an_end(entered, claim):
    entered.put(HOST, "CNAME", "a1.acme.example")
    entered.put("a1.acme.example", "CNAME", "a2.acme.example")
    entered.put("a2.acme.example", "CNAME", "a1.acme.example")

    assert "in a circle" in look_up(claim, targets=TARGETS).way.words


def test_alias_to_another_clients_host_is_wrong(entered, claim):
    entered.put(HOST, "CNAME", "globex.localhost")
    entered.put("globex.localhost", "A", "203.0.113.5")
    findings = look_up(claim, targets=TARGETS)

    assert (findings.way.finding, findings.outcome) == (Finding.WRONG, Outcome.FAILED)
    assert "not your address here" in findings.way.words


def test_host_the_client_has_left_is_as_good_a_target(entered, claim):
    entered.put(HOST, "CNAME", "acme-old.localhost")

    assert look_up(claim, targets=[OWN, "acme-old.localhost"]).outcome == Outcome.PROVEN


def test_alias_that_leads_nowhere_any_more_is_wrong(entered, claim):
    entered.put(HOST, "CNAME", "gone.elsewhere.example")

    assert found(claim)[1] == Finding.WRONG


def test_proxy_in_between_is_wrong_and_said(entered, claim):
    entered.drop(HOST, "CNAME")
    entered.put(HOST, "A", "203.0.113.99")
    findings = look_up(claim, targets=TARGETS)

    assert findings.way.finding == Finding.WRONG
    assert "203.0.113.99" in findings.way.words
    assert "DNS only" in findings.way.words


def test_whole_domain_is_led_by_its_addresses(entered, acme_row, claim_of, settings):
    settings.DOMAIN_TARGET_ADDRESSES = (OURS, "2001:db8::7")
    apex = claim_of(acme_row, "acme.example")
    entered.put(apex.proof_name, "TXT", apex.proof_value)
    entered.put("acme.example", "A", OURS)
    entered.put("acme.example", "AAAA", "2001:db8::7")

    assert found(apex) == (Finding.RIGHT, Finding.RIGHT, Outcome.PROVEN)


def test_second_address_that_leads_elsewhere_is_wrong(entered, acme_row, claim_of, settings):
    settings.DOMAIN_TARGET_ADDRESSES = (OURS,)
    apex = claim_of(acme_row, "acme.example")
    entered.put("acme.example", "A", OURS)
    assert found(apex)[1] == Finding.RIGHT

    entered.put("acme.example", "AAAA", "2001:db8::bad")

    assert found(apex)[1] == Finding.WRONG


def test_whole_domain_without_configured_addresses_is_held_against_those_of_the_target(entered, acme_row, claim_of):
    apex = claim_of(acme_row, "acme.example")
    entered.put("acme.example", "A", OURS)
    assert found(apex)[1] == Finding.RIGHT

    entered.put("acme.example", "A", "203.0.113.1")
    assert found(apex)[1] == Finding.WRONG


def test_servers_that_disagree_conclude_nothing(entered, claim):
    entered.put(claim.proof_name, "TXT", "something=else", at=SECOND)
    findings = look_up(claim, targets=TARGETS)

    assert (findings.proof.finding, findings.outcome) == (Finding.UNEVEN, Outcome.UNCLEAR)
    assert "Only 1 of 2 servers" in findings.proof.words


def test_servers_that_lead_to_different_places_conclude_nothing(entered, claim):
    entered.put(HOST, "CNAME", "elsewhere.example", at=SECOND)

    assert found(claim)[1:] == (Finding.UNEVEN, Outcome.UNCLEAR)


def test_server_that_is_down_is_left_out_where_another_answers(entered, claim):
    for name in (claim.proof_name, HOST):
        entered.fail(name, SILENT, at=SECOND)
    findings = look_up(claim, targets=TARGETS)

    assert findings.outcome == Outcome.PROVEN
    assert (f"ns2.dns.example ({SECOND})", "did not answer in time") in findings.proof.servers


@pytest.mark.parametrize("fault", ["SERVFAIL", "REFUSED", SILENT])
def test_nobody_who_can_tell_is_no_failure(entered, claim, fault):
    for name in (claim.proof_name, HOST, "acme.example"):
        entered.fail(name, fault)
    findings = look_up(claim, targets=TARGETS)

    assert findings.outcome == Outcome.UNCLEAR
    assert "Nothing is concluded" in findings.proof.words
    said = "did not answer in time" if fault == SILENT else fault
    assert said in str(findings.proof.servers)


def test_proof_that_is_gone_is_a_failure_even_if_the_way_cannot_be_told(entered, claim):
    entered.drop(claim.proof_name, "TXT")
    entered.fail(HOST, "SERVFAIL")

    assert found(claim) == (Finding.MISSING, Finding.UNASKED, Outcome.FAILED)


def test_resolvers_are_asked_where_the_zones_own_servers_cannot_be_reached(entered, claim):
    for server in (FIRST, SECOND):
        for name in (claim.proof_name, HOST):
            entered.fail(name, SILENT, at=server)
    findings = look_up(claim, targets=TARGETS)

    assert findings.outcome == Outcome.PROVEN
    assert (f"resolver {RESOLVER}", claim.proof_value) in findings.proof.servers


def test_long_answer_is_fetched_over_tcp(entered, claim):
    entered.truncated.add(claim.proof_name)

    assert found(claim)[2] == Outcome.PROVEN
    assert entered.asked[FIRST, "tcp"] == 1


def test_servers_at_private_addresses_are_asked_in_the_embedded_mode_alone(entered, claim, settings):
    assert look_up(claim, targets=TARGETS).outcome == Outcome.PROVEN
    before = entered.asked[FIRST, "udp"]
    assert before

    settings.EMBEDDED = False
    findings = look_up(claim, targets=TARGETS)

    assert entered.asked[FIRST, "udp"] == before
    assert findings.proof.servers == ((f"resolver {RESOLVER}", claim.proof_value),)


def test_check_comes_to_an_end_however_silent_everybody_is(entered, claim, monkeypatch):
    monkeypatch.setattr(lookup, "SECONDS_IN_ALL", 0.5)
    for name in (claim.proof_name, HOST):
        entered.fail(name, SILENT)

    assert found(claim)[2] == Outcome.UNCLEAR


def test_what_is_to_be_entered_is_exact(claim):
    proof, way = records_of(claim, target=OWN)

    assert (proof.kind, proof.name, proof.short_name) == ("TXT", f"{PROOF}.{HOST}", f"{PROOF}.benefits")
    assert proof.values == (f"benefits-verify={claim.token}",)
    assert (way.kind, way.name, way.short_name, way.values) == ("CNAME", HOST, "benefits", (OWN,))


def test_whole_domain_is_told_of_the_records_that_it_can_have(acme_row, claim_of, settings):
    settings.DOMAIN_TARGET_ADDRESSES = (OURS, "2001:db8::7")
    _, alias, direct = records_of(claim_of(acme_row, "acme.example"), target=OWN)

    assert (alias.kind, alias.values) == ("ALIAS or ANAME", (OWN,))
    assert (direct.kind, direct.values) == ("A and AAAA", (OURS, "2001:db8::7"))


def test_each_claim_has_a_value_of_its_own_that_nobody_guesses(acme_row, globex_row, claim_of):
    values = {claim_of(client, host).token for client in (acme_row, globex_row) for host in (HOST, "acme.example")}

    assert len(values) == 4
    assert all(len(value) == 40 for value in values)


def test_signs_that_cannot_be_kept_are_no_way_to_end_a_check(entered, claim):
    """A check that fails for them would never stop a domain whose proof is gone."""
    entered.put(claim.proof_name, "TXT", "\\000\\007\\255bad")
    findings = look_up(claim, targets=TARGETS)
    claim.checks = [findings.as_json(claim.added_at)]
    claim.save()

    assert findings.outcome == Outcome.FAILED
    assert "bad" in str(findings.proof.servers)
    assert "\\x00" not in repr(findings.proof.servers)
