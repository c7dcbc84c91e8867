"""The test questions that a client keeps: written by HR, taken from a file or from an official answer.

One question asked as one audience on one day is one row: who keeps it again says anew what its answer must be.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audience import ANYBODY, Audience
from accounts.models import User
from benefits.models import BenefitClass
from chat.evaluation.questions import ExpectedAnswer, expectations_of, read_expected
from chat.models import QUESTION_LIMIT, TestQuestion
from knowledge.evaluation.json_lines import BadLine, BadQuestions
from knowledge.text.little_words import language_of
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time

MOST_KEPT = 1_000
Origin = TestQuestion.Origin


def keep_test_question(
    question: str,
    expect: Mapping[str, Any],
    *,
    audience: Audience = ANYBODY,
    day: date | None = None,
    earlier: Iterable[str] = (),
    is_critical: bool = False,
    name: str = "",
    origin: Origin = Origin.HR,
    by: User | None = None,
) -> TestQuestion:
    """Keep a question with what its answer must be, in the form of "expect" in a file of questions; return its row.

    `day` None asks it as on the day of each run. Raises BadLine, which says in words what cannot be used.
    """
    text = question.strip()
    _check(text, expect, audience)
    with transaction.atomic():
        one_at_a_time("test-questions")
        same = TestQuestion.objects.filter(question=text, day=day, earlier=list(earlier), **asdict(audience))
        row = same.first() or TestQuestion(question=text, day=day, earlier=list(earlier), **asdict(audience))
        if row._state.adding and TestQuestion.objects.count() >= MOST_KEPT:
            raise BadLine(f"there are {MOST_KEPT:,} test questions already. Remove some first.")
        _refuse_weakening(row, by)
        row.is_active = True
        if row._state.adding or origin != Origin.FILE:
            # A file that was exported and comes back tells no other origin than its questions had.
            row.origin = origin
        _write(row, expect, is_critical=is_critical, name=name, by=by)
    return row


def change_test_question(
    row: TestQuestion,
    question: str,
    expect: Mapping[str, Any],
    *,
    audience: Audience,
    day: date | None,
    is_critical: bool,
    is_active: bool,
    name: str,
    by: User | None,
) -> None:
    """Say anew what is asked and what its answer must be. Raises BadLine."""
    text = question.strip()
    _check(text, expect, audience)
    _refuse_weakening(row, by)
    with transaction.atomic():
        one_at_a_time("test-questions")
        same = TestQuestion.objects.filter(question=text, day=day, earlier=row.earlier, **asdict(audience))
        if same.exclude(pk=row.pk).exists():
            raise BadLine("there is a test question like it already: of the same people, on the same day.")
        row.question, row.day, row.is_active = text, day, is_active
        row.class_code, row.work_state, row.hours = audience.class_code, audience.work_state, audience.hours
        _write(row, expect, is_critical=is_critical, name=name, by=by)


def remove_test_question(row: TestQuestion, *, by: User | None) -> None:
    """Ask it no more. Raises BadLine."""
    _refuse_weakening(row, by)
    with transaction.atomic():
        record("test_question.removed", actor=by, subject=row, critical=row.is_critical)
        row.delete()


def may_change(row: TestQuestion, by: User | None) -> bool:
    """Whether they may say anew what a question asks and demands, or remove it.

    What is critical can hold back what would be published, and only who may override that may take it away.
    """
    return by is None or by.role == User.Role.HR_ADMIN or row._state.adding or not row.is_critical


def keep_lines(lines: Iterable[str], *, by: User | None) -> int:
    """Keep all questions of a file, or none of them; return how many. Raises BadQuestions, each line by its number."""
    lines = list(lines)
    expected = read_expected(lines)
    if len(expected) > MOST_KEPT:
        raise BadQuestions([f"There are {len(expected):,} questions. Keep at most {MOST_KEPT:,}."])
    wrong = []
    with transaction.atomic():
        for one in expected:
            try:
                _keep_line(one, json.loads(lines[one.line - 1])["expect"], by)
            except BadLine as bad:
                wrong.append(f"Line {one.line}: {bad}")
        if wrong:
            raise BadQuestions(wrong)
    return len(expected)


def line_of(row: TestQuestion) -> str:
    """Return the question as a line of a file."""
    told: dict[str, Any] = {"question": row.question, "expect": row.expect}
    audience = {"class": row.class_code, "state": row.work_state, "hours": row.hours.replace("_", " ")}
    if any(audience.values()):
        told["audience"] = {part: value for part, value in audience.items() if value}
    if row.earlier:
        told["earlier"] = row.earlier
    if row.day:
        told["on"] = row.day.isoformat()
    if row.is_critical:
        told["critical"] = True
    if row.name:
        told["name"] = row.name
    return json.dumps(told, ensure_ascii=False)


def expected_of(row: TestQuestion, number: int) -> ExpectedAnswer:
    """Return the kept question as what is asked; `number` stands for its line."""
    return ExpectedAnswer(
        number,
        row.question,
        expectations_of(row.expect),
        audience=row.audience,
        earlier=tuple(row.earlier),
        on=row.day,
        is_critical=row.is_critical,
        name=row.name,
    )


def _write(row: TestQuestion, expect: Mapping[str, Any], *, is_critical: bool, name: str, by: User | None) -> None:
    row.expect = dict(expect)
    row.is_critical = is_critical
    row.name = name.strip()[:120]
    row.language = language_of(row.question, "en")
    row.written_by = by
    row.updated_at = timezone.now()
    row.save()
    record("test_question.kept", actor=by, subject=row, origin=row.origin, critical=is_critical, active=row.is_active)


def _refuse_weakening(row: TestQuestion, by: User | None) -> None:
    if not may_change(row, by):
        raise BadLine("only an HR admin changes or removes a critical question: it can hold back what is published.")


def _keep_line(one: ExpectedAnswer, expect: Mapping[str, Any], by: User | None) -> None:
    keep_test_question(
        one.question,
        expect,
        audience=one.audience or ANYBODY,
        day=one.on,
        earlier=one.earlier,
        is_critical=one.is_critical,
        name=one.name,
        origin=Origin.FILE,
        by=by,
    )


def _check(question: str, expect: Mapping[str, Any], audience: Audience) -> None:
    if not question:
        raise BadLine("the question is empty. Write it as an employee would ask it.")
    if len(question) > QUESTION_LIMIT:
        raise BadLine(f"the question is longer than {QUESTION_LIMIT:,} characters. Shorten it.")
    expectations_of(expect)
    code = audience.class_code
    if code and not BenefitClass.objects.filter(code=code).exists():
        known = ", ".join(BenefitClass.objects.values_list("code", flat=True)) or "none yet"
        raise BadLine(f"there is no benefit class {code}. There are: {known}.")
