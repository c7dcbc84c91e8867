"""The document list of Cedar & Main."""

from datetime import date

from platform_admin.demo.cedarmain.eoc import eoc_blocks
from platform_admin.demo.cedarmain.guide_es import guide_es_blocks
from platform_admin.demo.cedarmain.medical import EPO
from platform_admin.demo.cedarmain.notices import annual_notices_blocks, cobra_blocks
from platform_admin.demo.cedarmain.numbers import (
    COMPANY,
    FT,
    GUIDES,
    LAST_YEAR,
    PLAN_PAPERS,
    RULES,
    THIS_YEAR,
)
from platform_admin.demo.cedarmain.old_guide import old_guide_blocks
from platform_admin.demo.cedarmain.papers import (
    dental_blocks,
    disability_blocks,
    eligibility_blocks,
    leave_blocks,
    vision_blocks,
)
from platform_admin.demo.cedarmain.retirement import retirement_blocks
from platform_admin.demo.document import DemoDocument, Listing, lasting, of_year, summary_of_benefits
from platform_admin.demo.files.pdf import Cover, pdf
from platform_admin.demo.files.word import docx

POLICY_START = date(2026, 7, 1)


def cedarmain_documents() -> list[DemoDocument]:
    return [
        _evidence_of_coverage(),
        summary_of_benefits(COMPANY, COMPANY.plan(EPO, THIS_YEAR), PLAN_PAPERS, audience=(FT,)),
        _dental(),
        _vision(),
        _eligibility(),
        _leave(),
        _guide_in_spanish(),
        _cobra(),
        _disability(),
        _retirement(),
        _annual_notices(),
        _last_years_guide(),
    ]


def _evidence_of_coverage() -> DemoDocument:
    title = "Harborlight HMO: Evidence of Coverage 2026-27"
    content = pdf(COMPANY, title, eoc_blocks(), is_sober=True, has_contents=True)
    listing = Listing("cedarmain-hmo-evidence-of-coverage-2026-27.pdf", title, "plan_document", PLAN_PAPERS, (FT,))
    return of_year(COMPANY, THIS_YEAR, listing, content)


def _dental() -> DemoDocument:
    title = "Dental Plan Summary 2026-27"
    listing = Listing("cedarmain-dental-summary-2026-27.pdf", title, "summary", PLAN_PAPERS)
    return of_year(COMPANY, THIS_YEAR, listing, pdf(COMPANY, title, dental_blocks()))


def _vision() -> DemoDocument:
    title = "Vision Plan Summary 2026-27"
    listing = Listing("cedarmain-vision-summary-2026-27.pdf", title, "summary", PLAN_PAPERS)
    return of_year(COMPANY, THIS_YEAR, listing, pdf(COMPANY, title, vision_blocks()))


def _eligibility() -> DemoDocument:
    title = "Look-Back Eligibility Policy"
    content = docx(COMPANY, title, "Effective July 1, 2026", eligibility_blocks())
    listing = Listing("cedarmain-look-back-eligibility-policy.docx", title, "policy", RULES)
    return lasting(listing, content, since=POLICY_START)


def _leave() -> DemoDocument:
    title = "Vacation and Leave Policy"
    content = docx(COMPANY, title, "Effective July 1, 2026", leave_blocks())
    return lasting(Listing("cedarmain-leave-policy.docx", title, "policy", RULES), content, since=POLICY_START)


def _guide_in_spanish() -> DemoDocument:
    title = "Guía de beneficios 2026-27"
    cover = Cover(
        "2026-27",
        "Guía de beneficios",
        "Para empleados de tiempo completo y de medio tiempo",
        "Del 1.º de julio de 2026 al 30 de junio de 2027",
    )
    listing = Listing("cedarmain-guia-de-beneficios-2026-27.pdf", title, "guide", GUIDES, language="es")
    content = pdf(COMPANY, title, guide_es_blocks(), cover=cover, language="es", has_contents=True)
    return of_year(COMPANY, THIS_YEAR, listing, content)


def _cobra() -> DemoDocument:
    title = "COBRA General Notice 2026-27"
    listing = Listing("cedarmain-cobra-general-notice-2026-27.pdf", title, "notice", RULES)
    return of_year(COMPANY, THIS_YEAR, listing, pdf(COMPANY, title, cobra_blocks(), is_sober=True))


def _disability() -> DemoDocument:
    title = "Short-Term Disability Summary 2026-27"
    listing = Listing("cedarmain-short-term-disability-2026-27.pdf", title, "summary", PLAN_PAPERS, (FT,))
    return of_year(COMPANY, THIS_YEAR, listing, pdf(COMPANY, title, disability_blocks()))


def _retirement() -> DemoDocument:
    title = "401(k) Plan: Summary Plan Description"
    content = pdf(COMPANY, title, retirement_blocks(), is_sober=True)
    listing = Listing("cedarmain-401k-summary-plan-description.pdf", title, "spd", PLAN_PAPERS)
    return lasting(listing, content, since=POLICY_START)


def _annual_notices() -> DemoDocument:
    title = "Annual Notices 2026-27"
    listing = Listing("cedarmain-annual-notices-2026-27.pdf", title, "notice", RULES)
    return of_year(COMPANY, THIS_YEAR, listing, pdf(COMPANY, title, annual_notices_blocks(), is_sober=True))


def _last_years_guide() -> DemoDocument:
    title = "2025-26 Benefits Guide"
    cover = Cover(
        LAST_YEAR,
        "Benefits guide",
        "For full-time and part-time employees",
        "July 1, 2025 through June 30, 2026",
    )
    content = pdf(COMPANY, title, old_guide_blocks(), cover=cover, has_contents=True)
    return of_year(COMPANY, LAST_YEAR, Listing("cedarmain-benefits-guide-2025-26.pdf", title, "guide", GUIDES), content)
