from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, File, Form, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from accounts.api_auth import ApiKeyAuth, SessionAuth
from accounts.audience import Audience, Hours, WorkState
from accounts.models import ApiKey, User
from benefits.audience import MeantFor
from benefits.models import BenefitClass, PlanYear
from knowledge.ingestion.guess import clean_file_name
from knowledge.ingestion.receive import NO_ROOM, DocumentFacts, UploadRefused, receive_document, too_large_sentence
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.search import QUERY_LIMIT, search
from knowledge.tasks import queue_waiting
from tenants.clock import today
from tenants.links import absolute_url
from tenants.roles import HR
from tenants.storage import StorageUnavailable

router = Router(tags=["Knowledge"])
documents_auth = [ApiKeyAuth(ApiKey.Scope.DOCUMENTS), SessionAuth(HR)]
search_auth = [ApiKeyAuth(ApiKey.Scope.SEARCH), SessionAuth(HR)]


# One line of text: PostgreSQL takes no NUL, and nobody needs the other control characters in a name.
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$")]


class DocumentIn(Schema):
    """What is known about the file. Facts left out are looked for in the file itself."""

    knowledge_base: Line = Field(max_length=120, min_length=1, description="Name; made if there is none of that name.")
    title: Line = Field("", max_length=200)
    kind: Document.Kind | None = None
    plan_year: Line | None = Field(None, max_length=20, description="Label of a plan year; an empty text = any year.")
    effective_from: date | None = None
    effective_to: date | None = None
    audience: list[Line] = Field([], description="Codes of benefit classes; none = every class.")
    work_states: list[WorkState] = Field([], description="States its people work in; none = every state.")
    hours: Hours | Literal[""] = Field("", description="For full-time or part-time people; empty = for both.")
    language: str = Field("", pattern="^(en|es)?$")
    publish_when_ready: bool = False


class SearchIn(Schema):
    q: str = Field(min_length=1, max_length=QUERY_LIMIT, description="The question.")
    day: date | None = Field(None, description="Documents in force on this day; empty = today.")
    class_code: Line = Field("", max_length=30, description="Benefit class; empty = what is for every class.")
    work_state: WorkState | Literal[""] = Field("", description="State of work; empty = what is for every state.")
    hours: Hours | Literal[""] = Field("", description="Working time; empty = what is for full and part time.")
    plan_year: Line = Field("", max_length=20, description="Overrides the plan year the question names.")
    limit: int = Field(8, ge=1, le=20)


class VersionOut(Schema):
    id: UUID
    number: int
    status: DocumentVersion.Status
    failure_code: str
    failure_detail: str
    file_name: str
    content_type: str
    size_bytes: int
    page_count: int
    pages_done: int
    pictures_count: int = Field(description="Pages whose pictures of text are read after the text of the file.")
    pictures_done: int
    passage_count: int
    created_at: datetime
    searchable_at: datetime | None = Field(description="Since when HR finds its text; it is ready after the pictures.")
    ready_at: datetime | None


class DocumentOut(Schema):
    id: UUID
    title: str
    knowledge_base: str
    kind: Document.Kind
    plan_year: str
    effective_from: date | None
    effective_to: date | None
    audience: list[str] = Field(description="Codes of benefit classes; none = every class.")
    work_states: list[str]
    hours: str
    language: str
    guessed: list[str] = Field(description="Facts taken from the file that nobody has confirmed.")
    published_version: int | None = Field(description="Number of the version employees are answered from.")
    newest_version: VersionOut
    url: str = Field(description="HR's page about the document.")


class WhyOut(Schema):
    keyword_rank: int | None
    keyword_score: float
    vector_rank: int | None
    vector_score: float
    matched: list[str]
    coverage: float
    year_weight: float
    also_in: list[str]


class PassageOut(Schema):
    passage_id: UUID
    document_id: UUID
    version_number: int
    title: str
    document_kind: str
    plan_year: str
    audience: list[str] = Field(description="Codes of benefit classes; none = every class.")
    work_states: list[str]
    hours: str
    page_number: int
    page_to: int
    heading: str
    text: str
    kind: str
    score: float
    why: WhyOut


class SearchOut(Schema):
    passages: list[PassageOut]
    filters: list[str]
    unknown_plans: list[str]
    degraded: bool = Field(description="True: by words alone, for all documents or for those not indexed yet.")
    milliseconds: float


def what_never_came(request: HttpRequest) -> HttpError | None:
    """Return why the file is missing from a request that was sent with one (knowledge/workbench/upload_limit.py)."""
    for name in getattr(request, "oversized_files", ()):
        return HttpError(413, f"{clean_file_name(name)}: {too_large_sentence()}")
    for name in getattr(request, "roomless_files", ()):
        return HttpError(507, f"{clean_file_name(name)}: {NO_ROOM}")
    return None


@router.post("/documents", response={201: DocumentOut}, auth=documents_auth, summary="Upload a document")
def upload_document(request: HttpRequest, facts: Form[DocumentIn], file: File[UploadedFile]) -> Status[DocumentOut]:
    """The file is stored, and read in the background: ask for the document to see how far it is."""
    try:
        version = receive_document(
            file, _facts(facts), uploaded_by=_person(request), publish_when_ready=facts.publish_when_ready
        )
    except UploadRefused as refused:
        raise HttpError(422, str(refused)) from refused
    except StorageUnavailable as trouble:
        raise HttpError(507 if trouble.reason == "disk_full" else 503, "The file could not be stored.") from trouble
    queue_waiting()
    return Status(201, _document_out(version.document))


@router.get("/documents/{uuid:document_id}", response=DocumentOut, auth=documents_auth, summary="A document as it is")
def read_document(request: HttpRequest, document_id: UUID) -> DocumentOut:
    documents = Document.objects.kept().select_related("knowledge_base", "published_version")
    return _document_out(get_object_or_404(documents, pk=document_id))


@router.get("/search", response=SearchOut, auth=search_auth, summary="Search published passages")
def search_passages(request: HttpRequest, asked: Query[SearchIn]) -> SearchOut:
    """The passages the assistant would be given for this question, best first."""
    result = search(
        asked.q,
        day=asked.day or today(),
        audience=Audience(asked.class_code, str(asked.work_state), str(asked.hours)),
        limit=asked.limit,
        plan_year=asked.plan_year or None,
        is_trial=True,
    )
    return SearchOut(
        passages=[_passage_out(hit) for hit in result.hits],
        filters=list(result.filters),
        unknown_plans=list(result.unknown_plans),
        degraded=result.degraded,
        milliseconds=result.milliseconds,
    )


def _passage_out(hit: Hit) -> PassageOut:
    people = {"audience": hit.meant_for.classes, "work_states": hit.meant_for.work_states, "hours": hit.meant_for.hours}
    return PassageOut(**asdict(hit) | people)


def _facts(told: DocumentIn) -> DocumentFacts:
    """Return the facts told; a label or code the client does not have is refused by name."""
    if told.plan_year and not PlanYear.objects.filter(label=told.plan_year).exists():
        raise HttpError(422, f"There is no plan year {told.plan_year}.")
    unknown = set(told.audience) - set(BenefitClass.objects.values_list("code", flat=True))
    if unknown:
        raise HttpError(422, f"There is no benefit class {min(unknown)}.")
    if told.effective_from and told.effective_to and told.effective_to < told.effective_from:
        raise HttpError(422, "effective_to lies before effective_from.")
    return DocumentFacts(
        knowledge_base=KnowledgeBase.objects.get_or_create(name=told.knowledge_base)[0],
        title=told.title or None,
        kind=told.kind,
        plan_year=told.plan_year,
        language=told.language or None,
        effective_from=told.effective_from,
        effective_to=told.effective_to,
        meant_for=MeantFor(tuple(told.audience), tuple(map(str, told.work_states)), str(told.hours)),
    )


def _person(request: HttpRequest) -> User | None:
    """Return whose upload it is: the signed-in person, or whoever made the key."""
    return request.auth.created_by if isinstance(request.auth, ApiKey) else request.auth


def _document_out(document: Document) -> DocumentOut:
    version = document.latest_version()
    return DocumentOut(
        id=document.pk,
        title=document.title,
        knowledge_base=document.knowledge_base.name,
        kind=document.kind,
        plan_year=document.plan_year,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        audience=document.audience,
        work_states=document.work_states,
        hours=document.hours,
        language=document.language,
        guessed=document.guessed,
        published_version=document.published_version.number if document.published_version else None,
        newest_version=VersionOut.from_orm(version),
        url=absolute_url(reverse("knowledge:document", args=[document.pk])),
    )
