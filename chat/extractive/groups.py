"""Groups of employees that a question names by a common word, where the company's own classes are called otherwise:
what is said without that word may hold for them or not, and answers nothing about them.
"""

import re

from chat.extractive.statements import Statement
from chat.llm.types import ModelRequest
from knowledge.text.terms import plain_text

_PEOPLE = r"(?:employees?|workers?|staff|people|folks|associates|team|crew|members|personnel|ones?|guys)"
# A bare word at the end names a group only behind these: "tax exempt" and "see a doctor remote" name none.
_BARE = r"(?:for|about|are|para|sobre)(?: (?:the|our|los|las))?"


def _group(words: str) -> str:
    return rf"{words} {_PEOPLE}\b|{_BARE} {words}\W*$"


_WHO = r"(?:emplead[oa]s?|trabajador(?:a|es|as)?|gente|personal|companeros|los|las)"
# What a group is called in a question, and in a document.
_GROUPS = (
    (
        rf"{_group('hourly')}|paid (?:by the hour|hourly)|{_WHO} (?:que cobran |pagad[oa]s )?por hora",
        r"hourly|by the hour|por hora",
    ),
    (rf"{_group('(?:salaried|exempt)')}|{_WHO} asalariad[oa]s?", r"salar(?:y|ied)|exempt|asalariad[oa]s?"),
    (
        rf"{_group('(?:temp(?:orary)?|seasonal)')}|temps\b|{_WHO} (?:temporal(?:es)?|de temporada)"
        r"|(?:para|sobre) temporales\W*$",
        r"temp(?:s|orary)?|seasonal|temporal(?:es)?|temporada",
    ),
    (r"interns?\b|becari[oa]s?\b|practicantes?\b", r"interns?|internships?|becari[oa]s?|practicantes?"),
    (
        rf"{_group('(?:contract|1099)')}|(?:independent )?contractors?\b|contratistas?\b",
        r"contractors?|leased|agency workers?|contratistas?",
    ),
    (r"retirees?\b|retired (?:employees?|people)\b|jubilad[oa]s\b", r"retire[ed]s?|retired|jubilad[oa]s?"),
    (
        rf"{_group('(?<!non-)(?<!non)union')}|sindicalizad[oa]s?\b",
        r"union|local \d+|bargain\w*|labor agreement|sindica\w+",
    ),
    (rf"{_group('remote')}|{_WHO} remot[oa]s", r"remote(?:ly)?|work(?:ing)? from home|remot[oa]s?"),
)
_NAMED = tuple((re.compile(rf"\b(?:{asked})"), re.compile(rf"\b(?:{told})\b")) for asked, told in _GROUPS)


def misses_group(request: ModelRequest, statement: Statement) -> bool:
    """Whether the question is about a group that neither the statement nor what stands above it names."""
    question = plain_text(request.question)
    wanted = [told for asked, told in _NAMED if asked.search(question)]
    if not wanted:
        return False
    # A class of the company by that name is told from others as classes are.
    classes = plain_text(" ".join((*request.own_class, *request.other_classes)))
    places = (statement.said, statement.section, statement.paragraph, statement.passage.document_title)
    around = plain_text(" ".join((*places, statement.passage.people)))
    return any(not told.search(classes) and not told.search(around) for told in wanted)
