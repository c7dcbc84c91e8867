"""The test questions a client keeps: one row for one question of one audience and day, whole files or nothing."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.audience import Audience
from benefits.models import BenefitClass
from chat.evaluation.kept import expected_of, keep_lines, keep_test_question, line_of
from chat.models import TestQuestion
from knowledge.evaluation.json_lines import BadLine, BadQuestions
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("in_acme")
QUESTION = "What does a specialist visit cost on the PPO 750?"
FIFTY = {"figures": ["$50"]}


def test_a_question_kept_again_says_anew_what_its_answer_must_be() -> None:
    first = keep_test_question(QUESTION, FIFTY, is_critical=True)

    again = keep_test_question(f" {QUESTION} ", {"figures": ["$60"]}, origin=TestQuestion.Origin.OFFICIAL_ANSWER)

    assert again.pk == first.pk
    kept = TestQuestion.objects.get()
    assert (kept.expect, kept.is_critical, kept.origin) == ({"figures": ["$60"]}, False, "official_answer")


def test_a_question_of_another_audience_or_day_is_another_question() -> None:
    BenefitClass.objects.create(code="SAL", label="Salaried")

    keep_test_question(QUESTION, FIFTY)
    keep_test_question(QUESTION, FIFTY, audience=Audience("SAL", "OH", "full_time"))
    keep_test_question(QUESTION, FIFTY, day=date(2026, 11, 10))
    keep_test_question(QUESTION, FIFTY, earlier=["Which plans are there?"])

    assert TestQuestion.objects.count() == 4


@pytest.mark.parametrize(
    ("question", "expect", "class_code", "trouble"),
    [
        ("", FIFTY, "", "the question is empty. Write it as an employee would ask it."),
        (QUESTION, {}, "", '"expect" is missing or empty.'),
        (QUESTION, {"figures": ["much"]}, "", '“much” in "figures" has no figure.'),
        (QUESTION, {"contains": "x", "tolerance": 1}, "", '"tolerance" is said of "figures".'),
        (QUESTION, {"figures": "$1", "tolerance": -1}, "", '"tolerance" is no number.'),
        (QUESTION, {"not_known": True, "hands_over": True}, "", 'an answer either "not_known" or "hands_over".'),
        (QUESTION, {"not_known": False}, "", '"not_known" can only be true.'),
        (QUESTION, FIFTY, "NONE", "there is no benefit class NONE. There are: none yet."),
    ],
)
def test_what_cannot_be_asked_is_not_kept(question: str, expect: dict, class_code: str, trouble: str) -> None:
    with pytest.raises(BadLine) as refused:
        keep_test_question(question, expect, audience=Audience(class_code, "", ""))

    assert str(refused.value).startswith(trouble)
    assert not TestQuestion.objects.exists()


def test_a_file_with_a_bad_line_is_not_kept_at_all_and_each_bad_line_is_named() -> None:
    good = json.dumps({"question": QUESTION, "expect": FIFTY})
    unknown = json.dumps({"question": "When?", "expect": {"figures": "May 1"}, "audience": {"class": "NONE"}})

    with pytest.raises(BadQuestions) as refused:
        keep_lines([good, unknown, good.replace("specialist", "doctor"), unknown.replace("When", "Why")], by=None)

    assert [sentence.partition(":")[0] for sentence in refused.value.sentences] == ["Line 2", "Line 4"]
    assert not TestQuestion.objects.exists()


def test_what_is_exported_is_what_was_imported() -> None:
    BenefitClass.objects.create(code="SAL", label="Salaried")
    line = {
        "question": QUESTION,
        "expect": {"figures": ["$50"], "tolerance": 0.5, "cites": [{"document": "guide.pdf", "page": 4}]},
        "audience": {"class": "SAL", "state": "OH", "hours": "full time"},
        "earlier": ["Which plans are there?"],
        "on": "2026-11-10",
        "critical": True,
        "name": "specialist",
    }

    assert keep_lines(["", json.dumps(line)], by=None) == 1

    row = TestQuestion.objects.get()
    assert json.loads(line_of(row)) == line
    asked = expected_of(row, 1)
    assert (asked.audience, asked.on, asked.is_critical) == (
        Audience("SAL", "OH", "full_time"),
        date(2026, 11, 10),
        True,
    )


def test_who_keeps_a_question_is_told_in_the_audit_without_its_text(acme, make_person) -> None:
    by = make_person(acme, "hr_admin")

    row = keep_test_question(QUESTION, FIFTY, by=by)

    event = AuditEvent.objects.get(action="test_question.kept")
    assert (event.actor_id, event.subject_id) == (by.pk, str(row.pk))
    assert QUESTION not in json.dumps(event.detail)


def test_another_client_has_none_of_them(globex) -> None:
    keep_test_question(QUESTION, FIFTY)
    assert TestQuestion.objects.count() == 1

    with tenant_scope(globex):
        assert not TestQuestion.objects.exists()


def test_the_command_asks_the_clients_own_questions_where_no_file_is_named(extractive, publish_guide) -> None:
    publish_guide()
    keep_test_question(QUESTION, FIFTY, is_critical=True)
    keep_test_question("What does a crown cost?", {"cites": [{"document": "gone.pdf"}]})
    TestQuestion.objects.create(question="Not asked", expect={"contains": "x"}, is_active=False)
    out = StringIO()

    call_command("evaluate_answers", client="acme", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["asked", "2"]
    assert "line 2: What does a crown cost?" in lines


def test_the_command_says_so_where_there_is_no_question() -> None:
    with pytest.raises(CommandError, match="acme has no test questions"):
        call_command("evaluate_answers", client="acme")
