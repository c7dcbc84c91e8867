from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Annotated, Literal
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from accounts.api_auth import ApiKeyAuth, SessionAuth
from accounts.audience import ANYBODY, Audience, Hours, WorkState
from accounts.live_holder import holder_of
from accounts.models import ApiKey
from chat.models import QUESTION_LIMIT, Answer, Conversation
from chat.pipeline import ask as asking
from chat.pipeline.limits import TooMany
from chat.service_person import service_asker
from chat.tasks import queue_answer
from chat.turns.beside import left_out, of_others, worked_out
from chat.turns.build import live_url, source_url
from knowledge.extract.unseen import without_unseen
from tenants.binding import ClientRef
from tenants.context import current_client, tenant_scope
from tenants.links import absolute_url
from tenants.live import HolderEnded, LiveEvent, follow
from tenants.turns import let_go_of_database

WAIT_SECONDS = 60
STREAM_SECONDS = 150
EVENT_STREAM = "text/event-stream"

# Who waits for an answer holds a thread that pages need; half of them may be held so, the rest is told to come back.
_WAITING = BoundedSemaphore(max(1, settings.PAGE_THREADS // 2))
router = Router(tags=["Answers"], auth=[ApiKeyAuth(ApiKey.Scope.ASK), SessionAuth()])


# PostgreSQL takes no NUL.
Text = Annotated[str, Field(pattern=r"^[^\x00]*$")]


class AskIn(Schema):
    question: Text = Field(min_length=1, max_length=QUESTION_LIMIT)
    conversation: UUID | None = Field(None, description="Continues a conversation: its questions are understood.")
    class_code: Text = Field(
        "",
        max_length=30,
        description="With an API key: the class to answer for; empty = what is for all classes.",
    )
    work_state: WorkState | Literal[""] = Field(
        "", description="With an API key: the state of work to answer for; empty = what is for all states."
    )
    hours: Hours | Literal[""] = Field(
        "", description="With an API key: the working time to answer for; empty = what is for full and part time."
    )
    private: bool = Field(
        False,
        description="Of the conversation that this begins: it is listed and counted nowhere, and erased in a day.",
    )
    idempotency_key: UUID | None = Field(None, description="The same question with the same key is asked once.")


class CitationOut(Schema):
    number: int
    document: str
    plan_year: str
    page: int = Field(description="Where most of what is cited stands: the page to open.")
    pages: list[int] = Field(description="All pages on which what is cited stands, first to last.")
    quote: str
    is_near: bool = Field(description="Shown beside a refusal: near, but no support.")
    url: str = Field(description="The quoted page, for the person who asked; empty for an API key.")


class AnswerOut(Schema):
    answer_id: UUID
    conversation: UUID
    # Plain strings: in the API's description an enum goes by its bare name, and documents have a Status as well.
    status: str = Field(json_schema_extra={"enum": Answer.Status.values})
    reason: str = Field(json_schema_extra={"enum": Answer.Reason.values})
    answer: str = Field(description="Markdown; [1] names the citation with that number.")
    citations: list[CitationOut]
    assumptions: list[str] = Field(description="What a reckoned answer goes by: the asker may have it otherwise.")
    next_questions: list[str]
    engine: str
    is_fallback: bool
    left_out: str = Field(
        description="Why documents were left out: nobody knows the asker's state, say, or others have their own."
    )


class StartedOut(Schema):
    answer_id: UUID
    conversation: UUID
    live_url: str = Field(description="Server-Sent Events of this answer, for an hour: status, text, done.")


@router.post("/ask", response={200: AnswerOut, 202: AnswerOut}, summary="Ask and wait for the answer")
def ask(request: HttpRequest, body: AskIn) -> Status[AnswerOut]:
    """Waits up to a minute. 202: it is still being written; ask for it with its id."""
    asked = _ask(request, body)
    if asked.answer.is_open and _WAITING.acquire(blocking=False):
        try:
            events = follow(asked.answer.topic, holder_of(request), seconds=WAIT_SECONDS)
            let_go_of_database()
            for _ in events:
                pass
        except HolderEnded as ended:
            raise HttpError(401, "The key or the sign-in that asked has ended meanwhile.") from ended
        finally:
            _WAITING.release()
    answer = _describe(request, asked.answer.pk)
    return Status(202 if answer.status in Answer.OPEN else 200, answer)


@router.post(
    "/ask/stream", response={200: AnswerOut, 202: StartedOut}, summary="Ask and follow the answer as it is written"
)
def ask_and_follow(request: HttpRequest, body: AskIn) -> Status[AnswerOut | StartedOut] | HttpResponse:
    """With `Accept: text/event-stream` the events themselves: `status`, `text`, and `done` with the answer.

    When too many callers are waiting already, or otherwise: 202 with the address of the live events, and 200 with
    the answer itself if it is there already.
    """
    asked = _ask(request, body)
    if EVENT_STREAM in request.headers.get("Accept", "") and _WAITING.acquire(blocking=False):
        with ExitStack() as place:
            place.callback(_WAITING.release)
            response = _event_stream(request, asked.answer)
            place.pop_all()  # given back by the response when it is closed
            return response
    if not asked.answer.is_open:
        return Status(200, _describe(request, asked.answer.pk))
    holder = holder_of(request)
    url = absolute_url(live_url(asked.answer, holder), host=holder.host)
    started = StartedOut(answer_id=asked.answer.pk, conversation=asked.question.conversation_id, live_url=url)
    return Status(202, started)


@router.get("/answers/{uuid:answer_id}", response=AnswerOut, summary="An answer as it stands now")
def read_answer(request: HttpRequest, answer_id: UUID) -> AnswerOut:
    return _describe(request, answer_id)


def _ask(request: HttpRequest, body: AskIn) -> asking.Asked:
    text = without_unseen(body.question).strip()
    if not text:
        raise HttpError(422, "The question is empty.")
    asker = _asker(request, Audience(body.class_code, str(body.work_state), str(body.hours)))
    own = Conversation.objects.of(asker.user)
    try:
        asked = asking.ask(
            text,
            asker=asker,
            page_token=body.idempotency_key or uuid4(),
            conversation=get_object_or_404(own, pk=body.conversation) if body.conversation else None,
            now=timezone.now(),
            is_private=body.private,
        )
    except TooMany as refusal:
        raise HttpError(429, str(refusal)) from refusal
    if asked.answer.status == Answer.Status.PENDING:
        queue_answer(asked.answer, under_way=asked.under_way)
    return asked


def _asker(request: HttpRequest, audience: Audience) -> asking.Asker:
    """A signed-in person asks as themselves, whomever the request names."""
    is_key = isinstance(request.auth, ApiKey)
    return service_asker(audience) if is_key else asking.asker_of(request.auth)


def _describe(request: HttpRequest, answer_id: UUID) -> AnswerOut:
    asker = _asker(request, ANYBODY)
    answers = Answer.objects.of(asker.user).select_related("question").prefetch_related("citations")
    return _out(get_object_or_404(answers, pk=answer_id), with_links=not isinstance(request.auth, ApiKey))


def _out(answer: Answer, *, with_links: bool) -> AnswerOut:
    return AnswerOut(
        answer_id=answer.pk,
        conversation=answer.question.conversation_id,
        status=answer.status,
        reason=answer.reason,
        answer=answer.text,
        citations=[
            CitationOut(
                number=citation.number,
                document=citation.document_title,
                plan_year=citation.plan_year,
                page=citation.page_number,
                pages=list(citation.pages),
                quote=citation.quote,
                is_near=citation.is_near,
                url=absolute_url(source_url(citation)) if with_links else "",
            )
            for citation in answer.citations.all()
        ],
        assumptions=list(worked_out(answer)),
        next_questions=answer.next_questions,
        engine=answer.engine,
        is_fallback=answer.is_fallback,
        left_out=" ".join(filter(None, (of_others(answer), left_out(answer)))),
    )


def _event_stream(request: HttpRequest, answer: Answer) -> StreamingHttpResponse:
    # Nothing more comes of an answer that is there; its stream may be long gone.
    events = follow(answer.topic, holder_of(request), seconds=STREAM_SECONDS) if answer.is_open else iter(())
    let_go_of_database()
    with_links = not isinstance(request.auth, ApiKey)
    lines = _lines(events, answer.pk, client=current_client(), with_links=with_links)
    response = StreamingHttpResponse(_Held(lines), content_type=f"{EVENT_STREAM}; charset=utf-8")
    response["X-Accel-Buffering"] = "no"
    return response


class _Held:
    """An iterator that gives its place among the waiting back when the response is closed, read or not."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def close(self) -> None:
        self._lines.close()
        _WAITING.release()


def _lines(
    events: Iterator[LiveEvent | None], answer_id: UUID, *, client: ClientRef, with_links: bool
) -> Iterator[str]:
    """The page's events, but the last one carries the answer instead of a fragment of a page. Without it the stream
    ends for whoever may be told no more."""
    try:
        for event in events:
            if event is None:
                yield ": waiting\n\n"
            elif event.name not in ("answer", "done"):
                yield f"id: {event.id}\nevent: {event.name}\ndata: {event.data}\n\n"
    except HolderEnded:
        return
    # The response is read after the request's own scope has ended.
    with tenant_scope(client):
        answer = Answer.objects.select_related("question").prefetch_related("citations").get(pk=answer_id)
        final = _out(answer, with_links=with_links).model_dump_json()
        let_go_of_database()
    yield f"event: done\ndata: {final}\n\n"
