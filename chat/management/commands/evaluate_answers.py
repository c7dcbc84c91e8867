from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.audience import ANYBODY, Audience
from chat.evaluation.asking import Run, ask_all, check_places
from chat.evaluation.kept import expected_of
from chat.evaluation.questions import ExpectedAnswer, read_expected
from chat.evaluation.report import Failure, Report, report
from chat.models import TestQuestion
from knowledge.evaluation.by_command import audience_of, client_of, lines_of, refusal, unknown_class, write_json
from knowledge.evaluation.json_lines import BadLine, BadQuestions
from tenants.clock import today
from tenants.context import tenant_scope

CRITICAL_FAILED = 2  # the exit code; 1 is for what could not be asked
SAID_LENGTH = 300


class Command(BaseCommand):
    help = "Measure a client's answers with questions of which it is known what the answer must be (JSON Lines)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument(
            "--questions", type=Path, help="File of questions (JSON Lines); else the client's own test questions."
        )
        parser.add_argument("--json", dest="out", type=Path, help="Write the figures and failures here as well.")
        parser.add_argument("--day", type=date.fromisoformat, help="Ask as on this day (YYYY-MM-DD); else today.")
        parser.add_argument(
            "--as",
            dest="asked_as",
            nargs="+",
            default=["//"],
            metavar="CLASS/STATE/HOURS",
            help="Ask the lines that name no audience as each of these: SAL/OH/full time, UNION, /CA/part time.",
        )
        parser.add_argument("--unpublished", action="store_true", help="Look into unpublished documents as well.")

    def handle(
        self,
        *,
        client: str,
        questions: Path | None,
        out: Path | None,
        day: date | None,
        asked_as: list[str],
        unpublished: bool,
        **options: object,
    ) -> None:
        audiences = [_audience(text) for text in asked_as]
        try:
            expected = read_expected(lines_of(questions)) if questions else None
            with tenant_scope(client_of(client)):
                is_file = expected is not None
                expected = expected if is_file else _kept(client)
                run = Run(day or today(), audiences, include_unpublished=unpublished)
                _check_classes(client, expected, audiences)
                asked = run.asked_of(expected)
                if is_file:
                    # A kept question whose document is gone fails, as it does in HR's runs.
                    check_places(asked)
                found = report(ask_all(asked))
        except BadQuestions as bad:
            raise refusal(questions or Path("The list of test questions"), bad) from bad
        self.stdout.write("\n".join([*_figures(found), "", *_failures(found)]))
        if out is not None:
            write_json(out, found.as_json())
        failed = len(found.critical_failures)
        if failed:
            noun = "question" if failed == 1 else "questions"
            raise CommandError(f"{failed} critical {noun} failed.", returncode=CRITICAL_FAILED)


def _kept(client: str) -> list[ExpectedAnswer]:
    """Return the client's test questions, numbered as HR's list shows them."""
    rows = TestQuestion.objects.active()
    if not rows:
        raise CommandError(f"{client} has no test questions. Name a file with --questions, or have HR write some.")
    try:
        return [expected_of(row, number) for number, row in enumerate(rows, start=1)]
    except BadLine as bad:
        raise CommandError(f"A test question of {client} cannot be asked any more: {bad}") from bad


def _audience(text: str) -> Audience:
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 3:
        raise CommandError(f"{text} has more than three parts. Write CLASS/STATE/HOURS, each of them empty if need be.")
    return audience_of(*parts, *[""] * (3 - len(parts))) if any(parts) else ANYBODY


def _check_classes(client: str, expected: list[ExpectedAnswer], audiences: list[Audience]) -> None:
    for audience in audiences:
        trouble = unknown_class(audience.class_code)
        if trouble:
            raise CommandError(f"{client} has {trouble}")
    named = [(one.line, one.audience.class_code) for one in expected if one.audience]
    troubles = {code: unknown_class(code) for code in {code for _, code in named}}
    wrong = [f"Line {line}: {client} has {troubles[code]}" for line, code in named if troubles[code]]
    if wrong:
        raise BadQuestions(wrong)


def _figures(found: Report) -> list[str]:
    rows = [
        ("asked", str(found.asked)),
        ("answered", str(found.answered)),
        ("right", str(found.right)),
        ("wrong", str(found.wrong)),
        ("refused rightly", str(found.refused_rightly)),
        ("refused wrongly", str(found.refused_wrongly)),
        ("without an answer", str(found.without_answer)),
        ("answered uncertainly", str(found.uncertain)),
        ("cited the gold page", f"{found.gold_cited} of {found.gold_named}"),
        ("latency p50", f"{found.milliseconds_p50:.0f} ms"),
        ("latency p95", f"{found.milliseconds_p95:.0f} ms"),
    ]
    return [f"{name:<22}{figure}" for name, figure in rows]


def _failures(found: Report) -> list[str]:
    if not found.failures:
        return ["No failures: every answer is what was expected."]
    return [f"{len(found.failures)} failures", *(line for failure in found.failures for line in _failure(failure))]


def _failure(failure: Failure) -> list[str]:
    name = f" ({failure.name})" if failure.name else ""
    critical = ", critical" if failure.is_critical else ""
    said = " ".join(failure.said.split())
    return [
        f"line {failure.line}{name}: {failure.question}",
        f"    asked as {failure.asked_as}",
        f"    {failure.verdict}{critical}: {'; '.join(failure.unmet)}",
        f"    said   {said if len(said) <= SAID_LENGTH else said[:SAID_LENGTH] + '…'}",
        f"    cited  {'; '.join(failure.cited) or 'nothing'}",
    ]
