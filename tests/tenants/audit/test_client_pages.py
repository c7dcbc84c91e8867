"""A client's owners read what was done in their company, and what operators of the platform did to it."""

import csv
import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from benefits.models import Contact
from tenants.audit import listing
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.canonical import canonical, digest
from tenants.context import platform_scope, tenant_scope
from tenants.csv_out import csv_line
from tenants.models import Client

PAGE = "/hr/audit/"


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def owner(acme, make_person):
    return make_person(acme, "hr_admin", name="Olive Owner")


@pytest.fixture
def browser(acme, browser_of, owner):
    return browser_of(acme, owner)


def add_contact(acme, owner, name: str) -> Contact:
    with tenant_scope(acme):
        contact = Contact.objects.create(name=name, role="medical", phone="614-555-0110")
        record("contact.added", actor=owner, subject=contact, name=name, role="medical")
    return contact


def opal(acme, **detail: object) -> User:
    """An operator who has done something to acme, as acme's own chain tells it."""
    with platform_scope():
        operator = User.objects.create_user("opal@platform.example", name="Opal", role="operator")
        client = Client.objects.get(pk=acme.id)
    with tenant_scope(acme):
        record("sensitive_read.allowed", actor=operator, subject=client, **detail)
    return operator


def test_owner_reads_what_was_done_by_whom_and_to_what(acme, owner, browser):
    add_contact(acme, owner, "Northgate Health")

    page = words(browser.get(PAGE))

    assert "Contact added" in page
    assert "Olive Owner Northgate Health" in page


def test_acts_of_operators_are_marked_and_give_their_reason(acme, browser):
    opal(acme, reason="Ticket 4711, a bill is contested", read="Export of the audit")

    page = words(browser.get(PAGE))

    assert "Platform operator Acme Corp Ticket 4711, a bill is contested" in page
    assert "Opal" not in page
    event = browser.get(reverse("audit:audit_event", args=[event_of(acme).pk]))
    assert "Platform operator" in words(event)
    assert "Read Export of the audit" in words(event)


def event_of(acme) -> AuditEvent:
    with tenant_scope(acme):
        return AuditEvent.objects.first()


@pytest.mark.parametrize("role", ["hr_editor", "employee"])
def test_only_owners_read_it(acme, make_person, browser_of, role):
    assert browser_of(acme, make_person(acme, role)).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "q=northgate",
        "q=contact northgate",
        "kind=Contacts%2C classes%2C plan years",
        "who={owner}",
        "since={today}&until={today}&who={owner}",
    ],
)
def test_events_are_found_by_words_person_kind_and_day(acme, owner, browser, query):
    add_contact(acme, owner, "Northgate Health")
    with tenant_scope(acme):
        record("class.removed", actor=None, code="OLD")
        record("document.published", actor=None, version=3)
    query = query.format(owner=owner.pk, today=f"{timezone.now():%Y-%m-%d}")

    page = words(browser.get(f"{PAGE}?{query}"))

    assert "Northgate Health" in page
    assert "Version" not in page
    assert "Document published" not in page.partition("Hash")[0].partition("About Reason")[2]


def test_word_is_looked_for_in_reasons_and_in_names_that_have_changed_since(acme, owner, browser):
    contact = add_contact(acme, owner, "Northgate Health")
    with tenant_scope(acme):
        Contact.objects.filter(pk=contact.pk).update(name="Southgate Health")
        record("gate.overridden", actor=owner, reason="The test was wrong")

    for word, found in (
        ("southgate", "Southgate Health"),
        ("northgate", "Southgate Health"),
        ("wrong", "The test was"),
    ):
        assert found in words(browser.get(f"{PAGE}?q={word}"))
    # A name that values stand under is no value.
    assert "No event matches" in words(browser.get(f"{PAGE}?q=reason"))


def test_days_outside_have_no_event(acme, owner, browser):
    add_contact(acme, owner, "Northgate Health")
    tomorrow = f"{timezone.now() + timedelta(days=1):%Y-%m-%d}"

    assert "No event matches" in words(browser.get(f"{PAGE}?since={tomorrow}"))
    assert "Northgate Health" in words(browser.get(f"{PAGE}?since=nonsense&before=x&after=-1"))


def test_pages_go_on_by_numbers_in_both_directions(acme, browser, monkeypatch):
    monkeypatch.setattr(listing, "ROWS_PER_PAGE", 3)
    with tenant_scope(acme):
        for number in range(1, 9):
            record("class.added", actor=None, label=f"Class no. {number}")

    def shown(query: str) -> tuple[list[int], dict[str, str]]:
        page = browser.get(PAGE + query).text
        ways = re.findall(r'rel="(prev|next)"\s+href="([^"]*)"', page)
        return [int(number) for number in re.findall(r"Class no\. (\d)", page)], dict(ways)

    first, ways = shown("")
    assert (first, set(ways)) == ([8, 7, 6], {"next"})
    second, ways = shown(ways["next"])
    assert (second, set(ways)) == ([5, 4, 3], {"next", "prev"})
    assert shown(ways["prev"])[0] == [8, 7, 6]
    last, ways = shown(ways["next"])
    assert (last, set(ways)) == ([2, 1], {"prev"})


def test_number_of_queries_does_not_grow_with_the_events(acme, owner, browser, django_assert_max_num_queries):
    for number in range(40):
        add_contact(acme, owner, f"Carrier {number}")

    with django_assert_max_num_queries(14):
        page = browser.get(PAGE)
    assert "Carrier 39" in page.text


def test_file_for_people_has_words_and_no_formulas(acme, owner, browser):
    add_contact(acme, owner, '=HYPERLINK("http://evil.example")')

    answer = browser.get(f"{PAGE}export.csv")

    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode())))
    assert [(row["What"], row["By"]) for row in rows] == [
        ("Contact added", "Olive Owner"),
        ("Audit exported", "Olive Owner"),
    ]
    assert rows[0]["Name"] == '\'=HYPERLINK("http://evil.example")'
    assert csv_line(("+1", "-1", "@x", "\tx", "a=b")).strip() == "'+1,'-1,'@x,'\tx,a=b"


def test_file_for_checking_carries_what_each_hash_was_taken_over(acme, owner, browser):
    add_contact(acme, owner, "Northgate Ünion")

    answer = browser.get(f"{PAGE}export.jsonl?q=northgate")

    # What was looked for stands in the event that tells of the export, which is therefore found too.
    line, _export = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
    assert digest(canonical(line["event"])) == line["hash"]
    assert line["told"]["name"] == "Northgate Ünion"


def test_taking_it_along_is_itself_written_down(acme, owner, browser):
    browser.get(f"{PAGE}export.csv?who={owner.pk}")

    event = event_of(acme)
    assert (event.action, event.actor_id) == ("audit.exported", owner.pk)
    assert event.detail == {"format": "csv", "filters": "By: Olive Owner"}


def test_employees_leave_no_address(acme, owner, browser):
    browser.get(f"{PAGE}export.csv")

    event = event_of(acme)
    assert (event.ip_address, event.request_id) == ("", "")
