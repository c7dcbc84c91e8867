"""The document list of Bluefin Labs."""

from dataclasses import replace
from datetime import date

from platform_admin.demo.bluefin.deck import TITLE as DECK_TITLE
from platform_admin.demo.bluefin.deck import deck_pptx
from platform_admin.demo.bluefin.faq import FILE_NAME as FAQ_FILE
from platform_admin.demo.bluefin.faq import TITLE as FAQ_TITLE
from platform_admin.demo.bluefin.faq import faq_html
from platform_admin.demo.bluefin.guide import guide_blocks
from platform_admin.demo.bluefin.numbers import COMPANY, GUIDES, PLAN_PAPERS, POLICIES
from platform_admin.demo.bluefin.papers import (
    accounts_guide_blocks,
    commuter_blocks,
    earlier_parental_policy_blocks,
    parental_policy_blocks,
    partner_policy_blocks,
    retirement_notice_blocks,
    wellness_blocks,
)
from platform_admin.demo.bluefin.rate_sheet import FILE_NAME as RATES_FILE
from platform_admin.demo.bluefin.rate_sheet import TITLE as RATES_TITLE
from platform_admin.demo.bluefin.rate_sheet import rate_sheet_xlsx
from platform_admin.demo.document import DemoDocument, Listing, lasting, of_year, summary_of_benefits
from platform_admin.demo.files.pdf import Cover, pdf
from platform_admin.demo.files.word import docx

YEAR = "2027"
POLICY_START = date(2026, 1, 1)
EARLIER_PARENTAL = "bluefin-parental-leave-policy-2024.docx"
FAQ_START = date(2025, 3, 3)


def bluefin_documents() -> list[DemoDocument]:
    return [
        *(summary_of_benefits(COMPANY, plan, PLAN_PAPERS) for plan in COMPANY.plans),
        of_year(COMPANY, YEAR, Listing(RATES_FILE, RATES_TITLE, "rate_sheet", PLAN_PAPERS), rate_sheet_xlsx()),
        _guide(),
        _deck(),
        _accounts_guide(),
        _partner_policy(),
        _earlier_parental_policy(),
        _parental_policy(),
        _commuter_policy(),
        _wellness_draft(),
        _retirement_notice(),
        lasting(Listing(FAQ_FILE, FAQ_TITLE, "faq", GUIDES), faq_html(), since=FAQ_START),
    ]


def _guide() -> DemoDocument:
    title = "2027 Benefits Guide"
    cover = Cover(
        YEAR,
        "Benefits guide",
        "For everyone at Bluefin, wherever you work",
        "Open enrollment: November 4 to 18, 2026\nChoices take effect January 1, 2027",
    )
    content = pdf(COMPANY, title, guide_blocks(), cover=cover, has_contents=True)
    return of_year(COMPANY, YEAR, Listing("bluefin-benefits-guide-2027.pdf", title, "guide", GUIDES), content)


def _deck() -> DemoDocument:
    listing = Listing("bluefin-open-enrollment-2027.pptx", DECK_TITLE, "deck", GUIDES)
    return of_year(COMPANY, YEAR, listing, deck_pptx())


def _accounts_guide() -> DemoDocument:
    title = "HSA and FSA Guide 2027"
    content = pdf(COMPANY, title, accounts_guide_blocks())
    listing = Listing("bluefin-hsa-fsa-guide-2027.pdf", title, "account_guide", PLAN_PAPERS)
    # Last year's spending accounts are claimed under it too, so it holds from enrollment on.
    return lasting(listing, content, since=COMPANY.year(YEAR).enrolment_opens_on, until=COMPANY.year(YEAR).ends_on)


def _partner_policy() -> DemoDocument:
    title = "Domestic Partner Policy"
    content = docx(COMPANY, title, "Effective January 1, 2026, with the amounts for 2027", partner_policy_blocks())
    listing = Listing("bluefin-domestic-partner-policy.docx", title, "policy", POLICIES)
    return lasting(listing, content, since=POLICY_START)


def _parental_policy() -> DemoDocument:
    title = "Parental Leave Policy"
    content = docx(COMPANY, title, "Effective January 1, 2026", parental_policy_blocks())
    policy = lasting(
        Listing("bluefin-parental-leave-policy.docx", title, "policy", POLICIES), content, since=POLICY_START
    )
    return replace(policy, supersedes=EARLIER_PARENTAL)


def _earlier_parental_policy() -> DemoDocument:
    title = "Parental Leave Policy 2024"
    content = docx(COMPANY, title, "Effective January 1, 2024", earlier_parental_policy_blocks())
    return lasting(Listing(EARLIER_PARENTAL, title, "policy", POLICIES), content, since=date(2024, 1, 1))


def _commuter_policy() -> DemoDocument:
    """It begins with the year, and waits for that day to be published."""
    title, since = "Commuter Policy", COMPANY.year(YEAR).starts_on
    content = docx(COMPANY, title, f"Effective January 1, {YEAR}", commuter_blocks())
    policy = lasting(Listing("bluefin-commuter-policy.docx", title, "policy", POLICIES), content, since=since)
    return replace(policy, publish=False, publish_on=since)


def _wellness_draft() -> DemoDocument:
    """Somebody dropped it a moment ago; what it is, is for HR to confirm."""
    title = "Wellness Stipend"
    content = pdf(COMPANY, title, wellness_blocks(), is_sober=True)
    draft = lasting(Listing("bluefin-wellness-stipend.pdf", title, "policy", POLICIES), content, since=POLICY_START)
    return replace(draft, publish=False, told=False)


def _retirement_notice() -> DemoDocument:
    title = "401(k) Safe Harbor Notice 2027"
    content = pdf(COMPANY, title, retirement_notice_blocks(), is_sober=True)
    return of_year(
        COMPANY, YEAR, Listing("bluefin-401k-safe-harbor-notice-2027.pdf", title, "notice", POLICIES), content
    )
