"""The branches of a conversation: a question asked anew in other words stands beside the old one, and nothing is lost.

Each question follows one other. Those that follow the same were asked in each other's place; the one of them that was
asked or answered last is shown, with what follows it. Looking at another one changes nothing; going on there does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from chat.models import Conversation, Question
from tenants.postgresql.rows import Asked, Given, Rows, written


@dataclass(frozen=True)
class Place:
    """Where a question stands among those asked in its place, the oldest first."""

    number: int
    count: int
    before: Question | None
    after: Question | None


class Branches:
    """All questions of one conversation, in the order in which they were asked."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._of_id: dict[UUID, Question] = {}
        self._following: dict[UUID | None, list[Question]] = defaultdict(list)
        for question in questions:
            self.add(question)

    @classmethod
    def of(cls, conversation: Conversation) -> "Branches":
        return cls(conversation.questions.all())

    def __iter__(self) -> Iterator[Question]:
        return iter(self._of_id.values())

    def add(self, question: Question) -> None:
        """Take in one that was asked after all others."""
        self._of_id[question.pk] = question
        self._following[question.follows_id].append(question)

    def shown(self, through: Question | None = None) -> list[Question]:
        """Return the branch that is shown, oldest question first; `through` a question, if it is given."""
        branch = self.way_to(through) if through else []
        while following := self._following[branch[-1].pk if branch else None]:
            branch.append(max(following, key=lambda question: (question.chosen_at, question.created_at)))
        return branch

    def way_to(self, question: Question) -> list[Question]:
        """Return the questions that lead to this one, oldest first, and it."""
        way = [question]
        while way[0].follows_id:
            way.insert(0, self._of_id[way[0].follows_id])
        return way

    def place(self, question: Question) -> Place | None:
        """Return where it stands; None if it was asked in one way only."""
        beside = self._following[question.follows_id]
        if len(beside) < 2:
            return None
        at = [one.pk for one in beside].index(question.pk)
        before, after = beside[at - 1] if at else None, beside[at + 1] if at + 1 < len(beside) else None
        return Place(at + 1, len(beside), before, after)

    def forks(self, way: Sequence[Question]) -> list[Question]:
        """Return those of the way that have others beside them."""
        return [question for question in way if len(self._following[question.follows_id]) > 1]


@written
def _questions() -> Rows[Question]:
    return Rows(Question.objects.filter(conversation=Given("conversation")))


def questions_of(conversation_id: UUID) -> Asked[Question]:
    """Return what reads all questions of a conversation, in the order in which they were asked."""
    return _questions(conversation=conversation_id)


def earlier_questions(question: Question, among: Iterable[Question]) -> list[UUID]:
    """Return the ids of those of its conversation's questions that lead to this one; those of other branches are none
    of them."""
    return [before.pk for before in Branches(among).way_to(question)[:-1]]


def choose(question: Question, among: Branches, *, now: datetime) -> None:
    """Have the question's branch shown from now on."""
    forks = among.forks(among.way_to(question))
    if forks:
        Question.objects.filter(pk__in=[fork.pk for fork in forks]).update(chosen_at=now)


def address_of(question: Question) -> str:
    """Return the address of the conversation as it stands with this question in it."""
    address = reverse("chat:conversation", args=[question.conversation_id])
    is_shown = question in Branches.of(question.conversation).shown()
    return address if is_shown else f"{address}?at={question.pk}"
