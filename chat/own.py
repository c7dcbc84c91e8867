"""What each question and each page of chat looks up first, by statements that are written once."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from chat.models import Answer, Conversation
from tenants.postgresql.rows import Given, Rows, read, written


def conversation_of(person: User, pk: UUID) -> Conversation:
    """Return the person's own conversation; raises Http404 if they have none such."""
    (found,) = read(_conversation(person=person.pk, pk=pk))
    if not found:
        raise Http404
    return found[0]


def status_now(answer: Answer) -> str:
    """Return an answer's status as the database has it now; of one that is gone, as it was."""
    (found,) = read(_status(pk=answer.pk))
    return found[0][0] if found else answer.status


@written
def _conversation() -> Rows[Conversation]:
    return Rows(Conversation.objects.of(Given("person")).filter(pk=Given("pk")))


@written
def _status() -> Rows[tuple[str]]:
    return Rows(Answer.objects.filter(pk=Given("pk")).order_by().values_list("status"))
