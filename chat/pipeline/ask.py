"""Takes a question in: what is stored is stored before any model, queue or network is touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid5

from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.audience import Audience
from accounts.models import User
from chat.branches import Branches, choose, questions_of
from chat.models import Answer, Citation, Conversation, Question
from chat.pipeline.at_once import answer_at_once, small_talk_here
from chat.pipeline.finish import spoken_in
from chat.pipeline.going_on import copied_citations
from chat.pipeline.guard import is_crisis
from chat.pipeline.identifiers import Masked, mask_identifiers
from chat.pipeline.limits import TooMany, check_open_answers, count_question
from chat.words import PRIVATE_TITLE, in_language
from knowledge.text.little_words import language_of
from tenants.postgresql.rows import Given, Rows, add, added, read, written

MOST_OPEN = 2
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Asker:
    """Who asks, and as whom: an API key asks for people of a class, a state or hours without being one of them."""

    user: User
    audience: Audience
    most_open: int = MOST_OPEN


@dataclass(frozen=True)
class Asked:
    question: Question
    answer: Answer
    is_new: bool  # False: this very question was sent before, and this is its answer
    under_way: int = 0  # answers of the client's that are not over yet, before this one


def asker_of(user: User) -> Asker:
    return Asker(user, user.audience)


def ask(
    text: str,
    *,
    asker: Asker,
    page_token: UUID,
    conversation: Conversation | None,
    now: datetime,
    plan: str = "",
    behind: Question | None = None,
    is_private: bool = False,
) -> Asked:
    """Store a question and its waiting answer; the same question of the same page is stored once.

    It is put at the end of the branch that the page shows: the one with the question `behind` in it. Without a
    conversation it begins one, `is_private` or not. `plan` is one that was chosen: the conversation is about it from
    then on, where a question names none.
    Raises TooMany, and Http404 if the conversation is erased meanwhile. Commits before it returns, so the answer may
    be queued at once.
    """
    masked = mask_identifiers(text)
    token = _token(page_token, asker, masked)
    with _storing_in(conversation):
        seen = _wait_for_turn(asker, token, conversation)
        if seen.earlier:
            return seen.earlier
        branch = seen.branches.shown(through=behind)
        where = _Where(conversation, seen.branches, branch[-1] if branch else None, is_private, plan)
        return _take_in(masked, where, asker=asker, seen=seen, token=token, now=now)


def ask_instead(question: Question, text: str, *, asker: Asker, page_token: UUID, now: datetime) -> Asked:
    """Store a question in another's place; that one is kept beside it, with all that follows it.

    Raises TooMany, also while the other one is being answered, and Http404 if it is erased meanwhile. A plea for help
    waits for nothing.
    """
    masked = mask_identifiers(text)
    token = _token(uuid5(page_token, str(question.pk)), asker, masked)
    with _storing_in(question.conversation):
        seen = _wait_for_turn(asker, token, question.conversation)
        if seen.earlier:
            return seen.earlier
        current = _newest_answer(question)
        if masked.text == question.text:
            return Asked(question, current, is_new=False)
        if current.is_open and not is_crisis(masked.text):
            raise TooMany(_("This question is being answered right now. Wait for the answer, or stop it."))
        conversation = question.conversation
        where = _Where(conversation, seen.branches, question.follows)
        asked = _take_in(masked, where, asker=asker, seen=seen, token=token, now=now)
        if asked.question.is_counted:
            named_so = Conversation.objects.filter(pk=conversation.pk, title=title_of(question.text))
            named_so.update(title=title_of(masked.text))
        return asked


def ask_again(answer: Answer, *, asker: Asker, now: datetime, is_simple: bool | None = None) -> Asked:
    """Start another attempt at the answer's question; pressed twice, it is one attempt.

    In plain words or not, as the attempt before if nothing is said of it. Raises TooMany, and Http404 if the
    conversation is erased meanwhile.
    """
    with _storing_in(answer.question.conversation):
        return _try_again(answer, asker=asker, now=now, is_simple=answer.is_simple if is_simple is None else is_simple)


def go_on(answer: Answer, *, asker: Asker, now: datetime) -> Asked:
    """Start an attempt that goes on where the answer broke off; pressed twice, it is one.

    It has what was said so far from the start: whatever becomes of it, nothing of that is lost. Raises TooMany, and
    Http404 if the conversation is erased meanwhile.
    """
    with _storing_in(answer.question.conversation):
        asked = _try_again(answer, asker=asker, now=now, is_simple=answer.is_simple)
        if asked.is_new and answer.may_be_gone_on_with:
            again = asked.answer
            again.is_continued, again.text, again.engine = True, answer.text, answer.engine
            again.removed = answer.removed
            again.save(update_fields=["is_continued", "text", "engine", "removed"])
            citations = copied_citations(answer)
            for citation in citations:
                citation.answer = again
            Citation.objects.bulk_create(citations)
        return asked


def title_of(text: str) -> str:
    """Return the question's first words."""
    words = " ".join(text.split())
    if len(words) <= TITLE_LENGTH:
        return words
    cut = words[: TITLE_LENGTH + 1].rsplit(" ", 1)[0]
    return f"{cut[:TITLE_LENGTH].rstrip(' ,;:.–-')}…"


@contextmanager
def _storing_in(conversation: Conversation | None) -> Iterator[None]:
    """Store in one transaction. Raises Http404 if the conversation is gone by its end."""
    try:
        with transaction.atomic(durable=True):
            yield
    except IntegrityError as wrong:
        # Its erasing does not wait for who asks in it: rows of what is gone are refused, at the latest on commit.
        if conversation is None or Conversation.objects.filter(pk=conversation.pk).exists():
            raise
        raise Http404 from wrong


def _newest_answer(question: Question) -> Answer:
    """Return its last attempt. Raises Http404 if the question was erased meanwhile."""
    newest = question.answers.order_by("-attempt").first()
    if newest is None:
        raise Http404
    return newest


def _try_again(answer: Answer, *, asker: Asker, now: datetime, is_simple: bool) -> Asked:
    question = answer.question
    seen = _wait_for_turn(asker, None, question.conversation)
    current = _newest_answer(question)
    if current.pk != answer.pk or current.is_open:
        return Asked(question, current, is_new=False)
    check_open_answers(seen.open_answers, most_open=asker.most_open)
    count_question(asker.user)
    choose(question, seen.branches, now=now)
    # Who changed classes, moved or works other hours since is answered from what is meant for them now.
    again = _new_answer(question, asker.audience, attempt=current.attempt + 1, now=now, is_simple=is_simple)
    again.save(force_insert=True)
    return Asked(question, again, is_new=True, under_way=seen.under_way)


@dataclass(frozen=True)
class _Seen:
    """What there is when a person's question has its turn."""

    earlier: Asked | None  # this very question, sent before
    open_answers: int
    under_way: int  # of all the client's people
    branches: Branches  # of the conversation


@dataclass(frozen=True)
class _Where:
    """The place of a question; without a conversation it begins one."""

    conversation: Conversation | None
    branches: Branches
    follows: Question | None
    is_private: bool = False  # the one that it begins
    plan: str = ""  # chosen: the conversation is about it from now on


def _token(page_token: UUID, asker: Asker, masked: Masked) -> UUID:
    """Return what makes two requests one question.

    The text is part of it: a page that the browser kept may send another question with its old token. So is as whom
    it is asked: what was answered for one class, state or working time is no answer for another.
    """
    return uuid5(uuid5(page_token, f"{asker.user.pk} {asker.audience}"), masked.text)


def _take_in(masked: Masked, where: _Where, *, asker: Asker, seen: _Seen, token: UUID, now: datetime) -> Asked:
    in_danger = is_crisis(masked.text)
    if not in_danger:
        check_open_answers(seen.open_answers, most_open=asker.most_open)
        count_question(asker.user)
    talk = None if in_danger else small_talk_here(masked.text)
    language = (talk and talk.language) or language_of(masked.text, asker.user.language)
    conversation = where.conversation
    if conversation is None:
        tells_nothing = in_danger or where.is_private
        title = in_language(PRIVATE_TITLE, language) if tells_nothing else title_of(masked.text)
        conversation = Conversation(user=asker.user, title=title, is_private=where.is_private, created_at=now)
    question = Question(
        conversation=conversation,
        follows=where.follows,
        client_token=token,
        text=masked.text,
        language=language,
        is_masked=masked.is_changed,
        is_counted=not (in_danger or talk or conversation.is_private),
        created_at=now,
        chosen_at=now,
    )
    where.branches.add(question)
    is_simple = asker.user.wants_simple_words
    answer = _new_answer(question, asker.audience, attempt=1, now=now, is_simple=is_simple)
    _store(conversation, question, answer, is_begun=where.conversation is None, now=now)
    choose(question, where.branches, now=now)
    if where.plan:
        Conversation.objects.filter(pk=conversation.pk).update(chosen_plan=where.plan)
    _name_after_small_talk(conversation, question, where.branches)
    return Asked(question, answer, is_new=True, under_way=seen.under_way)


def _store(conversation: Conversation, question: Question, answer: Answer, *, is_begun: bool, now: datetime) -> None:
    """Store a question with its answer, and the conversation that it begins, in one message."""
    spoken = spoken_in(pk=conversation.pk, updated_at=now).statement
    conversation.updated_at = now
    connection.tell(add([conversation]) if is_begun else spoken, add([question]), add([answer]))
    added(conversation, question, answer)


def _wait_for_turn(asker: Asker, token: UUID | None, conversation: Conversation | None) -> _Seen:
    """Wait until the person's other questions are in, and look: one comes in after the other, so equal ones meet, and
    limits are exact. Each statement of the message sees what was committed while the one before it waited."""
    of_conversation = [questions_of(conversation.pk)] if conversation else []
    person, equal, open_answers, under_way, *questions = read(
        _turn(person=asker.user.pk),
        _equal(person=asker.user.pk, token=token),
        _open_answers(person=asker.user.pk),
        _under_way(),
        *of_conversation,
    )
    if not person:
        raise Http404
    of_all = sum(chain.from_iterable(under_way))
    earlier = Asked(equal[0], equal[0].current_answer(), is_new=False, under_way=of_all) if equal else None
    return _Seen(earlier, len(open_answers), of_all, Branches(chain.from_iterable(questions)))


@written
def _turn() -> Rows[tuple[UUID]]:
    return Rows(User.objects.select_for_update(no_key=True).filter(pk=Given("person")).values_list("pk"))


@written
def _equal() -> Rows[Question]:
    return Rows(Question.objects.filter(conversation__user=Given("person"), client_token=Given("token")))


@written
def _open_answers() -> Rows[tuple[UUID]]:
    return Rows(Answer.objects.of(Given("person")).open().order_by().values_list("pk"))


@written
def _under_way() -> Rows[tuple[int]]:
    """Counted by status: of two the index of open answers has them."""
    return Rows(Answer.objects.open().order_by().values("status").annotate(count=Count("pk")).values_list("count"))


def _name_after_small_talk(conversation: Conversation, question: Question, branches: Branches) -> None:
    """Call a conversation that began with "hello" by its first question, the one that is given here too.

    A name that its owner gave it stays, and so does the one that tells nothing of a plea for help.
    """
    earlier = [past.text for past in branches if past != question]
    if earlier and question.is_counted and all(map(small_talk_here, earlier)):
        title = title_of(question.text)
        if Conversation.objects.filter(pk=conversation.pk, title=title_of(earlier[0])).update(title=title):
            conversation.title = title


def _new_answer(question: Question, audience: Audience, *, attempt: int, now: datetime, is_simple: bool) -> Answer:
    """Return an attempt, unsaved."""
    reply = answer_at_once(question.text, question.language, audience=audience)
    if reply is None:
        return Answer(question=question, attempt=attempt, is_simple=is_simple, created_at=now, **asdict(audience))
    return Answer(
        question=question,
        attempt=attempt,
        **asdict(audience),
        status=reply.status,
        reason=reply.reason,
        route=reply.route,
        text=reply.text,
        next_questions=list(reply.next_questions),
        created_at=now,
        finished_at=now,
    )
