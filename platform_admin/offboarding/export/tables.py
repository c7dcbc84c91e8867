"""The tables of an export, as rows. In the client's scope; people are named in none of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from benefits.models import BenefitClass, Contact, PlanYear
from chat.models import Announcement, AnnouncementVersion, OfficialAnswer, TestQuestion
from chat.models import OfficialVersion as Version
from knowledge.models import ExtractedFact

Row = tuple[object, ...]


@dataclass(frozen=True)
class Table:
    """`path` is where it stands in the ZIP, without the ending; `rows` is asked anew for every file."""

    name: str
    head: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]
    path: str = ""


def _plan_years() -> Iterator[Row]:
    for year in PlanYear.objects.all():
        yield year.label, year.starts_on, year.ends_on, year.enrolment_opens_on, year.enrolment_closes_on


def _classes() -> Iterator[Row]:
    yield from BenefitClass.objects.values_list("code", "label", "label_es")


def _plans() -> Iterator[Row]:
    """The plans that confirmed and proposed figures name, with what names them."""
    found = ExtractedFact.objects.exclude(plan="").order_by("plan", "plan_year", "version__document__title")
    yield from found.values_list("plan", "plan_year", "version__document__title").distinct()


def _contacts() -> Iterator[Row]:
    columns = ("name", "role", "phone", "email", "url", "hours", "hours_es", "languages", "note", "note_es")
    yield from Contact.objects.values_list(*columns)


def _facts() -> Iterator[Row]:
    facts = ExtractedFact.objects.select_related("version__document").order_by(
        "version__document__title", "version__number", "ordinal"
    )
    for fact in facts.iterator(chunk_size=500):
        holds = fact.reading
        yield (
            fact.plan,
            fact.plan_year,
            fact.label,
            fact.network,
            fact.coverage_tier,
            holds.applies_to,
            holds.attribute,
            holds.value,
            holds.text,
            holds.unit,
            holds.deductible,
            fact.state,
            fact.confirmed_at,
            fact.is_corrected,
            fact.raw,
            fact.version.document.title,
            fact.version.number,
            fact.page,
        )


def _official() -> Iterator[Row]:
    answers = OfficialAnswer.objects.select_related("document").prefetch_related("wordings", "versions")
    for answer in answers:
        yield (
            [wording.text for wording in answer.wordings.all()],
            answer.text,
            answer.language,
            answer.state,
            answer.audience,
            answer.work_states,
            answer.hours,
            answer.plan_year,
            answer.valid_from,
            answer.valid_to,
            answer.document.title if answer.document else "",
            answer.page_number,
            answer.decided_by,
            answer.number,
            answer.written_at,
            answer.approved_at,
        )


def _official_versions() -> Iterator[Row]:
    versions = Version.objects.select_related("answer").prefetch_related("answer__wordings")
    for version in versions.order_by("answer", "number"):
        yield version.answer.question, version.number, version.act, version.at, version.told


def _announcements() -> Iterator[Row]:
    for row in Announcement.objects.select_related("document"):
        yield (
            row.title,
            row.text,
            row.title_es,
            row.text_es,
            row.state,
            row.audience,
            row.work_states,
            row.hours,
            row.first_day,
            row.last_day,
            row.page,
            row.document.title if row.document else "",
            row.number,
            row.written_at,
            row.published_at,
        )


def _announcement_versions() -> Iterator[Row]:
    versions = AnnouncementVersion.objects.select_related("announcement").order_by("announcement", "number")
    for version in versions:
        yield version.announcement.title, version.number, version.act, version.at, version.told


def _tests() -> Iterator[Row]:
    for test in TestQuestion.objects.prefetch_related("results"):
        last = max(test.results.all(), key=lambda result: result.asked_at, default=None)
        yield (
            test.question,
            test.earlier,
            test.name,
            test.language,
            test.day,
            test.class_code,
            test.work_state,
            test.hours,
            test.expect,
            test.is_critical,
            test.is_active,
            test.origin,
            last.asked_at if last else None,
            last.has_passed if last else None,
            last.unmet if last else [],
            last.text if last else "",
            last.cited if last else [],
        )


CATALOGUE = (
    Table(
        "Plan years",
        ("Label", "Begins", "Ends", "Enrollment opens", "Enrollment closes"),
        _plan_years,
        "catalogue/plan-years",
    ),
    Table("Classes", ("Code", "Name", "Name in Spanish"), _classes, "catalogue/classes"),
    Table("Plans", ("Plan", "Plan year", "Document"), _plans, "catalogue/plans"),
    Table(
        "Contacts",
        (
            "Name",
            "For",
            "Phone",
            "Email",
            "Website",
            "Hours",
            "Hours in Spanish",
            "Languages",
            "Note",
            "Note in Spanish",
        ),
        _contacts,
        "catalogue/contacts",
    ),
    Table(
        "Figures",
        (
            "Plan",
            "Plan year",
            "What",
            "Network",
            "Coverage",
            "Applies to",
            "Kind",
            "Value",
            "Text",
            "Unit",
            "Deductible",
            "State",
            "Confirmed",
            "Corrected by HR",
            "As printed",
            "Document",
            "Version",
            "Page",
        ),
        _facts,
        "catalogue/figures",
    ),
)
TABLES = (
    *CATALOGUE,
    Table(
        "Official answers",
        (
            "Questions",
            "Answer",
            "Language",
            "State",
            "Classes",
            "States",
            "Hours",
            "Plan year",
            "Valid from",
            "Valid to",
            "Document",
            "Page",
            "Decided by",
            "Version",
            "Written",
            "Approved",
        ),
        _official,
        "answers/official-answers",
    ),
    Table(
        "Versions of official answers",
        ("Question", "Version", "What was done", "When", "What it said"),
        _official_versions,
        "answers/versions",
    ),
    Table(
        "Announcements",
        (
            "Title",
            "Text",
            "Title in Spanish",
            "Text in Spanish",
            "State",
            "Classes",
            "States",
            "Hours",
            "Shown from",
            "Shown until",
            "Leads to page",
            "Document",
            "Version",
            "Written",
            "Published",
        ),
        _announcements,
        "announcements/announcements",
    ),
    Table(
        "Versions of announcements",
        ("Title", "Version", "What was done", "When", "What it said"),
        _announcement_versions,
        "announcements/versions",
    ),
    Table(
        "Test questions",
        (
            "Question",
            "Before it",
            "Name",
            "Language",
            "Asked as on",
            "Class",
            "State",
            "Hours",
            "Expected",
            "Critical",
            "Active",
            "From",
            "Last asked",
            "Passed",
            "What was wrong",
            "Last answer",
            "Cited",
        ),
        _tests,
        "tests/test-questions",
    ),
)
