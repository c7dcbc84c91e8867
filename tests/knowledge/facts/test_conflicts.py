"""Where documents about the same plan and year disagree."""

from dataclasses import replace
from decimal import Decimal

from knowledge.facts import decide
from knowledge.facts.conflicts import UnmatchedPlans, compare_plan_names, find_conflicts
from knowledge.facts.types import Reading
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import receive_replacement
from knowledge.models import Document, DocumentVersion
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.services import copay
from platform_admin.demo.shapes import Plan
from tests.knowledge.conftest import SCRIPT, as_file, fresh, url, words
from tests.knowledge.facts.conftest import BLUEFIN, specialist, summary


def dearer() -> bytes:
    """Return the summary of PPO 750 with a specialist copay of $55 and no other difference."""
    plan: Plan = BLUEFIN.plan("PPO750", "2027")
    services = tuple(replace(one, network=copay("55")) if one.service == "specialist" else one for one in plan.services)
    return sbc_pdf(BLUEFIN, replace(plan, services=services))


def told(version: DocumentVersion) -> list[tuple[str, str, str, str]]:
    return [
        (one.fact.service, one.here, one.there, one.other.version.document.title) for one in find_conflicts(version)
    ]


def test_two_summaries_of_one_plan_and_year_disagree_in_one_cell(read) -> None:
    first, second = read(summary(), "ppo-750.pdf"), read(dearer(), "ppo-750-new.pdf")

    fifty = "$50 copay per visit, deductible does not apply"
    fifty_five = "$55 copay per visit, deductible does not apply"
    assert told(second) == [("specialist", fifty_five, fifty, first.document.title)]
    assert told(first) == [("specialist", fifty, fifty_five, second.document.title)]


def test_a_newer_version_is_compared_with_the_one_before(read, hr) -> None:
    old = read(summary(), "ppo-750.pdf")
    new = receive_replacement(as_file(dearer(), "ppo-750.pdf"), old.document, uploaded_by=hr)
    ingest_whole(new.pk)

    conflicts = find_conflicts(fresh(new))

    assert [(one.fact.service, one.other.version.number) for one in conflicts] == [("specialist", 1)]


def test_another_plan_or_another_year_is_no_conflict(read) -> None:
    version = read(summary(), "ppo-750.pdf")
    read(summary("PPO500"), "ppo-500.pdf")
    read(summary("PPO750", "2026"), "ppo-750-2026.pdf", plan_year="2026")

    assert told(version) == []


def test_a_correction_counts_as_what_the_document_says(read, hr) -> None:
    first, second = read(summary(), "ppo-750.pdf"), read(dearer(), "ppo-750-new.pdf")
    assert len(told(first)) == 1

    right = Reading("copay", Decimal(50), unit="visit", deductible="waived")
    decide.correct(specialist(second), right, by=hr)

    assert told(first) == []


def test_a_rejected_fact_contradicts_nothing(read, hr) -> None:
    first, second = read(summary(), "ppo-750.pdf"), read(dearer(), "ppo-750-new.pdf")
    assert len(told(first)) == 1

    decide.reject(specialist(second), by=hr)

    assert told(first) == []


def test_rates_and_summaries_name_each_others_plans(read, rate_sheet) -> None:
    rates = read(rate_sheet, "rates.xlsx", kind="rate_sheet")
    assert compare_plan_names(rates) == []
    for code in ("PPO500", "PPO1500", "HSA2500"):
        read(summary(code), f"{code}.pdf")

    assert compare_plan_names(rates) == [UnmatchedPlans("2027", without_summary=("PPO 750",), without_rate=())]

    read(summary(), "ppo-750.pdf")
    assert compare_plan_names(rates) == []


def test_a_summary_without_a_rate_is_told_on_its_own_page(read, rate_sheet) -> None:
    read(rate_sheet, "rates.xlsx", kind="rate_sheet")
    plan = replace(BLUEFIN.plan("PPO750", "2027"), name="PPO 770")
    version = read(sbc_pdf(BLUEFIN, plan), "ppo-770.pdf")

    (names,) = compare_plan_names(version)

    assert names.without_rate == ("PPO 770",)


def test_hr_sees_the_conflict_on_the_page_with_the_way_to_the_other(browser, read) -> None:
    first, second = read(summary(), "ppo-750.pdf"), read(dearer(), "ppo-750-new.pdf")

    page = browser.get(url("facts", second.document_id))

    assert "Where documents disagree" in words(page)
    assert "PPO 750, " in words(page).partition("Where documents disagree")[2].partition("There")[2][:200]
    other = specialist(first)
    assert f"{url('facts', first.document_id)}?version=1&amp;fact={other.pk}#fact-{other.pk}" in page.content.decode()


def test_what_another_document_contradicts_is_not_confirmed_along_with_the_rest(browser, read) -> None:
    read(summary(), "ppo-750.pdf")
    second = read(dearer(), "ppo-750-new.pdf")
    page = browser.get(url("facts", second.document_id))
    assert "Confirm 8 without doubts" in words(page)
    assert words(page).count("says: $50 copay per visit, deductible does not apply") == 1

    form = {"version": 1, "section": "visit", "plan": "PPO 750"}
    browser.post(url("facts_confirm", second.document_id), form)

    assert [fact.service for fact in second.facts.filter(section="visit", state="proposed")] == ["specialist"]


def test_correcting_the_fact_takes_the_conflict_off_the_page_at_once(browser, read) -> None:
    read(summary(), "ppo-750.pdf")
    fact = specialist(read(dearer(), "ppo-750-new.pdf"))
    assert "Where documents disagree" in words(browser.get(url("facts", fact.version.document_id)))

    form = {"attribute": "copay", "amount": "50", "unit": "visit", "deductible": "waived"}
    answer = browser.post(url("fact_correct", fact.pk), form, **SCRIPT)

    assert 'id="fact-conflicts"' in answer.content.decode()
    assert "Where documents disagree" not in words(answer)


def test_document_counts_its_conflicts_beside_the_way_to_its_facts(browser, read) -> None:
    read(summary(), "ppo-750.pdf")
    second = read(dearer(), "ppo-750-new.pdf")

    page = words(browser.get(url("document", second.document_id)))

    assert "1 differs from what another document or version says." in page


def test_comparing_asks_as_little_with_many_documents_as_with_few(read, django_assert_max_num_queries) -> None:
    version = read(summary(), "ppo-750.pdf")
    read(dearer(), "ppo-750-new.pdf")
    for code in ("PPO500", "PPO1500", "HSA2500"):
        read(summary(code), f"{code}.pdf")

    with django_assert_max_num_queries(4):
        assert len(find_conflicts(version)) == 1


def test_what_nobody_is_told_both_of_is_no_conflict(read) -> None:
    first, second = read(summary(), "ppo-750.pdf"), read(dearer(), "ppo-750-new.pdf")
    Document.objects.filter(pk=first.document_id).update(work_states=["CA", "NY"])
    Document.objects.filter(pk=second.document_id).update(work_states=["TX"])
    assert told(fresh(second)) == []

    Document.objects.filter(pk=second.document_id).update(work_states=["NY"])
    assert [service for service, *_ in told(fresh(second))] == ["specialist"]
