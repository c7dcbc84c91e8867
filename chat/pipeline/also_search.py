"""What to search for beside a question's own words: things that decide its answer and that nobody thinks to name."""

import re
from collections.abc import Callable, Sequence

from chat.extractive.accounts_together import asks_for_both
from chat.extractive.accounts_told import asks_what_it_pays
from chat.extractive.amounts import AmountOf
from chat.extractive.announced import with_question
from chat.extractive.asked import Asked, read_question
from chat.extractive.denials import denies_medical
from chat.extractive.drug_kinds import asks_for_any_drug
from chat.extractive.enrolling import asks_how_to_enroll
from chat.extractive.everyday import asks_for_change_after_event, in_documents_words
from chat.extractive.last_days import asks_for_time_left
from chat.extractive.lengths import asks_for_start
from chat.extractive.medical import is_about_medical_plan
from chat.extractive.outside_network import asks_of_outside
from chat.extractive.shapes import compares
from chat.extractive.then_and_now import asks_what_is_new
from chat.extractive.whom_to_cover import asks_whom_to_cover
from chat.household import Household, household_asked
from knowledge.retrieval.hits import Hit
from knowledge.text.little_words import language_of
from knowledge.text.spanish import told_in_english
from knowledge.text.terms import list_terms, plain_text

MORE_HITS = 3
MOST_PLANS = 6
# Of the mind; the pattern is left open for more words.
_THERAPY = r"\b(?<!physical )(?<!occupational )(?<!speech )(?:therap(?:y|ists?)|counsel\w*|shrinks?"
_PLACES_OF_THEIR_OWN = (
    (
        re.compile(r"\b(?:glasses|eyeglasses|lens(?:es)?|frames|contacts|eye exams?|lentes|anteojos|vista|armazon)\b"),
        ("vision plan eye exam lenses frames", "plan de visión examen armazón lentes"),
    ),
    (
        re.compile(r"\b(?:dentists?|teeth|tooth|cleanings?|dental check-?ups?|dentistas?|dientes?|muelas?|limpieza)\b"),
        ("dental plan cleanings fillings crowns", "plan dental limpiezas empastes coronas"),
    ),
    (
        re.compile(r"\b(?:braces|orthodon\w*|aligners|frenos|frenillos|brackets|ortodoncia)\b"),
        ("orthodontia paid lifetime maximum braces", "ortodoncia frenillos máximo de por vida"),
    ),
    (
        re.compile(rf"{_THERAPY}|psych\w*|terapias?|terapeutas?|psicolog\w*)\b(?! fisica)"),
        ("mental health behavioral health outpatient services", "salud mental consulta ambulatoria"),
    ),
    (
        re.compile(rf"{_THERAPY})\b"),
        ("counseling visit therapy covered", "visita de terapia cubierta"),
    ),
    (
        re.compile(
            r"\b(?:weeks|months|how long|semanas|meses|cuanto tiempo)\b.{0,30}\b[mp]aterni(?:ty|dad)\b"
            r"|\b(?:licencia|permiso) (?:parental|(?:de|por) [mp]aternidad)\b"
        ),
        ("parental leave weeks of pay", "licencia parental semanas con sueldo"),
    ),
)
_OUTSIDE = (
    "outside the network the plans have a separate deductible; emergencies are paid as in the network",
    "care outside the network is not covered, except emergencies",
)
_DRUG_KINDS = "generic drug, preferred brand drug, other brand drug, specialty drug"
_COMPANY_PUTS = "company puts into your account for self-only coverage and for a family"
_NEWS = ("What is new, what changes", "Novedades, qué cambia")
_WHOM = ("You can cover your spouse and your children", "Puede cubrir a su cónyuge y a sus hijos")
_AFTER_AN_EVENT = (
    "After a life event, days to ask for a change",
    "Después de un evento de vida, días para pedir un cambio",
)
_CARE = ("deductible", "share of most bills, most you pay", "emergency room visit, hospital stay")
_LIMITS = (AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY)


def also_search(question: str, *, plans: Callable[[], Sequence[str]]) -> list[str]:
    """Return further queries, none for most questions.

    A person's own case is told in the words of documents; a price stands in a table that says "per paycheck" and never
    "cost"; who compares plans wants their limits; a limit asked for without a plan is one of each plan; how many days
    are left only the last day tells; a broken arm names no service that costs something; who leaves all as it is gets
    what rolls over; eyes, teeth and the mind have rows or plans of their own, and weeks of maternity are leave; what a
    Spanish question means may stand in English. `plans` returns the plans that documents are about; it is called only
    if they matter.
    """
    asked = read_question(question)
    worded = in_documents_words(with_question(question))
    # "Baby is due Feb 3" finds nothing that is called a birth.
    queries = [worded] if list_terms(worded) != list_terms(question) else []
    if asked.amount_of in _LIMITS and not asked.plans:
        queries += [f"{question} {plan}" for plan in plans()[:MOST_PLANS]]
    if asks_what_is_new(question):
        queries += [_NEWS[1], _NEWS[0]] if _is_spanish(question) else [_NEWS[0]]
    if asks_what_it_pays(question):
        queries.append("What a health FSA or HSA pays for")
    if asks_for_time_left(question):
        queries.append("When does open enrollment end?")
    if asks_how_to_enroll(question):
        queries.append("Enroll in the portal, confirm your choices")
    if asks_for_start(question):
        queries.append("coverage starts first of the month waiting period newly hired")
    if asked.tells_of_injury and asked.plans:
        queries += [f"{_plans(asked)} {words}" for words in _CARE]
    if asked.is_contact_of_account:
        queries.append("who can help: accounts phone")
    if asked.goes_on:
        queries.append("If you do nothing, your choices roll over")
    queries += _search_to_compare(question, asked, plans)
    if asked.amount_of is AmountOf.PREMIUM and asked.plans:
        queries.append(f"{question} price per paycheck employee only family")
    if asked.amount_of is AmountOf.OWN_MONEY:
        # "Max hsa, single": the table says "you can put in up to".
        queries += [f"how much you can put into your {account} {_years(asked)}" for account in sorted(asked.accounts)]
    if asked.amount_of is AmountOf.COMPANY_MONEY:
        queries.append(f"{_COMPANY_PUTS} {' '.join(sorted(asked.accounts))} {_years(asked)}")
    plain = plain_text(question)
    for pattern, (english, spanish) in _PLACES_OF_THEIR_OWN:
        if pattern.search(plain):
            queries += [spanish, english] if _is_spanish(question) else [english]
    queries += _search_for_what_is_said(question)
    if _is_spanish(question):
        queries.append(told_in_english(worded))
    return queries


def _search_to_compare(question: str, asked: Asked, plans: Callable[[], Sequence[str]]) -> list[str]:
    if asked.compares:
        return [f"{_plans(asked)} deductible out-of-pocket limit copay"]
    if not compares(question):
        return []
    named = [plan for plan in plans() if plain_text(plan) in plain_text(question)]
    # "The difference between" is found where anything is different; a guide calls it a comparison.
    return [f"comparison of plans {' and '.join(named)}"] if len(named) > 1 else []


def _search_for_what_is_said(question: str) -> list[str]:
    """Return queries for what a question asks by its words alone, whatever else is read out of it."""
    queries: list[str] = []
    if asks_of_outside(question):
        queries += _OUTSIDE
    if asks_for_any_drug(question):
        queries.append(_DRUG_KINDS)
    if asks_for_both(question):
        queries.append("may not have an HSA with an FSA, limited-purpose FSA, blocks")
    if asks_whom_to_cover(question):
        queries += [_WHOM[1], _WHOM[0]] if _is_spanish(question) else [_WHOM[0]]
    if asks_for_change_after_event(question):
        english, spanish = _AFTER_AN_EVENT
        queries += [spanish, english] if _is_spanish(question) else [english]
    return queries


def search_for_the_shut_out(question: str, *, class_label: str) -> list[str]:
    """Return queries that find whether the asker's class of employees has a medical plan at all: that comes before what
    one costs or covers. What they find matters only if it says that they have none (`those_that_deny`).
    """
    if not class_label or not is_about_medical_plan(question, read_question(question)):
        return []
    queries = [f"{class_label} cannot enroll in medical coverage"]
    if household_asked(question) is Household.CHILDREN:
        queries.append(f"{class_label} cannot join the medical plan, children Medicaid or CHIP")
    if _is_spanish(question):
        queries.append(f"{class_label} no pueden tener el plan médico")
    return queries


def those_that_deny(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if denies_medical(hit.text)]


def added(hits: Sequence[Hit], more: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits, with the best of the others behind them."""
    # Pieces of one table or answer are shown whole, so two of them may say the same.
    known = {(hit.version_id, hit.text) for hit in hits}
    return (*hits, *[hit for hit in more if (hit.version_id, hit.text) not in known][:MORE_HITS])


def _is_spanish(question: str) -> bool:
    return language_of(question, "en") == "es"


def _years(asked: Asked) -> str:
    return " ".join(sorted(asked.years))


def _plans(asked: Asked) -> str:
    return " ".join(sorted(str(plan) for plan in asked.plans))
