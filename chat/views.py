from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.live_holder import holder_of
from accounts.models import User
from benefits.audience import own_words
from benefits.contact_cards import contact_cards
from chat.announcements.shown import on_first_page
from chat.branches import address_of
from chat.deadlines import deadlines
from chat.erase import erase
from chat.forms import AskForm, RenameForm
from chat.gaps.collect import left_by
from chat.gaps.people import forget_in
from chat.gaps.wishes import unseen
from chat.keeping import kept_days, kept_words
from chat.models import Answer, Conversation, Question
from chat.own import conversation_of, status_now
from chat.pipeline import ask as asking
from chat.pipeline.limits import TooMany
from chat.pipeline.stop import stop
from chat.sources import find_source
from chat.suggest import first_questions
from chat.tasks import queue_answer
from chat.told import tell_action, tell_action_on, tell_opened
from chat.turns.build import ask_buttons, turn_of, turns_of
from chat.turns.turn import Turn
from chat.words import STILL_QUEUED_NOTE
from knowledge.workbench.page_pictures import NoPicture, page_picture
from tenants.access import member_required
from tenants.clock import day_of, today

MOST_LISTED = 50
MOST_RECENT = 6


@dataclass(frozen=True)
class ListedConversation:
    pk: UUID
    title: str
    day: date


@member_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _home_page(request)


@member_required
@require_POST
def ask_question(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST)
    conversation = _conversation_named(request)
    if not form.is_valid():
        return _refuse(request, form, conversation)
    is_private = form.cleaned_data["is_private"] and conversation is None
    title = conversation.title if conversation else ""
    try:
        asked = asking.ask(
            form.cleaned_data["text"],
            asker=asking.asker_of(request.user),
            page_token=form.cleaned_data["client_token"] or uuid4(),
            conversation=conversation,
            plan=form.cleaned_data["plan"],
            behind=_question_of(conversation, form.cleaned_data["behind"]),
            is_private=is_private,
            now=timezone.now(),
        )
    except TooMany as refusal:
        form.add_error("text", str(refusal))
        return _refuse(request, form, conversation)
    is_queued = _queue(asked)
    if is_private and asked.is_new:
        # One at a time: who begins another has left the one before.
        erase(Conversation.objects.of(request.user).private().exclude(pk=asked.question.conversation_id))
    url = f"{reverse('chat:conversation', args=[asked.question.conversation_id])}#turn-{asked.question.pk}"
    if not request.htmx:
        return redirect(url)
    if not asked.is_new or conversation is None:
        # Already in the page, or there is no page yet that could take the turn in.
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    turn = _fresh_turn(request, asked, is_queued=is_queued)
    has_new_plan = bool(form.cleaned_data["plan"])
    if has_new_plan:
        conversation.refresh_from_db()
    context = {
        "turn": turn,
        "conversation": conversation,
        "has_new_plan": has_new_plan,
        "is_added": True,
        # One that began with "hello" is called otherwise now.
        "has_new_title": conversation.title != title,
    }
    return render(request, "chat/_turn.html", context)


@member_required
@require_safe
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    conversation = conversation_of(request.user, pk)
    return _conversation_page(request, conversation, through=_question_of(conversation, request.GET.get("at")))


@member_required
@require_safe
def print_conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    conversation = conversation_of(request.user, pk)
    request.is_untold = conversation.is_private
    through = _question_of(conversation, request.GET.get("at"))
    tell_action_on(conversation, "print")
    address = reverse("chat:conversation", args=[conversation.pk])
    context = {
        "conversation": conversation,
        "turns": turns_of(conversation, holder=holder_of(request), through=through),
        "conversation_url": f"{address}?at={through.pk}" if through else address,
        "printed_on": today(),
    }
    return render(request, "chat/print.html", context)


@member_required
@require_POST
def ask_instead(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask a question in other words; the old ones are kept beside them."""
    own = Question.objects.filter(conversation__in=Conversation.objects.of(request.user)).select_related(
        "conversation", "follows"
    )
    question = get_object_or_404(own, pk=pk)
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            asked = asking.ask_instead(
                question,
                form.cleaned_data["text"],
                asker=asking.asker_of(request.user),
                page_token=form.cleaned_data["client_token"] or uuid4(),
                now=timezone.now(),
            )
        except TooMany as refusal:
            form.add_error("text", str(refusal))
        else:
            _queue(asked)
            # Named in it even where it would be shown anyway: to a new fragment alone no browser loads the page anew.
            conversation_url = reverse("chat:conversation", args=[question.conversation_id])
            url = f"{conversation_url}?at={asked.question.pk}#turn-{asked.question.pk}"
            return HttpResponse(status=204, headers={"HX-Redirect": url}) if request.htmx else redirect(url)
    error = " ".join(form.errors.get("text", [_("This page is too old. Reload it, then ask again.")]))
    if request.htmx:
        return _sentence(error, target=f"#edit-error-{question.pk}")
    edited = {"pk": question.pk, "text": form["text"].value() or "", "error": error}
    return _conversation_page(request, question.conversation, through=question, edited=edited, status=422)


@member_required
@require_POST
def rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    conversation = conversation_of(request.user, pk)
    form = RenameForm(request.POST)
    if form.is_valid():
        Conversation.objects.filter(pk=pk).update(title=form.cleaned_data["title"])
    else:
        messages.error(request, " ".join(form.errors["title"]))
    return redirect("chat:conversation", conversation.pk)


@member_required
@require_POST
def forget_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the conversation be about every plan again."""
    conversation = conversation_of(request.user, pk)
    Conversation.objects.filter(pk=conversation.pk).update(chosen_plan="")
    return redirect("chat:conversation", conversation.pk)


@member_required
@require_POST
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    conversation = conversation_of(request.user, pk)
    forget_in(left_by(conversation), request.user)
    tell_action_on(conversation, "erase")
    erase(Conversation.objects.of(request.user).filter(pk=conversation.pk))
    messages.success(request, kept_words() or _("The conversation is erased."))
    return redirect("chat:home")


@member_required
@require_safe
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An answer as it stands now, for a page that cannot hear the live stream."""
    answer = _own_answer(request, pk)
    return _answer_fragment(request, answer, turn_of(answer.question, answer, holder=holder_of(request)))


@member_required
@require_POST
def stop_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    answer = _own_answer(request, pk)
    stop(answer, now=timezone.now())
    tell_action(answer, "stop")
    if request.htmx:
        return HttpResponse(status=204)
    return redirect("chat:conversation", answer.question.conversation_id)


@member_required
@require_POST
def ask_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _try_again(request, pk, asking.ask_again)


@member_required
@require_POST
def say_simply(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _try_again(request, pk, partial(asking.ask_again, is_simple=True))


@member_required
@require_POST
def say_in_full(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _try_again(request, pk, partial(asking.ask_again, is_simple=False))


@member_required
@require_POST
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _try_again(request, pk, asking.go_on)


@member_required
@require_safe
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    source = find_source(pk, user=request.user)
    if source is None:
        raise Http404
    tell_opened(source.citation)
    answer = source.citation.answer
    request.is_untold = answer.question.is_untold
    context = {
        "citation": source.citation,
        "pages": source.pages,
        "has_pictures": source.has_pictures,
        "source_note": source.note,
        "quote_language": source.language,
        "conversation_url": f"{address_of(answer.question)}#answer-{answer.pk}",
    }
    return render(request, "chat/_source.html" if request.htmx else "chat/source.html", context)


@member_required
@require_safe
def page_image(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    source = find_source(pk, user=request.user)
    if source is None or number not in [cited.page.number for cited in source.pages]:
        raise Http404
    try:
        png = page_picture(source.citation.version, number)
    except NoPicture as missing:
        raise Http404 from missing
    response = HttpResponse(png, content_type="image/png")
    # A page of a version never changes; whether this person may see it can.
    response["Cache-Control"] = "private, max-age=300"
    return response


def _home_page(request: HttpRequest, form: AskForm | None = None, status: int = 200) -> HttpResponse:
    user = request.user
    suggestions = first_questions(user.language, audience=user.audience)
    context = {
        "client_token": uuid4(),
        "form": form,
        "suggested_questions": ask_buttons(suggestions, user.language),
        "conversations": _listed(user, most=MOST_RECENT),
        "contacts": contact_cards(),
        "kept_days": kept_days(),
        "open_private": Conversation.objects.of(user).private().first(),
        "deadlines": deadlines(today()),
        "answers_are_for": own_words(user.audience),
        "told": unseen(user),
        "announcements": on_first_page(user, today()),
    }
    return render(request, "chat/home.html", context, status=status)


def _conversation_page(
    request: HttpRequest,
    conversation: Conversation,
    form: AskForm | None = None,
    *,
    through: Question | None = None,
    edited: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`through`: a question of the branch to be shown; `edited`: words for one that were refused."""
    request.is_untold = conversation.is_private
    context = {
        "conversation": conversation,
        "turns": turns_of(conversation, holder=holder_of(request), through=through),
        "at": through,
        "edited": edited,
        "conversations": _listed(request.user, most=MOST_LISTED),
        "client_token": uuid4(),
        "form": form,
    }
    return render(request, "chat/conversation.html", context, status=status)


def _listed(user: User, *, most: int) -> list[ListedConversation]:
    """Return the person's latest conversations."""
    rows = Conversation.objects.of(user).kept()[:most]
    return [ListedConversation(row.pk, row.title, day_of(row.updated_at)) for row in rows]


def _refuse(request: HttpRequest, form: AskForm, conversation: Conversation | None) -> HttpResponse:
    """Say what is wrong beside the field; what was typed stays in it."""
    if request.htmx:
        return _sentence(" ".join(form.errors.get("text", [_("This page is too old. Reload it, then ask again.")])))
    if conversation is None:
        return _home_page(request, form, status=422)
    through = _question_of(conversation, form.cleaned_data.get("behind"))
    return _conversation_page(request, conversation, form, through=through, status=422)


def _sentence(text: str, *, target: str = "#composer-error") -> HttpResponse:
    headers = {"HX-Retarget": target, "HX-Reswap": "textContent"}
    return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8", headers=headers)


def _conversation_named(request: HttpRequest) -> Conversation | None:
    named = request.POST.get("conversation")
    if not named:
        return None
    try:
        pk = UUID(named)
    except ValueError as wrong:
        raise Http404 from wrong
    return conversation_of(request.user, pk)


def _question_of(conversation: Conversation | None, named: object) -> Question | None:
    """Return the named question of the conversation; None if it has none such."""
    try:
        pk = UUID(str(named))
    except ValueError:
        return None
    return conversation.questions.filter(pk=pk).first() if conversation else None


def _try_again(request: HttpRequest, pk: UUID, start: Callable[..., asking.Asked]) -> HttpResponse:
    """Start another attempt and show it in the place of the answer."""
    answer = _own_answer(request, pk)
    try:
        asked = start(answer, asker=asking.asker_of(request.user), now=timezone.now())
    except TooMany as refusal:
        if request.htmx:
            return _sentence(str(refusal), target=f"#again-error-{answer.pk}")
        messages.error(request, str(refusal))
        return redirect("chat:conversation", answer.question.conversation_id)
    is_queued = _queue(asked)
    if asked.is_new:
        tell_action(answer, "ask_again")
    if not request.htmx:
        return redirect("chat:conversation", answer.question.conversation_id)
    return _answer_fragment(request, answer, _fresh_turn(request, asked, is_queued=is_queued))


def _own_answer(request: HttpRequest, pk: UUID) -> Answer:
    return get_object_or_404(Answer.objects.of(request.user).select_related("question__conversation"), pk=pk)


def _queue(asked: asking.Asked) -> bool:
    """Hand a new answer to the workers. A repeated request may also mend what the first could not queue."""
    return (
        queue_answer(asked.answer, under_way=asked.under_way) if asked.answer.status == Answer.Status.PENDING else True
    )


def _fresh_turn(request: HttpRequest, asked: asking.Asked, *, is_queued: bool) -> Turn:
    asked.answer.status = status_now(asked.answer)
    if not asked.answer.is_open:
        asked.answer.refresh_from_db()
    note = "" if is_queued else STILL_QUEUED_NOTE
    return turn_of(asked.question, asked.answer, holder=holder_of(request), waiting_note=note)


def _answer_fragment(request: HttpRequest, answer: Answer, turn: Turn) -> HttpResponse:
    request.is_untold = True  # a part of a page, also where no script asks for it
    context = {"turn": turn, "conversation": answer.question.conversation}
    return render(request, "chat/_answer.html", context)
