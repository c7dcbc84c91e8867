"""Which figure a question asks for: of what, for whom, where, how often, of which plan and year.

Every word must find its place. A question with a word that is none of these asks for something else, or for more than
a figure, and is left to those who read sentences: "the deductible" is a figure, "what counts toward the deductible"
is not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chat.extractive.amounts import AmountOf, amount_asked
from chat.extractive.everyday import tells_of_injury
from chat.extractive.ideas import says_something
from chat.extractive.service_words import DRUGS, drug_tier, services_named, without_drug_tier
from chat.extractive.shapes import FOR_NOTHING, Shape, asks_if_free, compares, shape_of, wants_yes_or_no
from chat.figures_asked import DENTAL, VISION, Slots
from chat.household import NAMED_HOUSEHOLDS, Household, household_asked
from chat.periods import periods
from chat.question_words import leans_on_earlier
from chat.text_figures import PLAN_YEAR, Figure, figures
from knowledge.facts.rates import PREMIUM
from knowledge.facts.types import IN_NETWORK, OUT_OF_NETWORK
from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import plain_text


@dataclass(frozen=True)
class _Turn:
    slots: Slots
    is_understood: bool  # every word has found its place
    asks_price: bool  # "what does it cost?", of whatever it is


def slots_asked(texts: Sequence[str], names: Sequence[str] = ()) -> Slots | None:
    """Return what the last of a conversation's questions asks for; None if it is not for a figure.

    `names` are those of plans that are known by no type, such as "Northwind Standard". A follow-up changes what it
    names and keeps the rest: "and out of network?", "and for my kids?", "and monthly?".
    """
    known: Slots | None = None
    for at, text in enumerate(texts):
        turn = _read(text, names)
        own = turn.slots
        if at and known is None and leans_on_earlier(text) and not own.count_plans:
            continue  # of what it goes on with, nothing was understood: it might be of any plan
        if known and leans_on_earlier(text):
            if _CHEAPEST_PLAN.search(plain_text(text)) and not own.count_plans:
                known = replace(known, plans=frozenset(), proper=frozenset())
            own = _merged(known, own) if own != Slots() or turn.asks_price else Slots()
        elif (
            not own.services
            and turn.asks_price
            and (own.count_plans or own.household or own.line or _CHEAPEST.search(plain_text(text)))
        ):
            own = own if tells_of_injury(text) else replace(own, services=(PREMIUM,))
        known = own if turn.is_understood and own.is_whole else None
    return known


def _merged(known: Slots, own: Slots) -> Slots:
    is_premium = own.services == (PREMIUM,)
    return Slots(
        services=own.services or known.services,
        plans=own.plans if own.count_plans else known.plans,
        proper=own.proper if own.count_plans else known.proper,
        line=own.line or ("" if own.count_plans else known.line),
        household=own.household or known.household,
        is_partner=own.is_partner if own.household else known.is_partner,
        networks=own.networks or (frozenset() if is_premium else known.networks),
        periods=own.periods or known.periods,
        years=own.years or known.years,
        given=own.given,
        asks_permission=own.asks_permission or (known.asks_permission and not own.services),
        compares=own.compares or (known.compares and not own.services),
        drug_tier=own.drug_tier or ("" if own.services else known.drug_tier),
    )


def _read(text: str, names: Sequence[str]) -> _Turn:
    proper, plain = _proper(plain_text(text), names)
    tier = drug_tier(plain)
    plain = without_drug_tier(plain) if tier else plain
    services, rest = (DRUGS, plain) if tier else services_named(plain)
    household, asked_periods = household_asked(text), periods(text)
    if household is None:
        household = next((one for one, pattern in _OTHER_WORDS.items() if pattern.search(plain)), None)
    amount = amount_asked(plain)
    if not services and (asked_periods or amount is AmountOf.PREMIUM):
        services = (PREMIUM,)
    plans = plan_names(text)
    slots = Slots(
        services=services,
        plans=plans,
        proper=proper,
        line=next((name for name, pattern in _LINES.items() if pattern.search(plain)), ""),
        household=household,
        is_partner=bool(_PARTNER.search(plain)),
        networks=_networks(plain),
        periods=asked_periods,
        years=" ".join(PLAN_YEAR.findall(plain)),
        given=_given(plain),
        asks_permission=bool(_PERMISSION.search(plain)),
        compares=len(plans) + len(proper) > 1 and compares(text) and not services,
        drug_tier=tier,
    )
    is_other_money = amount in (AmountOf.COBRA, AmountOf.FULL_PRICE, AmountOf.COMPANY_MONEY)
    rest = _FREE.sub(" ", rest) if asks_if_free(text) else rest
    is_understood = _is_asked_for(text, slots) and not is_other_money and not says_something(_rest(rest))
    return _Turn(slots, is_understood, bool(_COST.search(plain)))


def _is_asked_for(text: str, slots: Slots) -> bool:
    """Whether the question has the form of one for a figure, and gives none to reckon with."""
    if slots.given:
        return bool(_EITHER.search(plain_text(text)))
    if slots.services and (_COVERED.search(plain_text(text)) or asks_if_free(text)):
        # "Is therapy covered?" is told by what it costs, and so is whether it is free.
        return shape_of(text) in (Shape.AMOUNT, Shape.ANY)
    if slots.asks_permission:
        return shape_of(text) in (Shape.AMOUNT, Shape.ANY, Shape.WAY)
    return shape_of(text) in (Shape.AMOUNT, Shape.ANY) and not wants_yes_or_no(text)


def _proper(plain: str, names: Sequence[str]) -> tuple[frozenset[str], str]:
    """Return the names of plans that stand in the plain text, and the text without them."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        pattern = re.compile(rf"\b{re.escape(plain_text(name))}\b(?: plan\b)?")
        if pattern.search(plain):
            found.add(name)
            plain = pattern.sub(" ", plain)
    return frozenset(found), plain


def _given(plain: str) -> frozenset[Figure]:
    # A plan year is no amount, nor is the second half of "2026-27".
    return frozenset(figures(PLAN_YEAR.sub(" ", _without_plans(plain))))


def _networks(plain: str) -> frozenset[str]:
    networks = {OUT_OF_NETWORK} if _OUTSIDE.search(plain) else set()
    return frozenset(networks | ({IN_NETWORK} if _INSIDE.search(_OUTSIDE.sub(" ", plain)) else set()))


def _rest(text: str) -> str:
    """Return the words that name nothing of a figure."""
    rest = _without_plans(text)
    for pattern in _PLACES:
        rest = pattern.sub(" ", rest)
    return rest


def _without_plans(plain: str) -> str:
    for label in sorted((name.label.lower() for name in plan_names(plain)), key=len, reverse=True):
        plain = plain.replace(label, " ")
    return plain


def _any_of(*words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_EITHER = re.compile(r"\d\D{1,12}\b(?:or|o|u)\b\D{1,12}\d")
_FOR_ME = re.compile(r"\b(?:for me|para mi)\b(?! (?:and|y)\b)")
_OTHER_WORDS = {Household.SELF: _FOR_ME, Household.FAMILY: _any_of("familiar(?:es)?")}
_PARTNER = _any_of("(?:domestic )?partners?", "pareja")
_LINES = {
    DENTAL: _any_of("dental", "dentists?", "teeth", "dentistas?", "dientes"),
    VISION: _any_of("vision", "eyes?", "vista"),
}
_CHEAPEST = _any_of(
    "cheapest|cheaper|lowest[- ](?:cost|priced?)|least expensive|costs? (?:the )?least",
    "mas (?:barat[oa]s?|economic[oa]s?)|menos (?:caro|cara)|cuesta menos",
)
# Which plan that is; "how much cheaper is it for just me?" stays with the plan talked of.
_CHEAPEST_PLAN = _any_of(
    "cheapest(?! (?:way|tier|price))|cheaper (?:one|ones|plans?|options?)|(?:is|are) cheaper(?=\\W*$)",
    "lowest[- ](?:cost|priced?)|least expensive|costs? (?:the )?least",
    "(?<!cuanto )mas (?:barat[oa]s?|economic[oa]s?)|menos (?:caro|cara)|cuesta menos",
)
_COST = _any_of(
    _CHEAPEST.pattern,
    "costs?",
    "prices?",
    "rates?",
    "premiums?",
    "how much",
    "cuestan?",
    "cuanto",
    "precios?",
    "primas?",
    "costos?",
    "(?:me |nos )?(?:descuentan?|quitan|sacan|rebajan|cobran|descontaran)",
)
_TIME = "(?:pay\\s?checks?|pay(?: ?period|day)?|week|month|year|deduction|semana|mes|ano|cheque(?: de pago)?|quincena)"
_PERIOD = _any_of(
    f"(?:per|each|every|a|an|por|cada|al|a la|del?|de mi|de cada|en mi|en cada|out of (?:my|each)) {_TIME}",
    "pay\\s?checks?|payroll|deductions?",
    "(?:bi-?)?weekly|monthly|yearly|annual(?:ly)?",
    "semanal(?:es)?|mensual(?:mente|es)?|quincenal(?:es)?|anual(?:es)?",
)
_OUTSIDE = _any_of("(?:out[- ]of[- ]|outside (?:of )?(?:the |my )?|non-?\\s?)network", "fuera de (?:la )?red", "oon")
_INSIDE = _any_of("(?:in[- ](?:the |my )?|within (?:the )?)network", "(?:dentro de|en) la red")
_COVERED = _any_of("covered?", "cubiert[ao]s?", "cubren?")
_FREE = _any_of(FOR_NOTHING)
_TO_ADD = _any_of(
    "to (?:add|cover|insure|include|put)(?: on)?|(?:to|on|onto) (?:my|the|our) (?:insurance|plan|coverage)",
    "(?:agregar|anadir|incluir|cubrir|asegurar)(?: a)?",
)
_NEEDED = _any_of("needed|required?|necesari[ao]s?|requieren?")
_PERMISSION = _any_of(
    "pre-?\\s?(?:authori[sz]ations?|authori[sz]ed|certifications?|approvals?)",
    "prior (?:authori[sz]ation|approval)",
    "autorizacion previa|preautorizacion",
)
_MANNER = _any_of(
    "whats|what's|cada|todos los|one|mine|myself|medical|overall|individual|person|each|whole|ours?|both|dos|ambos",
    "sides?|yo|to add|to cover|agregar|anadir|incluir|cubrir",
    "wife's|copays?|co-pays?|copayments?|coinsurance|copagos?|coseguro|coaseguro",
)
_PLACES = (
    *(_TO_ADD, _PERMISSION, _NEEDED, _COVERED, _OUTSIDE, _INSIDE, _PERIOD, _PARTNER, _COST, *_LINES.values()),
    *NAMED_HOUSEHOLDS.values(),
    *_OTHER_WORDS.values(),
    PLAN_YEAR,
    _MANNER,
)
