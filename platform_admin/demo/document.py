"""One demo document: a file, with what HR would say about it at upload."""

from dataclasses import dataclass, replace
from datetime import date

from platform_admin.demo.company import Company, KnowledgeBaseText
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.shapes import EVERYONE, Plan


@dataclass(frozen=True)
class DemoDocument:
    """`audience` empty means everyone; `effective_to` None means until it is replaced.

    One that is not `told` lies there as it was dropped: what it is was guessed, and nobody has looked at it.
    """

    file_name: str
    title: str
    kind: str
    plan_year: str
    effective_from: date
    effective_to: date | None
    audience: tuple[str, ...]
    language: str
    content: bytes
    publish: bool
    knowledge_base: str
    plans: tuple[str, ...] = ()
    supersedes: str = ""  # the file name of the document whose place it takes
    publish_on: date | None = None  # a day to come, instead of at once
    told: bool = True


@dataclass(frozen=True)
class Listing:
    """A document's entry before its file is made."""

    file_name: str
    title: str
    kind: str
    base: KnowledgeBaseText
    audience: tuple[str, ...] = EVERYONE
    language: str = "en"


def of_year(company: Company, label: str, listing: Listing, content: bytes) -> DemoDocument:
    """A document that holds for exactly one plan year."""
    year = company.year(label)
    return DemoDocument(
        file_name=listing.file_name,
        title=listing.title,
        kind=listing.kind,
        plan_year=label,
        effective_from=year.starts_on,
        effective_to=year.ends_on,
        audience=listing.audience,
        language=listing.language,
        content=content,
        publish=True,
        knowledge_base=listing.base.name,
    )


def lasting(listing: Listing, content: bytes, *, since: date, until: date | None = None) -> DemoDocument:
    """A document that is not tied to a plan year, such as a policy."""
    return DemoDocument(
        file_name=listing.file_name,
        title=listing.title,
        kind=listing.kind,
        plan_year="",
        effective_from=since,
        effective_to=until,
        audience=listing.audience,
        language=listing.language,
        content=content,
        publish=True,
        knowledge_base=listing.base.name,
    )


def summary_of_benefits(
    company: Company, plan: Plan, base: KnowledgeBaseText, *, audience: tuple[str, ...] = EVERYONE
) -> DemoDocument:
    slug = plan.name.lower().replace(" ", "-")
    listing = Listing(
        f"{company.subdomain}-sbc-{slug}-{plan.plan_year}.pdf",
        f"Summary of Benefits and Coverage: {plan.name} {plan.plan_year}",
        "sbc",
        base,
        audience,
    )
    return replace(of_year(company, plan.plan_year, listing, sbc_pdf(company, plan)), plans=(plan.name,))
