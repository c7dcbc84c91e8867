"""Tools answer from what the session may see, whoever calls them: the router without a model, or a model."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.audience import Audience
from benefits.models import BenefitClass, Contact, PlanYear
from chat.models import Answer, Conversation
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.scope import Scope
from chat.pipeline.tools.calendar import Calendar
from chat.pipeline.tools.contacts import Contacts
from chat.pipeline.tools.contract import Session, ToolResult
from chat.pipeline.tools.registry import MOST_CALLS, TOOLS, use
from tenants.keys import client_key
from tenants.redis import redis
from tests.vendors.openai_server import CutAfter

pytestmark = pytest.mark.usefixtures("in_acme")
DAY = date(2026, 11, 10)
LEAVE = (("Parental leave", "Parental leave is 6 weeks at 100% of pay after 12 months of service."),)


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


@pytest.fixture
def next_year():
    return PlanYear.objects.create(
        label="2027",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 12, 31),
        enrolment_opens_on=date(2026, 11, 2),
        enrolment_closes_on=date(2026, 11, 20),
    )


@pytest.fixture(autouse=True)
def november(monkeypatch):
    """It is November 10, 2026, wherever an answer asks for the day."""
    for place in ("chat.pipeline.answer.today", "chat.turns.beside.today"):
        monkeypatch.setattr(place, lambda: DAY)


def session(*, day: date = DAY, language: str = "en", **audience: str) -> Session:
    return Session(Scope(day, Audience(**({"class_code": "", "work_state": "", "hours": ""} | audience))), language)


def told(result: ToolResult) -> list[str]:
    return [one.text for one in result.told]


def shown(answer: Answer) -> str:
    """The fragment that pages show."""
    rows = redis().xrange(client_key("live", answer.topic))
    (html,) = (json.loads(fields["data"])["html"] for _, fields in rows if fields["event"] == "answer")
    return html


def answered(person, text: str, *, conversation: Conversation | None = None) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


# --- the contract -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
@pytest.mark.parametrize("name", ["client", "tenant", "schema", "class_code", "audience", "work_state", "day", "user"])
def test_no_tool_takes_from_a_model_whose_answer_it_is(tool, name):
    used = use(tool.name, {name: "other"}, session())

    assert used.result.status == "not_available"
    assert f"{name}: Extra inputs are not permitted" in used.result.why
    assert name not in tool.arguments.model_json_schema()["properties"]


def test_an_unknown_tool_and_a_wrong_argument_are_refused_by_name():
    assert "There is no such tool" in use("drop_tables", {}, session()).result.why
    assert use("plan_facts", {"figure": "everything"}, session()).result.why.startswith("figure: Input should be")
    assert use("glossary", {}, session()).result.why == "term: Field required"


def test_search_finds_only_what_the_asker_may_find(publish_guide):
    BenefitClass.objects.create(code="UNION", label="Local 88")
    publish_guide(title="Union leave", passages=LEAVE, audience=["UNION"])

    for_union = use("search_documents", {"words": "parental leave"}, session(class_code="UNION")).result
    for_others = use("search_documents", {"words": "parental leave"}, session()).result

    assert [hit.title for hit in for_union.hits] == ["Union leave"]
    assert (for_others.status, for_others.hits) == ("not_available", ())


def test_glossary_tells_a_meaning_without_a_figure():
    used = use("glossary", {"term": "Coseguro"}, session(language="es"))

    assert (used.result.status, used.as_row()["origin"]) == ("ok", "glossary")
    assert told(used.result)[0].startswith("Su parte del precio")
    assert use("glossary", {"term": "blockchain"}, session()).result.status == "not_available"


# --- the calendar -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 10, 30), "It begins in 3 days, counted from October 30, 2026."),
        (date(2026, 11, 1), "It begins tomorrow."),
        (date(2026, 11, 10), "Counted from November 10, 2026, 10 days are left."),
        (date(2026, 11, 19), "Tomorrow is the last day."),
        (date(2026, 11, 20), "Today is the last day."),
    ],
)
def test_calendar_says_where_enrollment_stands(next_year, day, words):
    result = use("calendar", {}, session(day=day)).result

    assert told(result) == [
        f"Open enrollment for 2027 runs from November 2, 2026 to November 20, 2026. {words}",
        "The 2027 plan year runs from January 1, 2027 to December 31, 2027.",
    ]


def test_calendar_tells_nothing_of_a_year_that_is_being_prepared(next_year):
    asked = {"plan_year": "2027"}
    assert use("calendar", asked, session()).result.status == "ok"

    PlanYear.objects.update(status=PlanYear.Status.DRAFT)

    assert use("calendar", {}, session()).result.status == "not_available"
    assert use("calendar", asked, session()).result.status == "not_available"
    # Nor is the year before it the last one that has dates in the calendar.
    PlanYear.objects.create(
        label="2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        enrolment_opens_on=date(2025, 11, 3),
        enrolment_closes_on=date(2025, 11, 21),
    )
    enrollment = told(use("calendar", {"plan_year": "2026"}, session()).result)[0]
    assert "The dates of the next one are not in the calendar yet" in enrollment


def test_calendar_of_a_year_that_is_over_says_so_and_of_one_unknown_nothing(next_year):
    late = session(day=date(2026, 12, 1))

    over = told(use("calendar", {"plan_year": "2027"}, late).result)[0]
    assert "It is over. The dates of the next one are not in the calendar yet" in over
    assert told(use("calendar", {"plan_year": "When can I enroll?"}, session()).result)[0].startswith(
        "Open enrollment for 2027"
    )
    assert use("calendar", {"plan_year": "2031"}, late).result.status == "not_available"


@pytest.mark.parametrize(
    "question",
    [
        "When is open enrollment?",
        "How many days are left to enroll?",
        "When does open enrollment end this year?",
        "What is the last day to sign up for my benefits?",
        "When does the plan year start?",
        "until when can I choose my plan",
        "What's the enrollment deadline for 2027?",
        "¿Cuándo es la inscripción abierta?",
        "¿Cuántos días quedan para inscribirme?",
        "¿Hasta cuándo puedo inscribirme en los beneficios?",
    ],
)
def test_question_for_the_companys_dates_goes_to_the_calendar(question):
    assert Calendar().is_asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "I was hired in March, when can I enroll?",
        "How long do I have to enroll my baby?",
        "When can I enroll after getting married?",
        "How do I enroll?",
        "Do I have to re-enroll?",
        "When does my COBRA coverage end?",
        "What happens if I miss open enrollment?",
        "Can part-time employees enroll?",
        "When can I enroll in the 401(k)?",
        "How many days of vacation do I have left this plan year?",
        "Mi hijo nació ayer, ¿hasta cuándo puedo inscribirlo?",
    ],
)
def test_question_for_dates_of_ones_own_does_not(question):
    assert not Calendar().is_asked(question)


def test_without_a_document_the_calendar_answers_and_is_named_as_the_source(ann, publish_guide, extractive, next_year):
    publish_guide(passages=LEAVE)

    answer = answered(ann, "When is open enrollment?")

    assert (answer.status, answer.reason, answer.route) == ("done", "", "date")
    assert answer.text.startswith("Open enrollment for 2027 runs from November 2, 2026 to November 20, 2026.")
    assert [(row["tool"], row["status"], row["origin"]) for row in answer.tools] == [("calendar", "ok", "calendar")]
    assert "s benefits calendar</li>" in shown(answer)


def test_dates_of_a_document_stand_alone_where_the_calendar_has_the_same(ann, publish_guide, extractive, next_year):
    publish_guide()

    answer = answered(ann, "When is open enrollment?")

    assert "Open enrollment runs from November 2, 2026 to November 20, 2026." in answer.text
    assert "calendar" not in answer.text


def test_calendar_with_other_dates_than_the_document_is_told_beside_it(ann, publish_guide, extractive, next_year):
    publish_guide(passages=(("Enrollment", "Open enrollment runs from November 2, 2026 to November 13, 2026."),))

    answer = answered(ann, "When is open enrollment?")

    assert "to November 13, 2026." in answer.text
    assert answer.text.endswith(
        "Your company's benefits calendar says: Open enrollment for 2027 runs from November 2, 2026 to "
        "November 20, 2026. Counted from November 10, 2026, 10 days are left."
    )


# --- contacts ---------------------------------------------------------------------------------------------------


@pytest.fixture
def dental_line():
    Contact.objects.create(name="Benefits team", role="hr", phone="614-555-0100")
    return Contact.objects.create(name="Brightsmile Dental", role="dental", phone="800-555-0133", hours="8 to 6")


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("Who do I call about a dental claim?", True),
        ("What is the phone number for Brightsmile?", True),
        ("How do I reach HR?", True),
        ("¿A quién llamo por mi seguro dental?", True),
        ("What is my group number?", True),
        ("¿Cuál es mi número de grupo?", True),
        ("Are phone visits covered?", False),
        ("What does a dentist cost?", False),
        ("Who can I cover on my plan?", False),
        ("What's the number for HR?", True),
        ("What is the number of the carrier for vision exams?", True),
        ("Is there a number to call for claims?", True),
        ("How can I reach HR about my deductible?", True),
        ("¿Cuál es el número de teléfono del dentista?", True),
        ("¿Cuál es el número de Brightsmile?", True),
        ("What is the maximum number of physical therapy visits per year?", False),
        ("What is the minimum number of hours to be eligible for medical coverage?", False),
        ("What number of dependents can I cover?", False),
        ("Is there a number of days I have to wait for the EAP?", False),
        ("How do I reach my out-of-pocket deductible?", False),
        ("How can I reach the full company match?", False),
        ("¿Cuál es el número de visitas de terapia al año?", False),
    ],
)
def test_question_for_a_contact_is_known(question, is_asked):
    assert Contacts().is_asked(question) is is_asked


def test_without_a_document_the_contacts_answer(ann, publish_guide, extractive, dental_line):
    publish_guide(passages=LEAVE)

    answer = answered(ann, "What is the phone number of Brightsmile?")

    assert (answer.reason, answer.route) == ("", "contact")
    assert "- **Brightsmile Dental**: 800-555-0133, 8 to 6" in answer.text
    assert "614-555-0100" not in answer.text
    assert "s contacts</li>" in shown(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is my group number?", "group number JR-20417"),
        ("¿Cuál es mi número de grupo?", "número de grupo JR-20417"),
        ("What is the group number of the dental plan?", "group number D-8802"),
        ("What is my health insurance group number?", "group number JR-20417"),
    ],
)
def test_group_number_is_that_of_the_medical_plan_unless_another_is_meant(
    ann, publish_guide, extractive, dental_line, question, told
):
    publish_guide(passages=LEAVE)
    Contact.objects.create(name="Northgate Health", role="medical", phone="614-555-0110", group_number="JR-20417")
    Contact.objects.filter(pk=dental_line.pk).update(group_number="D-8802")
    Contact.objects.create(name="Tidewater Group Insurance", role="life", phone="614-555-0120", group_number="L9")

    text = answered(ann, question).text

    assert told in text
    assert ("D-8802" in text) == ("D-8802" in told)
    assert "L9" not in text


def test_number_of_another_matter_in_a_document_is_no_answer_where_the_company_names_whom_to_call(
    ann, publish_guide, extractive, dental_line
):
    publish_guide(passages=(("Medical", "Who to call about your plan: call Harborlight Health at 800-555-0177."),))

    answer = answered(ann, "Who do I call about my dental plan?")

    assert answer.route == "contact"
    assert "800-555-0133" in answer.text
    assert "800-555-0177" not in answer.text


def test_answer_about_contacts_that_broke_off_stays_as_it_was_said(ann, publish_guide, openai, dental_line):
    publish_guide(passages=(("Medical", "Who to call about your plan: call Harborlight Health at 800-555-0177."),))
    openai.pieces = ["Call Harborlight Health at 800-555-0177 [1]. ", "Or ", "write ", "to ", "them ", "at "]
    openai.finish_reason = "length"

    answer = answered(ann, "Who do I call about my dental plan?")

    assert (answer.status, answer.route) == ("interrupted", "document")
    assert answer.text.startswith("Call Harborlight Health at 800-555-0177 [1].")


def test_document_that_names_the_same_contact_is_quoted(ann, publish_guide, extractive, dental_line):
    publish_guide(passages=(("Dental", "Who to call about your dental plan: Brightsmile Dental, 800-555-0133."),))

    answer = answered(ann, "Who do I call about my dental plan?")

    assert (answer.route, answer.citations.count()) == ("document", 1)


def test_number_of_visits_is_told_by_the_document_though_a_contact_has_its_words(ann, publish_guide, openai):
    Contact.objects.create(name="Harbor EAP", role="eap", phone="800-555-0144")
    publish_guide(passages=(("Physical therapy", "Physical therapy is covered for up to 30 visits per year."),))
    openai.pieces = ["Physical therapy is covered for up to 30 visits per year [1]."]

    answer = answered(ann, "What is the maximum number of physical therapy visits per year?")

    assert "30 visits" in answer.text
    assert "800-555-0144" not in answer.text


def test_where_nobody_fits_it_is_handed_over_to_hr(dental_line):
    result = use("contacts", {"about": "pet insurance"}, session()).result

    assert result.status == "handoff"
    assert told(result) == ["**Benefits team**: 614-555-0100"]


# --- called by a model ------------------------------------------------------------------------------------------


def test_model_calls_a_tool_once_and_answers_from_what_it_told(ann, publish_guide, openai, next_year):
    publish_guide()
    openai.called = [("calendar", '{"plan_year": "2027"}')]
    openai.pieces = ["Open enrollment for 2027 ends on November 20, 2026. The deductible is $400."]

    answer = answered(ann, "What happens to my plan in winter?")

    assert answer.text == "Open enrollment for 2027 ends on November 20, 2026."
    assert (answer.reason, answer.removed) == ("", {"uncited": 1})
    assert [(row["tool"], row["arguments"]) for row in answer.tools] == [("calendar", {"plan_year": "2027"})]
    assert list(answer.calls.values_list("end", flat=True)) == ["tools", "finished"]
    first, second = openai.calls("/v1/chat/completions")
    assert (first.body["tool_choice"], second.body["tool_choice"]) == ("auto", "none")
    asked, replied = second.body["messages"][-2:]
    assert asked["tool_calls"][0]["function"] == {"name": "calendar", "arguments": '{"plan_year": "2027"}'}
    assert (replied["role"], replied["tool_call_id"]) == ("tool", asked["tool_calls"][0]["id"])
    assert json.loads(replied["content"])["status"] == "ok"


def test_what_was_taken_out_of_an_answer_that_a_tool_replaces_is_still_counted(ann, publish_guide, openai, next_year):
    publish_guide()
    openai.pieces = ["It ends on May 3, 2031."]

    answer = answered(ann, "When does open enrollment end?")

    assert "November 20, 2026" in answer.text
    assert answer.removed == {"uncited": 1}


def test_every_tool_is_offered_in_the_vendors_strict_form(ann, publish_guide, openai):
    publish_guide()

    answered(ann, "What does a specialist visit cost on the PPO 750?")

    offered = openai.calls("/v1/chat/completions")[0].body["tools"]
    assert {tool["function"]["name"] for tool in offered} == {tool.name for tool in TOOLS}
    for tool in offered:
        schema = tool["function"]["parameters"]
        assert tool["function"]["strict"] is True
        assert schema["additionalProperties"] is False
        assert sorted(schema["required"]) == sorted(schema["properties"])


def test_passages_that_a_tool_brings_are_fenced_numbered_on_and_cited(ann, publish_guide, openai):
    publish_guide(title="Leave policy", passages=LEAVE)
    publish_guide(passages=tuple((f"Copays {n}", f"Specialist visit {n} costs ${n}0.") for n in range(1, 12)))
    openai.called = [("search_documents", '{"words": "parental leave weeks"}')]
    openai.pieces = ["Parental leave is 6 weeks [{number}]."]

    def with_number(request) -> None:
        results = [json.loads(m["content"].split("\n\n")[0]) for m in request.body["messages"] if m["role"] == "tool"]
        if results:
            openai.pieces = [f"Parental leave is 6 weeks [{results[0]['passages'][0]}]."]

    openai.before_answer = with_number
    answer = answered(ann, "What does specialist visit 3 cost?")

    assert answer.text == "Parental leave is 6 weeks [1]."
    assert answer.citations.get().document_title == "Leave policy"
    content = openai.prompts()[1][-1]["content"]
    fence = content.split("Fence word: ")[1].split("\n")[0]
    assert f"<<<{fence} passage [" in content
    assert content.endswith(f"{fence}>>>")


def test_more_calls_than_allowed_and_broken_arguments_are_answered_with_why(ann, publish_guide, openai):
    publish_guide()
    openai.called = [("glossary", "{not json"), *[("glossary", '{"term": "HSA"}')] * MOST_CALLS]
    openai.pieces = ["Specialist visits cost $50 [1]."]

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    told = [json.loads(message["content"]) for message in openai.prompts()[1] if message["role"] == "tool"]
    assert told[0] == {"status": "not_available", "why": "The arguments are no JSON object."}
    assert told[-1] == {"status": "not_available", "why": f"At most {MOST_CALLS} calls at a time."}
    assert answer.text == "Specialist visits cost $50 [1]."


@pytest.mark.parametrize(
    "call",
    [
        ("search_documents", "[" * 2_000),
        ("search_documents", '{"words": "dental\\u0000"}'),
        ("calendar", '{"plan_year": "\\ud800"}'),
        ("calendar", '{"\\u0000": 1}'),
        ("glossary\0", "{}"),
    ],
    ids=["endless brackets", "a NUL", "half a sign", "a name of NUL", "a tool of NUL"],
)
def test_call_that_no_database_takes_costs_no_answer(ann, publish_guide, openai, call):
    publish_guide()
    openai.called = [call]
    openai.pieces = ["Specialist visits cost $50 [1]."]

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.status, answer.text, len(answer.tools)) == ("done", "Specialist visits cost $50 [1].", 1)


@pytest.mark.parametrize("sign", ["\0", "\ud800"], ids=["NUL", "half a sign"])
def test_text_that_no_database_takes_is_left_out_of_what_a_model_says(ann, publish_guide, openai, sign):
    publish_guide()
    openai.pieces = [f"Specialist {sign}visits ", "cost $50 [1]."]

    answer = answered(ann, "What does a specialist visit cost on the PPO 750?")

    assert (answer.status, answer.text) == ("done", "Specialist visits cost $50 [1].")


def test_a_call_cut_at_any_byte_leaves_an_answer(ann, publish_guide, openai, next_year):
    publish_guide()
    openai.called = [("calendar", '{"plan_year": "2027"}')]
    openai.pieces = ["Open enrollment for 2027 ends on November 20, 2026."]

    for cut in range(50, 3_000, 270):
        openai.play(CutAfter(cut))
        answer = answered(ann, "When is open enrollment?")
        assert answer.status in ("done", "interrupted"), cut
        assert answer.text, cut


def test_model_that_only_ever_calls_is_given_up_for_an_honest_no(ann, publish_guide, openai, next_year):
    publish_guide(passages=LEAVE)
    openai.called = [("calendar", "{}")]
    openai.obeys_choice = False

    answer = answered(ann, "Is there a gym at work?")

    assert (answer.status, answer.reason) == ("done", "not_in_documents")
    assert len(openai.prompts()) == 2


# --- what a question leaves open --------------------------------------------------------------------------------

OFF = (
    ("Parental leave", "Parental leave is 6 weeks at 100% of pay after 12 months of service."),
    ("Vacation", "You get 15 vacation days a year."),
)


@pytest.mark.usefixtures("proposes")
def test_a_word_of_several_things_is_asked_back_with_what_the_documents_tell(ann, publish_guide, extractive):
    publish_guide(passages=OFF)

    answer = answered(ann, "How much leave do I get?")

    assert (answer.route, answer.text) == ("clarify", "Which leave do you mean?")
    assert [one["text"] for one in answer.choices] == [
        "How long is parental leave?",
        "How many vacation days do I get?",
    ]
    html = shown(answer)
    assert "Choose one" in html
    assert "You may want to ask next" not in html
    assert "Ask HR" not in html


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How much does it cost?", "The cost of what do you mean?"),
        ("¿Cuánto cuesta?", "¿El costo de qué quiere saber?"),
    ],
)
def test_the_price_of_nothing_is_asked_back(ann, publish_guide, extractive, question, asked):
    publish_guide(passages=(("Prices", "Dental costs $4 per paycheck. Vision costs $2 per paycheck."),))

    answer = answered(ann, question)

    assert (answer.route, answer.text) == ("clarify", asked)
    assert len(answer.choices) > 1


@pytest.mark.parametrize("question", ["How long is parental leave?", "How much leave do I get for jury duty?"])
def test_what_says_what_it_means_is_not_asked_back(ann, publish_guide, extractive, question):
    publish_guide(passages=OFF)

    assert answered(ann, question).route != "clarify"


def test_a_new_subject_in_the_middle_of_a_conversation_is_asked_back_too(ann, publish_guide, extractive):
    publish_guide(passages=(*OFF, ("PPO", "The PPO deductible is $750 for one person.")))
    first = answered(ann, "What is the PPO deductible?")

    answer = answered(ann, "How much leave do I get?", conversation=first.question.conversation)

    assert (answer.route, answer.text) == ("clarify", "Which leave do you mean?")


@pytest.mark.parametrize("earlier", ["How long is parental leave?", "What must I do when my baby is born?"])
def test_what_was_spoken_of_before_is_not_asked_back(ann, publish_guide, extractive, earlier):
    publish_guide(passages=OFF)
    first = answered(ann, earlier)

    answer = answered(ann, "How long is the leave?", conversation=first.question.conversation)

    assert answer.route != "clarify"


def test_a_new_subject_is_not_looked_for_with_the_words_of_the_one_before(ann, publish_guide, extractive):
    publish_guide(passages=(OFF[0], ("PPO", "The PPO deductible is $750 for one person.")))
    first = answered(ann, "What is the PPO deductible?")

    answer = answered(ann, "How much leave do I get?", conversation=first.question.conversation)

    assert "6 weeks" in answer.text


def test_what_the_documents_know_one_of_is_not_asked_back(ann, publish_guide, extractive):
    publish_guide(passages=OFF[:1])

    assert answered(ann, "How much leave do I get?").route != "clarify"
