"""Events of life that end or begin coverage. What is told of one is no answer about another: who divorces is not told
what becomes of a spouse who lost a job.
"""

import re

from chat.extractive.everyday import in_documents_words
from chat.extractive.leaving import JOB_ENDS
from chat.extractive.statements import Statement
from chat.sentences import sentences
from knowledge.text.terms import plain_text

_EVENT_WORDS = {
    "divorce": r"divorc\w*|annul\w*|legal(?:ly)? separat\w*|anulacion",
    "marriage": r"marr(?:iage|ied|y|ies|ying)|wedding|matrimonio|boda|casar\w*|me case",
    "child": r"birth|born|newborn|bab(?:y|ies)|adopt\w*|nacimiento|nac(?:e|io|ido)|bebe|adopcion",
    "death": r"death|die[sd]?|passed away|muerte|fallec\w*",
    "job": JOB_ENDS,
    "other coverage": r"los(?:e|es|s|t|ing) (?:of )?other (?:\w+ ){0,3}coverage"
    r"|other (?:\w+ )?coverage (?:is |was )?(?:lost|ends)"
    r"|p(?:erdida|erder|ierde|erdio) (?:de )?(?:la )?otra cobertura",
}
EVENTS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _EVENT_WORDS.items()}


_BECOMES = re.compile(r"\bwhat (?:happens|becomes|do i do) (?:to|of|with)\b|\bque (?:pasa|pasara|sucede|hago) con\b")
_LEAVES = re.compile(
    rf"{EVENTS['job'].pattern}|\b(?:leav(?:e|es|ing)|left|last day|ends?|cobra|keep|stays?|forfeit\w*|termina\w*"
    rf"|dej[ea]|se va)\b"
)
_BIRTHDAY = re.compile(r"\b26th birthday\b|\bturns? 26\b|\bcumpl\w+ 26\b")


def is_of_other_event(question: str, statement: Statement) -> bool:
    """Whether it, or where it names none the beginning of its paragraph, is about other events than the question."""
    asked = _named(question) | _named(in_documents_words(question))
    if not asked:
        return False
    for text in (statement.label or statement.said, _beginning(statement), statement.own_heading):
        told = _named(text) or _of_childs_age(text, asked)
        if told:
            return asked.isdisjoint(told)
    return False


def is_not_of_leaving(question: str, text: str) -> bool:
    """Whether it tells nothing of who leaves, where it is asked what becomes of a thing then."""
    plain = plain_text(question)
    is_asked = bool(_BECOMES.search(plain)) and "job" in _named(question) | _named(in_documents_words(question))
    return is_asked and not _LEAVES.search(plain_text(text))


def _named(text: str) -> frozenset[str]:
    plain = plain_text(text)
    return frozenset(name for name, pattern in EVENTS.items() if pattern.search(plain))


def _of_childs_age(text: str, asked: frozenset[str]) -> frozenset[str]:
    """Return the birthday with which a child's coverage ends, as an event; who asks of a child may mean it."""
    return frozenset({"age"}) if "child" not in asked and _BIRTHDAY.search(plain_text(text)) else frozenset()


def _beginning(statement: Statement) -> str:
    found = sentences(statement.paragraph)
    return found[0].text if found else ""
