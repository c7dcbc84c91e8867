"""The way of a version through the pipeline."""

import io
import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from accounts.audience import ANYBODY
from chat.evaluation.kept import keep_test_question
from chat.models import AnswerRun
from chat.tasks import ask_test_questions
from knowledge.index.passages import drafts_of, write_passages
from knowledge.ingestion import read_pages
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import DocumentFacts, receive_document, receive_replacement
from knowledge.lifecycle.publish import publish
from knowledge.models import Document, KnowledgeBase, Page, Passage
from knowledge.retrieval.search import search
from knowledge.vectors import vector_index
from tenants.context import current_schema, tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.knowledge.conftest import as_file, fresh, make_stale

DAY = date(2026, 11, 10)
LONG_AGO = timedelta(minutes=10)
LONG_GUIDE = "\n\n".join(f"## Rule {n}\n\n" + f"Rule {n} says something about matter {n * 7}. " * 60 for n in range(40))


def test_a_file_comes_out_as_passages_that_search_finds(received) -> None:
    version = received()

    assert ingest(version.pk) is True

    version = fresh(version)
    assert (version.status, version.failure_code) == ("ready", "")
    assert (version.page_count, version.pages_done) == (1, 1)
    assert version.word_count == Page.objects.get().word_count > 20
    assert version.passage_count == Passage.objects.count() == len(vector_index().passage_ids(version.pk)) > 0
    assert set(version.timings) == {"extracting", "splitting", "embedding", "indexing", "verifying"}
    assert (version.lease, version.attempts) == (None, 0)
    assert search("vacation days", day=DAY, audience=ANYBODY, limit=1).hits == ()

    publish(version.document, by=None)
    hit = search("vacation days", day=DAY, audience=ANYBODY, limit=1).hits[0]
    assert "15 days of vacation" in hit.text


def test_a_version_published_when_ready_answers_at_once(received) -> None:
    version = received(publish_when_ready=True)

    ingest(version.pk)

    assert fresh(version).document.published_version_id == version.pk


def test_a_version_published_when_ready_waits_for_the_test_questions(received) -> None:
    keep_test_question("Which plan should I pick?", {"refuses": "choice"}, is_critical=True)
    version = received(publish_when_ready=True)

    ingest(version.pk)

    run = AnswerRun.objects.get()
    assert (run.version, run.status, fresh(version).status) == (version, "waiting", "ready")
    assert fresh(version).document.published_version is None
    ask_test_questions(current_schema(), str(run.pk))
    assert fresh(version).document.published_version_id == version.pk


def test_the_file_tells_language_and_plan_year_when_nobody_has(received, make_calendar) -> None:
    make_calendar()
    text = "# Guía de beneficios 2027\n\nEsta guía es para los empleados y sus familias. El plan cubre la visita."

    version = received(text, name="scan_01.md")
    ingest(version.pk)

    document = fresh(version).document
    assert (document.title, document.language, document.kind) == ("Guía de beneficios 2027", "es", "guide")
    assert (document.plan_year, document.effective_to) == ("2027", date(2027, 12, 31))


@pytest.mark.parametrize("name", ["leave policy 2027.md", "scan_01.md"])
def test_a_policy_that_names_a_year_has_no_last_day(received, make_calendar, name: str) -> None:
    make_calendar()
    text = "# Parental leave policy 2027\n\nEffective January 1, 2027. Parents have eight weeks of paid leave."

    version = received(text, name=name)
    ingest(version.pk)

    document = fresh(version).document
    assert (document.kind, document.effective_from, document.effective_to) == ("policy", date(2027, 1, 1), None)


def test_second_document_of_one_title_keeps_its_files_name(received) -> None:
    for name, words in (("leave.md", "It is paid."), ("leave_policy.md", "It is not paid.")):
        ingest(received(f"# Leave policy of the company\n\n{words}", name=name).pk)

    titles = set(Document.objects.values_list("title", flat=True))

    assert titles == {"Leave policy of the company", "Leave policy"}


def test_what_hr_said_is_not_guessed_over(received, make_base, make_calendar) -> None:
    make_calendar()
    facts = DocumentFacts(make_base(), title="Leave", kind="other", plan_year="", language="en")

    version = received("# Guía 2027\n\nEl plan es para los empleados y las familias de la empresa.", facts=facts)
    ingest(version.pk)

    document = fresh(version).document
    assert (document.title, document.language, document.kind, document.plan_year) == ("Leave", "en", "other", "")


def test_a_second_run_changes_nothing(received) -> None:
    version = received()
    ingest(version.pk)
    passages = set(Passage.objects.values_list("pk", flat=True))

    assert ingest(version.pk) is False

    assert set(Passage.objects.values_list("pk", flat=True)) == passages


def test_of_two_runs_at_once_one_works(committed) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        base = KnowledgeBase.objects.create(name="Benefits")
        version = receive_document(as_file(), DocumentFacts(base), uploaded_by=None)
    worked: list[bool] = []

    def run() -> None:
        try:
            with tenant_scope(acme):
                worked.append(ingest(version.pk))
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()

    with tenant_scope(acme):
        assert sorted(worked) == [False, False, False, True]
        assert fresh(version).status == "ready"
        assert Passage.objects.count() == fresh(version).passage_count


def pdf(pages: list[str], **facts: object) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, **facts)
    for text in pages:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


FAILING = {
    "encrypted": (pdf(["Secret"], encrypt=StandardEncryption("owner", "pw")), "encrypted", "protected with a password"),
    "blank pages": (pdf(["", ""]), "no_text", "No text was found in the file"),
    "cut off": (pdf(["Guide"])[:400], "corrupt", "The file is damaged and cannot be read."),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_file_that_cannot_be_read_fails_with_a_sentence(received, case: str) -> None:
    content, code, words = FAILING[case]
    version = received(content, name="guide.pdf")

    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.failure_code) == ("failed", code)
    assert words in version.failure_detail
    assert version.may_be_retried
    assert Passage.objects.count() == 0


def test_a_file_that_is_gone_fails_with_a_sentence(received) -> None:
    version = received()
    version.file.storage.delete(version.file.name)

    ingest(version.pk)

    assert (fresh(version).status, fresh(version).failure_code) == ("failed", "missing")
    assert fresh(version).failure_detail == "The uploaded file is no longer there. Upload it again."


def test_facts_changed_while_the_file_is_read_reach_its_passages(received) -> None:
    version = received()
    make_stale(version, status="embedding", timings={"extracting": 1.0, "splitting": 1.0})
    Page.objects.create(
        version=version, number=1, width=0, height=0, text="x", blocks=[{"kind": "paragraph", "text": "Sick leave."}]
    )
    write_passages(version, drafts_of(version))
    Document.objects.update(title="Rules for Local 88")

    ingest(version.pk)

    assert [passage.context for passage in Passage.objects.all()] == ["Rules for Local 88"]


def test_pages_hear_what_becomes_of_the_document(received) -> None:
    version = received(LONG_GUIDE)

    ingest(version.pk)

    events = [fields for _, fields in redis().xrange(client_key("live", "documents"))]
    assert {fields["event"] for fields in events} == {"row", "progress"}
    assert events[-1] == {"event": "row", "data": f'{{"document": "{version.document_id}"}}'}


@pytest.mark.parametrize("most_letters", [0, 60, 500_000])
def test_passages_are_those_of_the_stored_pages_however_many_the_run_had_at_hand(
    received, monkeypatch, most_letters: int
) -> None:
    monkeypatch.setattr(read_pages, "MOST_LETTERS_KEPT", most_letters)
    pages = [f"Rule {number} of the plan is that the copay is ${number}0. It goes on" for number in range(3)]

    version = received(pdf(pages), name="rules.pdf")
    ingest(version.pk)

    stored = [(draft.ordinal, draft.page_number, draft.text) for draft in drafts_of(fresh(version))]
    written = Passage.objects.order_by("ordinal").values_list("ordinal", "page_number", "text")
    assert list(written) == stored
    assert "copay is $20" in stored[-1][-1]


def test_a_replacement_keeps_the_old_version_published_until_it_is_published_itself(received) -> None:
    old = received(publish_when_ready=True)
    ingest(old.pk)
    new = receive_replacement(as_file("Vacation is 20 days."), old.document, uploaded_by=None)
    ingest(new.pk)

    assert fresh(old).document.published_version_id == old.pk
    publish(new.document, by=None)
    found = search("vacation days", day=DAY, audience=ANYBODY, limit=5).hits
    assert [hit.text for hit in found] == ["Vacation is 20 days."]


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n102\n%%EOF\n"
)
GEORGIAN = """# შვებულება 2027

თანამშრომლებს ყოველწლიურად აქვთ ოცი დღე ანაზღაურებადი შვებულება. The code is LEAVE20.
"""
ETHIOPIC = "# ዕረፍት\n\nሠራተኞች በዓመት ሃያ ቀናት ዕረፍት አላቸው።\n"


@pytest.mark.parametrize("content", [GEORGIAN, ETHIOPIC], ids=["georgian", "ethiopic"])
def test_a_script_that_search_does_not_know_is_kept_as_it_is_written(received, content: str) -> None:
    version = received(content, publish_when_ready=True)

    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.failure_code) == ("ready", "")
    line = content.splitlines()[2]
    assert line in Page.objects.get().text
    hits = search(line, day=DAY, audience=ANYBODY, limit=3).hits
    assert [line in hit.text for hit in hits] == [True]


def test_latin_words_among_an_unknown_script_are_found(received) -> None:
    version = received(GEORGIAN, publish_when_ready=True)
    ingest(version.pk)

    (hit,) = search("LEAVE20", day=DAY, audience=ANYBODY, limit=3).hits

    assert hit.why.matched == ("leave20",)


def test_a_file_without_pages_fails_with_a_sentence(received) -> None:
    version = received(NO_PAGES, "empty.pdf")

    ingest(version.pk)

    version = fresh(version)
    assert (version.status, version.failure_code, version.page_count) == ("failed", "corrupt", 0)
    assert "damaged" in version.failure_detail


@pytest.mark.parametrize(
    ("text", "title"),
    [("# Parking\n\nFree for all.\n", "Parking"), ("## Parking\n\nFree for all.\n", "Parking"), ("Free.\n", "t.md")],
)
def test_file_of_one_letter_is_called_by_its_first_heading_or_else_as_the_file(received, text: str, title: str) -> None:
    version = received(text, name="t.md")

    ingest(version.pk)

    assert Document.objects.get(pk=version.document_id).title == title
