"""What an answer must be: each demand met and not met, bad lines named by number, and the figures of a run."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.audience import ANYBODY, Audience
from benefits.models import BenefitClass, Contact
from chat.evaluation.asking import Run, ask_all, check_places
from chat.evaluation.given import Card, Given, Quote
from chat.evaluation.questions import ExpectedAnswer, read_expected
from chat.evaluation.report import Asked, Failure, report
from chat.models import Answer, Conversation, Question
from knowledge.evaluation.ask_search import Asker
from knowledge.evaluation.json_lines import BadQuestions
from tenants.context import tenant_scope
from tests.vendors.openai_server import OpenAIServer

GUIDE = Quote("guide.pdf", 4, "A visit costs $40 on the HMO 9.", title="2027 Guide")
ANSWER = Given(
    "2027 Guide: “The copay is $1,500.00 within thirty days.” [1]\n\n- “The 2026 limit is $900.” [1]", quotes=(GUIDE,)
)
REFUSED = Given(
    "I could not find this. I would rather say so than guess.",
    reason="not_in_documents",
    is_refusal=True,
    quotes=(replace(GUIDE, is_near=True),),
    cards=(Card("Medical plan", "Harborlight", "555-0100", "help@harbor.example"),),
)
UNSURE = Given("I am not certain, but this may be it:\n\n- Guide: “The copay is $40.” [1]", quotes=(GUIDE,))
SPANISH = Given("No encontré esto en los documentos que su empresa ha publicado.", language="es")
CRISIS = Given("Call 988 now. Willow Care: 555-0199.", reason="crisis")
MEDICAL = {"points_to": ["Medical plan", "Harborlight", "555-0100", "help@harbor.example"]}
# What is expected, an answer that meets it, one that does not, and what is wrong with that one.
EXPECTATIONS = [
    ({"contains": ["the COPAY is", "$1,500"]}, ANSWER, UNSURE, "does not say “$1,500”"),
    ({"contains": "$1,500.00"}, ANSWER, Given("It is $11,500.00."), "does not say “$1,500.00”"),
    ({"contains": "$150"}, Given("It is $150."), ANSWER, "does not say “$150”"),
    ({"figures": ["1500 dollars", "30 days"]}, ANSWER, UNSURE, "lacks the figure “1500 dollars”; “30 days”"),
    (
        {"figures": "2027-03-05"},
        Given("By 5 de marzo de 2027."),
        Given("By May 3, 2027."),
        "lacks the figure “2027-03-05”",
    ),
    ({"figures": "20%"}, Given("You pay one fifth, 20 percent."), Given("20 visits."), "lacks the figure “20%”"),
    ({"lacks": ["$50", "PPO 750"]}, ANSWER, Given("On the PPO 750 $50."), "must not show “$50”; “PPO 750”"),
    ({"lacks": "HMO 9"}, Given("It is $40."), ANSWER, "must not show “HMO 9”"),
    ({"leads_with": "1,500 dollars"}, ANSWER, UNSURE, "does not lead with “1,500 dollars”"),
    ({"leads_with": ["$900", "$901"]}, Given("Amounts:\n\n- $900"), ANSWER, "does not lead with “$900” or “$901”"),
    ({"cites": [{"document": "Guide.pdf", "page": 4}]}, ANSWER, REFUSED, "does not cite “Guide.pdf p. 4”"),
    (
        {"cites": [{"document": "guide.pdf", "page": 5}]},
        Given("x", quotes=(replace(GUIDE, page=5),)),
        ANSWER,
        "does not cite “guide.pdf p. 5”",
    ),
    ({"cites": [{"document": "guide.pdf"}]}, ANSWER, Given("x"), "does not cite “guide.pdf”"),
    (
        {"cites_one_of": [{"document": "guide.pdf", "page": 3}, {"document": "guide.pdf", "page": 4}]},
        ANSWER,
        Given("x"),
        "cites none of guide.pdf p. 3; guide.pdf p. 4",
    ),
    ({"refuses": "any"}, REFUSED, ANSWER, "is no refusal"),
    (
        {"refuses": "not_in_documents"},
        REFUSED,
        replace(REFUSED, reason="choice"),
        "refuses as choice, not as not_in_documents",
    ),
    ({"not_known": True}, REFUSED, replace(REFUSED, reason="choice"), "refuses as choice, not as not_in_documents"),
    ({"hands_over": True}, REFUSED, ANSWER, "is no refusal"),
    ({"hands_over": True}, REFUSED, replace(REFUSED, cards=()), "names nobody to ask"),
    (
        {"figures": "$1,500", "tolerance": 1},
        Given("About $1,501."),
        Given("It is $1,502."),
        "lacks the figure “$1,500”",
    ),
    ({"figures": "$1,500", "tolerance": 0.5}, ANSWER, Given("It is 1,500 visits."), "lacks the figure “$1,500”"),
    (
        {"figures": "2027-03-05", "tolerance": 1},
        Given("By March 5, 2027."),
        Given("By March 6, 2027."),
        "lacks the figure “2027-03-05”",
    ),
    ({"replies": "crisis"}, CRISIS, ANSWER, "is no reply of the kind crisis"),
    ({"language": "es"}, SPANISH, ANSWER, "is in the language en, not es"),
    ({"language": "en"}, ANSWER, SPANISH, "is in the language es, not en"),
    ({"points_to": "555-0199"}, CRISIS, ANSWER, "does not point to “555-0199”"),
    (
        MEDICAL | {"refuses": "any"},
        REFUSED,
        replace(REFUSED, cards=()),
        "does not point to “Medical plan”; “Harborlight”; “555-0100”; “help@harbor.example”",
    ),
    ({"sure": True}, ANSWER, UNSURE, "says of itself that it is not certain"),
]


def expected(expect: dict[str, object], **more: object) -> ExpectedAnswer:
    row = {"question": "What is it?", "expect": expect} | more
    return read_expected([json.dumps(row)])[0]


def asked(expect: dict[str, object], given: Given, **more: object) -> Asked:
    return Asked(expected(expect, **more), Asker(date(2026, 11, 10), ANYBODY), given)


@pytest.mark.parametrize(("expect", "met_by", "not_met_by", "trouble"), EXPECTATIONS)
def test_a_demand_is_met_by_one_answer_and_tells_what_is_wrong_with_another(expect, met_by, not_met_by, trouble):
    assert asked(expect, met_by).unmet == ()
    assert trouble in asked(expect, not_met_by).unmet
    assert asked(expect, not_met_by).verdict in ("wrong", "refused wrongly")


def test_every_kind_of_demand_is_tried_both_ways():
    tried = {kind for expect, *_ in EXPECTATIONS for kind in expect}

    with pytest.raises(BadQuestions) as bad:
        read_expected(['{"question": "q", "expect": {"xyz": 1}}'])
    known = bad.value.sentences[0].partition("There are: ")[2].rstrip(".").split(", ")
    assert sorted(tried) == sorted(known)


def test_a_refusal_is_wrong_where_an_answer_is_expected_whatever_it_holds():
    refused = asked({"contains": "rather say so"}, REFUSED)

    assert (refused.verdict, refused.unmet) == ("refused wrongly", ("refuses as not_in_documents",))


def test_an_answer_that_broke_off_is_none_even_if_it_says_what_is_expected():
    broken = asked({"contains": "$1,500.00"}, replace(ANSWER, is_done=False))

    assert (broken.verdict, broken.unmet) == ("no answer", ("gave no answer",))


def test_a_run_counts_verdicts_gold_pages_and_times_and_lists_what_was_said_instead():
    gold = {"cites": [{"document": "guide.pdf", "page": 4}]}
    found = report(
        [
            asked(gold, replace(ANSWER, milliseconds=10)),
            asked(gold | {"contains": "$7"}, replace(UNSURE, milliseconds=20), critical=True, name="seven"),
            asked({"contains": "$1,500.00"}, replace(REFUSED, milliseconds=30)),
            asked({"refuses": "any"}, replace(REFUSED, milliseconds=40)),
            asked({"refuses": "any"}, replace(ANSWER, milliseconds=50)),
            asked({"contains": "x"}, Given("", is_done=False, milliseconds=60)),
        ]
    )

    assert (found.asked, found.answered, found.right, found.wrong) == (6, 3, 1, 2)
    assert (found.refused_rightly, found.refused_wrongly, found.without_answer) == (1, 1, 1)
    assert (found.uncertain, found.gold_named, found.gold_cited) == (1, 2, 2)
    assert (found.milliseconds_p50, found.milliseconds_p95) == (30.0, 60.0)
    assert [failure.verdict for failure in found.failures] == ["wrong", "refused wrongly", "wrong", "no answer"]
    assert found.critical_failures == (
        Failure(
            line=1,
            name="seven",
            question="What is it?",
            asked_as="anybody, on 2026-11-10",
            is_critical=True,
            verdict="wrong",
            unmet=("does not say “$7”",),
            said=UNSURE.text,
            cited=("guide.pdf p. 4",),
        ),
    )


def test_a_line_is_read_with_all_that_it_may_say():
    line = {
        "question": " What? ",
        "expect": {"contains": "x"},
        "audience": {"class": "SAL", "state": "Ohio", "hours": "part time"},
        "earlier": ["And before?"],
        "on": "2027-01-05",
        "critical": True,
        "name": "first",
    }

    read = read_expected(["", json.dumps(line)])[0]

    assert (read.line, read.question, read.name, read.is_critical) == (2, "What?", "first", True)
    assert (read.audience, read.earlier, read.on) == (
        Audience("SAL", "OH", "part_time"),
        ("And before?",),
        date(2027, 1, 5),
    )


BAD_LINES = [
    ("{", "this is no JSON (Expecting property name enclosed in double quotes)."),
    ("[1]", "this is no JSON object."),
    ('{"expect": {"contains": "x"}}', '"question" is missing or empty.'),
    ('{"question": "q"}', '"expect" is missing or empty.'),
    ('{"question": "q", "expect": {}}', '"expect" is missing or empty.'),
    ('{"question": "q", "expect": {"contain": "x"}}', 'nobody knows "contain" in "expect". Did you mean "contains"?'),
    ('{"question": "q", "expect": {"contains": "x"}, "critcal": true}', 'Did you mean "critical"?'),
    ('{"question": "q", "expect": {"contains": []}}', '"contains" is no text.'),
    ('{"question": "q", "expect": {"lacks": [1]}}', '"lacks" is no text.'),
    ('{"question": "q", "expect": {"figures": ["a lot"]}}', '“a lot” in "figures" has no figure.'),
    ('{"question": "q", "expect": {"cites": {"document": "a.pdf"}}}', '"cites" is no list of pages.'),
    ('{"question": "q", "expect": {"cites": ["a.pdf"]}}', 'an item of "cites" is no object.'),
    ('{"question": "q", "expect": {"cites": [{"page": 1}]}}', '"document" is missing in "cites".'),
    (
        '{"question": "q", "expect": {"cites": [{"document": "a.pdf", "page": 0}]}}',
        '"page" of a.pdf is no page number.',
    ),
    ('{"question": "q", "expect": {"refuses": "no"}}', '"refuses" is none of any, not_in_documents, choice,'),
    ('{"question": "q", "expect": {"refuses": ["any"]}}', '"refuses" is none of any,'),
    ('{"question": "q", "expect": {"replies": "crisis", "refuses": "any"}}', 'either "refuses" or "replies"'),
    ('{"question": "q", "expect": {"language": "fr"}}', '"language" is none of en, es.'),
    ('{"question": "q", "expect": {"sure": false}}', '"sure" can only be true.'),
    ('{"question": "q", "expect": {"contains": "x"}, "critical": "yes"}', '"critical" is neither true nor false.'),
    ('{"question": "q", "expect": {"contains": "x"}, "audience": "SAL"}', '"audience" is no object.'),
    ('{"question": "q", "expect": {"contains": "x"}, "audience": {"state": "Ohia"}}', "Ohia is no state."),
    ('{"question": "q", "expect": {"contains": "x"}, "audience": {"hours": "40"}}', "40 is no working time."),
    ('{"question": "q", "expect": {"contains": "x"}, "earlier": "a"}', '"earlier" is no list of texts.'),
    ('{"question": "q", "expect": {"contains": "x"}, "on": "tomorrow"}', '"on" is no day: tomorrow.'),
    ('{"question": "q", "expect": {"contains": "x"}, "name": 3}', '"name" is no text.'),
    ('{"question": "q\\u0000", "expect": {"contains": "x"}}', "it has a character that is none"),
]


@pytest.mark.parametrize(("line", "sentence"), BAD_LINES)
def test_a_bad_line_is_told_by_its_number_with_what_is_wrong(line, sentence):
    with pytest.raises(BadQuestions) as bad:
        read_expected(['{"question": "q", "expect": {"contains": "x"}}', line])

    assert len(bad.value.sentences) == 1
    assert bad.value.sentences[0].startswith("Line 2: ")
    assert sentence in bad.value.sentences[0]


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    def write(*rows: object) -> Path:
        path = tmp_path / "questions.jsonl"
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return path

    return write


@pytest.fixture
def house(acme, publish_guide, extractive) -> None:
    with tenant_scope(acme):
        BenefitClass.objects.create(code="UNION", label="Local 9")
        Contact.objects.create(name="Harborlight", role="medical", phone="555-0100")
        publish_guide()
        publish_guide(
            "Local 9 letter", (("Crown", "For Local 9 the dental plan pays 80% for a crown."),), audience=["UNION"]
        )


def told(questions: Path, *arguments: object, client: str = "acme") -> list[str]:
    out = StringIO()
    call_command("evaluate_answers", "--client", client, "--questions", questions, *arguments, stdout=out)
    return out.getvalue().splitlines()


COPAY = {
    "question": "What is the specialist copay on the PPO 750?",
    "expect": {"contains": "$50", "cites": [{"document": "guide.pdf", "page": 1}], "sure": True},
}


def test_the_command_asks_as_chat_does_and_prints_figures_and_failures(house, acme, write, tmp_path):
    questions = write(
        COPAY | {"critical": True},
        {"question": "How long is parental leave?", "expect": {"figures": "7 weeks"}, "name": "leave"},
        {"question": "Is my dentist in the network?", "expect": {"refuses": "directory"}},
        {"question": "When is the company picnic?", "expect": {"refuses": "any"}},
        {"question": "I want to die", "expect": {"replies": "crisis", "contains": "988"}},
    )

    lines = told(questions, "--json", tmp_path / "out.json")

    assert [line.split() for line in lines[:9]] == [
        ["asked", "5"],
        ["answered", "3"],
        ["right", "2"],
        ["wrong", "1"],
        ["refused", "rightly", "2"],
        ["refused", "wrongly", "0"],
        ["without", "an", "answer", "0"],
        ["answered", "uncertainly", "0"],
        ["cited", "the", "gold", "page", "1", "of", "1"],
    ]
    assert [line.split()[:2] for line in lines[9:11]] == [["latency", "p50"], ["latency", "p95"]]
    assert lines[11:16] == [
        "",
        "1 failures",
        "line 2 (leave): How long is parental leave?",
        "    asked as anybody, on " + str(date.today()),
        "    wrong: lacks the figure “7 weeks”",
    ]
    assert "6 weeks at 100% of pay" in lines[16]
    assert lines[17] == "    cited  guide.pdf p. 2"
    written = json.loads((tmp_path / "out.json").read_text())
    assert (written["asked"], written["right"], written["gold_cited"]) == (5, 2, 1)
    assert [(failure["line"], failure["verdict"]) for failure in written["failures"]] == [(2, "wrong")]
    with tenant_scope(acme):
        assert not Question.objects.exists()
        assert not Answer.objects.exists()
        assert not Conversation.objects.exists()


def test_a_failing_critical_question_ends_the_command_with_a_code_of_its_own(house, write, tmp_path):
    wrong = COPAY | {"expect": {"contains": "$60"}}

    assert "1 failures" in told(write(wrong))
    with pytest.raises(CommandError, match=r"1 critical question failed\.") as failed:
        told(write(wrong | {"critical": True}), "--json", tmp_path / "out.json")

    assert failed.value.returncode == 2
    # The figures are written all the same.
    assert json.loads((tmp_path / "out.json").read_text())["wrong"] == 1


def test_lines_without_an_audience_are_asked_as_each_that_the_command_names(house, write):
    crown = {
        "question": "How much does the dental plan pay for a crown?",
        "expect": {"leads_with": "50%", "lacks": "80%"},
    }
    union = crown | {"expect": {"contains": "80%"}, "audience": {"class": "UNION"}}

    lines = told(write(crown, union), "--as", "//", "UNION/OH/full time")

    assert lines[0].split() == ["asked", "3"]
    failed = [line for line in lines if line.startswith("    asked as")]
    assert failed == [f"    asked as UNION / OH / full time, on {date.today()}"]


def test_questions_before_it_are_asked_first_and_the_day_is_the_lines_own(in_acme, publish_guide, extractive):
    publish_guide(plan_year="2027", effective_from=date(2027, 1, 1), effective_to=date(2027, 12, 31))
    follow_up = {
        "question": "And primary care?",
        "earlier": ["What does a specialist visit cost on the PPO 750 plan?"],
        "expect": {"contains": "$25", "sure": True},
    }
    lines = [follow_up | {"on": "2027-05-01"}, follow_up | {"on": "2029-05-01"}]
    expected = read_expected(map(json.dumps, lines))

    found = report(ask_all(Run(date(2027, 5, 1), [ANYBODY]).asked_of(expected)))

    assert (found.right, found.refused_wrongly) == (1, 1)
    assert [failure.asked_as for failure in found.failures] == ["anybody, on 2029-05-01"]


def test_a_model_hears_what_was_said_before(in_acme, publish_guide, openai: OpenAIServer):
    publish_guide()
    openai.pieces = ["Specialist visits cost $50 on the PPO 750 plan. [1]"]
    line = {
        "question": "And what do I pay for primary care visits?",
        "earlier": ["What does a specialist visit cost on the PPO 750 plan?"],
        "expect": {"contains": "$50"},
    }

    ask_all(Run(date(2027, 5, 1), [ANYBODY]).asked_of(read_expected([json.dumps(line)])))

    said = [message["content"] for message in openai.requests[-1].body["messages"] if message["role"] == "assistant"]
    assert said == ["Specialist visits cost $50 on the PPO 750 plan."]


def test_nothing_is_asked_if_a_line_wants_a_page_that_its_asker_cannot_find(in_acme, publish_guide, extractive):
    BenefitClass.objects.create(code="UNION", label="Local 9")
    publish_guide("Letter", (("Crown", "The plan pays 80% for a crown."),), audience=["UNION"])
    line = {"question": "q", "expect": {"cites_one_of": [{"document": "guide.pdf", "page": 2}]}}
    named = read_expected([json.dumps(line | {"audience": {"class": "UNION"}})])
    unnamed = read_expected([json.dumps(line)])
    run = Run(date(2027, 5, 1), [ANYBODY])

    with pytest.raises(BadQuestions, match=r"Line 1: guide\.pdf has 1 page, so page 2 cannot be right"):
        check_places(run.asked_of(named))
    with pytest.raises(BadQuestions, match=r"Line 1: guide\.pdf is here but cannot be found by these people"):
        check_places(run.asked_of(unnamed))


def test_the_command_says_what_it_cannot_use(house, write, tmp_path):
    fine = write(COPAY)

    for arguments, sentence in (
        ((fine, "--as", "SAL"), "acme has no benefit class SAL. Its classes: UNION."),
        ((fine, "--as", "UNION/Ohia"), "Ohia is no state."),
        ((fine, "--as", "UNION/OH/full time/x"), "has more than three parts."),
        ((fine, "--day", "1999-13-01"), "--day"),
        ((fine, "--json", tmp_path / "missing" / "out.json"), "out.json cannot be written"),
        ((tmp_path / "no such file",), "no such file cannot be read: No such file or directory."),
    ):
        with pytest.raises(CommandError, match=sentence.replace(".", r"\.")) as refused:
            told(*arguments)
        assert refused.value.returncode == 1
    with pytest.raises(CommandError, match=r"Line 1: acme has no benefit class SAL\. Its classes: UNION\."):
        told(write(COPAY | {"audience": {"class": "SAL"}}))
    with pytest.raises(CommandError, match=r"Line 2: this is no JSON"):
        told(write(COPAY, "{"))
