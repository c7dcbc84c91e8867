"""From an uploaded file to facts beside it, through the real way of a version."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from knowledge.facts import decide
from knowledge.facts.types import Reading
from knowledge.facts.write import read_facts, reread_facts, write_facts
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import receive_replacement
from knowledge.lifecycle.publish import publish, unpublish
from knowledge.models import Document, ExtractedFact
from knowledge.tasks import refresh_document
from tests.knowledge.conftest import as_file
from tests.knowledge.facts.conftest import specialist, summary
from tests.knowledge.facts.printed import PAGE_END, pdf_with_tables
from tests.knowledge.facts.test_sbc import HEADS, QUESTIONS, VISIT

SPECIALIST = [VISIT, "Specialist visit", "$50 copay/visit", "40% coinsurance", "None"]


def test_a_summary_is_ready_with_its_facts(read) -> None:
    version = read(summary(), "ppo-750.pdf")

    fact = specialist(version)

    assert version.facts.count() > 100
    assert set(version.facts.values_list("state", "plan", "plan_year")) == {("proposed", "PPO 750", "2027")}
    assert (fact.value, fact.unit, fact.deductible, fact.page) == (Decimal(50), "visit", "waived", 1)
    assert fact.raw == "$50 copay/visit. Deductible does not apply."
    assert fact.boxes[0][0] == 1


def test_prices_in_the_terms_of_a_plan_are_facts_and_its_other_amounts_are_not(read) -> None:
    tables = (
        "<b>What employees pay per biweekly paycheck</b>",
        [["Plan", "Employee only", "Family"], ["Gold PPO", "$81.00", "$341.00"]],
        "<b>Worked examples</b>",
        [["Who is covered", "Paid"], ["Employee only", "$2,500.00"], ["Family", "$5,000.00"]],
    )

    version = read(pdf_with_tables("Terms", *tables), "terms.pdf", kind="plan_document")

    found = set(version.facts.values_list("plan", "coverage_tier", "value", "unit"))
    assert found == {("Gold PPO", "EE", Decimal(81), "pay"), ("Gold PPO", "FAM", Decimal(341), "pay")}
    assert not read(pdf_with_tables("Guide", *tables), "guide.pdf", kind="guide").facts.exists()


def test_a_rate_sheet_is_ready_with_its_rates_and_the_wrong_one_is_doubted(read, rate_sheet) -> None:
    version = read(rate_sheet, "rates.xlsx", kind="rate_sheet")

    wrong = version.facts.get(plan="PPO 750", coverage_tier="FAM", attribute="employee", unit="month")

    assert wrong.value == Decimal("690.00")
    assert list(version.facts.exclude(doubts=[])) == [wrong]
    assert "680.00 a month would fit" in wrong.doubts[0]


def test_a_guide_with_the_same_figures_has_no_facts(read) -> None:
    assert read(summary(), "guide.pdf", kind="guide").facts.count() == 0


def test_writing_again_changes_nothing(read) -> None:
    version = read(summary(), "ppo-750.pdf")
    before = list(version.facts.values_list("plan", "service", "network", "attribute", "unit", "value", "text"))

    for _ in range(2):
        with transaction.atomic():
            write_facts(version, read_facts(version))

    after = list(version.facts.values_list("plan", "service", "network", "attribute", "unit", "value", "text"))
    assert after == before


def test_what_hr_decided_outlives_a_new_reading(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    fact = specialist(version)
    assert decide.confirm(fact, by=hr)
    total = version.facts.count()

    reread_facts(version)

    fact.refresh_from_db()
    assert (fact.state, fact.confirmed_by) == ("confirmed", hr)
    assert version.facts.count() == total


def test_a_replacement_is_read_anew_and_nothing_of_it_is_confirmed_yet(read, hr) -> None:
    old = read(summary(), "ppo-750.pdf")
    decide.confirm(specialist(old), by=hr)

    new = receive_replacement(as_file(summary("PPO1500"), "ppo.pdf"), old.document, uploaded_by=hr)
    ingest_whole(new.pk)

    assert specialist(new).value == Decimal(60)
    assert set(new.facts.values_list("state", flat=True)) == {"proposed"}
    assert specialist(old).state == "confirmed"


def test_a_document_that_turns_out_to_be_a_summary_is_read_then(read) -> None:
    version = read(summary(), "guide.pdf", kind="guide")
    Document.objects.filter(pk=version.document_id).update(kind="sbc")

    assert reread_facts(version) > 100


def test_a_document_said_to_be_of_another_kind_or_year_is_read_anew_in_the_background(acme, read, hr) -> None:
    version = read(pdf_with_tables("Acme: PPO", QUESTIONS, [HEADS, SPECIALIST]), "guide.pdf", kind="guide")
    assert version.facts.count() == 0

    for kind, year in (("sbc", "2026"), ("sbc", "2027")):
        Document.objects.filter(pk=version.document_id).update(kind=kind, plan_year=year)
        refresh_document(acme.schema_name, str(version.document_id))
        assert set(version.facts.values_list("plan_year", flat=True)) == {year}

    # What was decided for the wrong year is decided for the right one, and is not asked again.
    decide.confirm(specialist(version), by=hr)
    total = version.facts.count()
    Document.objects.filter(pk=version.document_id).update(plan_year="2026")
    refresh_document(acme.schema_name, str(version.document_id))

    moved = specialist(version)
    assert (moved.state, moved.plan_year, version.facts.count()) == ("confirmed", "2026", total)


def test_a_corrected_name_of_a_plan_is_taken_over_by_its_facts_and_outlives_a_new_reading(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    name, total = version.facts.get(service="plan", attribute="name"), version.facts.count()
    decide.confirm(specialist(version), by=hr)

    decide.correct(name, Reading("name", text="Blue 750"), by=hr)
    assert set(version.facts.values_list("plan", flat=True)) == {"Blue 750"}
    reread_facts(version)
    assert set(version.facts.values_list("plan", flat=True)) == {"Blue 750"}
    assert version.facts.count() == total

    decide.reopen(name, by=hr)
    assert set(version.facts.values_list("plan", flat=True)) == {"PPO 750"}


def test_a_plan_without_a_name_is_named_by_hr_and_then_nothing_of_it_is_doubted(read, hr) -> None:
    version = read(pdf_with_tables(QUESTIONS, [HEADS, SPECIALIST]), "nameless.pdf")
    name = version.facts.get(service="plan", attribute="name")
    assert (name.plan, name.text) == ("", "No name found")
    assert "The plan's name was not found." in specialist(version).doubts

    decide.correct(name, Reading("name", text="Blue 750"), by=hr)
    reread_facts(version)

    assert set(version.facts.values_list("plan", flat=True)) == {"Blue 750"}
    assert specialist(version).doubts == []


def test_two_nameless_plans_in_one_file_are_doubted_where_they_differ(read) -> None:
    dearer = [HEADS, [VISIT, "Specialist visit", "$60 copay/visit", "40% coinsurance", "None"]]
    version = read(pdf_with_tables(QUESTIONS, [HEADS, SPECIALIST], PAGE_END, QUESTIONS, dearer), "two.pdf")

    assert specialist(version).value == Decimal(50)
    assert "The file says this again on page 2, differently: $60 copay/visit" in specialist(version).doubts
    away = version.facts.get(service="specialist", network="OON")
    assert not any("differently" in doubt for doubt in away.doubts)


def test_only_confirmed_facts_of_a_published_document_in_force_are_usable(read, hr) -> None:
    version = read(summary(), "ppo-750.pdf")
    fact, day = specialist(version), date(2026, 11, 10)

    def usable(on: date = day) -> list[ExtractedFact]:
        return list(ExtractedFact.objects.usable(on))

    publish(version.document, by=hr)
    assert usable() == []
    decide.confirm(fact, by=hr)
    assert usable() == [fact]
    Document.objects.filter(pk=version.document_id).update(effective_to=date(2027, 12, 31))
    assert usable(date(2028, 1, 1)) == []
    decide.reopen(fact, by=hr)
    assert usable() == []
    decide.confirm(fact, by=hr)
    unpublish(version.document, by=hr)
    assert usable() == []


def test_a_row_of_digits_does_not_keep_a_summary_from_being_ready(read) -> None:
    rows = [HEADS, [VISIT, "Specialist visit", "$" + "9" * 40 + " copay", "40% coinsurance", "None"]]

    version = read(pdf_with_tables("Acme: PPO", QUESTIONS, rows), "odd.pdf")

    assert version.facts.get(service="specialist", network="IN").attribute == "as_printed"


class TestDatabase:
    @pytest.fixture
    def fact(self, read) -> ExtractedFact:
        return specialist(read(summary(), "ppo-750.pdf"))

    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"state": "confirmed"}, "fact_confirmed_has_its_time"),
            ({"confirmed_at": timezone.now()}, "fact_confirmed_has_its_time"),
            ({"text": "and words"}, "fact_is_value_or_text"),
            ({"value": None}, "fact_is_value_or_text"),
            ({"value": -1}, "fact_is_value_or_text"),
            ({"kind": "poem"}, "fact_kind_known"),
            ({"network": "XX"}, "fact_network_known"),
            ({"deductible": "maybe"}, "fact_deductible_known"),
            ({"corrected_value": 3}, "fact_correction_is_whole"),
            ({"corrected_attribute": "copay", "corrected_value": 3}, "fact_correction_is_whole"),
            (
                {
                    "state": "confirmed",
                    "confirmed_at": timezone.now(),
                    "corrected_attribute": "coinsurance",
                    "corrected_value": 20,
                },
                "fact_corrected_share_is_fraction",
            ),
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, fact, changes, name) -> None:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ExtractedFact.objects.filter(pk=fact.pk).update(**changes)

    def test_one_fact_is_not_kept_twice(self, fact) -> None:
        fact.pk = None
        fact._state.adding = True
        with pytest.raises(IntegrityError, match="fact_printed_once"), transaction.atomic():
            fact.save(force_insert=True)


def test_command_reads_facts_anew_of_what_was_read_before_and_keeps_what_hr_decided(acme, read, rate_sheet) -> None:
    version = read(rate_sheet, "rates.xlsx", kind="rate_sheet")
    decide.confirm(version.facts.get(plan="PPO 500", coverage_tier="EE", attribute="employee", unit="pay"), by=None)
    version.facts.filter(plan="PPO 750").delete()

    call_command("reindex", "--facts", "--client", acme.subdomain, stdout=StringIO())

    assert version.facts.filter(plan="PPO 750").exists()
    assert version.facts.confirmed().count() == 1
