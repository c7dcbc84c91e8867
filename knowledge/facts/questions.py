"""The Important Questions of a summary: deductibles, limits, and what the plan answers with yes or no."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.facts.cells import hyphened
from knowledge.facts.prices import MONEY, money
from knowledge.facts.types import (
    FAMILY,
    IN_NETWORK,
    OUT_OF_NETWORK,
    PERSON,
    PERSON_IN_FAMILY,
    SECOND_NETWORK,
    Reading,
)

DEDUCTIBLE, BEFORE_DEDUCTIBLE, OTHER_DEDUCTIBLES = "deductible", "before_deductible", "other_deductibles"
LIMIT, NOT_IN_LIMIT, NETWORK_SAVES, REFERRAL = "out_of_pocket_limit", "not_in_limit", "network_saves", "referral"
AMOUNT, ANSWER, DETAILS, FAMILY_RULE = "amount", "answer", "details", "family_rule"
AGGREGATE, EMBEDDED = "aggregate", "embedded"
QUESTIONS = {
    DEDUCTIBLE: ("Overall deductible", r"(?<!plan.s )overall deductible"),
    BEFORE_DEDUCTIBLE: ("Services before the deductible", r"before you meet your deductible"),
    OTHER_DEDUCTIBLES: ("Other deductibles", r"other deductibles"),
    NOT_IN_LIMIT: ("Not in the out-of-pocket limit", r"not included in the out-of-pocket"),
    LIMIT: ("Out-of-pocket limit", r"out-of-pocket (?:limit|maximum)"),
    NETWORK_SAVES: ("Less in the network", r"pay less if you use|use a network"),
    REFERRAL: ("Referral to a specialist", r"referral"),
}

NO_AMOUNT = "No amount could be read from this answer."
AMOUNT_BESIDE = "An amount stands where the explanation should: are these plans side by side?"
NAMES_IN_A_ROW = "The networks stand in a row before the amounts: which amount is whose?"
FAMILY_RULE_UNSAID = "The document does not say whether one person of a family meets the deductible alone."
_AMOUNT = re.compile(MONEY)
_PERSON = re.compile(
    r"\b(?:person|individual|individually|self(?:[- ]only)?|single|member|employee(?: only)?|ind)\b", re.IGNORECASE
)
_FAMILY = re.compile(r"\b(?:famil(?:y|ies)|employee plus|two or more)\b", re.IGNORECASE)
_INSIDE = re.compile(
    r"within a family|(?:per|each|one|no) (?:person|individual|member) (?:in|within|on|of) (?:a |the )?family"
    r"|embedded|no person pays more",
    re.IGNORECASE,
)
_NETWORKS = {
    OUT_OF_NETWORK: re.compile(
        r"out[- ]of[- ]network|non-?\s?(?:network|participating|preferred)|outside the network", re.IGNORECASE
    ),
    SECOND_NETWORK: re.compile(r"tier (?:2|two|ii)\b", re.IGNORECASE),
    IN_NETWORK: re.compile(
        r"(?<!of[- ])(?<!non[- ])(?<!non)(?<!outside the )(?:in[- ])?network"
        r"|(?<!non[- ])(?<!non)(?:participating|preferred)|tier (?:1|one|i)\b",
        re.IGNORECASE,
    ),
}
MAX_AMOUNT_WORDS = 20  # of a cell that is amounts and no explanation
_CLAUSE = re.compile(r"(?<=[.;])\s+|\n")
_AGGREGATE = re.compile(
    r"family (?:deductible|out-of-pocket limit|limit) must be met(?: before|\W*$)|(?<!non-)\baggregate family",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"(?:must )?meets? their own (?:individual )?(?:deductible|out-of-pocket limits?)|each person (?:has|meets)"
    r"|(?<!non-)\bembedded (?:family )?deductible",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"^\W*(yes|no|not applicable|n/?a)\b[.,:;]?\s*", re.IGNORECASE)
_FOR = re.compile(
    rf"{MONEY}[^.,;$]*?(?<!not )\bfor (?:the )?(?P<what>[a-z][^.;$]{{2,60}}?)(?=,?\s+and\s+\$|[.,;$]|\s*$)",
    re.IGNORECASE,
)
_NOUGHT = re.compile(
    r"^\W*(?:none|(?:there is |this plan has )?no (?:overall |annual )?deductible|not applicable|n/?a)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """A reading of an answer, with the network and the people it is for."""

    reading: Reading
    network: str = ""
    coverage_tier: str = ""
    doubts: tuple[str, ...] = ()


def question_of(words: str) -> str:
    """Return the code of the question; empty for one that the template does not have."""
    plain = hyphened(" ".join(words.split()))
    return next((code for code, (_, pattern) in QUESTIONS.items() if re.search(pattern, plain, re.IGNORECASE)), "")


def read_answer(question: str, answer: str, why: str) -> list[Answer]:
    text = " ".join(answer.split())
    if not text:
        return []
    if question in (DEDUCTIBLE, LIMIT):
        return _limits(question, text, " ".join(why.split()))
    if question == NOT_IN_LIMIT:
        return [Answer(Reading(DETAILS, text=text))]
    return _yes_no(question, text)


def _yes_no(question: str, text: str) -> list[Answer]:
    found = _YES_NO.match(text)
    if found is None:
        return [Answer(Reading(DETAILS, text=text), doubts=("The answer is neither yes nor no.",))]
    said = "yes" if found[1].casefold() == "yes" else "no"
    answers = [Answer(Reading(ANSWER, text=said))]
    if question == OTHER_DEDUCTIBLES:
        answers += [
            Answer(Reading(AMOUNT, money(part[1]), unit="year", applies_to=" ".join(part["what"].split())[:80]))
            for part in _FOR.finditer(text)
        ]
    rest = text[found.end() :].strip()
    return [*answers, Answer(Reading(DETAILS, text=rest))] if rest else answers


def _limits(question: str, text: str, why: str) -> list[Answer]:
    if _NOUGHT.match(text):
        text = "$0"
    amounts = list(_amounts(text))
    if not amounts:
        return [Answer(Reading(DETAILS, text=text), doubts=(NO_AMOUNT,))]
    answers = _checked(_in_row(text, amounts))
    if _AMOUNT.search(why) and len(why.split()) <= MAX_AMOUNT_WORDS:
        answers = [replace(answer, doubts=(*answer.doubts, AMOUNT_BESIDE)) for answer in answers]
    rule = _family_rule(why)
    if rule and any(answer.reading.value for answer in answers):
        answers.append(Answer(Reading(FAMILY_RULE, text=rule)))
    elif question == DEDUCTIBLE and any(one.coverage_tier == FAMILY and one.reading.value for one in answers):
        answers[0] = replace(answers[0], doubts=(*answers[0].doubts, FAMILY_RULE_UNSAID))
    return answers


def _family_rule(why: str) -> str:
    if _AGGREGATE.search(why):
        return AGGREGATE
    return EMBEDDED if _EMBEDDED.search(why) else ""


def _amounts(text: str) -> Iterator[Answer]:
    """Yield each amount with its network and people; what a clause does not say is as in the clause before."""
    network = ""
    for clause in _CLAUSE.split(text):
        found = list(_AMOUNT.finditer(clause))
        edges = [0, *(amount.end() for amount in found)]
        before = [clause[start : amount.start()] for start, amount in zip(edges, found, strict=False)]
        after = [*before[1:], clause[edges[-1] :]]
        # "Network: $500 / $1,000" or "$500 / $1,000 in the network": the name stands on one side all through a clause.
        is_named_first = bool(found and _network(before[0]))
        is_said_first = bool(found and _says_people(before[0]))
        told: set[str] = set()
        for number, amount in enumerate(found):
            if is_named_first:
                network = _network(before[number]) or network
            else:
                network = next((name for words in after[number:] if (name := _network(words))), network)
            sides = (before[number], "") if is_said_first else (after[number], before[number])
            tier = _people(*sides, is_second=network in told)
            told.add(network)
            yield Answer(Reading(AMOUNT, money(amount[1]), unit="year"), network, tier)


def _in_row(text: str, amounts: list[Answer]) -> list[Answer]:
    """Read "In-network  Out-of-network  $4,000  $6,000" as two columns; of more amounts none knows whose they are."""
    before = _AMOUNT.split(text, maxsplit=1)[0]
    names = sorted((found.start(), code) for code, pattern in _NETWORKS.items() for found in pattern.finditer(before))
    if len(names) < 2:
        return amounts
    if len(names) == len(amounts) and not _says_people(text):
        return [replace(one, network=code, coverage_tier=PERSON) for one, (_, code) in zip(amounts, names, strict=True)]
    return [replace(one, doubts=(*one.doubts, NAMES_IN_A_ROW)) for one in amounts]


def _network(words: str) -> str:
    found = [(match.start(), code) for code, pattern in _NETWORKS.items() if (match := pattern.search(words))]
    return min(found)[1] if found else ""


def _says_people(words: str) -> bool:
    return bool(_FAMILY.search(words) or _PERSON.search(words))


def _people(words: str, other_side: str, *, is_second: bool) -> str:
    """Return whom the amount is for: "$500 person / $1,000 family", or "Individual: $500, Family: $1,000".

    `words` stand on the side of the amount where the clause names the people.
    """
    if _INSIDE.search(words) or _INSIDE.search(other_side):
        return PERSON_IN_FAMILY
    first = re.split(r"[/,&]| and | or ", words, maxsplit=1)[0]
    for named in (first if first.strip() else words.lstrip(" /"), other_side, words):
        if _FAMILY.search(named):
            return FAMILY
        if _PERSON.search(named):
            return PERSON
    return FAMILY if is_second else PERSON


def _checked(amounts: list[Answer]) -> list[Answer]:
    """Return the amounts with what is odd about them; an amount without a network holds for the network."""
    named = [replace(one, network=one.network or IN_NETWORK) for one in amounts]
    of = {(one.network, one.coverage_tier): one.reading.value or Decimal(0) for one in reversed(named)}
    checked = []
    for one in named:
        doubts = []
        value = one.reading.value or Decimal(0)
        if one.coverage_tier == FAMILY and value < of.get((one.network, PERSON), value):
            doubts.append("The family amount is smaller than the amount for one person.")
        if one.network == OUT_OF_NETWORK and value < of.get((IN_NETWORK, one.coverage_tier), value):
            doubts.append("The amount outside the network is smaller than the one in it.")
        checked.append(replace(one, doubts=(*one.doubts, *doubts)))
    return checked
