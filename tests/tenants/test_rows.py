"""Rows read and written by statements that are written once, several in one message."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from chat.models import Answer, Conversation, Question
from tenants.context import tenant_scope
from tenants.postgresql.rows import Change, Given, GivenIds, Rows, add, read, written
from tenants.postgresql.statement import Statement


@written
def _titled() -> Rows[Conversation]:
    return Rows(Conversation.objects.select_related("user").filter(title=Given("title")))


@written
def _among() -> Rows[tuple]:
    return Rows(Conversation.objects.filter(pk__in=GivenIds("ids")).order_by("title").values_list("title", flat=True))


@written
def _different_titles() -> Rows[tuple]:
    return Rows(Conversation.objects.order_by("created_at").values_list("title").distinct())


@written
def _answers() -> Rows[Answer]:
    return Rows(Answer.objects.filter(question__conversation=Given("conversation")).only("tools", "route"))


@written
def _renamed() -> Change:
    return Change(Conversation.objects.filter(pk=Given("pk"), is_private=False), "title", updated_at=F("created_at"))


@written
def _moved() -> Change:
    return Change(Question.objects.filter(pk=Given("pk")), "conversation")


@pytest.fixture
def person(in_acme) -> User:
    return User.objects.create_user("rows@acme.example", name="Rae Rowe", role="employee")


@pytest.fixture
def talk(person) -> Conversation:
    return Conversation.objects.create(user=person, title="What does 100% 'cover'; mean?")


def test_rows_come_as_models_with_those_selected_beside_them(talk, person):
    (found,) = read(_titled(title=talk.title))
    with CaptureQueriesContext(connection) as asked:
        assert [(one.pk, one.user.name, one.created_at) for one in found] == [(talk.pk, person.name, talk.created_at)]
    assert not asked.captured_queries
    found[0].title = "Renamed"
    found[0].save()
    assert Conversation.objects.get().title == "Renamed"


def test_several_are_read_in_one_message_whatever_their_values(talk, person):
    other = Conversation.objects.create(user=person, title="Another")
    for titles in ((talk.title, "Another"), ("Another", talk.title)):
        one, two, names, nothing = read(
            *(_titled(title=title) for title in titles), _among(ids=[talk.pk, other.pk]), _among(ids=[])
        )
        assert [one[0].title, two[0].title] == list(titles)
        assert [name for (name,) in names] == ["Another", talk.title]
        assert not nothing


def test_a_column_of_json_is_read_as_what_was_stored_and_others_when_they_are_wanted(talk):
    question = Question.objects.create(conversation=talk, text="What?")
    Answer.objects.create(question=question, tools=[{"tool": "date", "said": 'á"'}], text="So it is.", route="date")
    ((answer,),) = read(_answers(conversation=talk.pk))
    assert (answer.tools, answer.route) == ([{"tool": "date", "said": 'á"'}], "date")
    assert answer.get_deferred_fields() >= {"text"}
    assert answer.text == "So it is."


def test_a_change_tells_the_ids_of_what_it_changed(talk):
    Conversation.objects.update(updated_at=timezone.now() - timedelta(days=1))
    changed, after = read(_renamed(pk=talk.pk, title="New % name"), _titled(title="New % name"))
    assert changed == [(talk.pk,)]
    assert after[0].updated_at == talk.created_at
    assert read(_renamed(pk=uuid4(), title="Nobody's")) == [[]]


def test_a_change_may_be_given_the_row_that_is_pointed_at(talk, person):
    other = Conversation.objects.create(user=person, title="Another")
    question = Question.objects.create(conversation=talk, text="What?")
    assert read(_moved(pk=question.pk, conversation=other)) == [[(question.pk,)]]
    assert Question.objects.get().conversation == other


def test_rows_are_added_as_the_mapper_would_add_them(talk, person):
    texts = ["It's 50%", "Second; SELECT 1"]
    rows = [Question(conversation=talk, text=text, client_token=uuid4()) for text in texts]
    connection.tell(add(rows))
    assert [(one.pk, one.text, one.created_at) for one in talk.questions.order_by("created_at")] == [
        (row.pk, row.text, row.created_at) for row in rows
    ]
    answer = Answer(question=rows[0], conflict=[{"number": 1}], removed={"why": 2})
    connection.tell(add([answer]))
    stored = Answer.objects.get()
    assert (stored.conflict, stored.removed, stored.official_id) == ([{"number": 1}], {"why": 2}, None)


def test_a_column_may_have_what_a_statement_finds(talk):
    connection.tell(add([Question(text="Whose?")], conversation_id=_id_of(talk.title)))
    assert Question.objects.get().conversation == talk


def test_a_column_that_must_be_filled_is_refused_where_nothing_is_found(talk):
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.tell(add([Question(text="Nobody's?")], conversation_id=_id_of("No such")))
    assert not Question.objects.exists()


def test_a_statement_written_at_one_client_reads_only_the_rows_of_the_next(talk, globex):
    assert read(_titled(title=talk.title))[0]
    with tenant_scope(globex):
        assert not read(_titled(title=talk.title))[0]


def _id_of(title: str) -> Statement:
    return Statement("SELECT id FROM chat_conversation WHERE title = %s FOR NO KEY UPDATE", (title,))


def test_rows_that_differ_have_no_column_that_only_puts_them_in_order(talk):
    assert read(_different_titles()) == [[(talk.title,)]]
