"""The three forms in which sets lie in folders, each made small."""

import json
from pathlib import Path

from benchmarks.retrieval_sets import RetrievalSet, SetFile, Told, find_sets
from knowledge.evaluation.evaluate import GoldPage, GoldQuestion


def only_set(folder: Path) -> RetrievalSet:
    found = list(find_sets(folder))
    assert len(found) == 1
    return found[0]


def test_questions_with_pages_take_the_documents_below_them(tmp_path: Path) -> None:
    place = tmp_path / "handbook"
    (place / "pdf").mkdir(parents=True)
    (place / "pdf" / "Guide.txt").write_text("Vacation is 15 days.")
    (place / "README.md").write_text("About the set.")
    (place / "photo.gif").write_bytes(b"")
    (place / "a.jsonl").write_text(
        '{"question": "How long?", "gold": [{"document": "Guide.txt", "page": 1}], "answer": "15 days"}\n'
    )
    (place / "b.jsonl").write_text('{"question": "Who is king?", "gold": []}\n')
    (tmp_path / "no set").mkdir()
    (tmp_path / "no set" / "Guide.txt").write_text("Nobody asks about it.")

    found = only_set(tmp_path)

    assert found.name == "handbook"
    assert found.files == [SetFile("Guide.txt", b"Vacation is 15 days.")]
    assert found.questions == [
        GoldQuestion(1, "How long?", (GoldPage("Guide.txt", 1),)),
        GoldQuestion(1, "Who is king?"),
    ]
    assert [found.told[question] for question in found.questions] == [
        Told("How long?", "15 days"),
        Told("Who is king?"),
    ]


def test_conversations_put_the_passages_of_a_document_together(tmp_path: Path) -> None:
    tasks = tmp_path / "talk" / "mtragun-human" / "generation_tasks"
    tasks.mkdir(parents=True)
    second = {"document_id": "guide12345-800-1500", "text": "Frames are $150.", "title": "Vision: the plan"}
    first = {"document_id": "guide12345-0-800", "text": "Exams are free.", "title": "Vision: the plan"}
    rows = [
        {
            "Collection": "govt",
            "answerability": ["ANSWERABLE"],
            "input": [
                {"speaker": "user", "text": "Is an eye exam covered?"},
                {"speaker": "agent", "text": "It is free."},
                {"speaker": "user", "text": "And frames?"},
            ],
            "contexts": [second, first],
            "targets": [{"speaker": "agent", "text": "Up to $150."}],
        },
        {
            "Collection": "govt",
            "answerability": ["UNDERSPECIFIED"],
            "input": [{"speaker": "user", "text": "Tell me"}],
            "contexts": [],
        },
    ]
    (tasks / "reference.jsonl").write_text("\n".join(map(json.dumps, rows)))

    found = only_set(tmp_path)

    assert found.name == "talk/govt"
    assert found.files == [SetFile("Vision the plan (e12345).txt", b"Exams are free.\n\nFrames are $150.")]
    assert [(one.line, one.texts) for one in found.questions] == [(1, ("Frames are $150.", "Exams are free."))]
    assert found.questions[0].text.startswith("And frames?")
    assert found.questions[0].earlier == ("Is an eye exam covered?",)
    assert found.told[found.questions[0]] == Told("And frames?", "Up to $150.")


def test_reports_become_web_pages_with_their_table(tmp_path: Path) -> None:
    raw = tmp_path / "finance" / "dataset_raw"
    raw.mkdir(parents=True)
    context = {
        "table": {"table": [["", "2019"], ["Sales & fees", "$ 12"]]},
        "paragraphs": [{"order": 2, "text": "Second."}, {"order": 1, "text": "First."}],
        "questions": [{"question": "What were the sales?"}, {"question": "And the fees?"}],
    }
    (raw / "tatqa_dataset_dev.json").write_text(json.dumps([context]))

    found = only_set(tmp_path)

    assert [file.name for file in found.files] == ["Report 1.html"]
    page = found.files[0].content.decode()
    assert "<p>First.</p><p>Second.</p><table><tr><td></td><td>2019</td></tr>" in page
    assert "<td>Sales &amp; fees</td>" in page
    assert [(one.line, one.text, one.pages) for one in found.questions] == [
        (1, "What were the sales?", (GoldPage("Report 1.html", None),)),
        (2, "And the fees?", (GoldPage("Report 1.html", None),)),
    ]
