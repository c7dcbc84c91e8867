"""Measuring search from HR's page: what is asked, what is refused, and what becomes of a run that breaks off."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone
from openpyxl import Workbook

from accounts.audience import ANYBODY, Audience
from knowledge import tasks
from knowledge.evaluation import evaluations as runs
from knowledge.lifecycle.publish import publish
from knowledge.models import Document, DocumentVersion, Evaluation
from knowledge.workbench.evaluation_forms import NOTHING
from tenants.context import tenant_scope
from tests.growth import grows_in_proportion
from tests.knowledge.conftest import make_version, upload, url, words

EMPTY_ROWS = {"row-TOTAL_FORMS": 3, "row-INITIAL_FORMS": 0, "k": 5}
DENTAL = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
PARKING = "Parking is free for everybody in the garage behind the house."


@pytest.fixture
def files(in_acme, index_document) -> dict[str, str]:
    """Return what each document's file is called."""
    documents = {"dental": index_document("Dental", [DENTAL]), "parking": index_document("Parking", [PARKING])}
    return {name: document.published_version.file_name for name, document in documents.items()}


def line(question: str, *gold: tuple[str, int]) -> str:
    return json.dumps({"question": question, "gold": [{"document": name, "page": page} for name, page in gold]})


def post(browser, lines: str = "", **more: object):
    return browser.post(url("evaluations"), {**EMPTY_ROWS, "pasted": lines, **more}, follow=True)


def test_pasted_lines_a_file_and_rows_are_asked_together(browser, files, run_tasks) -> None:
    by_hand = {"row-0-question": "Where do I park?", "row-0-document": files["dental"], "row-0-page": 1}
    file = upload(line("Is the garage free?", (files["parking"], 1)) + "\r\n", "questions.jsonl")

    with run_tasks():
        response = post(browser, line("What does a crown cost?", (files["dental"], 1)), file=file, k=1, **by_hand)
    evaluation = Evaluation.objects.get()
    page = words(browser.get(url("evaluation", evaluation.pk)))

    assert response.redirect_chain == [(url("evaluation", evaluation.pk), 302)]
    assert (evaluation.status, evaluation.total, evaluation.done) == ("done", 3, 3)
    assert "Right page first 67%" in page
    assert "1 miss: no right passage among the first 1" in page
    assert f"Where do I park? Question 1 Too far down, at 2 {files['dental']} p. 1 {files['parking']} p. 1" in page
    assert "Right page first 67%" in words(browser.get(url("evaluations")))


def test_a_question_no_document_answers_is_counted_apart(browser, files, run_tasks) -> None:
    with run_tasks():
        post(browser, **{"row-0-question": "Does the moon have a company canteen?", "row-0-document": NOTHING})

    assert Evaluation.objects.get().report["unanswerable"] == 1
    assert "Told that nothing answers 100%" in words(browser.get(url("evaluation", Evaluation.objects.get().pk)))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("", "There is no question in it."),
        ("Where do I park?", 'Line 1 ("Where do I park?"): after the question, write the document and the page'),
        ("{not json", "Line 1: this is no JSON"),
        (line("Where?", ("nowhere.pdf", 1)), "Line 1: there is no document nowhere.pdf."),
        ("Where? | Nowhere | 1", 'Line 1 ("Where?"): there is no document "Nowhere". Write its title'),
        ("Where? | Parkin | 1", 'there is no document "Parkin". Did you mean'),
        ("\nWhere? | Parking", 'Line 2 ("Where?"): say on which page of "Parking" the answer stands'),
        ("Where? | Parking | last", 'say on which page of "Parking" the answer stands'),
        ("Where? | Parking | 0", 'say on which page of "Parking" the answer stands'),
        (" | Parking | 1", "Line 1: the question is missing."),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_nothing_is_measured(browser, files, lines: str, sentence: str) -> None:
    response = post(browser, lines)

    assert response.status_code == 422
    assert sentence in words(response).replace("&quot;", '"').replace("“", '"').replace("”", '"')
    assert Evaluation.objects.count() == 0


def test_a_row_without_its_page_is_told_beside_it(browser, files) -> None:
    response = post(browser, **{"row-0-question": "Where?", "row-0-document": files["dental"]})

    assert response.status_code == 422
    assert "Say on which page." in words(response)


def test_a_row_left_without_a_document_is_no_question_that_none_answers(browser, files) -> None:
    response = post(browser, **{"row-0-question": "Where?"})

    assert response.status_code == 422
    assert "Choose the document that answers it, or “None answers it”." in words(response)
    assert Evaluation.objects.count() == 0


def test_a_row_whose_document_is_found_by_nobody_is_told_in_that_row_by_the_number_it_has(browser, files) -> None:
    pasted = "\n".join([line("Where?"), line("When?"), line("Why?")])
    Document.objects.filter(title="Dental").update(published_version=None)

    response = post(browser, pasted, **{"row-1-question": "Who?", "row-1-document": files["dental"], "row-1-page": 1})

    wrong = (
        f"Question 2: {files['dental']} is here but cannot be found by these people on this day. Publish it, or choose "
        "who asks among those it is for."
    )
    assert [row.label for row in response.context["rows"][1]] == ["Question 2", "Right document", "Page"]
    assert [row.errors for row in response.context["rows"]] == [{}, {"document": [wrong]}, {}]
    assert not response.context["form"].errors
    assert words(response).count(wrong) == 1


def test_a_row_of_a_file_is_called_as_the_file_counts_it(browser, files, run_tasks) -> None:
    rows = f"question,document,page\nWhere do I park?,{files['dental']},1\n".encode()

    with run_tasks():
        post(browser, line("What does a crown cost?", (files["dental"], 1)), file=upload(rows, "q.csv"), k=1)

    assert "Where do I park? Row 2 Too far down" in words(browser.get(url("evaluation", Evaluation.objects.get().pk)))


def test_a_run_from_before_still_says_its_lines(browser, files, run_tasks) -> None:
    with run_tasks():
        post(browser, line("Where do I park?", (files["dental"], 1)), k=1)
    run = Evaluation.objects.get()
    for miss in run.report["misses"]:
        del miss["place"]
    run.save()

    assert "Where do I park? Line 1 Too far down" in words(browser.get(url("evaluation", run.pk)))


def test_too_many_questions_and_a_file_that_is_no_text_are_refused(browser, files, monkeypatch) -> None:
    monkeypatch.setattr(runs, "MOST_QUESTIONS", 1)
    two = "\n".join([line("Where?"), line("When?")])

    assert "There are 2 questions. Ask at most 1 at a time." in words(post(browser, two))
    assert "This is not a list of questions." in words(post(browser, file=upload(b"Where?\0", "a.csv")))
    assert "Or save the list as CSV." in words(post(browser, file=upload(b"PK no workbook", "a.xlsx")))


def test_simple_lines_name_documents_by_title_or_file_and_pages_as_people_write_them(browser, files, run_tasks) -> None:
    pasted = (
        "What does a crown cost? | dental | page 1\n"
        f"\nWhere do I park?\t{files['parking']}\tp. 1\n"
        "Does the moon have a company canteen? | none"
    )

    with run_tasks():
        post(browser, pasted)

    evaluation = Evaluation.objects.get()
    assert (evaluation.status, evaluation.total, evaluation.report["unanswerable"]) == ("done", 3, 1)
    assert evaluation.report["hit_at"]["1"] == 1.0


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('{"question": ' + "[" * 100_000, "Line 1: this cannot be read."),
        ('{"question": "a", "gold": [{"document": "b", "page": ' + "9" * 5_000 + "}]}", "Line 1: this cannot be read."),
        ('{"question": "a\\u0000b", "gold": []}', "Line 1: it has a character that is none"),
        ('{"question": "a", "gold": [], "earlier": ["\\ud800"]}', "Line 1: it has a character that is none"),
        (f"Is it? | Dental | {'9' * 5_000}", "say on which page of “Dental” the answer stands"),
        (f"Is it? | Dental | {'1, ' * 101}", "it names 101 pages. Name the best ones, at most 100."),
    ],
)
def test_a_line_made_to_break_the_reader_is_told_like_any_other(browser, files, lines: str, sentence: str) -> None:
    response = post(browser, lines)

    assert response.status_code == 422
    assert sentence in words(response)
    assert not Evaluation.objects.exists()


def test_thousands_of_wrong_names_keep_nobody_waiting(browser, files, index_document) -> None:
    for number in range(30):
        index_document(f"Summary of the dental benefits of the northern plants, part {number}", [DENTAL])

    def in_lines(count: int) -> str:
        return "\n".join(
            f"Is it? | Benefits of dental plans in summary, the northern part {number} of 9 | 1"
            for number in range(count)
        )

    def in_json(count: int) -> str:
        return "\n".join(
            line("Is it?", *((f"files-{number}-{part}.txt", 1) for part in range(20))) for number in range(count)
        )

    for lines, count in ((in_lines, 5_000), (in_json, 900)):
        response = post(browser, lines(count))

        assert response.status_code == 422
        assert "there is no document" in words(response)
        assert grows_in_proportion(lambda number, lines=lines: post(browser, lines(number)), count)


def workbook(*rows: tuple) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


TABLE = (
    ("Page", "Question", "Document", "Remark"),
    (1, "What does a crown cost?", "Dental", "asked often"),
    ("1, 2", "Where do I park, on which floor?", "Parking", None),
    (None, "Does the moon have a canteen?", "none", None),
)
AS_CSV = "\ufeff" + "\r\n".join(";".join(f'"{cell or ""}"' for cell in row) for row in TABLE)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_spreadsheet_with_columns_in_any_order_is_asked(browser, files, name: str) -> None:
    DocumentVersion.objects.update(page_count=2)

    post(browser, file=upload(workbook(*TABLE) if name.endswith("xlsx") else AS_CSV.encode(), name))

    lines = [json.loads(line) for line in Evaluation.objects.get().lines.split("\n") if line]
    assert lines == [
        {"question": "What does a crown cost?", "gold": [{"document": files["dental"], "page": 1}], "place": "Row 2"},
        {
            "question": "Where do I park, on which floor?",
            "gold": [{"document": files["parking"], "page": 1}, {"document": files["parking"], "page": 2}],
            "place": "Row 3",
        },
        {"question": "Does the moon have a canteen?", "gold": [], "place": "Row 4"},
    ]


def test_row_that_cannot_be_used_is_named_as_the_spreadsheet_counts_it(browser, files) -> None:
    rows = (("question", "document", "page"), ("Where?", "Parking", 1), ("When?", "Parking", None))

    response = post(browser, file=upload(workbook(*rows), "list.xlsx"))

    assert response.status_code == 422
    assert "Row 3 (“When?”): say on which page of “Parking” the answer stands" in words(response)
    assert Evaluation.objects.count() == 0


def test_questions_are_asked_as_somebody_of_a_state_and_working_time(
    browser, in_acme, index_document, run_tasks
) -> None:
    document = index_document("Leave", ["Leave is 8 weeks."], work_states=["CA"], hours="part_time")
    asked = line("How many weeks of leave?", (document.published_version.file_name, 1))

    refused = post(browser, asked, k=1, work_state="NY", hours="part_time")
    with run_tasks():
        post(browser, asked, k=1, work_state="CA", hours="part_time")

    assert refused.status_code == 422
    evaluation = Evaluation.objects.get()
    assert evaluation.audience == Audience("", "CA", "part_time")
    assert (evaluation.status, evaluation.report["misses"]) == ("done", [])
    page = words(browser.get(url("evaluation", evaluation.pk)))
    assert "as somebody of California, part time" in page


def test_a_file_that_was_replaced_is_not_proposed_as_the_right_one(browser, files) -> None:
    document = _document(files["parking"])
    make_version(document, status="ready", file_name="parking-new.txt")
    proposed = words(browser.get(url("evaluations")))
    assert f"Parking ({files['parking']})" in proposed
    assert "Parking (parking-new.txt)" in proposed  # a draft, which may be looked into as well

    publish(document, by=None)

    proposed = words(browser.get(url("evaluations")))
    assert f"Parking ({files['parking']})" not in proposed
    assert "Parking (parking-new.txt)" in proposed


def begun(hr, *lines: str, **facts: object) -> Evaluation:
    facts = {"k": 5, "day": timezone.localdate(), "audience": ANYBODY, "include_unpublished": False} | facts
    return runs.begin_evaluation(lines, by=hr, **facts)


def test_a_killed_run_is_taken_up_and_one_that_is_at_work_is_left_alone(hr, files) -> None:
    evaluation = begun(hr, line("Where?", (files["parking"], 1)))
    Evaluation.objects.update(status="running", lease=uuid4(), heartbeat_at=timezone.now())
    assert runs.run_evaluation(evaluation.pk) is False
    assert runs.find_left(timezone.now()) == []

    Evaluation.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    assert runs.find_left(timezone.now()) == [evaluation.pk]

    assert runs.run_evaluation(evaluation.pk) is True
    evaluation.refresh_from_db()
    assert evaluation.status == "done"


def test_the_sweep_takes_up_what_was_lost_and_gives_up_what_breaks_off_again_and_again(hr, files, in_acme) -> None:
    lost = begun(hr, line("Where?", (files["parking"], 1)))
    broken = begun(hr, line("Where?", (files["parking"], 1)))
    Evaluation.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    Evaluation.objects.filter(pk=broken.pk).update(attempts=3)

    tasks.sweep_client_documents.delay(in_acme.schema_name)

    lost.refresh_from_db()
    broken.refresh_from_db()
    assert (lost.status, broken.status, broken.failure) == ("done", "failed", runs.STOPPED)


def test_a_document_withdrawn_in_between_is_told(hr, files, browser) -> None:
    evaluation = begun(hr, line("Where?", (files["parking"], 1)))
    browser.post(url("unpublish", _document(files["parking"]).pk))

    runs.run_evaluation(evaluation.pk)

    evaluation.refresh_from_db()
    assert evaluation.status == "failed"
    assert "cannot be found by these people on this day" in words(browser.get(url("evaluation", evaluation.pk)))


def _document(file_name: str) -> Document:
    return Document.objects.get(versions__file_name=file_name)


def test_only_the_last_runs_are_kept(hr, files, monkeypatch) -> None:
    monkeypatch.setattr(runs, "MOST_KEPT", 2)

    last = [begun(hr, line(f"Question {number}?")) for number in range(4)][-2:]

    assert set(Evaluation.objects.values_list("pk", flat=True)) == {one.pk for one in last}


def test_only_hr_sees_runs_and_only_those_of_its_own_company(
    acme, globex, hr, browser, files, browser_of, make_person
) -> None:
    evaluation = begun(hr, line("A question of acme?"))
    other = browser_of(globex, make_person(globex, "hr_admin"))
    employee = browser_of(acme, make_person(acme))

    assert browser.get(url("evaluation", evaluation.pk)).status_code == 200
    for name, arguments in (("evaluations", ()), ("evaluation", (evaluation.pk,))):
        assert employee.get(url(name, *arguments)).status_code == 403
        assert Browser(HTTP_HOST="acme.localhost").get(url(name, *arguments)).status_code == 302
    assert other.get(url("evaluation", evaluation.pk)).status_code == 404
    assert "acme" not in words(other.get(url("evaluations"))).lower().replace("acme.localhost", "")
    with tenant_scope(globex):
        assert Evaluation.objects.count() == 0
