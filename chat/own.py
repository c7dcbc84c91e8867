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


def is_open_still(answer: Answer) -> bool:
    """Whether an answer still waits or is being written, as the database has it now."""
    (found,) = read(_open(pk=answer.pk))
    return bool(found)


@written
def _conversation() -> Rows[Conversation]:
    return Rows(Conversation.objects.of(Given("person")).filter(pk=Given("pk")))


@written
def _open() -> Rows[tuple[UUID]]:
    return Rows(Answer.objects.open().filter(pk=Given("pk")).order_by().values_list("pk"))
