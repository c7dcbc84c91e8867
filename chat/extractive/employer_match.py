"""What a company adds to what one saves for retirement: how much that is, and not when it is one's own."""

import re

from chat.extractive.amounts import takes_money_out
from chat.extractive.everyday import in_documents_words
from chat.extractive.ideas import Idea
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text


def is_only_of_vesting(question: str, text: str) -> bool:
    """Whether it tells when the match is one's own, where what the match is was asked."""
    return _asks_for_match(question) and _is_of_vesting(text)


def is_of_loan_not_asked(question: str, text: str) -> bool:
    """Whether it tells how much of what is one's own may be borrowed, where it is asked when that is one's own."""
    is_asked = bool(_VESTED.search(in_documents_words(question))) and not takes_money_out(question)
    return is_asked and takes_money_out(text)


def is_formula_asked_for(question: str, statement: Statement) -> bool:
    """Whether it tells what part of which pay is matched, where the match is asked about, however it calls that:
    "adds 50% of the first 4% of pay"."""
    is_told = bool(_FORMULA.search(plain_text(statement.said)))
    return is_told and _asks_for_match(question)


def is_match(idea: Idea) -> bool:
    """Whether the idea is what a company adds."""
    return any("match" in phrase for phrase in idea.phrases)


def _asks_for_match(question: str) -> bool:
    asked = in_documents_words(question)
    return bool(_MATCH.search(asked)) and not _ASKS_OF_VESTING.search(asked)


def _is_of_vesting(text: str) -> bool:
    plain = plain_text(text)
    return bool(_VESTING.search(plain)) and not _OF_WHAT_PAY.search(plain)


_VESTED = re.compile(r"\b(?:vest\w*|adquirid[oa]s?)\b")
_FORMULA = re.compile(
    r"\b\d+(?:\.\d+)? ?%[^.;]{0,30} (?:of|del?)[^.;]{0,20}\b(?:first|next|primer\w*|siguient\w*|up to)\b"
    r"[^.;]{0,20}\d+(?:\.\d+)? ?%"
    r"|\bfirst \d+(?:\.\d+)? ?% of (?:your )?pay\b"
    r"|\b(?:cents?|centavos) (?:for|per|on|por) (?:(?:each|every|cada) )?(?:dollar|dolar)\b"
    r"|\d ?% (?:of|del?) (?:(?:your|eligible|su) )?(?:pay|salary|pago|sueldo)\b[^.;]{0,10}\b(?:whether|ahorre)\b"
)
_VESTING = re.compile(r"\b(?:vest(?:s|ed|ing)?|yours?(?: own)?|(?:be|is|are)(?: all)? mine|suy[oa]s?|adquirid[oa]s?)\b")
_OF_WHAT_PAY = re.compile(r"\bof (?:the (?:first|next)|your pay|pay|each)\b|\bdel? (?:primer|sueldo|salario)\w*")
_ASKS_OF_VESTING = re.compile(
    r"\b(?:vest\w*|yours|mine|own|keep|lose|leav\w*|quit|schedule|mi[oa]s?|adquirid\w*|dejo|renunci\w*)\b"
)
_MATCH = re.compile(r"\b(?:match\w*|aporte de la empresa|aportacion de la empresa)\b")
