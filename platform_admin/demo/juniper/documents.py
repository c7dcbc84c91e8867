"""The document list of Juniper Ridge."""

from datetime import date

from platform_admin.demo.document import DemoDocument, Listing, lasting, of_year, summary_of_benefits
from platform_admin.demo.files.pdf import Cover, pdf
from platform_admin.demo.files.word import docx
from platform_admin.demo.juniper.guide import guide_blocks
from platform_admin.demo.juniper.guide_es import guide_es_blocks
from platform_admin.demo.juniper.numbers import COMPANY, GUIDES, MONEY, PLAN_PAPERS, SAL, UNION
from platform_admin.demo.juniper.papers import fsa_guide_blocks, life_sheet_blocks
from platform_admin.demo.juniper.rate_sheet import TITLE as RATE_SHEET_TITLE
from platform_admin.demo.juniper.rate_sheet import rate_sheet_xlsx
from platform_admin.demo.juniper.retirement import retirement_blocks
from platform_admin.demo.juniper.side_letter import TITLE as SIDE_LETTER_TITLE
from platform_admin.demo.juniper.side_letter import side_letter_pdf
from platform_admin.demo.juniper.spd import spd_blocks

PLAN_START = date(2026, 1, 1)


def juniper_documents() -> list[DemoDocument]:
    return [
        _guide("2026"),
        _guide("2027"),
        _guide_in_spanish(),
        *(summary_of_benefits(COMPANY, plan, PLAN_PAPERS) for plan in COMPANY.plans),
        _plan_description(),
        _side_letter(),
        _retirement(),
        _rate_sheet(),
        _fsa_guide(),
        _life_sheet(),
    ]


def _guide(label: str) -> DemoDocument:
    year = COMPANY.year(label)
    opens, closes = year.enrolment_opens_on, year.enrolment_closes_on
    cover = Cover(
        label,
        "Benefits guide",
        "For salaried employees and members of Local 88",
        f"Open enrollment: {opens:%B} {opens.day} to {closes.day}, {closes.year}\n"
        f"Choices take effect {year.starts_on:%B} {year.starts_on.day}, {label}",
    )
    title = f"{label} Benefits Guide"
    content = pdf(COMPANY, title, guide_blocks(label), cover=cover, has_contents=True)
    return of_year(COMPANY, label, Listing(f"juniper-benefits-guide-{label}.pdf", title, "guide", GUIDES), content)


def _guide_in_spanish() -> DemoDocument:
    title = "Guía de beneficios 2027"
    cover = Cover(
        "2027",
        "Guía de beneficios",
        "Para empleados asalariados y miembros del Local 88",
        "Inscripción abierta: del 2 al 20 de noviembre de 2026\nSus beneficios empiezan el 1 de enero de 2027",
    )
    content = pdf(COMPANY, title, guide_es_blocks(), cover=cover, language="es")
    listing = Listing("juniper-guia-de-beneficios-2027.pdf", title, "guide", GUIDES, language="es")
    return of_year(COMPANY, "2027", listing, content)


def _plan_description() -> DemoDocument:
    title = "Health and Welfare Plan: Summary Plan Description"
    content = pdf(COMPANY, title, spd_blocks(), is_sober=True)
    listing = Listing("juniper-summary-plan-description.pdf", title, "spd", PLAN_PAPERS)
    return lasting(listing, content, since=PLAN_START)


def _side_letter() -> DemoDocument:
    listing = Listing("juniper-local-88-side-letter-2027.pdf", SIDE_LETTER_TITLE, "amendment", PLAN_PAPERS, (UNION,))
    return of_year(COMPANY, "2027", listing, side_letter_pdf())


def _retirement() -> DemoDocument:
    title = "401(k) Plan: Summary Plan Description"
    content = docx(COMPANY, title, "Effective January 1, 2026", retirement_blocks())
    listing = Listing("juniper-401k-summary-plan-description.docx", title, "spd", PLAN_PAPERS)
    return lasting(listing, content, since=PLAN_START)


def _rate_sheet() -> DemoDocument:
    listing = Listing("juniper-rate-sheet-2027.xlsx", RATE_SHEET_TITLE, "rate_sheet", MONEY, (SAL,))
    return of_year(COMPANY, "2027", listing, rate_sheet_xlsx())


def _fsa_guide() -> DemoDocument:
    title = "Flexible Spending Account Guide, 2026 and 2027"
    content = pdf(COMPANY, title, fsa_guide_blocks())
    listing = Listing("juniper-fsa-guide-2026-2027.pdf", title, "account_guide", MONEY)
    return lasting(listing, content, since=PLAN_START, until=COMPANY.year("2027").ends_on)


def _life_sheet() -> DemoDocument:
    title = "Life and Disability Summary 2027"
    content = pdf(COMPANY, title, life_sheet_blocks())
    return of_year(COMPANY, "2027", Listing("juniper-life-disability-2027.pdf", title, "summary", MONEY), content)
