"""The demo companies' files: they open, they say what the numbers say, and they answer the golden questions."""

import re
from decimal import Decimal
from functools import cache
from io import BytesIO

import docx
import openpyxl
import pptx
import pypdfium2
import pytest

from knowledge.models import Document
from platform_admin.demo.bluefin.numbers import FAM, HSA2500, PPO750, STAFF
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.documents import build_documents
from platform_admin.demo.golden import answerable_from_documents, golden_questions
from platform_admin.demo.juniper.side_letter import side_letter_pdf, typed_letter_pdf
from platform_admin.demo.numbers import BLUEFIN, CEDARMAIN, COMPANIES, DEMO_TODAY, JUNIPER
from platform_admin.demo.wording import dollars

SIDE_LETTER = "juniper-local-88-side-letter-2027.pdf"
FILES = {
    "juniper": [
        "juniper-benefits-guide-2026.pdf",
        "juniper-benefits-guide-2027.pdf",
        "juniper-guia-de-beneficios-2027.pdf",
        "juniper-sbc-ppo-1000-2026.pdf",
        "juniper-sbc-hdhp-2026.pdf",
        "juniper-sbc-ppo-1000-2027.pdf",
        "juniper-sbc-hdhp-2027.pdf",
        "juniper-summary-plan-description.pdf",
        SIDE_LETTER,
        "juniper-401k-summary-plan-description.docx",
        "juniper-rate-sheet-2027.xlsx",
        "juniper-fsa-guide-2026-2027.pdf",
        "juniper-life-disability-2027.pdf",
    ],
    "bluefin": [
        "bluefin-sbc-ppo-500-2026.pdf",
        "bluefin-sbc-ppo-750-2026.pdf",
        "bluefin-sbc-ppo-1500-2026.pdf",
        "bluefin-sbc-hsa-2500-2026.pdf",
        "bluefin-sbc-ppo-500-2027.pdf",
        "bluefin-sbc-ppo-750-2027.pdf",
        "bluefin-sbc-ppo-1500-2027.pdf",
        "bluefin-sbc-hsa-2500-2027.pdf",
        "bluefin-rate-sheet-2027.xlsx",
        "bluefin-benefits-guide-2027.pdf",
        "bluefin-open-enrollment-2027.pptx",
        "bluefin-hsa-fsa-guide-2027.pdf",
        "bluefin-domestic-partner-policy.docx",
        "bluefin-parental-leave-policy-2024.docx",
        "bluefin-parental-leave-policy.docx",
        "bluefin-commuter-policy.docx",
        "bluefin-wellness-stipend.pdf",
        "bluefin-401k-safe-harbor-notice-2027.pdf",
        "bluefin-benefits-faq.html",
    ],
    "cedarmain": [
        "cedarmain-hmo-evidence-of-coverage-2026-27.pdf",
        "cedarmain-sbc-harborlight-epo-2026-27.pdf",
        "cedarmain-dental-summary-2026-27.pdf",
        "cedarmain-vision-summary-2026-27.pdf",
        "cedarmain-look-back-eligibility-policy.docx",
        "cedarmain-leave-policy.docx",
        "cedarmain-guia-de-beneficios-2026-27.pdf",
        "cedarmain-cobra-general-notice-2026-27.pdf",
        "cedarmain-short-term-disability-2026-27.pdf",
        "cedarmain-401k-summary-plan-description.pdf",
        "cedarmain-annual-notices-2026-27.pdf",
        "cedarmain-benefits-guide-2025-26.pdf",
    ],
}


@cache
def built(subdomain: str) -> dict[str, DemoDocument]:
    company = next(one for one in COMPANIES if one.subdomain == subdomain)
    return {document.file_name: document for document in build_documents(company)}


def every_document() -> list[DemoDocument]:
    return [document for company in COMPANIES for document in built(company.subdomain).values()]


def document(file_name: str) -> DemoDocument:
    return built(file_name.split("-")[0])[file_name]


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def pdf_pages(content: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(content)
    return [one_line(page.get_textpage().get_text_range()) for page in opened]


def word_text(content: bytes) -> str:
    opened = docx.Document(BytesIO(content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return one_line(" ".join([*(paragraph.text for paragraph in opened.paragraphs), *cells]))


def sheet_rows(file_name: str) -> list[tuple]:
    workbook = openpyxl.load_workbook(BytesIO(document(file_name).content))
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    return [row for sheet in visible for row in sheet.iter_rows(values_only=True)]


def sheet_texts(content: bytes) -> list[list[object]]:
    """The cells of each visible sheet, row by row."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    return [[cell for row in sheet.iter_rows(values_only=True) for cell in row] for sheet in visible]


@cache
def pages_of(file_name: str) -> list[str]:
    """The text of each page; a scan is read from the letter it was made of."""
    content = typed_letter_pdf() if file_name == SIDE_LETTER else document(file_name).content
    if file_name.endswith(".pdf"):
        return pdf_pages(content)
    if file_name.endswith(".docx"):
        return [word_text(content)]
    if file_name.endswith(".xlsx"):
        return [one_line(" ".join(map(str, filter(None, row)))) for row in sheet_texts(content)]
    return [one_line(content.decode())]


@pytest.mark.parametrize("subdomain", FILES)
def test_a_company_has_exactly_the_documents_of_its_list(subdomain):
    names = list(built(subdomain))

    assert names == FILES[subdomain]


@pytest.mark.parametrize("subdomain", FILES)
def test_what_the_catalogue_stands_on_is_a_published_document(subdomain):
    published = {one.title for one in built(subdomain).values() if one.publish}

    rows = next(catalogue_rows(one) for one in COMPANIES if one.subdomain == subdomain)
    stands_on = {row.source.title for row in rows if row.source and row.source.title}

    assert len(stands_on) > 5
    assert stands_on - published == set()


@pytest.mark.parametrize("file_name", [name for names in FILES.values() for name in names if name.endswith(".pdf")])
def test_every_pdf_opens_and_has_text_on_every_page_unless_it_is_the_scan(file_name):
    pages = pdf_pages(document(file_name).content)

    if file_name == SIDE_LETTER:
        assert pages == ["", ""]
    else:
        assert all(len(page) > 60 for page in pages)


def test_the_evidence_of_coverage_is_long_enough_to_search_in():
    assert 22 <= len(pages_of("cedarmain-hmo-evidence-of-coverage-2026-27.pdf")) <= 28


@pytest.mark.parametrize("file_name", [name for names in FILES.values() for name in names if name.endswith(".docx")])
def test_every_word_file_has_headings_and_a_table(file_name):
    opened = docx.Document(BytesIO(document(file_name).content))

    headings = [one for one in opened.paragraphs if one.style.name.startswith("Heading")]
    assert len(headings) >= 3
    assert len(opened.tables) >= 1


def test_the_deck_has_notes_on_every_slide():
    opened = pptx.Presentation(BytesIO(document("bluefin-open-enrollment-2027.pptx").content))

    notes = [slide.notes_slide.notes_text_frame.text for slide in opened.slides]
    assert len(notes) == 11
    assert all(len(note) > 20 for note in notes)


def test_the_juniper_rate_sheet_has_merged_heads_and_a_hidden_tab():
    workbook = openpyxl.load_workbook(BytesIO(document("juniper-rate-sheet-2027.xlsx").content))

    states = {sheet.title: sheet.sheet_state for sheet in workbook.worksheets}
    assert states == {
        "Medical 2027": "visible",
        "Dental and vision 2027": "visible",
        "COBRA 2027": "visible",
        "Notes": "hidden",
    }
    assert "B3:D3" in {str(merged) for merged in workbook["Medical 2027"].merged_cells.ranges}
    assert workbook["Medical 2027"]["B5"].number_format == '"$"#,##0.00'


def test_the_same_numbers_give_the_same_bytes():
    again = {one.file_name: one.content for one in build_documents(BLUEFIN)}

    assert again == {name: one.content for name, one in built("bluefin").items()}


def test_the_scan_is_the_same_every_time():
    assert side_letter_pdf() == document(SIDE_LETTER).content


# --- what the documents say ------------------------------------------------------------------------------


SOURCES = [
    pytest.param(source, id=f"{question.number}{question.part}-{place}")
    for question in answerable_from_documents()
    for place, source in enumerate((*question.sources, *question.also))
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_golden_answer_stands_on_its_page_of_a_published_document(source):
    pages = pages_of(source.file_name)
    page = pages[0] if source.page is None else pages[source.page - 1]

    assert document(source.file_name).publish
    assert one_line(source.sentence) in page
    assert all(words in page for words in source.contains)


def test_golden_sources_are_open_to_the_class_that_asks():
    closed = [
        (question.number, source.file_name)
        for question in answerable_from_documents()
        for source in (*question.sources, *question.also)
        if (audience := document(source.file_name).audience) and question.class_code not in audience
    ]

    assert closed == []


def test_only_plain_refusals_and_the_choice_have_no_source():
    without = [f"{question.number}{question.part}" for question in golden_questions() if not question.sources]

    assert without == ["26", "40a", "40b", "40c"]


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.subdomain)
def test_a_federal_summary_prints_the_deductible_limit_and_copays_of_its_plan(company):
    checked = 0
    for plan in company.plans:
        name = f"{company.subdomain}-sbc-{plan.name.lower().replace(' ', '-')}-{plan.plan_year}.pdf"
        if name not in FILES[company.subdomain]:
            continue
        text = " ".join(pages_of(name))
        deductible, limit = plan.accumulators[0], plan.out_of_pocket
        assert f"{dollars(deductible.person)} person / {dollars(deductible.family)} family" in text
        assert f"{dollars(limit.person)} person / {dollars(limit.family)} family" in text
        copays = [one.network.copay for one in plan.services if one.network.copay is not None]
        assert all(f"{dollars(copay)} copay/" in text for copay in copays)
        checked += 1

    assert checked == {"juniper": 4, "bluefin": 8, "cedarmain": 1}[company.subdomain]


def test_federal_summaries_keep_the_order_of_the_federal_table():
    text = " ".join(pages_of("bluefin-sbc-ppo-750-2027.pdf"))
    heads = (
        "Important Questions",
        "What is the overall deductible?",
        "Do you need a referral to see a specialist?",
        "Common Medical Event",
        "Primary care visit",
        "Imaging (CT/PET scans, MRIs)",
        "Generic drugs",
        "Urgent care",
        "Durable medical equipment",
        "Excluded Services & Other Covered Services",
        "Your Rights to Continue Coverage",
        "Minimum Value Standards",
        "Peg is Having a Baby",
    )

    places = [text.rindex(head) if head == "Urgent care" else text.index(head) for head in heads]
    assert places == sorted(places)


def test_coverage_examples_have_the_federal_totals():
    text = pages_of("cedarmain-sbc-harborlight-epo-2026-27.pdf")[-1]

    assert [f"Total Example Cost {total}" in text for total in ("$12,700", "$5,600", "$2,800")] == [True] * 3


def test_only_the_wrong_row_of_the_bluefin_sheet_breaks_the_arithmetic():
    wrong = []
    for label, *amounts in (row[:3] for row in sheet_rows("bluefin-rate-sheet-2027.xlsx")):
        if all(isinstance(amount, int | float) for amount in amounts) and len(amounts) == 2:
            each, monthly = (Decimal(str(amount)) for amount in amounts)
            if each < 500 and each * 24 != monthly * 12:
                wrong.append((label, each, monthly))

    assert ("Family", Decimal(340), Decimal(690)) in wrong
    assert [row for row in wrong if row[1] == 340] == [("Family", Decimal(340), Decimal(690))]
    assert {row[1] for row in wrong} == {Decimal(340)}


def test_the_faq_contradicts_the_summary_and_nothing_else_does():
    stale, true = "An urgent care visit on the PPO 750 is a $75 copay.", "urgent care is a $50 copay"

    assert stale in pages_of("bluefin-benefits-faq.html")[0]
    assert true in " ".join(pages_of("bluefin-benefits-guide-2027.pdf"))
    assert not any("$75 copay" in page for name in FILES["bluefin"] if name.endswith(".pdf") for page in pages_of(name))


@pytest.mark.parametrize(
    ("company", "file_name"),
    [
        (JUNIPER, "juniper-benefits-guide-2026.pdf"),
        (JUNIPER, "juniper-benefits-guide-2027.pdf"),
        (JUNIPER, "juniper-guia-de-beneficios-2027.pdf"),
        (JUNIPER, "juniper-summary-plan-description.pdf"),
        (BLUEFIN, "bluefin-benefits-guide-2027.pdf"),
        (CEDARMAIN, "cedarmain-guia-de-beneficios-2026-27.pdf"),
        (CEDARMAIN, "cedarmain-benefits-guide-2025-26.pdf"),
    ],
)
def test_whom_to_call_is_printed_without_broken_numbers(company, file_name):
    text = pages_of(file_name)[-1]

    for carrier in company.carriers:
        assert carrier.phone in text
        assert carrier.url.removeprefix("https://www.") in text


def test_hidden_notes_are_in_no_other_document():
    texts = [page for name in FILES["juniper"] if name.endswith((".pdf", ".docx")) for page in pages_of(name)]

    assert not any("Renewal offered" in text for text in texts)


@pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.subdomain)
def test_no_document_names_another_company(company):
    others = [one.name for one in COMPANIES if one != company]
    texts = [
        page
        for name in FILES[company.subdomain]
        if name.endswith((".pdf", ".docx", ".html"))
        for page in pages_of(name)
    ]

    assert not any(other in text for text in texts for other in others)


def test_a_document_that_names_its_year_holds_in_that_year():
    for company in COMPANIES:
        for one in built(company.subdomain).values():
            if one.plan_year:
                year = company.year(one.plan_year)
                assert (one.effective_from, one.effective_to) == (year.starts_on, year.ends_on)


def test_what_is_in_force_on_the_demo_day_is_what_people_should_be_told():
    expired = [one.file_name for one in every_document() if one.effective_to and one.effective_to < DEMO_TODAY]

    assert expired == ["cedarmain-benefits-guide-2025-26.pdf"]
    assert document("juniper-benefits-guide-2026.pdf").effective_to.isoformat() == "2026-12-31"
    assert document("juniper-benefits-guide-2027.pdf").effective_from.isoformat() == "2027-01-01"


def test_documents_sit_in_the_knowledge_bases_of_their_company():
    for company in COMPANIES:
        names = {base.name for base in company.knowledge_bases}
        assert {one.knowledge_base for one in built(company.subdomain).values()} == names


def test_kinds_and_languages_are_those_the_product_knows():
    kinds = {one.kind for one in every_document()}
    spanish = [one.file_name for one in every_document() if one.language == "es"]

    assert kinds <= set(Document.Kind.values)
    assert spanish == ["juniper-guia-de-beneficios-2027.pdf", "cedarmain-guia-de-beneficios-2026-27.pdf"]


def test_the_deliberate_rate_error_differs_from_the_true_price():
    error = BLUEFIN.deliberate_errors[0]
    rate = BLUEFIN.rate(PPO750, FAM, class_code=STAFF, plan_year="2027")

    assert (error.printed, error.correct) == (Decimal("690.00"), rate.per_deduction * 24 / 12)


def test_one_spanish_speaker_and_every_class_is_among_the_people():
    for company in (JUNIPER, BLUEFIN, CEDARMAIN):
        roles = sorted(person.role for person in company.people)
        assert roles == ["employee"] * 4 + ["hr_admin", "hr_editor"]
        assert {one.class_code for one in company.people if one.role == "employee"} == {
            one.code for one in company.classes
        }
        assert [one.language for one in company.people].count("es") == 1
        assert all(one.email.endswith(f"@{company.subdomain}.example") for one in company.people)


def test_phones_and_addresses_are_fictional():
    for company in COMPANIES:
        phones = [company.help.phone, *(carrier.phone for carrier in company.carriers)]
        assert all(re.fullmatch(r"\d{3}-555-01\d\d", phone) for phone in phones)
        assert all(carrier.url.endswith(".example") for carrier in company.carriers)
        assert all(carrier.email.endswith(".example") for carrier in company.carriers)


def test_the_embedded_family_deductible_follows_the_federal_minimum():
    inside = [BLUEFIN.plan(HSA2500, year).accumulators[0].person_in_family for year in ("2026", "2027")]

    assert inside == [Decimal(3400), Decimal(3500)]
