"""One question from asking to the stored answer, with each engine and each way it can fail."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.audience import Audience
from accounts.models import User
from benefits.models import Contact, PlanYear
from branding.house import forget_house
from branding.models import Brand
from chat.contacts import contacts_about
from chat.dates import date_in_words
from chat.models import Answer, Conversation
from chat.pipeline import answer as answering
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import Asked, ask, ask_again, asker_of
from chat.tasks import answer_question
from chat.tried import first_answered, tried
from chat.turns.build import turn_of
from knowledge.facts.decide import confirm
from knowledge.models import Document, ExtractedFact
from tenants import turns
from tenants.clock import today
from tenants.keys import client_key
from tenants.redis import redis
from tenants.turns import Turns
from tests.vendors.local_server import Status
from tests.vendors.openai_server import CutAfter

pytestmark = pytest.mark.usefixtures("in_acme")


def put(person, text, conversation=None) -> Asked:
    return ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())


def answered(person, text, conversation=None) -> Answer:
    asked = put(person, text, conversation)
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def events(answer: Answer) -> list[tuple[str, dict]]:
    rows = redis().xrange(client_key("live", answer.topic))
    return [(fields["event"], json.loads(fields["data"])) for _, fields in rows]


def shown(answer: Answer) -> str:
    """The fragment that pages show."""
    (html,) = (payload["html"] for name, payload in events(answer) if name == "answer")
    return html


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


def test_year_of_which_nothing_is_published_is_refused_by_name(ann, publish_guide):
    publish_guide(plan_year="2027")

    answer = answered(ann, "What did a specialist visit cost on the PPO 750 last year?")

    assert answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
    assert "is for 2025" in answer.text
    assert not answer.citations.filter(is_near=False).exists()


def test_year_for_which_nothing_tells_it_is_named_though_there_are_documents_of_it(ann, publish_guide, extractive):
    publish_guide(plan_year="2027")
    publish_guide(
        title="2026 Dental", plan_year="2026", passages=(("Dental", "The dental plan pays for two cleanings a year."),)
    )
    first = answered(ann, "What does a specialist visit cost on the PPO 750 in 2027?")

    answer = answered(ann, "What about 2026?", first.question.conversation)

    assert answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
    assert answer.text.startswith("None of the documents your company has published tells this for 2026.")


def test_disability_is_the_matter_of_the_same_contact_in_spanish(in_acme):
    Contact.objects.create(name="Tidewater Mutual", role="life", phone="614-555-0140")

    for question in ("What does short-term disability pay?", "¿Cuánto paga la discapacidad a corto plazo?"):
        assert [contact.name for contact in contacts_about(question)] == ["Tidewater Mutual"]


def test_year_before_in_a_follow_up_is_the_one_before_that_talked_of(ann, publish_guide):
    publish_guide(title="2026 Benefits Guide", plan_year="2026")
    publish_guide(plan_year="2027")
    first = answered(ann, "What does a specialist visit cost on the PPO 750 in 2027?")

    answer = answered(ann, "And the year before?", first.question.conversation)

    assert "$50" in answer.text
    assert {citation.plan_year for citation in answer.citations.filter(is_near=False)} == {"2026"}


def test_mistyped_question_is_answered_as_it_was_meant(ann, publish_guide):
    publish_guide(plan_year="2027")

    answer = answered(ann, "What does a specailist visit cost on the PPO 750?")

    assert "$50" in answer.text


def test_answer_quotes_the_passage_and_names_page_and_plan_year(ann, publish_guide, openai):
    publish_guide(plan_year="2027")
    openai.pieces = ["A specialist ", "visit costs ", "$50 ", "[1]", "."]

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    citation = answer.citations.get()
    assert (answer.status, answer.reason, answer.text) == ("done", "", "A specialist visit costs $50 [1].")
    assert (answer.engine, answer.is_fallback) == ("openai:gpt-4o-mini", False)
    assert (citation.number, citation.document_title, citation.plan_year) == (1, "2027 Benefits Guide", "2027")
    assert (citation.page_number, citation.heading) == (1, "Copays")
    assert citation.quote == "Specialist visits cost $50 on the PPO 750 plan."
    assert answer.removed == {}
    assert set(answer.timings) == {"queued", "first_text", "total"}


def test_each_step_is_kept_with_its_time_and_the_way_that_was_gone(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]. It was $45 before [1]."]

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    steps = {row["step"]: row for row in answer.steps}
    assert list(steps) == [
        "understand",
        "route",
        "official",
        "retrieve",
        "facts",
        "generate",
        "verify",
        "restate",
        "answer",
        "propose",
    ]
    assert [row["began"] for row in answer.steps] == sorted(row["began"] for row in answer.steps)
    assert steps["answer"]["began"] + steps["answer"]["took"] <= answer.timings["total"] <= steps["propose"]["began"]
    assert steps["retrieve"]["passages"] >= 1
    assert (steps["generate"]["calls"], steps["verify"]["removed_figure"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "route", "last"),
    [
        ("Hello", "small_talk", None),
        ("I want to die", "crisis", None),
        ("Which plan should I pick?", "refuse", "retrieve"),
        ("What is coinsurance?", "glossary", "facts"),
        ("Does the plan have a gym?", "document", "answer"),
    ],
)
def test_the_way_of_a_question_is_kept(ann, publish_guide, extractive, text, route, last):
    publish_guide()

    answer = answered(ann, text)

    steps = [row["step"] for row in answer.steps if row["step"] != "propose"]
    assert (answer.route, steps[-1] if steps else None) == (route, last)


@pytest.mark.usefixtures("proposes")
def test_who_erases_the_answer_while_the_next_questions_are_sought_meets_no_error(
    ann, publish_guide, openai, monkeypatch
):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    asked = put(ann, "What does a specialist visit cost on the PPO 750?")

    def erased(**_: object) -> tuple[str, ...]:
        asked.question.conversation.delete()
        return ("And imaging?",)

    monkeypatch.setattr(answering, "next_questions", erased)
    run(asked.answer.pk, now=timezone.now())

    # What was told live goes with it.
    assert (events(asked.answer), Answer.objects.exists()) == ([], False)


def test_no_figure_is_quoted_from_a_passage_recognised_in_a_poor_picture(ann, publish_guide, openai):
    document = publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]. Primary care is covered too [1]."]
    sure = answered(ann, "What does a specialist visit cost on the PPO 750?")

    document.published_version.passages.update(confidence=0.81)
    unsure = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert sure.text == "A specialist visit costs $50 [1]. Primary care is covered too [1]."
    assert unsure.text == "Primary care is covered too [1]."
    assert unsure.removed == {"figure": 1}


def test_events_are_status_then_text_then_the_final_fragment_then_what_to_ask_next(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["It is $50 ", "[1", "]", " for specialists."]
    openai.seconds_between = 0.06

    answer = answered(ann, "What does a specialist visit cost?")

    names = [name for name, _ in events(answer)]
    said = "".join(payload["delta"] for name, payload in events(answer) if name == "text")
    assert names[:2] == ["status", "status"]
    assert names[-2:] == ["answer", "done"]
    assert names.count("text") >= 2
    assert said == "It is $50 [1] for specialists."
    assert events(answer)[1][1] == {"text": "Reading 2027 Benefits Guide"}
    assert f'id="answer-{answer.pk}"' in shown(answer)
    assert 'class="cite"' in shown(answer)


def test_sentence_with_a_number_no_passage_holds_is_removed_and_counted(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]. ", "Last year it was $45 [1]."]

    answer = answered(ann, "What does a specialist visit cost?")

    assert answer.text == "A specialist visit costs $50 [1]."
    assert answer.removed == {"figure": 1}
    assert "One statement was taken out" in shown(answer)


@pytest.mark.parametrize(
    "pieces",
    [
        ["NOT_IN_", "DOCUMENTS\n", "The guide speaks of dental care [1]."],
        ["It costs $99 [1]."],
        ["I believe this is covered."],
        ["It is covered [77]."],
    ],
    ids=["said by the model", "no number proven", "no source", "source that was never given"],
)
def test_unsupported_answer_becomes_an_honest_no_with_near_passages(ann, publish_guide, openai, pieces):
    publish_guide()
    openai.pieces = pieces

    answer = answered(ann, "Does the dental plan pay for a second crown?")

    assert (answer.status, answer.reason) == ("done", "not_in_documents")
    assert answer.text.startswith("I could not find this in the documents")
    assert answer.citations.count() > 0
    assert all(citation.is_near for citation in answer.citations.all())


def test_refusal_names_whom_to_ask(ann, publish_guide, openai):
    publish_guide()
    Contact.objects.create(name="Brightsmile Dental", role="dental", phone="1-800-555-0142")
    Contact.objects.create(name="Clearpane Vision", role="vision", phone="1-800-555-0199")
    openai.pieces = ["NOT_IN_DOCUMENTS\n"]

    answer = answered(ann, "Does the dental plan pay for whitening?")

    html = shown(answer)
    assert "Brightsmile Dental" in html
    assert "Clearpane Vision" not in html


def test_refusal_in_spanish_names_the_carrier_of_a_claim(ann, publish_guide, extractive):
    publish_guide()
    Contact.objects.create(name="Northgate Health", role="medical", phone="614-555-0110")
    Contact.objects.create(name="Clearpane Vision", role="vision", phone="1-800-555-0199")

    html = shown(answered(ann, "¿Cuál es el estado de mi reclamación?"))

    assert "Northgate Health" in html
    assert "Clearpane Vision" not in html


def test_refusal_where_nobody_is_listed_says_to_ask_hr(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["NOT_IN_DOCUMENTS\n"]

    html = shown(answered(ann, "Does the dental plan pay for whitening?"))
    assert "Ask your HR team directly" in html

    Brand.objects.create(product_name="Acme benefits", help_email="help@acme.example")
    forget_house()
    html = shown(answered(ann, "Does the dental plan pay for whitening?"))
    assert "mailto:help@acme.example" in html
    assert "Ask your HR team directly" not in html


COSTS = (
    ("Costs", "With typical use the year costs $3,180.00 on the PPO 750 and $3,035.00 on the HSA 2500."),
    ("Care", "A specialist visit costs $50 on the PPO 750."),
)


def test_which_plan_to_pick_is_left_to_the_person_with_what_plans_cost_and_whom_to_ask(ann, publish_guide, openai):
    publish_guide(passages=COSTS)
    Contact.objects.create(name="Benefits Team", role="hr", phone="1-800-555-0100")

    answer = answered(ann, "Which plan should I take?")

    assert openai.requests == []
    assert (answer.status, answer.reason) == ("done", "choice")
    assert answer.text == (
        "Which plan to pick is your decision: it depends on the care you expect, and I do not know that. I can show "
        "what each plan costs and covers; ask about two plans side by side, or about one of them.\n\n"
        "What your documents say about the cost:\n"
        "- 2027 Benefits Guide: “With typical use the year costs $3,180.00 on the PPO 750 and $3,035.00 on the HSA "
        "2500.” [1]"
    )
    assert [(citation.number, citation.page_number, citation.is_near) for citation in answer.citations.all()] == [
        (1, 1, False)
    ]
    page = shown(answer)
    assert "Benefits Team" in page
    assert reverse("benefits:plan_cost") in page
    assert reverse("benefits:plan_compare") in page


def test_no_plan_pages_stand_beside_a_no_of_another_reason(ann, publish_guide, openai):
    publish_guide()

    page = shown(answered(ann, "Is my doctor in the network?"))

    assert "cannot see who is in a network" in page
    assert reverse("benefits:plan_cost") not in page


def test_what_stands_near_a_no_is_neither_a_heading_nor_the_foot_of_a_page(ann, publish_guide, openai):
    text = (
        "Claims and appeals\nSend the bill to the carrier within 12 months.\n"
        "Meridian Freight, claims, plan year 2027 Page 1"
    )
    publish_guide(passages=(("Claims and appeals", text),))

    answer = answered(ann, "What is the status of my claim?")

    near = answer.citations.get()
    assert near.is_near
    assert "Send the bill to the carrier" in near.quote
    assert "Page 1" not in near.quote
    assert "Claims and appeals" not in near.quote


@pytest.mark.parametrize(
    ("question", "reason", "words"),
    [
        ("Which plan should I take?", "choice", "is your decision"),
        ("Is my doctor in the network?", "directory", "cannot see who is in a network"),
        ("What is the status of my claim?", "personal_record", "cannot see claims"),
        ("¿Está mi médico en la red?", "directory", "No puedo ver quién está en una red"),
    ],
)
def test_what_no_document_can_tell_is_said_with_what_is_near(ann, publish_guide, openai, question, reason, words):
    publish_guide()

    answer = answered(ann, question)

    assert openai.requests == []
    assert (answer.status, answer.reason) == ("done", reason)
    assert words in answer.text
    assert all(citation.is_near for citation in answer.citations.all())


def test_nothing_published_is_said_without_asking_a_model(ann, openai):
    answer = answered(ann, "What does a specialist visit cost?")

    assert (answer.status, answer.reason) == ("done", "not_in_documents")
    assert openai.requests == []


def test_model_that_cannot_be_reached_is_replaced_by_quotes_and_that_is_said(ann, publish_guide, openai):
    publish_guide()
    openai.play(*[Status(401)] * 3)

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.status, answer.engine, answer.is_fallback) == ("done", "extractive", True)
    assert "Specialist visits cost $50" in answer.text
    assert "The language model cannot be reached" in shown(answer)


def test_answer_cut_in_the_middle_is_kept_and_marked(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]. ", "Primary care ", "visits cost $25 [1]."]
    openai.play(CutAfter(700))

    answer = answered(ann, "What does a specialist visit cost?")

    assert (answer.status, answer.reason) == ("interrupted", "model_interrupted")
    assert answer.text.startswith("A specialist visit costs $50 [1].")
    html = shown(answer)
    assert "A specialist visit costs $50" in html
    assert "The language model broke off" in html
    assert "Ask again" in html


def test_extractive_engine_answers_with_a_quote(ann, publish_guide, extractive):
    publish_guide()

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.status, answer.engine) == ("done", "extractive")
    assert "Specialist visits cost $50" in answer.text
    citation = answer.citations.first()
    assert citation.page_number == 1
    (quoted,) = answer.quotes
    assert (quoted["number"], quoted["likeness"]) == (1, 1.0)
    words = citation.passage.text[quoted["start"] : quoted["end"]]
    assert f"“{words}" in answer.text


def test_figure_that_hr_confirmed_settles_where_two_documents_disagree(ann, publish_guide, extractive):
    publish_guide(title="Guide A", passages=(("Copays", "Specialist visits cost $50 on the PPO 750 plan."),))
    other = publish_guide(title="Guide B", passages=(("Copays", "Specialist visits cost $55 on the PPO 750 plan."),))
    question = "What does a specialist visit cost on the PPO 750?"
    assert answered(ann, question).text.startswith("Two documents disagree here.")
    fact = ExtractedFact.objects.create(
        version=other.published_version,
        ordinal=0,
        kind="sbc",
        section="visit",
        service="specialist",
        label="Specialist visits",
        attribute="copay",
        value=55,
        raw="$55",
        page=1,
    )

    confirm(fact, by=ann)

    text = answered(ann, question).text
    assert text.startswith("HR has checked this against the document:")
    assert text.index("$55") < text.index("Another document says otherwise") < text.index("$50")


def test_documents_that_disagree_are_named_with_their_kinds_the_one_that_binds_more_first(
    ann, publish_guide, extractive
):
    told = "Specialist visits cost {} on the PPO 750 plan."
    publish_guide(title="Questions", passages=(("Copays", told.format("$55")),), rank=6)
    publish_guide(title="Guide", passages=(("Copays", told.format("$50")),))

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    turn = turn_of(answer.question, answer)
    assert [(one.citation.document_title, one.kind) for one in turn.conflict] == [
        ("Guide", "benefits guide"),
        ("Questions", "benefits guide"),
    ]
    assert turn.conflict_title == "These documents disagree; the first binds more"
    assert "These documents disagree; the first binds more" in shown(answer)


def test_a_document_alone_contradicts_nothing(ann, publish_guide, extractive):
    publish_guide()

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.conflict, turn_of(answer.question, answer).conflict) == ([], ())


def test_document_that_hr_ranks_before_another_of_its_kind_leads(ann, publish_guide, extractive):
    one = publish_guide(title="Guide A", passages=(("Copays", "Specialist visits cost $50 on the PPO 750 plan."),))
    other = publish_guide(title="Guide B", passages=(("Copays", "Specialist visits cost $55 on the PPO 750 plan."),))

    for first, last, leading in ((one, other, "$50"), (other, one, "$55")):
        Document.objects.filter(pk=first.pk).update(rank=1)
        Document.objects.filter(pk=last.pk).update(rank=None)
        text = answered(ann, "What does a specialist visit cost on the PPO 750?").text

        assert text.startswith("Two documents disagree here. The more binding one comes first:")
        assert leading in text.split("\n\n")[1]


def test_model_is_not_told_what_was_answered_for_another_class(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    first = answered(ann, "What does a specialist visit cost?")
    User.objects.filter(pk=ann.pk).update(class_code="UNION")
    ann.refresh_from_db()
    openai.pieces = ["The dental plan pays 50% for a crown [1]."]

    answered(ann, "And what does a crown cost?", conversation=first.question.conversation)

    assert "A specialist visit costs" not in json.dumps(openai.requests[-1].body)


def test_follow_up_is_searched_with_the_words_of_the_question_before(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    first = answered(ann, "What does a specialist visit cost on the PPO 750?")
    openai.pieces = ["Primary care visits cost $25 [1]."]

    second = answered(ann, "And for primary care?", first.question.conversation)

    messages = openai.prompts()[-1]
    assert second.text == "Primary care visits cost $25 [1]."
    assert "PPO 750" in messages[-1]["content"]
    assert "Asked by: " in messages[-1]["content"]
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert messages[2]["content"] == "A specialist visit costs $50."


def test_model_is_told_the_day_the_years_and_what_was_asked_in_vain(ann, publish_guide, openai):
    publish_guide()
    day = today()
    for year in (day.year, day.year + 1):
        PlanYear.objects.create(label=str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    openai.pieces = ["NOT_IN_DOCUMENTS\nThe documents do not tell what a crown costs."]
    first = answered(ann, "What does a crown cost?")
    openai.pieces = ["Primary care visits cost $25 [1]."]

    answered(ann, "And what does primary care cost?", first.question.conversation)

    messages = openai.prompts()[-1]
    assert messages[1]["content"] == "What does a crown cost?"
    years = f"in plan year {day.year} (until December 31, {day.year}); plan year {day.year + 1} begins January 1, "
    assert f"\n\nToday: {date_in_words(day, 'en')}; {years}" in messages[-1]["content"]


@pytest.mark.usefixtures("proposes")
def test_next_questions_are_next_to_the_one_asked_and_would_be_answered(ann, publish_guide, openai):
    publish_guide()
    Brand.objects.create(
        product_name="Acme Benefits",
        suggested_questions=[
            {"text": "What does a specialist visit cost?", "language": "en"},
            {"text": "What does a primary care visit cost?", "language": "en"},
            {"text": "Does the company rent out a ski chalet?", "language": "en"},
            {"text": "¿Cuánto cuesta el dentista?", "language": "es"},
        ],
    )
    openai.pieces = ["The copay for a specialist is $50 [1]."]

    answer = answered(ann, "What does a specialist visit cost?")

    assert answer.next_questions[0] == "What does a primary care visit cost?"
    assert "How long is parental leave?" in answer.next_questions
    assert not any(word in text for text in answer.next_questions for word in ("Cuánto", "specialist", "chalet"))


def test_an_answer_leaves_its_turn_to_others_while_its_model_is_waited_for(
    acme, ann, publish_guide, openai, monkeypatch
):
    publish_guide()
    queue, free_meanwhile = Turns(1), []
    monkeypatch.setattr(turns, "answers", queue)
    openai.before_answer = lambda _request: free_meanwhile.append(queue.free)
    openai.pieces = ["A specialist visit costs $50 [1]."]
    monkeypatch.setattr(
        answering,
        "finish",
        lambda *given, finish=answering.finish, **named: free_meanwhile.append(queue.free) or finish(*given, **named),
    )

    given = put(ann, "What does a specialist visit cost on the PPO 750?").answer
    answer_question(acme.schema_name, str(given.pk))

    given.refresh_from_db()
    assert (given.status, free_meanwhile, queue.free) == ("done", [1, 0], 1)


@pytest.mark.usefixtures("proposes")
def test_while_many_others_wait_nothing_is_sought_to_ask_next(ann, publish_guide, openai, monkeypatch):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    monkeypatch.setattr(Turns, "waiting", 1)

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.status, answer.next_questions) == ("done", [])
    assert [name for name, _ in events(answer)][-1] == "done"


@pytest.mark.usefixtures("proposes")
def test_next_questions_are_in_the_language_of_the_question(ann, publish_guide, openai):
    publish_guide()
    publish_guide(
        "Guía de beneficios",
        (
            ("Copagos", "Una visita al especialista cuesta $50."),
            ("Plan dental", "El plan dental paga el 50% por una corona."),
        ),
        language="es",
    )
    Brand.objects.create(
        product_name="Acme Benefits",
        suggested_questions=[
            {"text": "What does a primary care visit cost?", "language": "en"},
            {"text": "¿Cuánto paga el plan dental por una corona?", "language": "es"},
        ],
    )
    openai.pieces = ["La visita al especialista cuesta $50 [1]."]

    answer = answered(ann, "¿Cuánto cuesta una visita al especialista?")

    assert "¿Cuánto paga el plan dental por una corona?" in answer.next_questions
    assert all(text.startswith("¿") for text in answer.next_questions)


def test_what_is_published_is_read_only_for_a_question_that_is_tried(ann, django_assert_num_queries):
    with django_assert_num_queries(0):
        tried(lambda text: True, audience=Audience("SAL", "", ""), day=timezone.localdate())


def test_a_question_in_a_conversation_and_its_answer_send_few_statements(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    conversation = answered(ann, "What does a specialist visit cost?").question.conversation
    with CaptureQueriesContext(connection) as of_question:
        asked = put(ann, "And a primary care visit?", conversation)
    with CaptureQueriesContext(connection) as of_answer:
        run(asked.answer.pk, now=timezone.now())

    assert len(of_question) <= 6
    assert len(of_answer) <= 26


def test_a_question_is_tried_once_for_as_long_as_the_same_is_published(ann, publish_guide, extractive):
    publish_guide()
    trials = []

    def is_answered(text: str) -> bool:
        trials.append(text)
        return text == "What is the deductible?"

    day = timezone.localdate()
    first, again = (tried(is_answered, audience=Audience("SAL", "", ""), day=day) for _ in range(2))
    told = [first("What is the deductible?"), again("What is the deductible?"), first("Is it?"), again("Is it?")]
    before = list(trials)
    publish_guide(title="Another guide")
    tried(is_answered, audience=Audience("SAL", "", ""), day=day)("What is the deductible?")
    tried(is_answered, audience=Audience("UNION", "", ""), day=day)("What is the deductible?")

    assert told == [True, True, False, False]
    assert before == ["What is the deductible?", "Is it?"]
    assert trials[2:] == ["What is the deductible?"] * 2


def test_what_is_known_of_several_questions_is_asked_at_once_and_the_rest_is_tried(ann, publish_guide, extractive):
    publish_guide()
    trials = []

    def is_answered(text: str) -> bool:
        trials.append(text)
        return text != "b?"

    def first_two(*questions: str) -> tuple[str, ...]:
        known = tried(is_answered, audience=Audience("SAL", "", ""), day=timezone.localdate())
        return first_answered(questions, known, most=2)

    told = [first_two("a?", "b?"), first_two("b?", "a?", "c?", "d?"), first_two("c?", "b?", "a?"), first_two()]

    assert told == [("a?",), ("a?", "c?"), ("c?", "a?"), ()]
    assert trials == ["a?", "b?", "c?"]


def test_refusal_shows_no_passage_where_none_is_near_but_what_the_documents_tell_about(ann, publish_guide, extractive):
    publish_guide()

    far = answered(ann, "Who won the football cup in Norway?")
    near = answered(ann, "Does the dental plan pay for whitening?")

    fragments = [shown(answer) for answer in (far, near)]
    assert (far.reason, near.reason) == ("not_in_documents", "not_in_documents")
    assert (far.citations.count(), near.citations.count() > 0) == (0, True)
    assert "Copays, dental care, parental and family leave, enrollment dates." in fragments[0]
    assert "The dental plan pays 50% for a crown" in fragments[1]
    assert "parental and family leave" not in fragments[1]


def test_small_talk_is_answered_at_once_and_reaches_no_model(ann, acme, publish_guide, openai):
    publish_guide()
    Contact.objects.create(name="Benefits team", role="hr", phone="1-800-555-0111")
    hello = put(ann, "Hello, who are you?")
    person = put(ann, "Can I talk to a real person?", hello.question.conversation)
    hola = put(ann, "buenos días")

    answer = Answer.objects.get(pk=hello.answer.pk)
    assert (answer.status, answer.reason, answer.engine) == ("done", "small_talk", "")
    assert answer.text.startswith(f"I am the benefits assistant of {acme.name}: a computer program, not a person.")
    assert hello.question.is_counted is False
    assert hola.question.language == "es"
    assert hola.answer.text.startswith("Hola")
    assert [card.name for card in turn_of(person.question, person.answer).contacts] == ["Benefits team"]
    assert turn_of(hello.question, answer).contacts == ()
    assert openai.calls("/v1/chat/completions") == []


def test_conversation_that_began_with_small_talk_is_called_by_its_first_question(ann, publish_guide, openai):
    publish_guide()
    hello, renamed, private = (put(ann, text).question for text in ("hello", "good morning", "I want to kill myself"))
    Conversation.objects.filter(pk=renamed.conversation_id).update(title="Mine")

    for question in (hello, renamed, private):
        answered(ann, "What does a specialist visit cost?", question.conversation)

    titles = [Conversation.objects.get(pk=question.conversation_id).title for question in (hello, renamed, private)]
    assert titles == ["What does a specialist visit cost?", "Mine", "Private conversation"]


def test_documents_of_another_class_are_not_read(acme, make_person, publish_guide, openai):
    publish_guide(audience=["UNION"])
    salaried = make_person(acme, class_code="SAL")
    member = make_person(acme, class_code="UNION")
    openai.pieces = ["A specialist visit costs $50 [1]."]

    assert answered(salaried, "What does a specialist visit cost?").reason == "not_in_documents"
    assert answered(member, "What does a specialist visit cost?").text == "A specialist visit costs $50 [1]."


def test_private_question_is_answered_with_help_and_reaches_no_model(ann, publish_guide, openai):
    publish_guide()
    Contact.objects.create(name="Tidewater EAP", role="eap", phone="1-800-555-0177")

    private = put(ann, "I want to kill myself")
    later = answered(ann, "What does a specialist visit cost?", private.question.conversation)

    answer = Answer.objects.get(pk=private.answer.pk)
    assert (answer.status, answer.reason, answer.engine) == ("done", "crisis", "")
    assert private.question.conversation.title == "Private conversation"
    assert private.question.is_counted is False
    assert all(word in answer.text for word in ("911", "988", "Tidewater EAP", "1-800-555-0177"))
    assert "kill" not in json.dumps(openai.prompts())
    assert later.status == "done"


def test_help_in_spanish_names_the_companys_program_in_spanish(acme, make_person):
    rosa = make_person(acme, language="es")
    program = Contact.objects.create(name="Tidewater EAP", role="eap", phone="1-800-555-0177", hours="Day and night")
    assert "1-800-555-0177, Day and night" in put(rosa, "Me quiero morir").answer.text

    program.hours_es = "De día y de noche"
    program.save()

    text = put(rosa, "Me quiero morir").answer.text
    assert "Su programa de asistencia al empleado, Tidewater EAP:** 1-800-555-0177, De día y de noche" in text
    assert "Day and night" not in text
    assert "1-800-555-0177, Day and night" in put(rosa, "I want to kill myself").answer.text


def test_running_twice_gives_one_answer(ann, publish_guide, openai):
    publish_guide()
    openai.pieces = ["A specialist visit costs $50 [1]."]
    asked = put(ann, "What does a specialist visit cost?")

    run(asked.answer.pk, now=timezone.now())
    run(asked.answer.pk, now=timezone.now() + timedelta(hours=1))

    assert len(openai.calls("/v1/chat/completions")) == 1
    assert [name for name, _ in events(asked.answer)].count("done") == 1


@pytest.mark.parametrize(
    ("meant_for", "strangers", "member"),
    [
        ({"work_states": ["CA"]}, [{"work_state": "NY"}, {}], {"work_state": "CA"}),
        ({"hours": "part_time"}, [{"hours": "full_time"}, {}], {"hours": "part_time"}),
        (
            {"work_states": ["CA", "NY"], "hours": "full_time"},
            [{"work_state": "CA"}, {"hours": "full_time"}, {"work_state": "TX", "hours": "full_time"}],
            {"work_state": "NY", "hours": "full_time"},
        ),
    ],
)
def test_documents_for_another_state_or_working_time_are_not_read(
    acme, make_person, publish_guide, openai, meant_for, strangers, member
):
    publish_guide(**meant_for)
    openai.pieces = ["A specialist visit costs $50 [1]."]

    for stranger in strangers:
        refused = answered(make_person(acme, **stranger), "What does a specialist visit cost?")
        assert (refused.reason, refused.citations.count()) == ("not_in_documents", 0)
    assert openai.prompts() == []
    told = answered(make_person(acme, **member), "What does a specialist visit cost?")
    assert told.text == "A specialist visit costs $50 [1]."
    assert told.citations.get().meant_for == Document.objects.get().meant_for


def test_who_moved_is_answered_anew_and_without_what_was_said_before(acme, ann, publish_guide, openai):
    publish_guide()
    User.objects.filter(pk=ann.pk).update(work_state="CA")
    ann.refresh_from_db()
    first = put(ann, "What does a specialist visit cost?")
    run(first.answer.pk, now=timezone.now())

    User.objects.filter(pk=ann.pk).update(work_state="NY")
    ann.refresh_from_db()
    again = ask_again(Answer.objects.get(pk=first.answer.pk), asker=asker_of(ann), now=timezone.now())
    made_for = Answer.objects.filter(question=first.question).order_by("attempt").values_list("work_state", flat=True)
    assert list(made_for) == ["CA", "NY"]
    Answer.objects.filter(pk=again.answer.pk).update(work_state="CA")
    later = put(ann, "And for two?", first.question.conversation)
    run(later.answer.pk, now=timezone.now())

    assert [message["role"] for message in openai.prompts()[-1]] == ["system", "user"]
