"""Questions for a figure, answered from the facts of files as HR uploads them: the demo companies' papers, and papers
of another company that are laid out in another way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from accounts.audience import ANYBODY
from benefits.audience import MeantFor
from benefits.models import BenefitClass, Contact, PlanYear
from chat.models import Answer
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.other_plan import with_other_plan_named
from chat.pipeline.scope import Scope
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import use
from chat.preview import try_out
from chat.turns.build import turn_of
from knowledge.facts import decide
from knowledge.facts.types import Reading
from knowledge.ingestion.ingest import ingest_whole
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.lifecycle.publish import publish
from knowledge.models import Document, DocumentVersion, ExtractedFact, KnowledgeBase
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.documents import build_documents
from platform_admin.demo.numbers import company
from tenants.clock import today
from tenants.context import tenant_scope
from tenants.storage import ClientStorage
from tests.knowledge.facts.printed import pdf_with_tables
from tests.knowledge.facts.test_sbc import HEADS, VISIT
from tests.read_once import read_files_once

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
CAREFUL, ATTENTION = "does not fit with the other prices", "no concuerda con los otros precios"
DISAGREE = ("disagree", "otherwise", "no coinciden")


@cache
def papers_of(subdomain: str) -> tuple[DemoDocument, ...]:
    return tuple(build_documents(company(subdomain)))


ENGINES = {"EMBEDDING_ENGINE": "wordllama", "VECTOR_ENGINE": "pgvector"}


def put(content: bytes, name: str, **facts: object) -> Document:
    """Receive a file as HR does, bring it to READY and publish it: put(content, "rates.pdf", kind="sbc")."""
    base, _ = KnowledgeBase.objects.get_or_create(name="Benefits")
    version = receive_document(ContentFile(content, name=name), DocumentFacts(base, **facts), uploaded_by=None)
    ingest_whole(version.pk)
    publish(version.document, by=None)
    return Document.objects.get(pk=version.document_id)


def put_demo(subdomain: str, year: str) -> None:
    """Publish those papers of a demo company that print figures in force in one plan year."""
    house = company(subdomain)
    for one in house.classes:
        BenefitClass.objects.create(code=one.code, label=one.label)
    for paper in papers_of(subdomain):
        if paper.plan_year == year and paper.kind in ("sbc", "rate_sheet", "amendment", "plan_document"):
            told = {"title": paper.title, "kind": paper.kind, "plan_year": year, "plans": paper.plans}
            put(paper.content, paper.file_name, **told, meant_for=MeantFor(paper.audience))


@contextmanager
def own_files(folder: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=folder, **ENGINES), pytest.MonkeyPatch.context() as patch:
        patch.setattr(DocumentVersion._meta.get_field("file"), "storage", ClientStorage())
        read_files_once(patch)
        yield


@pytest.fixture(scope="module")
def papers(request, rows_of_a_file, clients, tmp_path_factory) -> Iterator[None]:
    """What a company has published, made once for tests that follow one another and name the same."""
    with transaction.atomic():
        with tenant_scope(clients["acme"]), own_files(tmp_path_factory.mktemp("papers")):
            PUBLISHED[request.param]()
        yield
        transaction.set_rollback(True)


def published(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("papers", [name], indirect=True)


@pytest.fixture
def put_file(papers, tmp_path) -> Iterator[Callable[..., Document]]:
    """Publish a file beside what the company has."""
    with own_files(tmp_path / "files"):
        yield put


@pytest.fixture(autouse=True)
def _asked_by_the_same_engines(settings) -> None:
    for name, value in ENGINES.items():
        setattr(settings, name, value)


@pytest.fixture
def say(acme, make_person) -> Callable[..., str]:
    """Return what the last of a conversation's questions is answered: say("What is it?", "And out of network?")."""

    def answered(*texts: str, class_code: str = "") -> str:
        person = make_person(acme, class_code=class_code)
        conversation = None
        for text in texts:
            asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
            run(asked.answer.pk, now=timezone.now())
            answer = Answer.objects.get(pk=asked.answer.pk)
            conversation = answer.question.conversation
        return f"{answer.text}\nREASON {answer.reason}"

    return answered


def wrong(say: Callable[..., str], table: list[tuple], class_code: str = "") -> list[str]:
    """Return those of the questions of which the answer lacks a wanted word or holds an unwanted one."""
    found = []
    for questions, wanted, unwanted in table:
        told = say(*questions.split(" >> "), class_code=class_code)
        if not all(word in told for word in wanted) or any(word in told for word in unwanted) or "[1]" not in told:
            found.append(f"{questions}\n{told}")
    return found


BLUEFIN = [
    (
        "what is ppo 750 family monthly",
        ("$340.00 per paycheck; printed beside it: $690.00 per month", f"Careful: $690.00 per month {CAREFUL}"),
        DISAGREE,
    ),
    ("specialist copay on the ppo 750 >> and 1500?", ("$60 copay", "PPO 1500"), ("PPO 750", "$50")),
    ("urgent care on ppo 500? >> what about 750", ("$50 copay", "PPO 750"), ("PPO 500", "$40")),
    ("deductible on the ppo 1500? >> 500?", ("$500 for one person", "PPO 500"), ("PPO 1500",)),
    ("¿Cuánto es el deducible del PPO 500? >> y en el de 1500", ("$1,500 por persona", "PPO 1500"), ("PPO 500",)),
    ("specialist copay on the ppo 750 >> and the 2500?", ("HSA 2500", "10% coinsurance"), ("PPO", "$50")),
    ("what does ppo 750 family cost per month in 2027", ("$690.00 per month", CAREFUL), DISAGREE),
    ("¿Cuánto cuesta al mes el PPO 750 para mi familia?", ("$690.00 por mes", "$340.00", ATTENTION), DISAGREE),
    ("PPO 750 family per paycheck", ("$340.00 per paycheck",), ("$690", CAREFUL)),
    ("What does the PPO 750 cost per month?", ("$690.00 †", "† Careful", "| Employee only | $160.00 ["), DISAGREE),
    ("What is a deductible?", ("**Deductible**, in general", "| PPO 500, 2027 | $500 | $1,000 |"), DISAGREE),
    ("What is the deductible on the HSA 2500?", ("$2,500 for one person, $5,000 for a family, $3,500",), DISAGREE),
    (
        "What is the deductible on the HSA 2500? >> and out of network?",
        ("$5,000 for one person, $10,000",),
        ("$2,500",),
    ),
    ("PPO 750 vs HSA 2500", ("| Deductible for one person | $750 [1] | $2,500 [2] |", "$80.00 ["), ("PPO 500",)),
    ("specialist copay on the PPO 750", ("$50 copay/visit", "PPO 750, 2027"), ("PPO 500", "$40", "$60")),
    (
        "¿Cuánto cuesta el especialista en el PPO 750?",
        ("Visita al especialista, PPO 750", "$50 de copago por visita, el deducible no se aplica"),
        ("$40", "Specialist visit"),
    ),
    (
        "¿Está cubierta la terapia?",
        ("Salud mental: visitas sin hospitalización", "| PPO 500, 2027 | $20 de copago por visita"),
        ("Outpatient services",),
    ),
    ("¿cuanto pago de mi cheque por el PPO 1500 familiar?", ("PPO 1500, familia, 2027: $236.00 por cheque",), ("750",)),
    ("PPO 750 o HSA 2500, ¿qué diferencia hay?", ("| Sala de emergencias | $300 de copago",), ("Emergency room",)),
    ("cuanto es el copay del doctor en el PPO 500", ("Visita de atención primaria", "$20", "$40"), ("750",)),
    ("cuanto deducivle tiene el PPO 500", ("Deducible, dentro de la red, PPO 500, 2027: $500 por persona",), ("1500",)),
    ("How much is the PPO 750 for a family? >> and with my domestic partner?", ("$228.00 per paycheck",), ("$340",)),
    (
        "tier 2 drugs on PPO 1500",
        ("under the name “tier 2”", "PPO 1500, 2027:", "| Generic drugs |", "$45 copay", "| Specialty drugs |"),
        ("PPO 750", DISAGREE[0]),
    ),
    (
        "What do prescription drugs cost?",
        (
            "That depends on the plan.",
            "In network, 2027:",
            "|  | HSA 2500 | PPO 500 | PPO 750 | PPO 1500 |",
            "| Generic drugs | ",
        ),
        ("Out of network", DISAGREE[0]),
    ),
    (
        "¿cuánto cuestan las medicinas en el PPO 750?",
        ("PPO 750, 2027:", "| Medicamentos genéricos |", "| Medicamentos de marca no preferidos |"),
        ("PPO 500",),
    ),
    ("How much are my meds on the HSA 2500 out of network?", ("HSA 2500, 2027:", "| Out of network |"), ("PPO",)),
    ("most I can pay in a year on the PPO 1500", ("Out-of-pocket limit, in network", "PPO 1500"), ("PPO 500",)),
]
SALARIED = [
    ("What does employee + spouse PPO cost per paycheck in 2027?", ("$214.00 per paycheck",), ("$279", "$40", "$25")),
    ("¿Cuánto cuesta por quincena el PPO para mi y mi esposa en 2027?", ("$214.00 por cheque",), ("$279", "$40")),
    ("What is the deductible on the PPO? >> and out of network?", ("$3,000 for one person, $6,000",), ("$1,000",)),
    (
        "What is the deductible on the PPO? >> and out of network? >> and for my kids?",
        ("$6,000 for a family", "out of network"),
        ("$3,000", "$2,000"),
    ),
    ("Do I need preauthorization for an MRI?", ("prior authorization is required", "HDHP", "PPO 1000"), ()),
    (
        "is out of network emergency covered",
        (
            "Emergency room care:",
            "PPO 1000, 2027: $350 copay",
            "HDHP, 2027: 20% coinsurance",
            "paid the same in and out",
        ),
        ("40%", "hospital room"),
    ),
    ("How much is an ambulance ride?", ("Emergency medical transportation", "20% coinsurance"), ()),
    ("is the deductible 2000 or 4000", ("HDHP, 2027: $2,000 for one person, $4,000 for a family",), ("PPO 1000",)),
    ("How much is the HDHP for a family? >> and monthly?", ("$329.33 per month",), ("$152.00",)),
    ("¿Cuánto cuesta el PPO al mes? >> y para mi familia?", ("$689.00 por mes", "familia"), ("$318.00",)),
    ("How much is the PPO per paycheck? >> and for my kids? >> and the HDHP?", ("$88.00 per paycheck",), ("$186",)),
    ("how much is dental for me and my wife", ("Dental, employee and spouse", "$9.00"), ("PPO", "Vision")),
]
UNION = [
    ("How much is the HDHP for a family?", ("$116.00 per paycheck",), ("$152",)),
    ("PPO family per paycheck?", ("$250.00 per paycheck",), ("$318",)),
]
FULL_TIME = [
    ("how much is the EPO a week", ("$18.25",), ("$41.50", "I found no price")),
    ("What does Harborlight EPO family coverage cost per paycheck in 2026-27?", ("$108.50 per week",), ("$74", "$55")),
    ("How much is the Harborlight HMO a week for me?", ("$41.50 per week",), ("$18.25",)),
    ("HMO vs EPO per week", ("| Employee only | $41.50 | $18.25 ",), ()),
    ("How much is the HMO per week? >> and the other one", ("EPO", "$18.25"), ("$41.50",)),
    ("¿Cuánto cuesta el HMO por semana? >> ¿y el otro?", ("EPO", "$18.25"), ("$41.50",)),
]


@published("bluefin")
def test_figures_of_near_identical_plans_and_a_misprint_are_told_as_they_are_printed(papers, say):
    assert wrong(say, BLUEFIN, class_code="STAFF") == []


@published("bluefin")
def test_a_source_quotes_the_row_that_prints_the_figure_also_for_an_answer_in_spanish(papers, say):
    for question, row in (
        ("¿Está cubierta la terapia?", "Outpatient services"),
        ("specialist copay", "Specialist visit"),
    ):
        say(question)
        quotes = list(Answer.objects.latest("created_at").citations.values_list("quote", flat=True))

        assert len(quotes) == 4
        assert all(f"{row} — " in quote and quote.count(" — ") == 1 for quote in quotes), quotes


@published("juniper")
def test_a_figure_of_a_year_that_nobody_knows_is_refused_by_the_years_name(papers, say):
    refused = "Nothing your company has published here is for {year}."

    assert refused.format(year=2025) in say("what was the deductible in 2025", class_code="SAL")
    assert refused.format(year=2028) in say("ppo price in 2027", "and in 2028?", class_code="SAL")
    assert "$1,000 for one person" in say("what was the PPO deductible in 2025", "and in 2027?", class_code="SAL")


@published("juniper")
def test_each_class_of_employees_is_told_its_own_prices_without_a_surcharge(papers, say):
    assert wrong(say, SALARIED, class_code="SAL") == []
    assert wrong(say, UNION, class_code="UNION") == []


@published("cedarmain")
def test_prices_in_the_terms_of_one_plan_answer_for_the_other_too(papers, say):
    assert wrong(say, FULL_TIME, class_code="FT") == []
    assert "$18.25" not in say("how much is the EPO a week", class_code="PT")
    assert "main figures" not in say("compare the HMO and the EPO", class_code="FT")


# --- another company -------------------------------------------------------------------------------------------

RATES = pdf_with_tables(
    "<b>2031 employee contributions per biweekly paycheck</b>",
    [
        ["Plan", "Employee only", "Employee + spouse", "Employee + child(ren)", "Family"],
        ["Gold PPO", "$81.00", "$229.00", "$183.00", "$341.00"],
        ["Saver HDHP", "$46.00", "$105.00", "$83.00", "$151.00"],
        ["Kestrel Standard", "$61.00", "$165.00", "$133.00", "$246.00"],
    ],
)
ANSWERS = [
    ["Important Questions", "Answers", "Why This Matters:"],
    [
        "What is the overall deductible?",
        "For network providers: $700 individual / $1,400 family; for out-of-network providers: $2,100 individual / "
        "$4,200 family",
        "Each family member must meet their own individual deductible until the family deductible is met.",
    ],
    ["Are there services covered before you meet your deductible?", "Yes. Preventive care.", "This plan covers some."],
    ["Are there other deductibles for specific services?", "No.", "You"],
    ["What is the out-of-pocket limit for this plan?", "$4,100 individual / $8,200 family", "The most you could pay."],
    ["Do you need a referral to see a specialist?", "No.", "You can see the specialist you choose."],
]
SERVICES = [
    HEADS,
    [VISIT, "Specialist visit", "$45 copay/visit", "50% coinsurance", "None"],
    [
        "If you have a test",
        "Imaging (CT/PET scans, MRIs)",
        "30% coinsurance",
        "50% coinsurance",
        "Preauthorization required.",
    ],
]
SUMMARY = pdf_with_tables(
    "Summary of Benefits and Coverage",
    "Kestrel Works: Gold PPO",
    "Coverage Period: 01/01/2031 - 12/31/2031",
    "This is only a summary.",
    ANSWERS,
    SERVICES,
)
KESTREL = [
    ("How much is the Gold PPO for me and my husband?", ("$229.00 per paycheck", "Gold PPO"), ("Saver", "Kestrel")),
    ("What does Kestrel Standard cost for a family?", ("$246.00 per paycheck",), ("Gold",)),
    ("What do the plans cost per paycheck?", ("| Family | $151.00 | $341.00 | $246.00",), ()),
    ("Gold PPO deductible >> and out of network?", ("$2,100 for one person, $4,200 for a family",), ("$700",)),
    ("¿Cuál es el deducible del Gold PPO?", ("$700 por persona, $1,400 por familia",), ()),
    ("Gold PPO MRI copay", ("30% coinsurance", "preauthorization required"), ()),
    ("Do I need prior authorization for an MRI on the Gold PPO?", ("preauthorization required",), ()),
    ("How much is the Gold PPO a month for a family?", ("$341.00 per paycheck", "I found no price per month"), ()),
]


def put_kestrel() -> None:
    put(RATES, "rates.pdf", title="Rates 2031", kind="rate_sheet", plan_year="2031")
    put(SUMMARY, "gold.pdf", title="Gold PPO Summary", kind="sbc", plan_year="2031")


PUBLISHED = {
    "bluefin": lambda: put_demo("bluefin", "2027"),
    "juniper": lambda: put_demo("juniper", "2027"),
    "cedarmain": lambda: put_demo("cedarmain", "2026-27"),
    "kestrel": put_kestrel,
    "nothing": lambda: None,
}


def price(tier: str, plan: str = "Gold PPO") -> ExtractedFact:
    return ExtractedFact.objects.get(plan=plan, coverage_tier=tier, service="premium")


@published("kestrel")
def test_papers_laid_out_in_another_way_are_answered_from_in_the_same_words(papers, say):
    assert wrong(say, KESTREL) == []


@published("kestrel")
def test_hr_who_tries_a_draft_gets_the_figure_that_employees_get_once_it_is_published(papers, say, acme, make_person):
    rates = Document.objects.get(title="Rates 2031")
    question = "How much is the Gold PPO for me and my husband?"
    told = say(question).partition("\nREASON")[0]
    Document.objects.filter(pk=rates.pk).update(published_version=None)

    scope = Scope(today(), ANYBODY, document_ids=(rates.pk,), include_unpublished=True, is_trial=True)
    trial = try_out(question, by=make_person(acme, "hr_admin"), scope=scope)

    assert trial.turn.answer.text == told
    assert "It points at 1 fact read from documents; HR confirmed 0." in trial.notes


@published("kestrel")
@pytest.mark.parametrize(
    "question",
    [
        "What counts toward the Gold PPO deductible?",
        "How much is the Gold PPO for a family of smokers?",
        "I had a $900 MRI on the Gold PPO, what do I pay?",
        "What does COBRA cost on the Gold PPO for a family?",
    ],
)
def test_a_question_with_a_word_that_is_no_part_of_a_figure_is_left_to_sentences(papers, say, question):
    assert "Gold PPO, family, 2031" in say("How much is the Gold PPO for a family?")

    told = say(question)

    assert "2031: $" not in told
    assert "in network" not in told


@published("kestrel")
def test_a_rejected_figure_is_not_told(papers, say, acme, make_person):
    assert "$341.00 per paycheck [1]" in say("How much is the Gold PPO for a family?")

    assert decide.reject(price("FAM"), by=make_person(acme, "hr_editor"))

    assert "2031: $341.00" not in say("How much is the Gold PPO for a family?")


@published("kestrel")
def test_a_corrected_figure_is_told_with_what_is_printed(papers, say, acme, make_person):
    fact = price("FAM")
    corrected = Reading("employee", fact.value + 1, unit="pay")

    assert decide.correct(fact, corrected, by=make_person(acme, "hr_editor"))

    english = say("How much is the Gold PPO for a family?")
    spanish = say("¿Cuánto cuesta el Gold PPO para la familia?")
    assert (
        "$342.00 per paycheck, as HR has corrected it; in the document it was read as $341.00 per paycheck [1]"
        in english
    )
    assert "$342.00" in spanish
    assert "según la corrección de Recursos Humanos; en el documento se leyó $341.00 por cheque de pago [1]" in spanish


@published("bluefin")
def test_a_confirmed_figure_is_told_without_the_caution_that_its_doubt_had(papers, say, acme, make_person):
    odd = ExtractedFact.objects.get(plan="PPO 750", coverage_tier="FAM", attribute="employee", unit="month")
    assert CAREFUL in say("what is ppo 750 family monthly", class_code="STAFF")

    assert decide.confirm(odd, by=make_person(acme, "hr_editor"))

    told = say("what is ppo 750 family monthly", class_code="STAFF")
    assert "$690.00 per month [1]" in told
    assert CAREFUL not in told


@published("kestrel")
@pytest.mark.parametrize("said", ["NOT_IN_DOCUMENTS", "I believe that is about $99 [1]."], ids=["no", "unproven"])
def test_a_confirmed_figure_is_told_where_a_model_finds_none(papers, say, openai, acme, make_person, said):
    openai.pieces, question = [said], "How much is the Gold PPO for a family?"
    assert "$341.00" not in say(question)

    assert decide.confirm(price("FAM"), by=make_person(acme, "hr_editor"))

    assert "$341.00 per paycheck [1]" in say(question)
    answer = Answer.objects.latest("created_at")
    assert (answer.reason, answer.route, answer.engine) == ("", "fact", "extractive")


@published("kestrel")
def test_a_figure_of_a_paper_for_others_or_taken_back_is_not_told(papers, say):
    rates = Document.objects.get(title="Rates 2031")
    BenefitClass.objects.create(code="CREW", label="Crew")
    assert "$341.00" in say("How much is the Gold PPO for a family?", class_code="CREW")

    Document.objects.filter(pk=rates.pk).update(audience=["OFFICE"])
    assert "$341.00" not in say("How much is the Gold PPO for a family?", class_code="CREW")
    Document.objects.filter(pk=rates.pk).update(audience=[], published_version=None)
    assert "$341.00" not in say("How much is the Gold PPO for a family?", class_code="CREW")


@published("nothing")
def test_the_price_of_the_class_that_is_all_but_the_askers_is_not_told(say, put_file):
    BenefitClass.objects.create(code="EX", label="Exempt employees")
    BenefitClass.objects.create(code="NX", label="Non-exempt employees")
    rates = pdf_with_tables(
        "<b>2031 employee contributions per biweekly paycheck, Non-exempt employees</b>",
        [["Plan", "Employee only", "Family"], ["Gold PPO", "$81.00", "$341.00"]],
    )
    put_file(rates, "rates.pdf", title="Rates 2031", kind="rate_sheet", plan_year="2031")

    assert "$341.00" in say("How much is the Gold PPO for a family?", class_code="NX")
    assert "$341.00" not in say("How much is the Gold PPO for a family?", class_code="EX")


@published("kestrel")
def test_another_documents_amount_for_the_same_figure_is_told_beside_it(papers, say, publish_guide):
    publish_guide("Questions and Answers", (("Deductibles", "The Gold PPO deductible is $650 for one person."),))

    told = say("What is the Gold PPO deductible?")

    assert "$700 for one person, $1,400 for a family" in told
    assert "Another document says otherwise" in told
    assert "$650" in told


@published("kestrel")
def test_two_papers_that_print_two_prices_are_both_shown(say, put_file):
    other = pdf_with_tables(
        "<b>2031 employee contributions per biweekly paycheck</b>",
        [["Plan", "Employee only", "Family"], ["Gold PPO", "$81.00", "$399.00"]],
    )
    put_file(other, "hr-rates.pdf", title="HR Rates 2031", kind="rate_sheet", plan_year="2031")

    told = say("How much is the Gold PPO for a family per paycheck?")

    assert "Gold PPO, family, 2031: $3" in told
    assert "Another document says otherwise" in told
    assert "$341.00" in told
    assert "$399.00" in told
    assert "otherwise" not in say("How much is the Gold PPO for one person per paycheck?")


@published("kestrel")
def test_the_price_that_hr_confirmed_leads_where_two_papers_print_two(say, put_file, acme, make_person):
    other = pdf_with_tables(
        "<b>2031 employee contributions per biweekly paycheck</b>",
        [["Plan", "Employee only", "Family"], ["Gold PPO", "$81.00", "$399.00"]],
    )
    paper = put_file(other, "hr-rates.pdf", title="HR Rates 2031", kind="rate_sheet", plan_year="2031")
    confirmed = ExtractedFact.objects.get(version=paper.published_version, coverage_tier="FAM")

    assert decide.confirm(confirmed, by=make_person(acme, "hr_editor"))

    told = say("How much is the Gold PPO for a family per paycheck?")
    assert "Gold PPO, family, 2031: $399.00 per paycheck [1]" in told
    assert "Another document says otherwise, and has not been confirmed" in told
    assert "$341.00" in told


def test_the_other_one_is_named_only_where_there_is_just_one_other():
    asked = ("How much is the HMO?", "and the other one?")

    assert with_other_plan_named(asked, lambda: ["HMO", "EPO"]) == ("How much is the HMO?", "and the EPO?")
    assert with_other_plan_named(asked, lambda: ["HMO", "EPO", "PPO"]) == asked
    assert with_other_plan_named(("and the other one?",), lambda: ["HMO", "EPO"]) == ("and the other one?",)


def test_a_level_by_itself_is_the_plan_that_has_it():
    def after(*asked: str) -> str:
        return with_other_plan_named(asked, lambda: ["PPO 500", "PPO 1500", "HDHP 1500", "HSA 2500"])[-1]

    assert after("Deductible on the PPO 500?", "and 1500?") == "and PPO 1500?"
    assert after("Deductible on the PPO 500?", "1500?") == "and PPO 1500?"
    assert after("Deductible on the HDHP 1500?", "what about the 500 for my family?") == (
        "what about the PPO 500 for my family?"
    )
    assert after("¿Cuánto es el deducible del PPO 500?", "y en el de 2500") == "y en el de HSA 2500"
    for amount in ("and 750?", "and with a bill of 1500?", "and $1500?", "and 1500 dollars?", "and 1500 miles away?"):
        assert after("Deductible on the PPO 500?", amount) == amount
    assert after("Deductible?", "and 1500?") == "and 1500?"
    assert after("and 1500?") == "and 1500?"


@published("bluefin")
def test_tool_tells_a_plans_figure_with_what_it_is_of_and_the_passage_that_prints_it(papers):
    session = Session(Scope(today(), ANYBODY), "en")

    def told(**asked: str) -> list[str]:
        result = use("plan_facts", asked, session).result
        assert result.told
        assert all(one.text.split(" ")[0] in " ".join(hit.text for hit in result.hits) for one in result.told)
        return [" — ".join((one.text, *one.of)) for one in result.told]

    (first, *_) = told(figure="specialist", plan="PPO 750", network="in_network")
    assert first.startswith("$50 copay per visit, deductible does not apply — in network — Specialist visit — PPO 750")
    assert all("PPO 750 2027" in text for text in told(figure="deductible", plan="PPO 750", plan_year="2027"))
    assert len({text.partition(" — ")[0] for text in told(figure="premium", covered="self")}) >= 4


@published("bluefin")
def test_tool_asks_which_plan_is_meant_and_knows_no_other_year(papers):
    session = Session(Scope(today(), ANYBODY), "es")

    asked_back = use("plan_facts", {"figure": "deductible", "plan": "HMO 300"}, session).result
    unknown = use("plan_facts", {"figure": "deductible", "plan_year": "2031"}, session).result

    assert (asked_back.status, asked_back.missing.question) == ("needs_input", "¿A qué plan se refiere?")
    assert "PPO 750" in [one.value for one in asked_back.missing.choices]
    assert unknown.status == "not_available"


# --- what stands around a figure --------------------------------------------------------------------------------


@pytest.fixture
def ask_page(acme, make_person) -> Callable[..., Answer]:
    """Ask in one conversation, choosing a plan or not: ask_page("What is it?", plan="PPO 750")."""
    person, conversation = make_person(acme), None

    def answered(text: str, plan: str = "") -> Answer:
        nonlocal conversation
        asked = ask(
            text,
            asker=asker_of(person),
            page_token=uuid4(),
            conversation=conversation,
            now=timezone.now(),
            plan=plan,
        )
        conversation = asked.question.conversation
        run(asked.answer.pk, now=timezone.now())
        return Answer.objects.get(pk=asked.answer.pk)

    return answered


@published("bluefin")
def test_plan_that_is_chosen_is_that_of_the_conversation_until_another_is_named(papers, ask_page):
    every = ask_page("What is the deductible?")
    (chosen,) = [one for one in every.choices if one["plan"] == "PPO 750"]
    of_one = ask_page(**chosen)
    later, other = ask_page("What is the out-of-pocket limit?"), ask_page("What is the deductible of the PPO 500?")

    assert every.text.startswith("That depends on the plan.")
    assert [one["plan"] for one in every.choices] == ["HSA 2500", "PPO 500", "PPO 750", "PPO 1500"]
    assert (of_one.choices, turn_of(of_one.question, of_one).scope[0]) == ([], "PPO 750")
    assert "PPO 750, 2027: $3,000 for one person" in later.text
    assert "HSA 2500" not in later.text
    assert "PPO 500" in other.text
    assert "PPO 750" not in other.text


@published("bluefin")
def test_what_a_plan_was_not_chosen_for_is_told_of_every_plan(papers, ask_page):
    ask_page("What is the deductible?", plan="No such plan")

    assert "PPO 500" in ask_page("What is the out-of-pocket limit?").text


@published("bluefin")
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What does the PPO 750 cost per paycheck?", "Whom you cover, your class"),
        ("What is the deductible of the PPO 750?", "A family has amounts of its own"),
        ("What does a specialist visit cost on the PPO 750?", "Care out of network may cost more"),
    ],
)
def test_a_figure_says_what_could_change_it(papers, ask_page, question, words):
    answer = ask_page(question)

    assert turn_of(answer.question, answer).changes.startswith(words)


@published("bluefin")
def test_next_step_names_the_open_enrollment_of_the_year_and_whose_matter_it_is(papers, ask_page, monkeypatch):
    day = date(2026, 11, 10)
    monkeypatch.setattr("chat.next_step.today", lambda: day)
    window = {"enrolment_opens_on": date(2026, 11, 4), "enrolment_closes_on": date(2026, 11, 18)}
    PlanYear.objects.create(label="2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31), **window)
    Contact.objects.create(name="Tidewater Mutual", role="medical", phone="800-555-0199")
    Contact.objects.create(name="HR", role="hr", phone="800-555-0100")

    answer = ask_page("What is the deductible of the PPO 750 in 2027?")
    step = turn_of(answer.question, answer).next_step

    assert (step.deadline.label, step.deadline.date) == ("Last day to enroll for 2027", date(2026, 11, 18))
    assert step.contact.name == "Tidewater Mutual"
