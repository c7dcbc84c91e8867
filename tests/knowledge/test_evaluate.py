"""Figures worked out by hand; the search is a list of places in these tests, and the real one in the command's."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from knowledge.evaluation.evaluate import (
    Finding,
    FoundPassage,
    GoldPage,
    GoldQuestion,
    Miss,
    check_documents,
    evaluate,
    percentile,
    read_questions,
    shares_words,
)
from knowledge.evaluation.json_lines import BadQuestions
from tenants.context import tenant_scope

PROSE = (
    "Employees who have worked for twelve months may take six weeks of parental leave at full pay after the birth "
    "or adoption of a child and may split these weeks into two parts within the first year"
)


def place(document: str, page: int, *, to: int = 0, text: str = "") -> FoundPassage:
    return FoundPassage(document, page, to or page, text)


def asked(line: int, *gold: tuple[str, int]) -> GoldQuestion:
    return GoldQuestion(line, f"Question {line}?", tuple(GoldPage(*one) for one in gold))


def finds(answers: dict[str, list[FoundPassage]], **facts: object) -> Callable[[GoldQuestion], Finding]:
    told = {"is_near": True, "milliseconds": 10.0} | facts
    return lambda question: Finding(tuple(answers[question.text]), **told)


def test_figures_are_those_worked_out_by_hand() -> None:
    questions = [asked(1, ("a.pdf", 3)), asked(2, ("a.pdf", 5), ("b.pdf", 1)), asked(3, ("b.pdf", 9))]
    answers = {
        "Question 1?": [place("a.pdf", 3), place("b.pdf", 1)],
        "Question 2?": [place("b.pdf", 7), place("A.pdf", 4, to=5), place("c.pdf", 1)],
        "Question 3?": [place("a.pdf", 9), *[place("c.pdf", 1)] * 5, place("b.pdf", 9)],
    }

    report = evaluate(questions, finds(answers), k=5)

    assert report.questions == 3
    assert report.hit_at == pytest.approx({1: 1 / 3, 3: 2 / 3, 5: 2 / 3, 10: 1})
    assert report.recall_at_k == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert report.mrr_at_10 == pytest.approx((1 + 1 / 2 + 1 / 7) / 3)
    assert report.right_document_first == pytest.approx(2 / 3)
    assert report.misses == (
        Miss(3, "Line 3", "Question 3?", "too far down", 7, ("b.pdf p. 9",), ("a.pdf p. 9", *["c.pdf p. 1"] * 4)),
    )


def test_a_right_passage_behind_the_tenth_counts_for_nothing() -> None:
    answers = {"Question 1?": [*[place("c.pdf", 1)] * 10, place("a.pdf", 3)]}

    report = evaluate([asked(1, ("a.pdf", 3))], finds(answers), k=12)

    assert (report.mrr_at_10, report.hit_at[10], report.recall_at_k) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ([], "nothing found"),
        ([place("b.pdf", 3)], "other document"),
        ([place("b.pdf", 3), place("a.pdf", 4)], "right document, other page"),
    ],
)
def test_a_miss_says_of_what_kind_it_is(found: list[FoundPassage], kind: str) -> None:
    report = evaluate([asked(1, ("a.pdf", 3))], finds({"Question 1?": found}), k=5)

    assert [miss.kind for miss in report.misses] == [kind]


def test_a_document_without_a_page_is_right_on_each_of_its_pages() -> None:
    question = GoldQuestion(1, "Question 1?", (GoldPage("a.html", None),))

    report = evaluate([question], finds({"Question 1?": [place("b.html", 1), place("a.html", 7)]}), k=1)

    assert report.mrr_at_10 == 0.5
    assert [miss.wanted for miss in report.misses] == [("a.html",)]


def test_questions_without_an_answer_are_counted_apart() -> None:
    questions = [asked(1, ("a.pdf", 1)), asked(2)]
    answers = {"Question 1?": [place("a.pdf", 1)], "Question 2?": [place("a.pdf", 1)]}

    fooled = evaluate(questions, finds(answers), k=5)
    told = evaluate(questions, finds(answers, is_near=False), k=5)

    assert (fooled.questions, fooled.hit_at[1], fooled.unanswerable, fooled.unanswerable_told) == (1, 1.0, 1, 0.0)
    assert told.unanswerable_told == 1.0


def test_a_gold_text_is_found_by_its_words() -> None:
    question = GoldQuestion(1, "Question 1?", texts=("six weeks of Parental Leave, at full pay",))
    answers = {"Question 1?": [place("a.pdf", 1, text="Nothing of it."), place("a.pdf", 2, text=PROSE)]}

    report = evaluate([question], finds(answers), k=5)

    assert (report.mrr_at_10, report.right_document_first) == (0.5, None)


@pytest.mark.parametrize(
    ("passage", "wanted", "is_shared"),
    [
        (PROSE, PROSE.upper().replace(" ", "\n"), True),
        (PROSE[:90], PROSE, True),  # one of the passages the text was cut into
        (PROSE + " and then".join(f" word {number}" for number in range(60)), PROSE, True),
        ("Visit a specialist: $50 copay.", "$50 copay", True),
        ("Visit a specialist: $500 copay.", "$50 copay", False),
        ("Employees who have worked for twelve months earn five more days of vacation a year", PROSE, False),
        ("", PROSE, False),
    ],
)
def test_texts_meet_in_their_words(passage: str, wanted: str, is_shared: bool) -> None:
    assert shares_words(passage, wanted) is is_shared


def test_a_percentile_is_a_figure_that_was_measured() -> None:
    assert percentile([5.0, 1.0, 9.0, 3.0], 0.5) == 3.0
    assert percentile([float(number) for number in range(1, 101)], 0.95) == 95.0
    assert percentile([], 0.5) == 0.0


def test_questions_are_read_line_by_line() -> None:
    lines = [
        '{"question": " How long? ", "gold": [{"document": "a.pdf", "page": 3}], "answer": "six weeks"}',
        "",
        '{"question": "And then?", "gold": [], "gold_text": ["six weeks", "full pay"]}',
        '{"question": "Who is the king?", "gold": []}',
        '{"question": "How much?", "gold_text": "full pay", "earlier": ["How long?", "And then?"]}',
    ]

    questions = read_questions(lines)

    assert questions == [
        GoldQuestion(1, "How long?", (GoldPage("a.pdf", 3),)),
        GoldQuestion(3, "And then?", texts=("six weeks", "full pay")),
        GoldQuestion(4, "Who is the king?"),
        GoldQuestion(5, "How much?", texts=("full pay",), earlier=("How long?", "And then?")),
    ]


def test_every_bad_line_is_told_with_what_to_do() -> None:
    lines = [
        '{"question": "Fine?", "gold": []}',
        "{question: 1}",
        '["question"]',
        '{"question": "", "gold": []}',
        '{"question": "Where?"}',
        '{"question": "Where?", "gold": {"document": "a.pdf", "page": 3}}',
        '{"question": "Where?", "gold": ["a.pdf"]}',
        '{"question": "Where?", "gold": [{"page": 3}]}',
        '{"question": "Where?", "gold": [{"document": "a.pdf", "page": "3"}]}',
        '{"question": "Where?", "gold": [{"document": "a.pdf", "page": 0}]}',
        '{"question": "Where?", "gold_text": [3]}',
        '{"question": "Where?", "gold_text": "..."}',
        '{"question": "Where?", "gold": [], "earlier": "How long?"}',
    ]

    with pytest.raises(BadQuestions) as bad:
        read_questions(lines)

    assert [sentence.split(":")[0] for sentence in bad.value.sentences] == [f"Line {number}" for number in range(2, 14)]
    told = dict(zip(range(2, 14), bad.value.sentences, strict=True))
    assert "is no JSON (" in told[2]
    assert "is no JSON object" in told[3]
    assert '"question" is missing or empty' in told[4]
    assert '"gold" is missing' in told[5]
    assert '"gold" is no list' in told[6]
    assert 'Write {"document": "file name", "page": 3}' in told[7]
    assert '"document" is missing' in told[8]
    assert '"page" of a.pdf is no page number' in told[9] == told[10].replace("Line 10", "Line 9")
    assert '"earlier" is no list of texts' in told[13]
    assert '"gold_text" is no text' in told[11] == told[12].replace("Line 12", "Line 11")


def test_a_file_without_questions_is_refused() -> None:
    with pytest.raises(BadQuestions, match="There is no question in it"):
        read_questions(["", "  "])


def test_gold_that_cannot_be_found_is_told() -> None:
    questions = [
        asked(1, ("guide 2027.PDF", 12), ("notes.txt", 400)),
        asked(2, ("guide 2027.pdf", 13)),
        asked(3, ("guide_2027.pdf", 1)),
        asked(4, ("draft.pdf", 1)),
        asked(5, ("z", 1)),
    ]

    with pytest.raises(BadQuestions) as bad:
        check_documents(questions, {"Guide 2027.pdf": 12, "notes.txt": 0}, unpublished=["draft.pdf"])

    assert bad.value.sentences == (
        "Line 2: guide 2027.pdf has 12 pages, so page 13 cannot be right.",
        "Line 3: there is no document guide_2027.pdf. Did you mean Guide 2027.pdf?",
        "Line 4: draft.pdf is here but cannot be found by these people on this day. Publish it, or choose "
        "who asks among those it is for.",
        "Line 5: there is no document z. Upload and publish it, or correct the name.",
    )


@pytest.fixture
def guide(acme, index_document) -> None:
    with tenant_scope(acme):
        texts = ["Vacation is 15 days a year.", "The dental maximum is 1,500 dollars.", "Sick leave is 8 days a year."]
        document = index_document("Guide", texts)
        document.versions.update(file_name="Guide.pdf", page_count=3)
        hidden = index_document("Draft", ["Nobody sees this."], is_published=False)
        hidden.versions.update(file_name="Draft.pdf", page_count=1)


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    def write(*rows: object) -> Path:
        path = tmp_path / "questions.jsonl"
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return path

    return write


def told(questions: Path, *arguments: object, client: str = "acme") -> list[str]:
    out = StringIO()
    call_command("evaluate_retrieval", "--client", client, "--questions", questions, *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command_asks_search_and_prints_figures_and_misses(guide, write, tmp_path) -> None:
    questions = write(
        {"question": "How many days of vacation?", "gold": [{"document": "guide.pdf", "page": 1}]},
        {"question": "What is the dental maximum?", "gold_text": "dental maximum is 1,500"},
        {"question": "How many days of sick leave?", "gold": [{"document": "Guide.pdf", "page": 2}]},
        {"question": "Is xylophone tuition zebra?", "gold": []},
    )

    lines = told(questions, "--k", "1", "--json", tmp_path / "out.json")

    figures = dict(line.rsplit(maxsplit=1) for line in lines[:7])
    assert figures == {
        "questions": "3",
        "hit@1": "0.667",
        "hit@3": "1.000",
        "hit@5": "1.000",
        "hit@10": "1.000",
        "recall@1": "0.667",
        "MRR@10": figures["MRR@10"],
    }
    assert lines[7] == "right document first  1.000"
    assert [line.split()[0] for line in lines[8:10]] == ["latency", "latency"]
    assert lines[10:13] == ["without an answer     1", "of these told so      1.000", ""]
    assert lines[13] == "1 misses (no right passage among the first 1)"
    assert lines[14] == "line 3: How many days of sick leave?"
    assert lines[16:] == ["    wanted Guide.pdf p. 2", "    found  Guide.pdf p. 3"]
    written = json.loads((tmp_path / "out.json").read_text())
    assert (written["questions"], round(written["hit_at"]["1"], 3)) == (3, 0.667)
    assert [miss["line"] for miss in written["misses"]] == [3]


def test_the_command_looks_into_unpublished_documents_when_asked(guide, write) -> None:
    questions = write({"question": "Who sees this?", "gold": [{"document": "Draft.pdf", "page": 1}]})

    with pytest.raises(CommandError, match=r"Line 1: Draft\.pdf is here but cannot be found"):
        told(questions)

    assert "No misses: every question has a right passage among its first 5." in told(questions, "--unpublished")


def test_the_command_asks_as_somebody_of_a_state_and_working_time(in_acme, index_document, write) -> None:
    index_document("All", ["Parking is free."])
    document = index_document("Leave", ["Leave is 8 weeks."], work_states=["CA"], hours="part_time")
    file_name = document.published_version.file_name
    questions = write({"question": "How many weeks of leave?", "gold": [{"document": file_name, "page": 1}]})

    for others in ((), ("--state", "NY", "--hours", "PT"), ("--state", "CA"), ("--hours", "part time")):
        with pytest.raises(CommandError, match="is here but cannot be found"):
            told(questions, *others)

    found = told(questions, "--state", "california", "--hours", "part time")
    assert "No misses: every question has a right passage among its first 5." in found


def test_the_command_says_what_it_cannot_use(guide, write, tmp_path) -> None:
    fine = write({"question": "How many days?", "gold": []})
    nowhere = tmp_path / "no such file"
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes('{"question": "¿Cuántos?"}'.encode("latin-1"))

    for arguments, sentence in (
        ((nowhere,), "no such file cannot be read: No such file or directory."),
        ((latin,), "latin.jsonl is no text in UTF-8."),
        ((fine, "--k", "0"), "--k 0 is less than 1."),
        ((fine, "--class", "UNION"), "acme has no benefit class UNION."),
        ((fine, "--state", "Calif"), "Calif is no state. Write its name or its two letters: California or CA."),
        ((fine, "--hours", "40"), "40 is no working time. Write full time or part time."),
        ((fine, "--day", "1999-13-01"), "--day"),
        ((fine, "--json", tmp_path / "missing" / "out.json"), "out.json cannot be written"),
    ):
        with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
            told(*arguments)
    with pytest.raises(CommandError, match=r"no active client with the subdomain nobody\. There are: acme, globex"):
        told(fine, client="nobody")
    with pytest.raises(CommandError, match="globex has no document that can be found"):
        told(fine, client="globex")


def test_the_command_shows_twenty_bad_lines_and_counts_the_rest(guide, write) -> None:
    questions = write(*["{"] * 25)

    with pytest.raises(CommandError) as refused:
        told(questions)

    lines = str(refused.value).splitlines()
    assert lines[0].endswith("questions.jsonl was not used; nothing was measured.")
    assert (len(lines), lines[-1]) == (22, "... and 5 more.")
