import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.audience import Audience, read_hours, read_work_state
from benefits.models import BenefitClass
from knowledge.evaluation.ask_search import Asker, files_of, finder
from knowledge.evaluation.evaluate import (
    BadQuestions,
    GoldQuestion,
    Miss,
    Report,
    check_documents,
    evaluate,
    read_questions,
)
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client

MOST_BAD_LINES = 20


class Command(BaseCommand):
    help = "Measure a client's search with questions whose right pages are known, one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument("--questions", required=True, type=Path, help="File of questions (JSON Lines).")
        parser.add_argument("--k", type=int, default=5, help="A question whose first k passages are wrong is a miss.")
        parser.add_argument("--json", dest="out", type=Path, help="Write the figures and misses here as well.")
        parser.add_argument("--day", type=date.fromisoformat, help="Ask as on this day (YYYY-MM-DD); else today.")
        parser.add_argument("--class", dest="class_code", default="", help="Ask as somebody of this benefit class.")
        parser.add_argument("--state", default="", help="Ask as somebody who works in this state (CA, California).")
        parser.add_argument("--hours", default="", help="Ask as somebody who works so: full time or part time.")
        parser.add_argument("--unpublished", action="store_true", help="Look into unpublished documents as well.")

    def handle(
        self,
        *,
        client: str,
        questions: Path,
        k: int,
        out: Path | None,
        day: date | None,
        class_code: str,
        state: str,
        hours: str,
        unpublished: bool,
        **options: object,
    ) -> None:
        if k < 1:
            raise CommandError(f"--k {k} is less than 1. Say how many passages count, 5 for example.")
        asked = _read(questions)
        with tenant_scope(_client(client)):
            audience = _audience(class_code, state, hours)
            if class_code and not BenefitClass.objects.filter(code=class_code).exists():
                known = ", ".join(BenefitClass.objects.values_list("code", flat=True)) or "none yet"
                raise CommandError(f"{client} has no benefit class {class_code}. Its classes: {known}.")
            asker = Asker(day or today(), audience, unpublished)
            files = files_of(asker)
            if not files.page_counts:
                raise CommandError(f"{client} has no document that can be found by these people on this day.")
            try:
                check_documents(asked, files.page_counts, unpublished=files.others)
            except BadQuestions as bad:
                raise _refusal(questions, bad) from bad
            report = evaluate(asked, finder(asker, k=k), k=k)
        self.stdout.write("\n".join([*_figures(report), "", *_misses(report)]))
        if out is not None:
            _write(out, report)


def _audience(class_code: str, state: str, hours: str) -> Audience:
    work_state, working_time = read_work_state(state), read_hours(hours)
    if work_state is None:
        raise CommandError(f"{state} is no state. Write its name or its two letters: California or CA.")
    if working_time is None:
        raise CommandError(f"{hours} is no working time. Write full time or part time.")
    return Audience(class_code, work_state, working_time)


def _read(path: Path) -> list[GoldQuestion]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is no text in UTF-8. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        return read_questions(text.split("\n"))
    except BadQuestions as bad:
        raise _refusal(path, bad) from bad


def _refusal(path: Path, bad: BadQuestions) -> CommandError:
    shown = list(bad.sentences[:MOST_BAD_LINES])
    left = len(bad.sentences) - len(shown)
    if left:
        shown.append(f"... and {left} more.")
    return CommandError("\n".join([f"{path} was not used; nothing was measured.", *shown]))


def _client(subdomain: str) -> ClientRef:
    with platform_scope():
        served = Client.objects.served()
        row = served.filter(subdomain=subdomain.lower()).first()
        if row is None:
            known = ", ".join(served.order_by("subdomain").values_list("subdomain", flat=True)[:20])
            raise CommandError(
                f"There is no active client with the subdomain {subdomain}. "
                + (f"There are: {known}." if known else "There is none at all yet.")
            )
        return row.ref()


def _write(path: Path, report: Report) -> None:
    try:
        path.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}. The figures stand above.") from error


def _figures(report: Report) -> list[str]:
    rows = [("questions", str(report.questions))]
    if report.questions:
        rows += _shares(report)
    rows.append(("latency p50", f"{report.milliseconds_p50:.1f} ms"))
    rows.append(("latency p95", f"{report.milliseconds_p95:.1f} ms"))
    if report.unanswerable_told is not None:
        rows.append(("without an answer", str(report.unanswerable)))
        rows.append(("of these told so", f"{report.unanswerable_told:.3f}"))
    return [f"{name:<22}{figure}" for name, figure in rows]


def _shares(report: Report) -> list[tuple[str, str]]:
    rows = [(f"hit@{cut}", f"{share:.3f}") for cut, share in report.hit_at.items()]
    rows += [(f"recall@{report.k}", f"{report.recall_at_k:.3f}"), ("MRR@10", f"{report.mrr_at_10:.3f}")]
    if report.right_document_first is not None:
        rows.append(("right document first", f"{report.right_document_first:.3f}"))
    return rows


def _misses(report: Report) -> list[str]:
    if not report.questions:
        return ["No question has gold, so nothing could be missed."]
    if not report.misses:
        return [f"No misses: every question has a right passage among its first {report.k}."]
    title = f"{len(report.misses)} misses (no right passage among the first {report.k})"
    return [title, *(line for miss in report.misses for line in _miss(miss))]


def _miss(miss: Miss) -> list[str]:
    where = f"{miss.kind}, at {miss.rank}" if miss.rank else miss.kind
    return [
        f"line {miss.line}: {miss.question}",
        f"    {where}",
        f"    wanted {'; '.join(miss.wanted)}",
        f"    found  {'; '.join(miss.found) or 'nothing'}",
    ]
