from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from knowledge.evaluation.ask_search import Asker, files_of, finder
from knowledge.evaluation.by_command import audience_of, client_of, lines_of, refusal, unknown_class, write_json
from knowledge.evaluation.evaluate import GoldQuestion, Miss, Report, check_documents, evaluate, read_questions
from knowledge.evaluation.json_lines import BadQuestions
from tenants.clock import today
from tenants.context import tenant_scope


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
        with tenant_scope(client_of(client)):
            audience = audience_of(class_code, state, hours)
            trouble = unknown_class(class_code)
            if trouble:
                raise CommandError(f"{client} has {trouble}")
            asker = Asker(day or today(), audience, unpublished)
            files = files_of(asker)
            if not files.page_counts:
                raise CommandError(f"{client} has no document that can be found by these people on this day.")
            try:
                check_documents(asked, files.page_counts, unpublished=files.others)
            except BadQuestions as bad:
                raise refusal(questions, bad) from bad
            report = evaluate(asked, finder(asker, k=k), k=k)
        self.stdout.write("\n".join([*_figures(report), "", *_misses(report)]))
        if out is not None:
            write_json(out, report.as_json())


def _read(path: Path) -> list[GoldQuestion]:
    try:
        return read_questions(lines_of(path))
    except BadQuestions as bad:
        raise refusal(path, bad) from bad


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
