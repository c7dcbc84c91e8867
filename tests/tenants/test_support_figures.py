"""What a support visit sees of the figures that are released: all that tells of nobody, and nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from analytics.release.cut import release
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tests.analytics.canaries import TOPIC, Crowd, ask_in_chat, count_everything, name_everything

PAGES = ("overview", "documents", "costs", "topics", "experiments")


@pytest.fixture
def crowd(acme) -> None:
    """Twelve people who did everything, all of it released."""
    with tenant_scope(acme):
        name_everything()
        people = User.objects.bulk_create(
            User(email=f"{number}@acme.example", name="Ann", role="employee", password="!") for number in range(25)
        )
        count_everything(Crowd(12))
        ask_in_chat(Crowd(12), people)
        release(now=timezone.now())


def page_of(name: str, *args: object) -> str:
    return reverse(f"insights:{name}", args=args)


def test_visit_to_hr_reads_released_figures_and_each_page_is_written_into_both_audits(crowd, acme, in_support):
    browser = in_support("hr")
    places = [*map(page_of, PAGES), page_of("topic", TOPIC)]

    pages = {place: browser.get(place) for place in places}

    assert {answer.status_code for answer in pages.values()} == {200}
    assert "900,050" in pages[page_of("overview")].text
    assert "500,105" in pages[page_of("documents")].text
    assert "830,025" in pages[page_of("topic", TOPIC)].text
    for scope in (platform_scope(), tenant_scope(acme)):
        with scope:
            seen = AuditEvent.objects.filter(action="support.page_seen").values_list("detail", flat=True)
            assert {one["page"] for one in seen} == set(places)


def test_visit_to_hr_sees_no_words_of_gaps_no_file_nothing_of_now_and_changes_nothing(crowd, in_support):
    browser = in_support("hr")

    overview = browser.get(page_of("overview"))
    part = browser.get(page_of("advice"), headers={"HX-Request": "true"})

    assert "zanzibar" not in (overview.text + part.text)
    assert "closed to support views" in part.text
    closed = [page_of(name) for name in ("advice", "live", "rule")] + [page_of("table_csv", "outcomes")]
    assert {browser.get(place).status_code for place in closed} == {403}
    posted = [page_of(name) for name in ("find_topics", "decide_advice", "rule")]
    assert {browser.post(place).status_code for place in posted} == {403}


def test_visit_as_an_audience_sees_no_figures(crowd, in_support):
    assert {in_support("audience").get(page_of(name)).status_code for name in PAGES} == {403}
